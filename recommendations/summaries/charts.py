"""The numbers on the home, theme and review pages: bars and counts, each linked to its list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from foundation.i18n.collation import alphabetical
from foundation.index.query import Result
from foundation.web.charts import Chart, ChartRow, chart_row

from ..addresses import list_path
from ..choices import ImplementationStatus, StateClaim
from ..index import Query, ThemeNode, answer
from ..models import Assessment, Review, State, Submission
from .overview import STATUS_KINDS

DONE = StateClaim.ALREADY_IMPLEMENTED.value
# In the order a reader expects: done, being done, nothing said.
CLAIMS = (StateClaim.ALREADY_IMPLEMENTED, StateClaim.IN_PROCESS, StateClaim.NONE)


@dataclass(frozen=True)
class LinkedCount:
    """A number of recommendations, and the address of the list of exactly these."""

    count: int
    address: str


@dataclass(frozen=True)
class Claims:
    """What the State under review claims, against the findings.

    `claimed_done` splits into `confirmed` (fully implemented), `otherwise` (another status), `unclear` (not
    enough information) and `unassessed`.
    """

    chart: Chart
    total: LinkedCount
    claimed_done: LinkedCount
    confirmed: LinkedCount
    otherwise: LinkedCount
    unclear: LinkedCount
    unassessed: LinkedCount


@dataclass(frozen=True)
class NamedCount:
    """A theme, State or review with the number of its recommendations in a result."""

    value: str
    label: str
    number: LinkedCount


def list_of(result: Result, **values: Iterable[str]) -> str:
    """The address of the list of the result’s rows that also have these values."""
    return list_path({**result.query.values, **values})


def linked_count(result: Result, **values: tuple[str, ...]) -> LinkedCount:
    return LinkedCount(result.count(**values), list_of(result, **values))


def claims_and_findings(result: Result) -> Claims:
    """Claims against findings, for a result not filtered by claim or status. No query."""
    claim, status = {"state_claim": (DONE,)}, ImplementationStatus
    rows = [_claim(result, None)] + [_claim(result, claim) for claim in CLAIMS]
    return Claims(
        chart=Chart(
            "claims",
            gettext("What the State says, and what we found"),
            gettext("What the State says"),
            STATUS_KINDS,
            [row for row in rows if row.total],
        ),
        total=linked_count(result),
        claimed_done=linked_count(result, **claim),
        confirmed=linked_count(result, **claim, status=(status.FULLY_IMPLEMENTED.value,)),
        otherwise=linked_count(result, claim_gap=("yes",)),
        unclear=linked_count(result, **claim, status=(status.INSUFFICIENT_INFORMATION.value,)),
        unassessed=linked_count(result, **claim, status=(status.NOT_ASSESSED.value,)),
    )


def _claim(result: Result, claim: StateClaim | None) -> ChartRow:
    """The bar of a claim; of all recommendations for None."""
    values = {"state_claim": (claim.value,)} if claim else {}
    return chart_row(
        claim.label if claim else gettext("All recommendations"),
        STATUS_KINDS,
        {
            kind.slug: result.count(**values, status=(kind.slug,))
            for kind in STATUS_KINDS
        },
        address=list_of(result, **values),
        address_of=lambda status: list_of(result, **values, status=(status,)),
    )  # fmt: skip


def recommending_states(result: Result, *, most: int | None = None) -> list[NamedCount]:
    """The States behind a result’s recommendations: all by name, or the `most` most active."""
    states = _counts_by_value(result, "recommending_state")
    if most is None:
        return states
    return sorted(states, key=lambda state: (-state.number.count, alphabetical(state.label)))[:most]


def _counts_by_value(result: Result, facet: str) -> list[NamedCount]:
    """The values of a facet in the result, which must not be filtered by that facet."""
    counts = result.within(facet)
    return [
        NamedCount(
            option.value,
            option.label,
            LinkedCount(counts[option.value], list_of(result, **{facet: (option.value,)})),
        )
        for option in result.options(facet)
        if option.value in counts
    ]


def top_themes(result: Result, themes: Iterable[ThemeNode]) -> list[ThemeNode]:
    """The top-level themes of the result’s recommendations. No query."""
    counts = result.within("theme")
    return [theme for theme in themes if not theme.depth and theme.slug in counts]


def counts_of_themes(result: Result, themes: Iterable[ThemeNode]) -> list[tuple[ThemeNode, LinkedCount]]:
    """Each theme of the tree with the number of its recommendations. No query."""
    counts = result.within("theme")
    return [
        (theme, LinkedCount(counts[theme.slug], list_of(result, theme=(theme.slug,))))
        if theme.slug in counts
        else (theme, LinkedCount(0, ""))
        for theme in themes
    ]


def newest_finding(result: Result) -> Assessment | None:
    """The finding with the newest evidence in the result. Two queries."""
    query = Query(result.query.values, q=result.query.q, sort="finding")
    current = Assessment.objects.current()
    newest: Assessment | None = current.filter(recommendation__in=answer(query).keys(0, 1)).first()
    return newest


def public_reviews() -> QuerySet[Review]:
    """The same reviews as `Review.objects.published()`, found through the index.

    That query reads every recommendation; with 120,000 of them it took most of a page’s time.
    """
    reviews_with_submission = Submission.objects.published().values("review")
    slugs_with_recommendations = list(answer(Query()).within("review"))
    rows = Review.objects.filter(Q(slug__in=slugs_with_recommendations) | Q(pk__in=reviews_with_submission))
    return rows.select_related("state_under_review", "cycle", "session", "report")


def only_state_under_review(result: Result) -> State | None:
    """The State under review, if all the result’s reviews are of the same State. One query."""
    states = State.objects.filter(reviews__slug__in=result.within("review")).distinct()[:2]
    return states[0] if len(states) == 1 else None
