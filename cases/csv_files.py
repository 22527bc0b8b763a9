"""The public files of cases and of laws: their columns, in their order.

These lists are the allow-lists and the data dictionary, as in `upr_tracker.recommendations_csv`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from foundation.choices import Precision
from foundation.dates.typed import When, days_in_iso
from foundation.lists.csv import SEPARATOR, Column

from .index import CaseRow, LawRow, case_rows, law_rows
from .models import CaseEvent, Evidence, LawChange, Provision

_Row = TypeVar("_Row", CaseRow, LawRow)


@dataclass(frozen=True)
class EvidenceFileLine(Generic[_Row]):
    """A case or a law with the numbers of the recommendations that it is evidence for."""

    row: _Row
    recommendations: list[str]
    site: str


def case_lines(keys: list[int], *, site: str) -> Iterator[EvidenceFileLine[CaseRow]]:
    """The published cases of these keys, in their order.

    `site`: scheme and host that addresses begin with, without a slash at the end.
    """
    numbers = _recommendations("case", keys)
    return (EvidenceFileLine(row, numbers.get(row.case.pk, []), site) for row in case_rows(keys))


def law_lines(keys: list[int], *, site: str) -> Iterator[EvidenceFileLine[LawRow]]:
    by_law, by_change = _recommendations("law", keys), _recommendations("law_change__law", keys)
    return (
        EvidenceFileLine(row, [*by_law.get(row.law.pk, []), *by_change.get(row.law.pk, [])], site)
        for row in law_rows(keys)
    )


def _recommendations(target: str, keys: list[int]) -> dict[int, list[str]]:
    """By key of the case or law, the recommendations tied to it by published evidence."""
    names_by_owner: dict[int, list[str]] = {}
    evidence: QuerySet[Evidence] = Evidence.objects.published()
    rows = evidence.annotate(owner=F(target)).filter(owner__in=keys)
    for row in rows.select_related("recommendation__review").order_by(
        "recommendation__review", "recommendation__number_order"
    ):
        names_by_owner.setdefault(row.owner, []).append(row.recommendation.identifier)
    return names_by_owner


def _days(dated: CaseEvent | LawChange | None) -> str:
    return days_in_iso(When(dated.first_day, dated.last_day, Precision(dated.precision))) if dated else ""


def _join(values: Iterable[object]) -> str:
    return SEPARATOR.join(dict.fromkeys(str(value) for value in values))


CASE_COLUMNS: tuple[Column[EvidenceFileLine[CaseRow]], ...] = (
    Column(
        "id",
        _("Identifies the case in every file; no spreadsheet takes it for a number."),
        lambda line: f"cases/{line.row.case.slug}",
    ),
    Column("name", _("Public name."), lambda line: line.row.case.public_name),
    Column(
        "other_spellings",
        _("Other spellings of the name."),
        lambda line: _join(line.row.case.other_spellings.all()),
    ),
    Column("kind", _("Person, group or organisation."), lambda line: line.row.case.get_kind_display()),
    Column("kind_code", _("The same, as a code."), lambda line: line.row.case.kind),
    Column("role", _("Why the authorities noticed it."), lambda line: line.row.case.get_role_display()),
    Column("role_code", _("The same, as a code."), lambda line: line.row.case.role),
    Column(
        "liberty",
        _("Where a person is, as far as is known; empty for others."),
        lambda line: line.row.liberty.status.label if line.row.case.kind == "person" else "",
    ),
    Column(
        "liberty_code",
        _("The same, as a code."),
        lambda line: line.row.liberty.status.value if line.row.case.kind == "person" else "",
    ),
    Column(
        "liberty_as_of",
        _(
            "Date up to which that is known, as the first and the last day that it can be: "
            "2019-03-01/2019-03-31; “..” where the source leaves one open."
        ),
        lambda line: _days(line.row.liberty.status_as_of),
    ),
    Column(
        "restrictions",
        _("What is in force, each with the date up to which it is known."),
        lambda line: _join(
            f"{in_force.restriction.label} ({in_force.as_of.as_of})"
            for in_force in line.row.liberty.restrictions
        ),
    ),
    Column(
        "restriction_codes",
        _("The same, as codes."),
        lambda line: _join(in_force.restriction.value for in_force in line.row.liberty.restrictions),
    ),
    Column("summary", _("The case in a few sentences."), lambda line: line.row.case.summary),
    Column(
        "affected_groups",
        _("Groups that the person or organisation belongs to."),
        lambda line: _join(line.row.case.affected_groups.all()),
    ),
    Column(
        "affected_group_codes",
        _("The same, as codes."),
        lambda line: _join(group.slug for group in line.row.case.affected_groups.all()),
    ),
    Column("themes", _("Themes."), lambda line: _join(line.row.case.themes.all())),
    Column(
        "theme_codes",
        _("The same, as codes."),
        lambda line: _join(theme.slug for theme in line.row.case.themes.all()),
    ),
    Column("events", _("Number of dated events."), lambda line: len(line.row.events)),
    Column(
        "recommendations",
        _("Recommendations for which the case is evidence; each by its “id”."),
        lambda line: _join(line.recommendations),
    ),
    Column(
        "address",
        _("Address of its page."),
        lambda line: line.site + line.row.case.get_absolute_url(),
    ),
)

LAW_COLUMNS: tuple[Column[EvidenceFileLine[LawRow]], ...] = (
    Column(
        "id",
        _("Identifies the law in every file; no spreadsheet takes it for a number."),
        lambda line: f"laws/{line.row.law.slug}",
    ),
    Column("title", _("Title."), lambda line: line.row.law.title),
    Column("kind", _("Code, act, treaty or regulation."), lambda line: line.row.law.get_kind_display()),
    Column("kind_code", _("The same, as a code."), lambda line: line.row.law.kind),
    Column("status", _("What became of it."), lambda line: line.row.status.label),
    Column("status_code", _("The same, as a code."), lambda line: line.row.status.value),
    Column(
        "status_as_of",
        _(
            "The newest date at which that is known, as the first and the last day that it can be: "
            "2019-03-01/2019-03-31; “..” where the source leaves one open."
        ),
        lambda line: _days(line.row.as_of),
    ),
    Column(
        "articles",
        _("Articles that are named here, with former numbers in brackets."),
        lambda line: _join(_article(provision) for provision in line.row.law.provisions.all()),
    ),
    Column("summary", _("The law in a few sentences."), lambda line: line.row.law.summary),
    Column("themes", _("Themes."), lambda line: _join(line.row.law.themes.all())),
    Column(
        "theme_codes",
        _("The same, as codes."),
        lambda line: _join(theme.slug for theme in line.row.law.themes.all()),
    ),
    Column(
        "recommendations",
        _("Recommendations for which the law or a change in it is evidence; each by its “id”."),
        lambda line: _join(line.recommendations),
    ),
    Column(
        "address",
        _("Address of its page."),
        lambda line: line.site + line.row.law.get_absolute_url(),
    ),
)


def _article(provision: Provision) -> str:
    former = ", ".join(old.number for old in provision.former_numbers.all())
    return f"{provision.number} ({former})" if former else str(provision.number)
