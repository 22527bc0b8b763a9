"""The public file of recommendations: its columns, from both apps, in their order.

This list is the allow-list and the data dictionary: `/data/` and docs/data-dictionary.md print it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases.models import Evidence
from recommendations.choices import ImplementationStatus
from recommendations.lines import Line, Names, label, lines
from recommendations.models import NewRecommendation
from upr_tracker.common.exports import SEPARATOR, Column

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class FileLine:
    """A recommendation with what other tables say of it, as one line of the file needs it."""

    row: Line
    evidence: dict[str, int]
    new_recommendations: list[str]
    site: str


def file_lines(keys: list[int], *, site: str) -> Iterator[FileLine]:
    """The lines of the published recommendations of these keys, in their order.

    They are read in chunks so that memory stays flat.

    `site`: scheme and host that page addresses begin with, without a slash at the end.
    """
    names = Names()
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        evidence = Evidence.objects.published().counts_by_recommendation(chunk)
        asks = NewRecommendation.objects.published().texts_by_followed_up(chunk)
        for row in lines(chunk, whole=True, names=names):
            yield FileLine(row, evidence.get(row.key, {}), asks.get(row.key, []), site)


def _citation(line: FileLine) -> str:
    row = line.row
    if not row.number or not row.symbol:
        return ""
    return f"{row.symbol}, {_('para.')} {row.number} ({', '.join(row.states)})"


def _position_source(line: FileLine) -> str:
    answer = line.row.answer
    if answer is None:
        return ""
    paragraph = f", {_('para.')} {answer.paragraph}" if answer.paragraph else ""
    return f"{answer.symbol}{paragraph}"


def _status(line: FileLine) -> str:
    finding = line.row.finding
    if finding is None:
        return label(ImplementationStatus, ImplementationStatus.NOT_ASSESSED)
    return finding.get_status_display


COLUMNS = (
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
        lambda line: line.row.symbol or "",
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
        lambda line: SEPARATOR.join(line.row.regional_groups),
    ),
    Column(
        "affected_groups",
        _("Who it concerns."),
        lambda line: SEPARATOR.join(line.row.affected_groups),
    ),
    Column(
        "position",
        _("Answer of the State under review that stands now."),
        lambda line: line.row.answer.position_label if line.row.answer else "",
    ),
    Column("position_source", _("UN document and paragraph of that answer."), _position_source),
    Column(
        "state_claim",
        _("What the State under review says it has done."),
        lambda line: line.row.answer.state_claim_label if line.row.answer else "",
    ),
    Column(
        "claim_gap",
        _("“yes” where the State says done and the finding says otherwise."),
        lambda line: _("yes") if line.row.claim_gap else _("no"),
    ),
    Column("status", _("The current published finding, or “Not yet assessed”."), _status),
    Column(
        "assessed_on",
        _("Day of that finding."),
        lambda line: line.row.finding.assessed_on.isoformat() if line.row.finding else "",
    ),
    Column(
        "evidence_up_to",
        _("Last day that the evidence of the finding covers."),
        lambda line: line.row.finding.evidence_up_to.isoformat() if line.row.finding else "",
    ),
    Column(
        "organisation",
        _("Who made the finding."),
        lambda line: line.row.finding.organisation if line.row.finding else "",
    ),
    Column(
        "summary",
        _("The finding in a few sentences."),
        lambda line: line.row.finding.summary if line.row.finding else "",
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
    Column(
        "figures", _("Number of figures tied to it."), lambda line: line.evidence.get("figure", 0)
    ),
    Column("themes", _("Themes."), lambda line: SEPARATOR.join(line.row.themes)),
    Column(
        "action_category",
        _("How specific the request is."),
        lambda line: line.row.action_category_label,
    ),
    Column(
        "new_recommendations",
        _("What is asked for in the next review to follow it up."),
        lambda line: " | ".join(line.new_recommendations),
    ),
    Column(
        "address",
        _("Address of its page."),
        lambda line: line.site + line.row.get_absolute_url(),
    ),
    Column(
        "method",
        _("Who put the finding on the scale."),
        lambda line: line.row.finding.method_label if line.row.finding else "",
    ),
    Column(
        "coding_rule",
        _("Where this project did, the rule that led to the status."),
        lambda line: line.row.finding.coding_rule_label if line.row.finding else "",
    ),
)
