"""The public records that an import or its undoing would change, and who may not change them."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils.translation import gettext as _

from foundation.publishing import rights

from ..models import Import, PositionStatement, Recommendation, Review, Source
from .incoming import Remark

# The most names of each table; a file of all States changes thousands.
MOST_NAMES = 200


@dataclass
class PublicRecords:
    """Names of public records, by table."""

    names: dict[type[Model], dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, model: type[Model], name: str) -> None:
        names = self.names[model]
        if len(names) < MOST_NAMES:
            names[name] = None

    def refusals(self, editor: rights.Editor, *, author: User | None) -> list[Remark]:
        """Why this editor may not change them: a sentence for each without the right, or one for all that
        somebody else than `author`, who wants it, has to look at."""
        lacking = [
            Remark(name, rights.refusal_of_record(model))
            for model, names in self.names.items()
            if not rights.has_right(editor, model)
            for name in names
        ]
        if lacking or editor != author or not any(self.names.values()):
            return lacking
        return [
            Remark("", _("This changes what the public reads: somebody else than you has to confirm it."))
        ]


def changed_by(import_record: Import) -> PublicRecords:
    """The public records that undoing an import could change."""
    records = PublicRecords()
    changes = import_record.changes.values_list("model", "row")
    rows: dict[str, list[int]] = defaultdict(list)
    for model, row in changes:
        rows[model].append(row)
    statements = PositionStatement.objects.filter(pk__in=rows["positionstatement"])
    keys = {*rows["recommendation"], *statements.values_list("recommendation", flat=True)}
    for recommendation in Recommendation.objects.published().filter(pk__in=keys).in_order():
        records.add(Recommendation, str(recommendation))
    reference: tuple[type[Review] | type[Source], ...] = (Review, Source)
    for table in reference:
        for record in table._default_manager.filter(pk__in=rows[str(table._meta.model_name)]):
            if rights.is_public(record):
                records.add(table, str(record))
    return records
