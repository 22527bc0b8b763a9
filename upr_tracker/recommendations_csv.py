"""The public file of recommendations: its columns, in their order, with data of both apps.

The list of columns is the allow-list and the data dictionary, which `/data/` and
docs/data-dictionary.md print.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from cases.models import Evidence
from foundation.i18n.languages import text_in
from foundation.lists.csv import SEPARATOR, Column
from recommendations.addresses import list_path_in
from recommendations.choices import (
    ActionCategory,
    CodingRule,
    FindingMethod,
    ImplementationStatus,
    Position,
    StateClaim,
)
from recommendations.index import RECOMMENDATIONS
from recommendations.models import NewRecommendation, Review
from recommendations.summaries.rows import RecommendationRow, RowReader

# Joined cells to cache, for columns with several values.
REMEMBERED = 4_096
Joiner = Callable[[tuple[Hashable, ...]], str]


class Labels:
    """Labels in one language, looked up once for the file instead of once for each cell."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.snapshot = RECOMMENDATIONS.snapshot()
        with override(language):
            self.positions = _labels(Position)
            self.claims = _labels(StateClaim)
            self.statuses = _labels(ImplementationStatus)
            self.methods = _labels(FindingMethod)
            self.coding_rules = _labels(CodingRule)
            self.action_categories = _labels(ActionCategory)
            self.paragraph = gettext("para. %(number)s")
            self.yes, self.no = gettext("yes"), gettext("no")
        # By key of the State.
        groups = self.snapshot.names("regional_group", language, of_all=True)
        self.regional_groups = _once_each(groups)
        self.themes = _in_order(self.snapshot.names("theme", language))
        self.affected_groups = _in_order(self.snapshot.names("affected_group", language))
        self.state_codes = _once_each(self.snapshot.codes("recommending_state"))
        self.regional_group_codes = _once_each(self.snapshot.codes("regional_group", of_all=True))
        self.theme_codes = _in_order(self.snapshot.codes("theme"))
        self.affected_group_codes = _in_order(self.snapshot.codes("affected_group"))


def _labels(choices: type[TextChoices]) -> dict[str, str]:
    return {"": "", **{member.value: str(member.label) for member in choices}}


def _in_order(names: Mapping[Hashable, str]) -> Joiner:
    """A function that joins the names of keys in the order of the vocabulary."""
    places = {key: place for place, key in enumerate(names)}

    @lru_cache(REMEMBERED)
    def join(keys: tuple[Hashable, ...]) -> str:
        ordered_keys = sorted((key for key in keys if key in places), key=places.__getitem__)
        return SEPARATOR.join(names[key] for key in ordered_keys)

    return join


def _once_each(names: Mapping[Hashable, str]) -> Joiner:
    """A function that joins the names of keys in their own order, without repeats."""

    @lru_cache(REMEMBERED)
    def join(keys: tuple[Hashable, ...]) -> str:
        return SEPARATOR.join(dict.fromkeys(names[key] for key in keys if key in names))

    return join


class ReportDates(NamedTuple):
    """When the report of a review was published, and when we read it."""

    published_on: dt.date | None
    accessed_on: dt.date | None


UNDATED = ReportDates(None, None)


class FileLine(NamedTuple):
    """One line of the file: a recommendation with data of other tables."""

    row: RecommendationRow
    evidence: Mapping[str, int]
    new_recommendations: list[str]
    labels: Labels
    list_address: str
    report: ReportDates


class FileLines:
    """Reads the lines of published recommendations, in one language.

    `site`: scheme and host that page addresses begin with, without a slash at the end.
    """

    def __init__(self, language: str, *, site: str) -> None:
        self.list_address = site + list_path_in(language)
        self.labels = Labels(language)
        languages = tuple(dict.fromkeys((language, "en")))
        dated = Review.objects.filter(report__isnull=False).values_list(
            "slug", "report__published_on", "report__accessed_on"
        )
        self.reports = {slug: ReportDates(*dates) for slug, *dates in dated}
        self.rows = RowReader(language, languages=languages, snapshot=self.labels.snapshot)

    def __call__(self, keys: list[int]) -> list[FileLine]:
        """The lines of the published recommendations among these keys, in order. Five queries."""
        rows = self.rows(keys)
        public = [row.key for row in rows]
        evidence = Evidence.objects.with_published_target().counts_by_recommendation(public)
        follow_ups = NewRecommendation.objects.published().texts_by_followed_up(
            public, language=self.labels.language
        )
        return [
            FileLine(
                row,
                evidence.get(row.key, NO_EVIDENCE),
                follow_ups.get(row.key, []),
                self.labels,
                self.list_address,
                self.reports.get(row.review, UNDATED),
            )
            for row in rows
        ]


