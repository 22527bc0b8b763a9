"""What became public, newest first: findings, recommendations, evidence and submissions.

Recommendations come by the hundred, with a report: they are told as one change for each review and
day. Everything here goes by `published_at`, and starts from published rows.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TypeAlias

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Count, F, Func, Max, Model, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from cases.models import Case, Event, Figure, Law
from foundation.index.write_log import Token, token
from foundation.typing import Compiled
from recommendations.current import is_corrected, may_correct
from recommendations.models import Assessment, Recommendation, Review, Submission

# Of more of a kind on one day the home page says only how many.
NAMED_ON_HOME = 3
# So many of the newest changes are enough to say what changed lately.
LOOKED_AT = 300


class Minute(Func):
    """The minute of a moment in UTC, as text, with functions that both engines have of their own.

    A minute lies in one day of every time zone; an hour does not.
    """

    output_field = models.CharField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: str) -> Compiled:
        return super().as_sql(compiler, connection, template="substr(%(expressions)s, 1, 16)", **context)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: str
    ) -> Compiled:
        template = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')"
        return super().as_sql(compiler, connection, template=template, **context)


def _findings() -> QuerySet[Assessment]:
    rows = Assessment.objects.published().annotate(is_corrected=is_corrected())
    return rows.select_related("recommendation__review__state_under_review", "organisation", "corrects")


# What can become public. Recommendations are told by their review.
Published: TypeAlias = Submission | Review | Assessment | Case | Law | Event | Figure

# Whatever becomes public by itself.
ROOTS = (Recommendation, Assessment, Submission, Case, Law, Event, Figure)

# In the order in which they are told where they became public at one moment.
KINDS: dict[str, Callable[[], QuerySet[Published]]] = {
    "submission": Submission.objects.published,
    "recommendations": lambda: Review.objects.select_related("state_under_review"),
    "finding": _findings,
    "case": Case.objects.published,
    "law": Law.objects.published,
    "event": Event.objects.published,
    "figure": Figure.objects.published,
}
_RANKS = {kind: rank for rank, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Publication:
    """One line of what changed. `row` is the record; the review where recommendations are told.

    Without a row it stands for `count` records of its kind.
    """

    kind: str
    at: dt.datetime
    row: Published | None = None
    count: int = 1

    @property
    def day(self) -> dt.date:
        return timezone.localdate(self.at)

    @property
    def is_correction(self) -> bool:
        """What it corrects must have been public: of a draft nobody may know."""
        if not isinstance(self.row, Assessment) or not self.row.corrects:
            return False
        corrected = self.row.corrects
        return corrected.published_at is not None and may_correct(self.row, corrected)

    @property
    def label(self) -> str:
        """What kind of change it is, in a word or two."""
        return {
            "submission": gettext("Submission"),
            "recommendations": gettext("Recommendations"),
            "finding": gettext("Corrected finding") if self.is_correction else gettext("Finding"),
            "case": gettext("Case"),
            "law": gettext("Law"),
            "event": gettext("Event"),
            "figure": gettext("Figure"),
        }[self.kind]

    @property
    def name(self) -> str:
        """What it is about, as plain text in the active language."""
        row = self.row
        if row is None:
            return self._many()
        if isinstance(row, Review):
            return ngettext(
                "%(count)s recommendation of %(review)s was published",
                "%(count)s recommendations of %(review)s were published",
                self.count,
            ) % {"count": self.count, "review": row}
        if isinstance(row, Assessment):
            recommendation = row.recommendation
            about = f"{recommendation.review}, {recommendation.number} {recommendation.heading}"
            return f"{about}: {row.get_status_display()}"
        if isinstance(row, Case):
            return str(row.public_name)
        return f"{row}: {row.title}" if isinstance(row, Figure) else str(row.title)

    def _many(self) -> str:
        count = self.count
        return {
            "submission": ngettext("%(n)s submission", "%(n)s submissions", count),
            "finding": ngettext("%(n)s finding", "%(n)s findings", count),
            "case": ngettext("%(n)s case", "%(n)s cases", count),
            "law": ngettext("%(n)s law", "%(n)s laws", count),
            "event": ngettext("%(n)s event", "%(n)s events", count),
            "figure": ngettext("%(n)s figure", "%(n)s figures", count),
        }[self.kind] % {"n": count}

    def get_absolute_url(self) -> str:
        if isinstance(self.row, Review):
            listed = reverse("recommendations:recommendations")
            return f"{listed}?review={self.row.slug}"
        if self.row is None:
            return reverse("changes")
        about = self.row.recommendation if isinstance(self.row, Assessment) else self.row
        return about.get_absolute_url()


def newest_day() -> dt.date | None:
    """The day on which anything that is public now became so last; None where nothing is public.

    Asked by every page that is made, so the answer is kept until something is written.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.in_atomic_block:
        return _newest_day()
    now = token(connection)
    if now is None or now not in _newest:
        _newest.clear()
        _newest[now] = _newest_day()
    return _newest[now]


