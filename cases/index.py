"""Published cases and laws as the index sees them, and as a line of their lists shows them.

What is filtered by (liberty, restrictions, what became of a law) follows from dated events, so it
is derived here, from published rows, and nowhere stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.db.models import Prefetch, QuerySet

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

# Newest first; no date lies outside.
YEARS = range(LATEST.year, EARLIEST.year - 1, -1)


@dataclass(frozen=True)
class CaseRow:
    """A published case, its events, and where it stands after them."""

    case: Case
    events: list[CaseEvent]
    standing: Liberty


@dataclass(frozen=True)
class LawRow:
    """A published law, what became of it, and the newest dated thing that says so."""

    law: Law
    status: LawStatus
    as_of: LawChange | None


# As a line shows them


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


# As the index sees them


class CasesSpec(ListSpec):
    name = "cases"
    dependencies = (
        Dependency(Case),
        Dependency(Case.themes.through, "case_id"),
        Dependency(OtherSpelling, "case_id"),
        # Only read beside a row, so no document changes; but a page that was kept may.
        Dependency(Case.affected_groups.through, "case_id", owners=lambda _keys: ()),
        Dependency(AffectedGroup, owners=lambda _keys: ()),
        Dependency(CaseEvent, "case_id"),
        # Of a law that is not published no article is named; published or renamed, it changes.
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
    now = liberty_of(events)
    return IndexDocument(
        key=case.pk,
        values={
            "liberty": {now.liberty.value} if case.kind == "person" else set(),
            "restriction": {one.restriction.value for one in now.restrictions},
            "role": {case.role} - {""},
            "theme": {theme.pk for theme in case.themes.all()},
            "provision": {provision.pk for provision in _provisions(events)},
            "year": {year for event in events for year in _years(event)},
        },
        texts=[
            *_texts(case, "public_name"),
            *_texts(case, "summary"),
            # Whatever language a spelling is in, it is a name: it is found by how it sounds.
            *(("en", other.spelling) for other in case.other_spellings.all()),
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
    """Its place in the alphabet of each language, by the English text where there is no other."""
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
    """The articles that events name, of laws that are published themselves."""
    named = [event.provision for event in events if event.provision is not None]
    return [provision for provision in named if provision.law.is_published]


def _years(event: CaseEvent) -> range:
    """The years in which it can have happened; what holds “since” a day counts in that year."""
    return range(event.first_day.year, (event.last_day or event.first_day).year + 1)