NO_EVIDENCE: Mapping[str, int] = {}


def _citation(line: FileLine) -> str:
    row = line.row
    if not row.number or not row.symbol:
        return ""
    paragraph = line.labels.paragraph % {"number": row.number}
    return f"{row.symbol}, {paragraph} ({', '.join(row.states)})"


def _position(line: FileLine) -> str:
    answer = line.row.answer
    return line.labels.positions[answer.position] if answer else ""


def _position_source(line: FileLine) -> str:
    answer = line.row.answer
    if not answer or not answer.paragraph:
        return answer.symbol if answer else ""
    paragraph = line.labels.paragraph % {"number": answer.paragraph}
    return f"{answer.symbol}, {paragraph}"


def _state_claim(line: FileLine) -> str:
    answer = line.row.answer
    return line.labels.claims[answer.state_claim] if answer else ""


def _status(line: FileLine) -> str:
    finding = line.row.finding
    return line.labels.statuses[finding.status if finding else ImplementationStatus.NOT_ASSESSED.value]


def _assessed_on(line: FileLine) -> str:
    finding = line.row.finding
    return finding.assessed_on.isoformat() if finding else ""


def _evidence_up_to(line: FileLine) -> str:
    finding = line.row.finding
    return finding.evidence_up_to.isoformat() if finding else ""


def _organisation(line: FileLine) -> str:
    finding = line.row.finding
    return text_in(finding.organisations, line.labels.language) if finding else ""


def _summary(line: FileLine) -> str:
    finding = line.row.finding
    return text_in(finding.summaries, line.labels.language) if finding else ""


def _method(line: FileLine) -> str:
    finding = line.row.finding
    return line.labels.methods[finding.method] if finding else ""


def _coding_rule(line: FileLine) -> str:
    finding = line.row.finding
    return line.labels.coding_rules[finding.coding_rule] if finding else ""


