from django.core.exceptions import ValidationError

class Error:
    @property
    def traceback(self) -> str: ...

class InvalidRow:
    number: int
    error: ValidationError

class RowResult:
    import_type: str
    diff: list[str] | None

class Result:
    rows: list[RowResult]
    invalid_rows: list[InvalidRow]
    def has_errors(self) -> bool: ...
    def has_validation_errors(self) -> bool: ...
