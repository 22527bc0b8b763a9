"""What changed: the page, the feed, and what happened between two dates."""

import datetime as dt
import html
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import escape, strip_tags
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from cases.models import Figure
from cases.summaries.citation_sentence import cite_figure
from foundation.choices import Precision
from foundation.dates.dated import describe
from foundation.dates.typed import When, in_iso, read_date
from foundation.i18n.texts import presentable, shortened
from foundation.lists.filters import Ignored
from foundation.lists.views import page_of, query_of, site_of
from foundation.web.page_cache import CachedPage, page
from recommendations.index import Query, answer, themes_in_use, with_descendants
from recommendations.models import Assessment, Review
from recommendations.summaries.overview import overview

from ..period_report import KINDS, KindOfEntry, Period, answers, moves, whole_time
from ..publication_log import Log, Publication

_Known = TypeVar("_Known")

# Entries of the feed, and of each section on the page of a period.
IN_FEED, IN_SHORT = 50, 8
# The date of an empty feed.
LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# The default period without findings.
NO_DATES = dt.date(2008, 1, 1), dt.date(2008, 12, 31)


class Changes(CachedPage, TemplateView):
    """What became public, newest first."""

    template_name = "changes.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        query, _ignored = query_of(self.request)
        page_obj, ignored = page_of(Log(), query.get("page"))
        return super().get_context_data(page_obj=page_obj, ignored=ignored, **kwargs)


class _Atom(Atom1Feed):
    """Django's feed, which would use the current time if it is empty."""

    def latest_post_date(self) -> dt.datetime:
        return max((item["updateddate"] for item in self.items), default=LONG_AGO)


@require_safe
def changes_atom(request: HttpRequest) -> HttpResponse:
    """The newest changes as a feed in the language of its address."""
    response = page(request, lambda: _feed(site_of(request)))
    if response.status_code == HTTPStatus.OK:
        response["Content-Type"] = "application/atom+xml; charset=utf-8"
    return response


def _feed(site: str) -> bytes:
    link = site + reverse("changes")
    feed = _Atom(
        title=gettext("UPR Tracker: what changed"),
        link=link,
        description="",
        subtitle=gettext("Findings, recommendations and evidence as they are published."),
        language=get_language(),
        feed_url=site + reverse("changes_atom"),
        feed_guid=link,
        author_name="UPR Tracker",
    )
    changes = Log()[:IN_FEED]
    figures = [change.row for change in changes if isinstance(change.row, Figure)]
    prefetch_related_objects(figures, "counted_by", "asserted_by", "sources")
    for change in changes:
        address = site + change.get_absolute_url()
        feed.add_item(
            # Characters that XML forbids would break the whole feed.
            title=presentable(f"{change.label}: {change.name}"),
            link=address,
            description=escape(presentable(summary_of(change, address))),
            unique_id=_identity(change, address),
            pubdate=change.at,
            updateddate=change.at,
            author_name=_author(change),
        )
    return feed.writeString("utf-8").encode()


def _author(change: Publication) -> str | None:
    """The organisation of a finding; None for other entries."""
    return presentable(str(change.row.organisation)) if isinstance(change.row, Assessment) else None


def _identity(change: Publication, address: str) -> str:
    """A permanent id of the entry, made of public data only."""
    row = change.row
    if isinstance(row, Review):
        # One entry for each review and day, updated during the day.
        return f"{get_tag_uri(address.partition('?')[0], change.day)}{row.slug}"
    if isinstance(row, Assessment):
        finding = f"{row.organisation.slug}/{row.evidence_up_to}/{change.at:%Y%m%dT%H%M%S%f}"
        correction = "/correction" if change.is_correction else ""
        return f"{get_tag_uri(address, change.day)}{finding}{correction}"
    return get_tag_uri(address, change.day)


def summary_of(change: Publication, address: str) -> str:
    """What the entry tells of the record, in the active language or in English. `address`: of its page.

    The answers of the State for recommendations, the cited sentence for a figure; what has no summary yet
    has its title.
    """
    match change.row:
        case Review() as review:
            shares = overview(answer(Query(review=(review.slug,)))).positions
            return "; ".join(f"{share.label}: {share.count}" for share in shares)
        case Figure() as figure:
            return html.unescape(strip_tags(cite_figure(figure, address=address)))
        case None:
            return change.name
        case row:
            return str(row.summary or change.name)