COLUMNS: tuple[Column[FileLine], ...] = (
    Column(
        "id",
        _("Identifies the recommendation in every file; no spreadsheet takes it for a number."),
        lambda line: line.row.identifier,
    ),
    Column(
        "review",
        _(
            "State under review and year: kaz-2014. A spreadsheet may take mar-2014 for a month; "
            "“id” is safe from that."
        ),
        lambda line: line.row.review,
    ),
    Column(
        "number",
        _("Number in the report. A spreadsheet may show 124.10 as 124.1; “id” is safe from that."),
        lambda line: line.row.number,
    ),
    Column(
        "symbol",
        _("UN document that prints the recommendation."),
        lambda line: line.row.symbol,
    ),
    Column("citation", _("How to cite it: symbol, paragraph, recommending States."), _citation),
    Column(
        "title",
        _("What is asked, in our own words."),
        lambda line: text_in(line.row.titles, line.labels.language),
    ),
    Column(
        "text",
        _("Official wording; […] where words are left out."),
        lambda line: line.row.text,
    ),
    Column(
        "recommending_states",
        _("States that made the recommendation, in the order of the report."),
        lambda line: SEPARATOR.join(line.row.states),
    ),
    Column(
        "recommending_state_codes",
        _("The same States, as ISO 3166 codes."),
        lambda line: line.labels.state_codes(line.row.state_keys),
    ),
    Column(
        "regional_groups",
        _("Regional groups of those States."),
        lambda line: line.labels.regional_groups(line.row.state_keys),
    ),
    Column(
        "regional_group_codes",
        _("The same, as codes."),
        lambda line: line.labels.regional_group_codes(line.row.state_keys),
    ),
    Column(
        "affected_groups",
        _("Who it concerns."),
        lambda line: line.labels.affected_groups(line.row.affected_groups),
    ),
    Column(
        "affected_group_codes",
        _("The same, as codes."),
        lambda line: line.labels.affected_group_codes(line.row.affected_groups),
    ),
    Column(
        "position",
        _("Answer of the State under review that stands now."),
        _position,
    ),
    Column(
        "position_code",
        _("The same, as a code."),
        lambda line: line.row.answer.position if line.row.answer else "",
    ),
    Column(
        "position_source",
        _("UN document and paragraph of that answer."),
        _position_source,
    ),
    Column(
        "state_claim",
        _("What the State under review says it has done."),
        _state_claim,
    ),
    Column(
        "state_claim_code",
        _("The same, as a code."),
        lambda line: line.row.answer.state_claim if line.row.answer else "",
    ),
    Column(
        "claim_gap",
        _("“yes” where the State says done and the finding says otherwise."),
        lambda line: line.labels.yes if line.row.claim_gap else line.labels.no,
    ),
    Column(
        "claim_gap_code",
        _("The same, as a code."),
        lambda line: "yes" if line.row.claim_gap else "no",
    ),
    Column(
        "status",
        _(
            "The finding that stands, or “Not yet assessed”. Of several organisations: that of "
            "the one which the review puts first, otherwise the newest."
        ),
        _status,
    ),
    Column(
        "status_code",
        _("The same, as a code."),
        lambda line: line.row.finding.status if line.row.finding else ImplementationStatus.NOT_ASSESSED.value,
    ),
    Column(
        "assessed_on",
        _("Day of that finding."),
        _assessed_on,
    ),
    Column(
        "evidence_up_to",
        _("Last day that the evidence of the finding covers."),
        _evidence_up_to,
    ),
    Column(
        "organisation",
        _("Who made the finding."),
        _organisation,
    ),
    Column(
        "summary",
        _("The finding in a few sentences."),
        _summary,
    ),
    Column(
        "cases",
        _("Number of published cases linked to it."),
        lambda line: line.evidence.get("case", 0),
    ),
    Column(
        "laws",
        _("Number of laws and changes in laws linked to it."),
        lambda line: line.evidence.get("law", 0),
    ),
    Column("events", _("Number of events linked to it."), lambda line: line.evidence.get("event", 0)),
    Column("figures", _("Number of figures linked to it."), lambda line: line.evidence.get("figure", 0)),
    Column("themes", _("Themes."), lambda line: line.labels.themes(line.row.themes)),
    Column(
        "theme_codes",
        _("The same, as codes."),
        lambda line: line.labels.theme_codes(line.row.themes),
    ),
    Column(
        "action_category",
        _("How specific the request is."),
        lambda line: line.labels.action_categories[line.row.action_category],
    ),
    Column(
        "action_category_code",
        _("The same, as a code."),
        lambda line: line.row.action_category,
    ),
    Column(
        "new_recommendations",
        _("What organisations ask for to follow it up, in a later review."),
        lambda line: " | ".join(line.new_recommendations),
    ),
    Column(
        "address",
        _("Address of its page."),
        lambda line: line.list_address + line.row.below_list,
    ),
    Column(
        "method",
        _("Who put the finding on the scale."),
        _method,
    ),
    Column(
        "method_code",
        _("The same, as a code."),
        lambda line: line.row.finding.method if line.row.finding else "",
    ),
    Column(
        "coding_rule",
        _("Where this project did, the rule that led to the status."),
        _coding_rule,
    ),
    Column(
        "coding_rule_code",
        _("The same, as a code."),
        lambda line: line.row.finding.coding_rule if line.row.finding else "",
    ),
    Column(
        "report_published_on",
        _("Day on which the UN document that prints the recommendation was published."),
        lambda line: line.report.published_on or "",
    ),
    Column(
        "report_accessed_on",
        _("Day on which we read it, where that is recorded."),
        lambda line: line.report.accessed_on or "",
    ),
)
