"""The public file of recommendations: its columns, from both apps, in their order.

This list is the allow-list and the data dictionary: `/data/` and docs/data-dictionary.md print it.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from cases.models import Evidence
from foundation.lists.csv import SEPARATOR, Column
from recommendations.models import NewRecommendation
from recommendations.summaries.file_rows import Row, Words, rows


class FileLine(NamedTuple):
    """A recommendation with what other tables say of it, as one line of the file needs it."""

    row: Row
    evidence: dict[str, int]
    new_recommendations: list[str]
    words: Words


class FileLines:
    """Reads the lines of published recommendations, in one language.

    `site`: scheme and host that page addresses begin with, without a slash at the end.
    """

    def __init__(self, language: str, *, site: str) -> None:
        self.words = Words(language, site=site)

    def __call__(self, keys: list[int]) -> list[FileLine]:
        """The lines of these keys that are published, in their order. Five queries."""
        words, found = self.words, rows(keys, self.words)
        public = [row.key for row in found]
        evidence = Evidence.objects.with_published_target().counts_by_recommendation(public)
        asks = NewRecommendation.objects.published().texts_by_followed_up(public, language=words.language)
        return [
            FileLine(row, evidence.get(row.key, NO_EVIDENCE), asks.get(row.key, []), words) for row in found
        ]


NO_EVIDENCE: dict[str, int] = {}


def _citation(line: FileLine) -> str:
    row = line.row
    if not row.number or not row.symbol:
        return ""
    return f"{row.symbol}, {line.words.paragraph} {row.number} ({', '.join(row.states)})"


COLUMNS: tuple[Column[FileLine], ...] = (
    Column(
        "review",
        _("State under review and year: kaz-2014."),
        lambda line: line.row.review,
    ),
    Column(
        "number",
        _(
            "Number in the report. A spreadsheet may show 124.10 as 124.1; the column "
            "“citation” is safe from that."
        ),
        lambda line: line.row.number,
    ),
    Column(
        "symbol",
        _("UN document that prints the recommendation."),
        lambda line: line.row.symbol,
    ),
    Column("citation", _("How to cite it: symbol, paragraph, recommending States."), _citation),
    Column("title", _("What is asked, in our own words."), lambda line: line.row.title),
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
        "regional_groups",
        _("Regional groups of those States."),
        lambda line: line.row.regional_groups,
    ),
    Column(
        "affected_groups",
        _("Who it concerns."),
        lambda line: line.row.affected_groups,
    ),
    Column(
        "position",
        _("Answer of the State under review that stands now."),
        lambda line: line.row.answer.position,
    ),
    Column(
        "position_source",
        _("UN document and paragraph of that answer."),
        lambda line: line.row.answer.source,
    ),
    Column(
        "state_claim",
        _("What the State under review says it has done."),
        lambda line: line.row.answer.state_claim,
    ),
    Column(
        "claim_gap",
        _("“yes” where the State says done and the finding says otherwise."),
        lambda line: line.words.yes if line.row.claim_gap else line.words.no,
    ),
    Column(
        "status",
        _(
            "The finding that stands, or “Not yet assessed”. Of several organisations: that of "
            "the one which the review puts first, otherwise the newest."
        ),
        lambda line: line.row.finding.status,
    ),
    Column(
        "assessed_on",
        _("Day of that finding."),
        lambda line: line.row.finding.assessed_on,
    ),
    Column(
        "evidence_up_to",
        _("Last day that the evidence of the finding covers."),
        lambda line: line.row.finding.evidence_up_to,
    ),
    Column(
        "organisation",
        _("Who made the finding."),
        lambda line: line.row.finding.organisation,
    ),
    Column(
        "summary",
        _("The finding in a few sentences."),
        lambda line: line.row.finding.summary,
    ),
    Column(
        "cases",
        _("Number of published cases tied to it."),
        lambda line: line.evidence.get("case", 0),
    ),
    Column(
        "laws",
        _("Number of laws and changes in laws tied to it."),
        lambda line: line.evidence.get("law", 0),
    ),
    Column("events", _("Number of events tied to it."), lambda line: line.evidence.get("event", 0)),
    Column("figures", _("Number of figures tied to it."), lambda line: line.evidence.get("figure", 0)),
    Column("themes", _("Themes."), lambda line: line.row.themes),
    Column(
        "action_category",
        _("How specific the request is."),
        lambda line: line.row.action_category,
    ),
    Column(
        "new_recommendations",
        _("What is asked for in the next review to follow it up."),
        lambda line: " | ".join(line.new_recommendations),
    ),
    Column(
        "address",
        _("Address of its page."),
        lambda line: line.row.address,
    ),
    Column(
        "method",
        _("Who put the finding on the scale."),
        lambda line: line.row.finding.method,
    ),
    Column(
        "coding_rule",
        _("Where this project did, the rule that led to the status."),
        lambda line: line.row.finding.coding_rule,
    ),
)
