"""What happened between two days: findings, answers, cases, laws, events, figures.

By the date of the event, not of its entry or publication here. An event dated only to a year counts
in each month of that year.
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
    """A period, first and last day included, with filters.

    `themes`: the keys of a theme and of all below it; empty for all themes.
    """

    first: dt.date
    last: dt.date
    review: Review | None = None
    themes: frozenset[int] = frozenset()

    @property
    def label(self) -> str:
        if self.first == self.last:
            return describe(self.first, self.last, Precision.DAY)
        return describe(self.first, self.last, Precision.RANGE)

    @property
    def date_filter(self) -> Q:
        """Dated rows that may have happened in the period; “since” a day counts as that day."""
        ends_after_start = Q(last_day__gte=self.first) | Q(last_day__isnull=True, first_day__gte=self.first)
        return Q(first_day__lte=self.last) & ends_after_start

    def bears_on(self, link: str) -> QuerySet[Evidence, dict[str, object]]:
        """The keys of records, by one of the links of evidence, that are evidence for the review."""
        rows = Evidence.objects.published().filter(recommendation__review=self.review)
        keys: QuerySet[Evidence, dict[str, object]] = rows.filter(**{f"{link}__isnull": False}).values(link)
        return keys

    def of_themes(self, model: type[_WithThemes], column: str) -> QuerySet[Model, dict[str, object]]:
        """The keys of the rows of `model` with one of the themes."""
        links = model.themes.through._default_manager.filter(theme__in=self.themes)
        keys: QuerySet[Model, dict[str, object]] = links.values(column)
        return keys

    def restrict(
        self, rows: QuerySet[_DatedRow], model: type[_WithThemes], link: str, owner: str
    ) -> QuerySet[_DatedRow]:
        """Apply the filters to rows of evidence, oldest first.

        `link`: the foreign key in `Evidence`; `owner`: the lookup from the rows to that record.
        """
        rows = rows.order_by(*oldest_first(rows.model))
        if self.review:
            condition = Q(**{f"{owner}__in": self.bears_on(link)})
            if model is Law:
                condition |= Q(pk__in=self.bears_on("law_change"))
            rows = rows.filter(condition)
        if self.themes:
            rows = rows.filter(**{f"{owner}__in": self.of_themes(model, f"{link}_id")})
        return rows

    def of_recommendations(self, rows: QuerySet[_Row]) -> QuerySet[_Row]:
        if self.review:
            rows = rows.filter(recommendation__review=self.review)
        if self.themes:
            keys = self.of_themes(Recommendation, "recommendation_id")
            rows = rows.filter(recommendation__in=keys)
        return rows


class Before(TypedDict):
    """The annotation of a finding with the status before the period."""

    before: str


def _findings(period: Period) -> "QuerySet[WithAnnotations[Assessment, Before]]":
    """The finding on each recommendation at the end of the period, with the status `before` it.

    This is the headline ignoring later evidence, if its own evidence reaches into the period.
    Corrected findings never count.
    """
    findings = Assessment.objects.headlines_first().filter(recommendation=OuterRef("recommendation"))
    newest = findings.filter(evidence_up_to__lte=period.last)
    earlier = findings.filter(evidence_up_to__lt=period.first)
    rows: QuerySet[Assessment] = Assessment.objects.published().filter(
        evidence_up_to__range=(period.first, period.last), pk=Subquery(newest.values("pk")[:1])
    )
    before = Coalesce(Subquery(earlier.values("status")[:1]), Value(NOT_ASSESSED.value))
    return (
        period.of_recommendations(rows.annotate(before=before))
        .select_related("recommendation__review__state_under_review", "organisation")
        .order_by("recommendation__review__slug", "recommendation__number_order", "recommendation_id")
    )


def _positions(period: Period) -> QuerySet[PositionStatement]:
    """The answers of States under review in UN documents of the period."""
    rows = (
        PositionStatement.objects.published().official().filter(stated_on__range=(period.first, period.last))
    )
    return (
        period.of_recommendations(rows)
        .select_related("recommendation__review__state_under_review")
        .order_by(
            "stated_on",
            "recommendation__review__slug",
            "recommendation__number_order",
            "pk",
        )
    )


def _case_events(period: Period) -> QuerySet[CaseEvent]:
    # A confirmation that nothing changed is not an event.
    rows = CaseEvent.objects.published().exclude(kind=CaseEventKind.CONFIRMED)
    return period.restrict(
        rows.filter(period.date_filter).select_related("case", "provision__law"), Case, "case", "case"
    )


def _law_changes(period: Period) -> QuerySet[LawChange]:
    rows = LawChange.objects.published().exclude(kind=LawChangeKind.CONFIRMED).filter(period.date_filter)
    return period.restrict(rows.select_related("law", "provision"), Law, "law", "law")


def _events(period: Period) -> QuerySet[Event]:
    return period.restrict(Event.objects.published().filter(period.date_filter), Event, "event", "pk")


def _figures(period: Period) -> QuerySet[Figure]:
    rows = Figure.objects.published().filter(period.date_filter).select_related("counted_by")
    return period.restrict(rows, Figure, "figure", "pk")


@dataclass(frozen=True)
class KindOfEntry:
    """A section of the report: its permanent name, its heading, its rows in order of time."""

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
class StatusMove:
    """The number of recommendations with one status before the period and one after."""

    before: ImplementationStatus
    after: ImplementationStatus
    count: int

    @property
    def differs(self) -> bool:
        return self.before != self.after


def moves(period: Period) -> list[StatusMove]:
    """The moves between statuses, in the order of the scale."""
    rows = (
        _findings(period)
        .select_related(None)
        .order_by()
        .values_list("before", "status")
        .annotate(count=Count("pk"))
    )
    scale = list(ImplementationStatus)
    status_moves = [
        StatusMove(ImplementationStatus(before), ImplementationStatus(after), count)
        for before, after, count in rows
    ]
    return sorted(status_moves, key=lambda move: (scale.index(move.before), scale.index(move.after)))


def answers(period: Period) -> list[tuple[StrOrPromise, int]]:
    """The number of answers by position."""
    counts = dict(
        _positions(period).select_related(None).order_by().values_list("position").annotate(count=Count("pk"))
    )
    return [(position.label, counts[position.value]) for position in Position if position.value in counts]


def whole_time() -> tuple[dt.date, dt.date] | None:
    """From the month of the first review to the month of the latest evidence of a finding."""
    first_day = Review.objects.published().aggregate(first=Min("reviewed_on"))["first"]
    last_day = Assessment.objects.published().aggregate(last=Max("evidence_up_to"))["last"]
    if not first_day or not last_day or first_day > last_day:
        return None
    return first_day.replace(day=1), last_day_of_period(last_day.replace(day=1), 1)
