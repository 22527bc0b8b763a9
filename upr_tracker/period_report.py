"""What happened in the world between two days: findings, answers, cases, laws, events, figures.

Not when it was entered or published here. What a source dates only to a year counts in each month
of that year.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, TypedDict, TypeVar

from django.db.models import Count, Max, Min, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import WithAnnotations

from cases.choices import CaseEventKind, LawChangeKind
from cases.models import Case, CaseEvent, Event, Evidence, Figure, Law, LawChange
from foundation.choices import Precision
from foundation.dates.dated import Dated, describe, last_day_of_period
from foundation.dates.order import oldest_first
from foundation.typing import StrOrPromise
from recommendations.choices import ImplementationStatus, Position
from recommendations.models import Assessment, PositionStatement, Recommendation, Review

_Row = TypeVar("_Row", bound=Model)
_DatedRow = TypeVar("_DatedRow", bound=Dated)
_WithThemes: TypeAlias = Recommendation | Case | Law | Event | Figure

NOT_ASSESSED = ImplementationStatus.NOT_ASSESSED


@dataclass(frozen=True)
class Period:
    """The days asked about, both included, and what they are narrowed to.

    `themes`: the keys of a theme and of all below it, or nothing for all themes.
    """

    first: dt.date
    last: dt.date
    review: Review | None = None
    themes: frozenset[int] = frozenset()

    @property
    def when(self) -> str:
        if self.first == self.last:
            return describe(self.first, self.last, Precision.DAY)
        return describe(self.first, self.last, Precision.RANGE)

    @property
    def dated(self) -> Q:
        """What can have happened in the period. What holds “since” a day counts on that day."""
        ends = Q(last_day__gte=self.first) | Q(last_day__isnull=True, first_day__gte=self.first)
        return Q(first_day__lte=self.last) & ends

    def bears_on(self, link: str) -> QuerySet[Evidence, dict[str, object]]:
        """What the public evidence on the review is: the keys in one of the links of evidence."""
        rows = Evidence.objects.published().filter(recommendation__review=self.review)
        keys: QuerySet[Evidence, dict[str, object]] = rows.filter(**{f"{link}__isnull": False}).values(link)
        return keys

    def of_themes(self, model: type[_WithThemes], column: str) -> QuerySet[Model, dict[str, object]]:
        """The keys of the rows of `model` that carry the theme."""
        links = model.themes.through._default_manager.filter(theme__in=self.themes)
        keys: QuerySet[Model, dict[str, object]] = links.values(column)
        return keys

    def narrowed(
        self, rows: QuerySet[_DatedRow], model: type[_WithThemes], link: str, owner: str
    ) -> QuerySet[_DatedRow]:
        """Of evidence, oldest first: `link` names it in `Evidence`, `owner` leads to what it is."""
        rows = rows.order_by(*oldest_first(rows.model))
        if self.review:
            bearing = Q(**{f"{owner}__in": self.bears_on(link)})
            if model is Law:
                bearing |= Q(pk__in=self.bears_on("law_change"))
            rows = rows.filter(bearing)
        if self.themes:
            rows = rows.filter(**{f"{owner}__in": self.of_themes(model, f"{link}_id")})
        return rows

    def of_recommendations(self, rows: QuerySet[_Row]) -> QuerySet[_Row]:
        if self.review:
            rows = rows.filter(recommendation__review=self.review)
        if self.themes:
            carrying = self.of_themes(Recommendation, "recommendation_id")
            rows = rows.filter(recommendation__in=carrying)
        return rows


class Before(TypedDict):
    """What is read beside a finding: what was found earlier."""

    before: str


def _findings(asked: Period) -> "QuerySet[WithAnnotations[Assessment, Before]]":
    """What the period brought to each recommendation, with the status `before`.

    The headline as it would be without any later evidence, where its own reaches into the period.
    A mistake that was corrected counts at no time: here the question is what happened.
    """
    own = Assessment.objects.headlines_first().filter(recommendation=OuterRef("recommendation"))
    newest = own.filter(evidence_up_to__lte=asked.last)
    earlier = own.filter(evidence_up_to__lt=asked.first)
    rows: QuerySet[Assessment] = Assessment.objects.published().filter(
        evidence_up_to__range=(asked.first, asked.last), pk=Subquery(newest.values("pk")[:1])
    )
    before = Coalesce(Subquery(earlier.values("status")[:1]), Value(NOT_ASSESSED.value))
    return (
        asked.of_recommendations(rows.annotate(before=before))
        .select_related("recommendation__review__state_under_review", "organisation")
        .order_by("recommendation__review__slug", "recommendation__number_order", "recommendation_id")
    )


def _positions(asked: Period) -> QuerySet[PositionStatement]:
    """What States under review answered in UN documents of the period."""
    rows = PositionStatement.objects.published().official().filter(stated_on__range=(asked.first, asked.last))
    return (
        asked.of_recommendations(rows)
        .select_related("recommendation__review__state_under_review")
        .order_by(
            "stated_on",
            "recommendation__review__slug",
            "recommendation__number_order",
            "pk",
        )
    )


def _case_events(asked: Period) -> QuerySet[CaseEvent]:
    # That nothing has changed is no change.
    rows = CaseEvent.objects.published().exclude(kind=CaseEventKind.CONFIRMED)
    return asked.narrowed(
        rows.filter(asked.dated).select_related("case", "provision__law"), Case, "case", "case"
    )


def _law_changes(asked: Period) -> QuerySet[LawChange]:
    rows = LawChange.objects.published().exclude(kind=LawChangeKind.CONFIRMED).filter(asked.dated)
    return asked.narrowed(rows.select_related("law", "provision"), Law, "law", "law")


def _events(asked: Period) -> QuerySet[Event]:
    return asked.narrowed(Event.objects.published().filter(asked.dated), Event, "event", "pk")


def _figures(asked: Period) -> QuerySet[Figure]:
    rows = Figure.objects.published().filter(asked.dated).select_related("counted_by")
    return asked.narrowed(rows, Figure, "figure", "pk")


@dataclass(frozen=True)
class KindOfEntry:
    """One kind of what happened: its permanent name, its heading, its rows in order of time."""

    name: str
    label: StrOrPromise
    rows: Callable[[Period], QuerySet[Model]]


KINDS = (
    KindOfEntry("findings", _("Findings"), _findings),
    KindOfEntry("laws", _("Changes in laws"), _law_changes),
    KindOfEntry("cases", _("What happened to people and organisations"), _case_events),
    KindOfEntry("events", _("Events"), _events),
    KindOfEntry("figures", _("Figures"), _figures),
    KindOfEntry("answers", _("Answers of States under review"), _positions),
)


@dataclass(frozen=True)
class Moved:
    """So many recommendations whose status was one thing before the period, and another after."""

    before: ImplementationStatus
    after: ImplementationStatus
    count: int

    @property
    def differs(self) -> bool:
        return self.before != self.after


def moves(asked: Period) -> list[Moved]:
    """How the statuses moved, in the order of the scale."""
    counted = (
        _findings(asked)
        .select_related(None)
        .order_by()
        .values_list("before", "status")
        .annotate(count=Count("pk"))
    )
    scale = list(ImplementationStatus)
    found = [
        Moved(ImplementationStatus(before), ImplementationStatus(after), count)
        for before, after, count in counted
    ]
    return sorted(found, key=lambda one: (scale.index(one.before), scale.index(one.after)))


def answers(asked: Period) -> list[tuple[StrOrPromise, int]]:
    """How many answers were which."""
    counted = dict(
        _positions(asked).select_related(None).order_by().values_list("position").annotate(count=Count("pk"))
    )
    return [(one.label, counted[one.value]) for one in Position if one.value in counted]


def whole_time() -> tuple[dt.date, dt.date] | None:
    """The months from the first review to the newest evidence of a finding."""
    reviewed = Review.objects.published().aggregate(first=Min("reviewed_on"))["first"]
    known = Assessment.objects.published().aggregate(last=Max("evidence_up_to"))["last"]
    if not reviewed or not known or reviewed > known:
        return None
    return reviewed.replace(day=1), last_day_of_period(known.replace(day=1), 1)