class ChangesBetween(CachedPage, TemplateView):
    """What happened between two dates, regardless of when it was entered here."""

    template_name = "changes_between.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        query, _ignored = query_of(self.request)
        notes: list[str] = []
        period = _requested_period(query, notes)
        kind = _one_of(query, "kind", {kind.name: kind for kind in KINDS}, notes)
        typed = {name: query[name] for name in ("from", "to", "review", "theme") if query.get(name)}
        dates = {name: when for name in ("from", "to") if (when := _read(query.get(name) or ""))}
        context = self._one_kind(kind, period, query, notes) if kind else self._all_kinds(period)
        return super().get_context_data(
            period=period,
            begins=dates.get("from") or typed.get("from") or _edge_text(period.first, first=True),
            ends=dates.get("to") or typed.get("to") or _edge_text(period.last, first=False),
            reviews=Review.objects.published().select_related("state_under_review"),
            themes=themes_in_use(),
            query=query,
            parameters=urlencode(typed | {name: in_iso(when) for name, when in dates.items()}),
            notes=notes,
            **context,
            **kwargs,
        )

    def _all_kinds(self, period: Period) -> dict[str, object]:
        sections = [_section(kind, period) for kind in KINDS]
        status_moves = moves(period)
        return {
            "sections": sections,
            "status_moves": status_moves,
            "differing": sum(move.count for move in status_moves if move.differs),
            "answers": answers(period),
        }

    def _one_kind(
        self, kind: KindOfEntry, period: Period, query: QueryDict, notes: list[str]
    ) -> dict[str, object]:
        page_obj, ignored = page_of(kind.rows(period), query.get("page"))
        notes += [parameter.sentence for parameter in ignored]
        return {
            "kind": kind,
            "page_obj": page_obj,
            "sections": [{"kind": kind, "rows": page_obj, "total": page_obj.paginator.count, "more": 0}],
        }


def _section(kind: KindOfEntry, period: Period) -> dict[str, object]:
    rows = kind.rows(period)
    total = rows.count()
    return {
        "kind": kind,
        "rows": rows[:IN_SHORT],
        "total": total,
        "more": max(0, total - IN_SHORT),
    }


def _requested_period(query: QueryDict, notes: list[str]) -> Period:
    """The period of a query. Adds a sentence to `notes` for each invalid parameter."""
    first, last = whole_time() or NO_DATES
    begins = _typed_date(query, "from", notes, open_end=Precision.BY)
    ends = _typed_date(query, "to", notes, open_end=Precision.SINCE)
    if begins:
        first = begins.first_day
        # Where no end is named, it lies no earlier than what was typed.
        last = max(last, begins.last_day or first)
    if ends:
        last = ends.last_day or ends.first_day
        first = first if begins else min(first, ends.first_day)
    if first > last:
        notes.append(gettext("The first date lay after the second: they changed places."))
        # Swap whole months, not single days.
        first, last = (ends or (last, last))[0], (begins and begins.last_day) or first
    reviews = {
        review.slug: review for review in Review.objects.published().filter(slug=query.get("review") or "")
    }
    review = _one_of(query, "review", reviews, notes)
    themes = {theme.slug: theme.slug for theme in themes_in_use()} if query.get("theme") else {}
    theme = _one_of(query, "theme", themes, notes)
    theme_keys = frozenset(with_descendants(theme)) if theme else frozenset()
    return Period(first, last, review, theme_keys)


def _typed_date(query: QueryDict, name: str, notes: list[str], *, open_end: Precision) -> When | None:
    """`open_end`: the precision that leaves just this end of the period open."""
    text = (query.get(name) or "").strip()
    try:
        when = read_date(text) if text else None
    except ValidationError as refusal:
        notes += refusal.messages
        return None
    if when and when.precision == open_end:
        notes.append(
            gettext("“%(text)s” leaves open where the period begins or ends. Write, for example, 10.2014.")
            % {"text": shortened(text, 60)}
        )
        return None
    return when


def _read(text: str) -> When | None:
    """The same without a note."""
    try:
        return read_date(text)
    except ValidationError:
        return None


def _one_of(query: QueryDict, name: str, options: dict[str, _Known], notes: list[str]) -> _Known | None:
    value = query.get(name) or ""
    if value and value not in options:
        notes.append(Ignored(name, value).sentence)
    return options.get(value)


def _edge_text(day: dt.date, *, first: bool) -> str:
    """The first or last day as somebody would type it: as a month at the edge of one."""
    edge = day if first else day + dt.timedelta(days=1)
    return describe(day, day, Precision.MONTH if edge.day == 1 else Precision.DAY)
