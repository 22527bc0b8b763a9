"""Nobody whose case is not public is named in what becomes public."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils.translation import gettext, ngettext

from foundation.publishing.checks import Objection

from .models import Case
from .names import Hit, names_in, names_in_record, texts_of

# Who decides what protects people.
PROTECTION = "cases.protect_case"


def object_to_names(records: Sequence[Model], rows: Sequence[Model], reader: User) -> list[Objection]:
    """An objection for each person or organisation that is named and held back.

    Whose case it is reads only who may see cases; a protection officer may go on, with a reason.
    """
    hits = [hit for record in records for hit in names_in_record(record)]
    hits += names_in({place: text for row in rows for place, text in texts_of(row).items()})
    if not hits:
        return []
    is_officer = reader.has_perm(PROTECTION)
    if not any(reader.has_perm(f"cases.{verb}_case") for verb in ("view", "change")):
        return [Objection(gettext("A protection officer has to look at this before it becomes public."))]
    return [Objection(sentence, may_go_on=is_officer) for sentence in _sentences(hits)]


def _sentences(hits: Iterable[Hit]) -> Iterable[str]:
    places: dict[int, set[tuple[str, int, str]]] = {}
    for hit in hits:
        places.setdefault(hit.case, set()).add((hit.place.table, hit.place.row, hit.place.field))
    for case in Case.objects.filter(pk__in=places):
        sentence = ngettext(
            "%(n)s text names %(case)s, whose case is not public.",
            "%(n)s texts name %(case)s, whose case is not public.",
            len(places[case.pk]),
        )
        yield sentence % {"n": len(places[case.pk]), "case": case}
