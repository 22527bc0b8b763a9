"""The public file of recommendations: its columns, from both apps, in their order.

This list is the allow-list and the data dictionary: `/data/` and docs/data-dictionary.md print it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.models import Evidence
from recommendations.choices import ImplementationStatus
from recommendations.models import NewRecommendation, Recommendation
from upr_tracker.common.exports import SEPARATOR, Column

CHUNK = 500


@dataclass(frozen=True)
class Line:
    """A recommendation with what other tables say of it, as one line of the file needs it."""

    recommendation: Any
    evidence: dict[str, int]
    new_recommendations: list[str]
    site: str

    @property
    def position(self) -> Any:
        return next(iter(self.recommendation.current_positions), None)

    @property
    def assessment(self) -> Any:
        return next(iter(self.recommendation.current_assessments), None)


def lines(keys: list[int], *, site: str) -> Iterator[Line]:
    """The lines of the published recommendations of these keys, in their order.

    They are read in chunks so that memory stays flat.

    `site`: scheme and host that page addresses begin with, without a slash at the end.
    """
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        found = {
            row.pk: row
            for row in Recommendation.objects.published()
            .filter(pk__in=chunk)
            .with_claim_gap()
            .for_display()
        }
        evidence = Evidence.objects.published().counts_by_recommendation(chunk)
        asks = NewRecommendation.objects.published().texts_by_followed_up(chunk)
        for key in chunk:
            # Withdrawn between the first query and this one: then it is not public any more.
            if key in found:
                yield Line(found[key], evidence.get(key, {}), asks.get(key, []), site)


def _states(line: Line) -> list[Any]:
    return [link.state for link in line.recommendation.recommending_state_set.all()]


def _citation(line: Line) -> str:
    row = line.recommendation
    if not row.number or not row.review.report:
        return ""
    states = ", ".join(str(state.name) for state in _states(line))
    return f"{row.review.report.symbol}, {_('para.')} {row.number} ({states})"


def _position_source(line: Line) -> str:
    statement = line.position
    if statement is None:
        return ""
    paragraph = f", {_('para.')} {statement.paragraph}" if statement.paragraph else ""
    return f"{statement.document.symbol}{paragraph}"


def _joined(names: Any) -> str:
    return SEPARATOR.join(str(name) for name in names)


def _status(line: Line) -> str:
    finding = line.assessment
    label = finding.get_status_display() if finding else ImplementationStatus.NOT_ASSESSED.label
    return str(label)


COLUMNS = (
    Column(
        "review",
        _("State under review and year: kaz-2014."),
        lambda line: line.recommendation.review.slug,
    ),
    Column(
        "number",
        _(
            "Number in the report. A spreadsheet may show 124.10 as 124.1; the column "
            "“citation” is safe from that."
        ),
        lambda line: line.recommendation.number,
    ),
    Column(
        "symbol",
        _("UN document that prints the recommendation."),
        lambda line: (
            line.recommendation.review.report.symbol if line.recommendation.review.report else ""
        ),
    ),
    Column("citation", _("How to cite it: symbol, paragraph, recommending States."), _citation),
    Column("title", _("What is asked, in our own words."), lambda line: line.recommendation.title),
    Column(
        "text",
        _("Official wording; […] where words are left out."),
        lambda line: line.recommendation.text,
    ),
    Column(
        "recommending_states",
        _("States that made the recommendation, in the order of the report."),
        lambda line: _joined(state.name for state in _states(line)),
    ),
    Column(
        "regional_groups",
        _("Regional groups of those States."),
        lambda line: _joined(
            dict.fromkeys(
                state.get_regional_group_display()
                for state in _states(line)
                if state.regional_group
            )
        ),
    ),
    Column(
        "affected_groups",
        _("Who it concerns."),
        lambda line: _joined(line.recommendation.affected_groups.all()),
    ),
    Column(
        "position",
        _("Answer of the State under review that stands now."),
        lambda line: line.position.get_position_display() if line.position else "",
    ),
    Column("position_source", _("UN document and paragraph of that answer."), _position_source),
    Column(
        "state_claim",
        _("What the State under review says it has done."),
        lambda line: line.position.get_state_claim_display() if line.position else "",
    ),
    Column(
        "claim_gap",
        _("“yes” where the State says done and the finding says otherwise."),
        lambda line: _("yes") if line.recommendation.claim_gap else _("no"),
    ),
    Column("status", _("The current published finding, or “Not yet assessed”."), _status),
    Column(
        "assessed_on",
        _("Day of that finding."),
        lambda line: line.assessment.assessed_on.isoformat() if line.assessment else "",
    ),
    Column(
        "evidence_up_to",
        _("Last day that the evidence of the finding covers."),
        lambda line: line.assessment.evidence_up_to.isoformat() if line.assessment else "",
    ),
    Column(
        "organisation",
        _("Who made the finding."),
        lambda line: str(line.assessment.organisation) if line.assessment else "",
    ),
    Column(
        "summary",
        _("The finding in a few sentences."),
        lambda line: line.assessment.summary if line.assessment else "",
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
    Column("themes", _("Themes."), lambda line: _joined(line.recommendation.themes.all())),
    Column(
        "action_category",
        _("How specific the request is."),
        lambda line: line.recommendation.get_action_category_display(),
    ),
    Column(
        "new_recommendations",
        _("What is asked for in the next review to follow it up."),
        lambda line: " | ".join(line.new_recommendations),
    ),
    Column(
        "address",
        _("Address of its page."),
        lambda line: line.site + line.recommendation.get_absolute_url(),
    ),
    Column(
        "method",
        _("Who put the finding on the scale."),
        lambda line: line.assessment.get_method_display() if line.assessment else "",
    ),
    Column(
        "coding_rule",
        _("Where this project did, the rule that led to the status."),
        lambda line: line.assessment.get_coding_rule_display() if line.assessment else "",
    ),
)