_newest: dict[Token | None, dt.date | None] = {}


def _newest_day() -> dt.date | None:
    first, *others = (
        # A constant is no group: each table gives one row, with its newest.
        rows.order_by()
        .annotate(one=Value(1))
        .values("one")
        .annotate(at=Max("published_at"))
        .values_list("at")
        for rows in (model.objects.published() for model in ROOTS)
    )
    moments = [at for (at,) in first.union(*others) if at]
    return timezone.localdate(max(moments)) if moments else None


# (when, rank of the kind, key of the row, how many): enough to put changes in order.
_Place = tuple[dt.datetime, int, int, int]


def _order(place: _Place) -> tuple[float, int, int]:
    at, rank, key, _count = place
    return -at.timestamp(), rank, key


class Log:
    """All changes, newest first; only what is looked at is read."""

    def __len__(self) -> int:
        return len(self._groups) + self._rows.count()

    def __getitem__(self, part: slice) -> list[Publication]:
        return publications(self.places(part.stop)[part])

    def places(self, most: int) -> list[_Place]:
        """The newest so many."""
        rows = [(at, rank, key, 1) for at, rank, key in self._rows[:most]]
        return sorted([*rows, *self._groups], key=_order)[:most]

    @cached_property
    def _rows(self) -> QuerySet[Model, tuple[dt.datetime, int, int]]:
        each = [
            rows()
            .order_by()
            .annotate(rank=Value(_RANKS[kind], models.IntegerField()))
            .values_list("published_at", "rank", "pk")
            for kind, rows in KINDS.items()
            if kind != "recommendations"
        ]
        first, *others = each
        together: QuerySet[Model, tuple[dt.datetime, int, int]] = first.union(*others, all=True)
        return together.order_by("-published_at", "rank", "pk")

    @cached_property
    def _groups(self) -> list[_Place]:
        """The recommendations that became public, for each review and day."""
        minutes = (
            Recommendation.objects.published()
            .order_by()
            .annotate(minute=Minute(F("published_at")))
            .values_list("review_id", "minute")
            .annotate(newest=Max("published_at"), count=Count("pk"))
        )
        newest: dict[tuple[int, dt.date], dt.datetime] = {}
        counts: Counter[tuple[int, dt.date]] = Counter()
        for review, _minute, at, count in minutes:
            group = review, timezone.localdate(at)
            newest[group] = max(at, newest.get(group, at))
            counts[group] += count
        rank = _RANKS["recommendations"]
        return [(at, rank, group[0], counts[group]) for group, at in newest.items()]


def publications(places: Iterable[_Place]) -> list[Publication]:
    """The changes at these places, with their rows: one query for each kind among them."""
    places = list(places)
    kinds = list(KINDS)
    keys: dict[str, list[int]] = {}
    for _at, rank, key, _count in places:
        keys.setdefault(kinds[rank], []).append(key)
    found = {kind: KINDS[kind]().in_bulk(wanted) for kind, wanted in keys.items()}
    return [
        Publication(kinds[rank], at, row, count)
        for at, rank, key, count in places
        # A row may be withdrawn between two queries.
        if (row := found[kinds[rank]].get(key))
    ]


def lately(most: int = 6) -> list[Publication]:
    """What changed lately, in few lines: many records of a kind on one day are one of them."""

    def day_and_kind(place: _Place) -> tuple[int, int]:
        return -timezone.localdate(place[0]).toordinal(), place[1]

    places = sorted(Log().places(LOOKED_AT), key=lambda place: (day_and_kind(place), _order(place)))
    named: list[_Place] = []
    counted: list[Publication] = []
    for (_day, rank), same in groupby(places, key=day_and_kind):
        if len(named) + len(counted) >= most:
            break
        group, kind = list(same), list(KINDS)[rank]
        if kind == "recommendations" or len(group) <= NAMED_ON_HOME:
            named += group[: most - len(named) - len(counted)]
        else:
            counted.append(_counted(kind, group, cut=len(places) == LOOKED_AT))
    lines = [*publications(named), *counted]
    return sorted(lines, key=lambda line: (-line.day.toordinal(), _RANKS[line.kind]))


def _counted(kind: str, group: list[_Place], *, cut: bool) -> Publication:
    """How many of a kind became public on a day; asked only where not all were looked at."""
    at, count = group[0][0], len(group)
    if cut:
        midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
        count = KINDS[kind]().filter(published_at__range=(midnight, at)).count()
    return Publication(kind, at, None, count)
