"""The indexes of cases and laws, and the rows of their lists.

Liberty, restrictions and the status of a law follow from dated events. They are derived here from
published rows, and stored nowhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.db.models import Prefetch, QuerySet

from foundation.choices import Precision
from foundation.dates.dated import EARLIEST, LATEST
from foundation.i18n.collation import alphabetical_in
from foundation.i18n.languages import codes
from foundation.index.labels import in_each_language, of_choices
from foundation.index.live import Index
from foundation.index.spec import (
    Dependency,
    Facet,
    IndexDocument,
    Keys,
    ListSpec,
    Sort,
    Value,
    Vocabulary,
    in_batches,
)
from foundation.lists.views import in_key_order
from recommendations.index import theme_values
from recommendations.models import AffectedGroup, Theme

from .choices import LawKind, LawStatus, LibertyStatus, Restriction, Role
from .liberty import Liberty, law_status, liberty_of
from .models import Case, CaseEvent, FormerNumber, Law, LawChange, OtherSpelling, Provision

# All years that a date can have, newest first.
YEARS = range(LATEST.year, EARLIEST.year - 1, -1)


@dataclass(frozen=True)
class CaseRow:
    """A published case, its events, and its status after them."""

    case: Case
    events: list[CaseEvent]
    liberty: Liberty


@dataclass(frozen=True)
class LawRow:
    """A published law, its status, and the change that the status is “as of”."""

    law: Law
    status: LawStatus
    as_of: LawChange | None


# Rows of the lists


def case_rows(keys: list[int]) -> list[CaseRow]:
    """The published cases of these keys, in their order. A fixed number of queries."""
    rows = in_key_order(_cases(), keys)
    return [CaseRow(case, list(case.events.all()), liberty_of(case.events.all())) for case in rows]


def law_rows(keys: list[int]) -> list[LawRow]:
    """The published laws of these keys, in their order. A fixed number of queries."""
    return [LawRow(law, *law_status(law.changes.all())) for law in in_key_order(_laws(), keys)]


def _cases() -> QuerySet[Case]:
    events = CaseEvent.objects.select_related("provision__law")
    return Case.objects.published().prefetch_related(
        "themes", "other_spellings", "affected_groups", Prefetch("events", queryset=events)
    )


def _laws() -> QuerySet[Law]:
    return Law.objects.published().prefetch_related("themes", "changes", "provisions__former_numbers")


# The indexes


class CasesSpec(ListSpec):
    name = "cases"
    dependencies = (
        Dependency(Case),
        Dependency(Case.themes.through, "case_id"),
        Dependency(OtherSpelling, "case_id"),
        # Shown with a row but not indexed: no document changes, but cached pages must be dropped.
        Dependency(Case.affected_groups.through, "case_id", owners=lambda _keys: ()),
        Dependency(AffectedGroup, owners=lambda _keys: ()),
        Dependency(CaseEvent, "case_id"),
        # Documents name articles of published laws only, so publishing or renaming a law changes them.
        Dependency(Provision, owners=lambda keys: _charged("provision__in", keys)),
        Dependency(Law, owners=lambda keys: _charged("provision__law__in", keys)),
        *(Dependency(model, vocabulary=True) for model in (Provision, Law, Theme)),
    )
    facets = (
        Facet("liberty"),
        Facet("restriction"),
        Facet("role"),
        Facet("theme"),
        Facet("provision", alphabetical=True),
        Facet("year"),
    )
    sorts = (Sort("name", by_language=True),)

    def documents(self, keys: Keys | None) -> Iterable[IndexDocument]:
        if keys is None:
            yield from map(_case_document, _cases())
            return
        for chunk in in_batches(keys):
            yield from map(_case_document, _cases().filter(pk__in=chunk))

    def vocabulary(self) -> Vocabulary:
        return {
            "liberty": of_choices(LibertyStatus),
            "restriction": of_choices(Restriction),
            "role": of_choices(Role),
            "theme": theme_values(),
            "provision": [
                Value(
                    provision_value(provision),
                    in_each_language(partial(str, provision)),
                    (provision.pk,),
                )
                for provision in Provision.objects.published().select_related("law")
            ],
            "year": [Value(str(year), {}, (year,)) for year in YEARS],
        }


class LawsSpec(ListSpec):
    name = "laws"
    dependencies = (
        Dependency(Law),
        Dependency(Law.themes.through, "law_id"),
        Dependency(LawChange, "law_id"),
        Dependency(Provision, "law_id"),
        Dependency(FormerNumber, "provision_id", owners=lambda keys: _of_provisions(keys)),
        Dependency(Theme, vocabulary=True),
    )
    facets = (Facet("kind"), Facet("status"), Facet("theme"))
    sorts = (Sort("title", by_language=True),)

    def documents(self, keys: Keys | None) -> Iterable[IndexDocument]:
        if keys is None:
            yield from map(_law_document, _laws())
            return
        for chunk in in_batches(keys):
            yield from map(_law_document, _laws().filter(pk__in=chunk))

    def vocabulary(self) -> Vocabulary:
        return {
            "kind": of_choices(LawKind),
            "status": of_choices(LawStatus),
            "theme": theme_values(),
        }


CASES = Index(CasesSpec())
LAWS = Index(LawsSpec())


def _charged(lookup: str, keys: Keys) -> set[int]:
    return {
        pk
        for chunk in in_batches(keys)
        for pk in CaseEvent.objects.filter(**{lookup: chunk}).values_list("case_id", flat=True)
    }


def _of_provisions(keys: Keys) -> set[int]:
    return {
        pk
        for chunk in in_batches(keys)
        for pk in Provision.objects.filter(pk__in=chunk).values_list("law_id", flat=True)
    }


def _case_document(case: Case) -> IndexDocument:
    events = list(case.events.all())
    liberty = liberty_of(events)
    return IndexDocument(
        key=case.pk,
        values={
            "liberty": {liberty.status.value} if case.kind == "person" else set(),
            "restriction": {restriction.restriction.value for restriction in liberty.restrictions},
            "role": {case.role} - {""},
            "theme": {theme.pk for theme in case.themes.all()},
            "provision": {provision.pk for provision in _provisions(events)},
            "year": {year for event in events for year in _years(event)},
        },
        texts=[
            *_texts(case, "public_name"),
            *_texts(case, "summary"),
            # A name in any language: English rules match it by its sound.
            *(("en", spelling.spelling) for spelling in case.other_spellings.all()),
        ],
        orders=_alphabetical(case, "public_name", "name"),
    )


def _law_document(law: Law) -> IndexDocument:
    status, _change = law_status(law.changes.all())
    numbers = [
        number
        for provision in law.provisions.all()
        for number in (provision.number, *(old.number for old in provision.former_numbers.all()))
    ]
    return IndexDocument(
        key=law.pk,
        values={
            "kind": {law.kind},
            "status": {status.value},
            "theme": {theme.pk for theme in law.themes.all()},
        },
        texts=[
            *_texts(law, "title"),
            *_texts(law, "summary"),
            *(("en", number) for number in numbers),
        ],
        orders=_alphabetical(law, "title", "title"),
    )


def _texts(row: Case | Law, field: str) -> list[tuple[str, str]]:
    return [(code, getattr(row, f"{field}_{code}") or "") for code in codes()]


def _alphabetical(row: Case | Law, field: str, sort: str) -> dict[str, tuple[tuple[list[int], str], int]]:
    """Sort keys in the alphabet of each language, with the English text as a fallback."""
    english = getattr(row, f"{field}_en") or ""
    return {
        f"{sort}_{code}": (
            alphabetical_in(code, getattr(row, f"{field}_{code}") or english), row.pk,
        )
        for code in codes()
    }  # fmt: skip


def provision_value(provision: Provision) -> str:
    """How an address names an article: criminal-code:174."""
    return f"{provision.law.slug}:{provision.number}"


def _provisions(events: Iterable[CaseEvent]) -> list[Provision]:
    """The articles that events refer to, of published laws only."""
    provisions = [event.provision for event in events if event.provision is not None]
    return [provision for provision in provisions if provision.law.is_published]


def _years(event: CaseEvent) -> range:
    """The years in which it may have happened; “since” a day counts for that year only.

    “Not later than” a day names none: it may have been in any year before.
    """
    if event.precision == Precision.BY:
        return range(0)
    return range(event.first_day.year, (event.last_day or event.first_day).year + 1)
