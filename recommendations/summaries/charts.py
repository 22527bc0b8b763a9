"""What home, themes and reviews show in numbers: bars and counts, each leading to its rows."""

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
# As a reader looks for them: what the State says it has done, is doing, and says nothing of.
CLAIMS = (StateClaim.ALREADY_IMPLEMENTED, StateClaim.IN_PROCESS, StateClaim.NONE)


@dataclass(frozen=True)
class LinkedCount:
    """So many recommendations, and the address of the list that has exactly these."""

    count: int
    address: str


@dataclass(frozen=True)
class Claims:
    """What the State under review says, against what was found.

    Of what it says is done: how many were found fully implemented, how many otherwise, on how many
    somebody looked and could not tell, and how many nobody assessed. Together they are all of it.
    """

    chart: Chart
    total: LinkedCount
    done: LinkedCount
    confirmed: LinkedCount
    otherwise: LinkedCount
    unclear: LinkedCount
    unassessed: LinkedCount


@dataclass(frozen=True)
class NamedCount:
    """A theme, State or review with the number of its recommendations in a selection."""

    value: str
    label: str
    number: LinkedCount


def list_of(found: Result, **more: Iterable[str]) -> str:
    """The address of the list with the rows of an answer that have these values as well."""
    return list_path({**found.query.values, **more})


def linked_count(found: Result, **more: tuple[str, ...]) -> LinkedCount:
    return LinkedCount(found.count(**more), list_of(found, **more))


def claims_and_findings(found: Result) -> Claims:
    """The picture of an answer in which no claim or status is chosen. No query."""
    done, status = {"state_claim": (DONE,)}, ImplementationStatus
    rows = [_claim(found, None)] + [_claim(found, claim) for claim in CLAIMS]
    return Claims(
        chart=Chart(
            "claims",
            gettext("What the State says, and what we found"),
            gettext("What the State says"),
            STATUS_KINDS,
            [one for one in rows if one.total],
        ),
        total=linked_count(found),
        done=linked_count(found, **done),
        confirmed=linked_count(found, **done, status=(status.FULLY_IMPLEMENTED.value,)),
        otherwise=linked_count(found, claim_gap=("yes",)),
        unclear=linked_count(found, **done, status=(status.INSUFFICIENT_INFORMATION.value,)),
        unassessed=linked_count(found, **done, status=(status.NOT_ASSESSED.value,)),
    )


def _claim(found: Result, claim: StateClaim | None) -> ChartRow:
    """A bar of what has this claim, or of all."""
    chosen = {"state_claim": (claim.value,)} if claim else {}
    return chart_row(
        claim.label if claim else gettext("All recommendations"),
        STATUS_KINDS,
        {
            kind.slug: found.count(**chosen, status=(kind.slug,))
            for kind in STATUS_KINDS
        },
        address=list_of(found, **chosen),
        address_of=lambda status: list_of(found, **chosen, status=(status,)),
    )  # fmt: skip


def recommending_states(found: Result, *, most: int | None = None) -> list[NamedCount]:
    """The States that made recommendations of an answer: all by name, or those that made most."""
    states = _named(found, "recommending_state")
    if most is None:
        return states
    return sorted(states, key=lambda one: (-one.number.count, alphabetical(one.label)))[:most]


def _named(found: Result, facet: str) -> list[NamedCount]:
    """The values of a facet that rows of the answer have. One value is not chosen in it."""
    counts = found.within(facet)
    return [
        NamedCount(
            option.value,
            option.label,
            LinkedCount(counts[option.value], list_of(found, **{facet: (option.value,)})),
        )
        for option in found.options(facet)
        if option.value in counts
    ]


def top_themes(found: Result, themes: Iterable[ThemeNode]) -> list[ThemeNode]:
    """The themes at the top of the tree that recommendations of an answer have. No query."""
    had = found.within("theme")
    return [theme for theme in themes if not theme.depth and theme.slug in had]


def counts_of_themes(found: Result, themes: Iterable[ThemeNode]) -> list[tuple[ThemeNode, LinkedCount]]:
    """Each theme of the tree with the number of its recommendations. No query."""
    counts = found.within("theme")
    return [
        (theme, LinkedCount(counts[theme.slug], list_of(found, theme=(theme.slug,))))
        if theme.slug in counts
        else (theme, LinkedCount(0, ""))
        for theme in themes
    ]


def newest_finding(found: Result) -> Assessment | None:
    """The finding with the newest evidence among those of an answer. Two queries."""
    selection = Query(found.query.values, q=found.query.q, sort="finding")
    current = Assessment.objects.current()
    newest: Assessment | None = current.filter(recommendation__in=answer(selection).keys(0, 1)).first()
    return newest


def public_reviews() -> QuerySet[Review]:
    """What `Review.objects.published()` is, with the help of the index.

    By itself that query reads every recommendation: most of the time of a page, of 120,000.
    """
    submitted = Submission.objects.published().values("review")
    with_rows = list(answer(Query()).within("review"))
    rows = Review.objects.filter(Q(slug__in=with_rows) | Q(pk__in=submitted))
    return rows.select_related("state_under_review", "cycle", "session", "report")


def only_state_under_review(found: Result) -> State | None:
    """The State of all reviews of an answer, if it is one. One query."""
    states = State.objects.filter(reviews__slug__in=found.within("review")).distinct()[:2]
    return states[0] if len(states) == 1 else None
