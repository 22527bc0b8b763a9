from typing import Any

from django.db.models import Model

class Widget:
    def clean(self, value: Any, row: dict[str, Any] | None = None, **kwargs: Any) -> Any: ...
    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any: ...

class CharWidget(Widget):
    def __init__(self, coerce_to_string: bool = True, allow_blank: bool = True) -> None: ...

class BooleanWidget(Widget): ...
class DateWidget(Widget): ...
class IntegerWidget(Widget): ...

class ForeignKeyWidget(Widget):
    model: type[Any]
    field: str
    def __init__(self, model: type[Model], field: str = "pk") -> None: ...

class ManyToManyWidget(Widget):
    model: type[Any]
    separator: str
    field: str
    def __init__(
        self, model: type[Model], separator: str | None = None, field: str | None = None
    ) -> None: ...
