"""What became public, newest first: findings, recommendations, evidence and submissions.

Recommendations are published by the hundred, so all of one review and day are one entry. Entries are
sorted by `published_at`, and come from published rows only.
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
from recommendations.state_names import sentence

# With more records of a kind on one day, the home page only shows their number.
NAMED_ON_HOME = 3
# The home page looks at this many of the newest entries.
LOOKED_AT = 300


class Minute(Func):
    """A timestamp in UTC cut to the minute, as text, with fast functions of each engine.

    A minute never spans two days in any time zone; an hour can.
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


# The rows of entries. Recommendations are grouped by their review.
Published: TypeAlias = Submission | Review | Assessment | Case | Law | Event | Figure

# Whatever becomes public by itself.
ROOTS = (Recommendation, Assessment, Submission, Case, Law, Event, Figure)

# In the order of entries with the same time.
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
    """An entry of the log. `row`: the record, or the review for a group of recommendations.

    Without a row the entry stands for `count` records of its kind.
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
        """Whether the finding corrects one that was public: nobody may know of drafts."""
        if not isinstance(self.row, Assessment) or not self.row.corrects:
            return False
        corrected = self.row.corrects
        return corrected.published_at is not None and may_correct(self.row, corrected)

    @property
    def label(self) -> str:
        """The kind of the entry in words."""
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
        """The title of the entry, as plain text in the active language."""
        row = self.row
        if row is None:
            return self._count_label()
        if isinstance(row, Review):
            return recommendations_published(row, self.count)
        if isinstance(row, Assessment):
            recommendation = row.recommendation
            about = f"{recommendation.review}, {recommendation.number} {recommendation.heading}"
            return f"{about}: {row.get_status_display()}"
        if isinstance(row, Case):
            return str(row.public_name)
        return f"{row}: {row.title}" if isinstance(row, Figure) else str(row.title)

    def _count_label(self) -> str:
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
            address = reverse("recommendations:recommendations")
            return f"{address}?review={self.row.slug}"
        if self.row is None:
            return reverse("changes")
        about = self.row.recommendation if isinstance(self.row, Assessment) else self.row
        return about.get_absolute_url()


def recommendations_published(review: Review, count: int, *, write: Callable[..., str] = sentence) -> str:
    """How many recommendations of a review became public; `write` makes it text or HTML."""
    return write(
        ngettext(
            "{count} recommendation to {sur:name} ({year}) was published",
            "{count} recommendations to {sur:name} ({year}) were published",
            count,
        ),
        ngettext(
            "{sur} {year}: {count} recommendation was published",
            "{sur} {year}: {count} recommendations were published",
            count,
        ),
        count=count,
        sur=review.state_under_review,
        year=review.year,
    )


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


# (time, rank of the kind, key of the row, count): enough to sort entries.
_Place = tuple[dt.datetime, int, int, int]


def _order(place: _Place) -> tuple[float, int, int]:
    at, rank, key, _count = place
    return -at.timestamp(), rank, key


class Log:
    """All entries, newest first, read lazily by slice."""

    def __len__(self) -> int:
        return len(self._groups) + self._rows.count()

    def __getitem__(self, part: slice) -> list[Publication]:
        return publications(self.places(part.stop)[part])

    def places(self, limit: int) -> list[_Place]:
        """The newest `limit` entries."""
        rows = [(at, rank, key, 1) for at, rank, key in self._rows[:limit]]
        return sorted([*rows, *self._groups], key=_order)[:limit]

    @cached_property
    def _rows(self) -> QuerySet[Model, tuple[dt.datetime, int, int]]:
        querysets = [
            rows()
            .order_by()
            .annotate(rank=Value(_RANKS[kind], models.IntegerField()))
            .values_list("published_at", "rank", "pk")
            for kind, rows in KINDS.items()
            if kind != "recommendations"
        ]
        first, *rest = querysets
        rows_of_all: QuerySet[Model, tuple[dt.datetime, int, int]] = first.union(*rest, all=True)
        return rows_of_all.order_by("-published_at", "rank", "pk")

    @cached_property
    def _groups(self) -> list[_Place]:
        """The published recommendations, grouped by review and day."""
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
    """The entries at these places with their rows. One query for each kind."""
    places = list(places)
    kinds = list(KINDS)
    keys: dict[str, list[int]] = {}
    for _at, rank, key, _count in places:
        keys.setdefault(kinds[rank], []).append(key)
    rows_by_kind = {kind: KINDS[kind]().in_bulk(row_keys) for kind, row_keys in keys.items()}
    return [
        Publication(kinds[rank], at, row, count)
        for at, rank, key, count in places
        # A row may be withdrawn between two queries.
        if (row := rows_by_kind[kinds[rank]].get(key))
    ]


def lately(limit: int = 6) -> list[Publication]:
    """The newest entries for the home page; many records of a kind on one day are one entry."""

    def day_and_kind(place: _Place) -> tuple[int, int]:
        return -timezone.localdate(place[0]).toordinal(), place[1]

    places = sorted(Log().places(LOOKED_AT), key=lambda place: (day_and_kind(place), _order(place)))
    shown_places: list[_Place] = []
    summaries: list[Publication] = []
    for (_day, rank), places_of_group in groupby(places, key=day_and_kind):
        if len(shown_places) + len(summaries) >= limit:
            break
        group, kind = list(places_of_group), list(KINDS)[rank]
        if kind == "recommendations" or len(group) <= NAMED_ON_HOME:
            shown_places += group[: limit - len(shown_places) - len(summaries)]
        else:
            summaries.append(_summary_of_group(kind, group, is_cut=len(places) == LOOKED_AT))
    lines = [*publications(shown_places), *summaries]
    return sorted(lines, key=lambda line: (-line.day.toordinal(), _RANKS[line.kind]))


def _summary_of_group(kind: str, group: list[_Place], *, is_cut: bool) -> Publication:
    """An entry for all records of a kind on a day. Counts them in the database if the log was cut."""
    at, count = group[0][0], len(group)
    if is_cut:
        midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
        count = KINDS[kind]().filter(published_at__range=(midnight, at)).count()
    return Publication(kind, at, None, count)
