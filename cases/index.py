"""Which published cases and laws answer a selection, and which values it can name.

What is filtered by (liberty, restrictions, what became of a law) follows from dated events, so it
is derived here, from published rows, and nowhere stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from recommendations.index import theme_options, themes_above
from upr_tracker.common.collation import alphabetical
from upr_tracker.common.filters import Options

from .choices import LawKind, LawStatus, LibertyStatus, Restriction, Role
from .models import Case, CaseEvent, Law
from .standing import Standing, law_status, standing

LANGUAGES = ("en", "ru", "kk")


@dataclass(frozen=True)
class Row:
    """The values that a record has in each filter, and the words a search looks in, folded."""

    values: dict[str, set[str]]
    words: str


@dataclass(frozen=True)
class CaseRow(Row):
    """A published case, its events, and where it stands after them."""

    case: Any
    events: list[Any]
    standing: Standing


@dataclass(frozen=True)
class LawRow(Row):
    """A published law, what became of it, and the newest change, from which that follows."""

    law: Any
    status: LawStatus
    change: Any | None


def case_rows() -> list[CaseRow]:
    """Every published case, by its public name in the active language."""
    above = themes_above()
    events = CaseEvent.objects.select_related("provision__law")
    cases = Case.objects.published().prefetch_related(
        "themes", "other_spellings", "affected_groups", Prefetch("events", queryset=events)
    )
    rows = [_case_row(case, above) for case in cases]
    return sorted(rows, key=lambda row: alphabetical(str(row.case.public_name)))


def _case_row(case: Any, above: dict[int, set[str]]) -> CaseRow:
    events = list(case.events.all())
    now = standing(events)
    return CaseRow(
        case=case,
        events=events,
        standing=now,
        values={
            "liberty": {now.liberty.value} if case.kind == "person" else set(),
            "restriction": {one.restriction.value for one in now.restrictions},
            "role": {case.role} - {""},
            "theme": {slug for theme in case.themes.all() for slug in above[theme.pk]},
            "provision": {provision_value(provision) for provision in _provisions(events)},
            "year": {str(year) for event in events for year in _years(event)},
        },
        words=_folded(
            *(getattr(case, f"public_name_{code}") for code in LANGUAGES),
            *(getattr(case, f"summary_{code}") for code in LANGUAGES),
            *(other.spelling for other in case.other_spellings.all()),
        ),
    )


def law_rows() -> list[LawRow]:
    """Every published law, by its title in the active language."""
    above = themes_above()
    laws = Law.objects.published().prefetch_related(
        "themes", "changes", "provisions__former_numbers"
    )
    rows = [_law_row(law, above) for law in laws]
    return sorted(rows, key=lambda row: alphabetical(str(row.law.title)))


def _law_row(law: Any, above: dict[int, set[str]]) -> LawRow:
    status, change = law_status(law.changes.all())
    provisions = list(law.provisions.all())
    return LawRow(
        law=law,
        status=status,
        change=change,
        values={
            "kind": {law.kind},
            "status": {status.value},
            "theme": {slug for theme in law.themes.all() for slug in above[theme.pk]},
        },
        words=_folded(
            *(getattr(law, f"title_{code}") for code in LANGUAGES),
            *(getattr(law, f"summary_{code}") for code in LANGUAGES),
            *(provision.number for provision in provisions),
            *(old.number for provision in provisions for old in provision.former_numbers.all()),
        ),
    )


def answer(rows: Iterable[Any], values: dict[str, tuple[str, ...]], words: str) -> list[Any]:
    """The rows that have, in every field with chosen values, any of them, and all the words."""
    wanted = [(name, set(chosen)) for name, chosen in values.items() if chosen]
    return [
        row
        for row in rows
        if all(row.values[name] & chosen for name, chosen in wanted)
        and all(word in row.words for word in words.casefold().split())
    ]


def case_options(rows: list[CaseRow]) -> Options:
    """The values that these cases have, as (value, label); nothing that none of them has."""
    provisions = {
        provision_value(provision): str(provision)
        for row in rows
        for provision in _provisions(row.events)
    }
    years = sorted(_used(rows, "year"), reverse=True)
    return {
        "liberty": _known(rows, "liberty", LibertyStatus.choices),
        "restriction": _known(rows, "restriction", Restriction.choices),
        "role": _known(rows, "role", Role.choices),
        "theme": theme_options(_used(rows, "theme")),
        "provision": sorted(provisions.items(), key=lambda pair: alphabetical(pair[1])),
        "year": [(year, year) for year in years],
    }


def law_options(rows: list[LawRow]) -> Options:
    """The same for laws."""
    return {
        "kind": _known(rows, "kind", LawKind.choices),
        "status": _known(rows, "status", LawStatus.choices),
        "theme": theme_options(_used(rows, "theme")),
    }


def provision_value(provision: Any) -> str:
    """How an address names an article: criminal-code:174."""
    return f"{provision.law.slug}:{provision.number}"


def _provisions(events: Iterable[Any]) -> list[Any]:
    """The articles that events name, of laws that are published themselves."""
    named = [event.provision for event in events if event.provision is not None]
    return [provision for provision in named if provision.law.is_published]


def _used(rows: Iterable[Row], name: str) -> set[str]:
    return {value for row in rows for value in row.values[name]}


def _known(rows: Iterable[Row], name: str, choices: Iterable[Any]) -> list[tuple[str, str]]:
    """In the order of the vocabulary."""
    used = _used(rows, name)
    return [(value, str(label)) for value, label in choices if value in used]


def _years(event: Any) -> range:
    """The years in which it can have happened; what holds “since” a day counts in that year."""
    return range(event.first_day.year, (event.last_day or event.first_day).year + 1)


def _folded(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text).casefold()
