"""Which public records an import, or taking it back, would change; and for whom that is refused."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Model

from foundation.publishing import rights

from ..models import Import, PositionStatement, Recommendation, Review, Source
from .incoming import Remark

# Named of each table; a file of all States changes thousands.
NAMED = 200


@dataclass
class PublicRecords:
    """Records that the public reads, by table, each by the name that editors know it by."""

    names: dict[type[Model], dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, model: type[Model], name: str) -> None:
        named = self.names[model]
        if len(named) < NAMED:
            named[name] = None

    def refusals(self, editor: rights.Editor) -> list[Remark]:
        """One for each record that this editor may not change."""
        return [
            Remark(name, rights.refusal_of_record(model))
            for model, named in self.names.items()
            if not rights.has_right(editor, model)
            for name in named
        ]


def changed_by(made: Import) -> PublicRecords:
    """The public records that an import changed, as far as taking it back could change them."""
    public = PublicRecords()
    changes = made.changes.values_list("model", "row")
    rows: dict[str, list[int]] = defaultdict(list)
    for model, row in changes:
        rows[model].append(row)
    statements = PositionStatement.objects.filter(pk__in=rows["positionstatement"])
    keys = {*rows["recommendation"], *statements.values_list("recommendation", flat=True)}
    for recommendation in Recommendation.objects.published().filter(pk__in=keys).in_order():
        public.add(Recommendation, str(recommendation))
    reference: tuple[type[Review] | type[Source], ...] = (Review, Source)
    for table in reference:
        for record in table._default_manager.filter(pk__in=rows[str(table._meta.model_name)]):
            if rights.is_public(record):
                public.add(table, str(record))
    return public
