"""What changed: the page, the feed, and what happened between two dates."""

import datetime as dt
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import escape
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from cases.models import Figure
from foundation.choices import Precision
from foundation.dates.dated import describe
from foundation.dates.typed import read_period
from foundation.i18n.texts import presentable, shortened
from foundation.lists.filters import Ignored
from foundation.lists.views import page_of, query_of, site_of
from foundation.web.page_cache import CachedPage, page
from recommendations.index import themes_in_use, with_descendants
from recommendations.models import Assessment, Review

from ..period_report import KINDS, KindOfEntry, Period, answers, moves, whole_time
from ..publication_log import Log, Publication

_Known = TypeVar("_Known")

# Of a feed, and of each kind on the page that shows all kinds.
IN_FEED, IN_SHORT = 50, 8
# Where nothing is published there is no day to name.
LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# Where no finding says until when anything is known.
NO_DATES = dt.date(2008, 1, 1), dt.date(2008, 12, 31)


class Changes(CachedPage, TemplateView):
    """What became public, newest first."""

    template_name = "changes.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        query, _ignored = query_of(self.request)
        page_obj, ignored = page_of(Log(), query.get("page"))
        return super().get_context_data(page_obj=page_obj, ignored=ignored, **kwargs)


class _Atom(Atom1Feed):
    """Django's feed, without the clock."""

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
    for change in Log()[:IN_FEED]:
        address = site + change.get_absolute_url()
        feed.add_item(
            # What no XML holds would take the feed from everybody.
            title=presentable(f"{change.label}: {change.name}"),
            link=address,
            description=escape(presentable(summary_of(change))),
            unique_id=_identity(change, address),
            pubdate=change.at,
            updateddate=change.at,
            author_name=_author(change),
        )
    return feed.writeString("utf-8").encode()


def _author(change: Publication) -> str | None:
    """Who found it; the entry of anything else has the author of the feed."""
    return presentable(str(change.row.organisation)) if isinstance(change.row, Assessment) else None


def _identity(change: Publication, address: str) -> str:
    """A name of the entry that lasts, and is made of nothing but what the public may read."""
    row = change.row
    if isinstance(row, Review):
        # One entry for a review and day, updated while the day lasts.
        return f"{get_tag_uri(address.partition('?')[0], change.day)}{row.slug}"
    if isinstance(row, Assessment):
        told = f"{row.organisation.slug}/{row.evidence_up_to}/{change.at:%Y%m%dT%H%M%S%f}"
        correction = "/correction" if change.is_correction else ""
        return f"{get_tag_uri(address, change.day)}{told}{correction}"
    return get_tag_uri(address, change.day)


def summary_of(change: Publication) -> str:
    """What a record says of itself in a few sentences, in the active language or in English."""
    row = change.row
    return "" if row is None or isinstance(row, Review | Figure) else str(row.summary or "")


class ChangesBetween(CachedPage, TemplateView):
    """What happened between two dates, whenever it was entered here."""

    template_name = "changes_between.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        query, _ignored = query_of(self.request)
        notes: list[str] = []
        asked = _asked(query, notes)
        kind = _one_of(query, "kind", {kind.name: kind for kind in KINDS}, notes)
        kept = {name: query[name] for name in ("from", "to", "review", "theme") if query.get(name)}
        context = self._one_kind(kind, asked, query, notes) if kind else self._all_kinds(asked)
        return super().get_context_data(
            asked=asked,
            begins=query.get("from") or _typed(asked.first, first=True),
            ends=query.get("to") or _typed(asked.last, first=False),
            reviews=Review.objects.published().select_related("state_under_review"),
            themes=themes_in_use(),
            chosen=query,
            kept=urlencode(kept),
            notes=notes,
            **context,
            **kwargs,
        )

    def _all_kinds(self, asked: Period) -> dict[str, object]:
        sections = [_section(kind, asked) for kind in KINDS]
        moved = moves(asked)
        return {
            "sections": sections,
            "moved": moved,
            "differing": sum(one.count for one in moved if one.differs),
            "answers": answers(asked),
        }

    def _one_kind(
        self, kind: KindOfEntry, asked: Period, query: QueryDict, notes: list[str]
    ) -> dict[str, object]:
        page_obj, ignored = page_of(kind.rows(asked), query.get("page"))
        notes += [one.sentence for one in ignored]
        return {
            "kind": kind,
            "page_obj": page_obj,
            "sections": [{"kind": kind, "rows": page_obj, "total": page_obj.paginator.count, "more": 0}],
        }


def _section(kind: KindOfEntry, asked: Period) -> dict[str, object]:
    rows = kind.rows(asked)
    total = rows.count()
    return {
        "kind": kind,
        "rows": rows[:IN_SHORT],
        "total": total,
        "more": max(0, total - IN_SHORT),
    }


def _asked(query: QueryDict, notes: list[str]) -> Period:
    """What a query asks for; a sentence in `notes` for each part that nobody can mean."""
    first, last = whole_time() or NO_DATES
    if begins := _typed_period(query, "from", notes):
        first = begins[0]
    if ends := _typed_period(query, "to", notes):
        last = ends[1]
    if first > last:
        notes.append(gettext("The first date lay after the second: they changed places."))
        # Of what was typed as a month, the whole month is meant at either end.
        first, last = (ends or (last, last))[0], (begins or (first, first))[1]
    reviews = {
        review.slug: review for review in Review.objects.published().filter(slug=query.get("review") or "")
    }
    review = _one_of(query, "review", reviews, notes)
    themes = {theme.slug: theme.slug for theme in themes_in_use()} if query.get("theme") else {}
    theme = _one_of(query, "theme", themes, notes)
    covered = frozenset(with_descendants(theme)) if theme else frozenset()
    return Period(first, last, review, covered)


def _typed_period(query: QueryDict, name: str, notes: list[str]) -> tuple[dt.date, dt.date] | None:
    text = (query.get(name) or "").strip()
    period = read_period(text) if text else None
    if text and period is None:
        notes.append(
            gettext("“%(text)s” could not be read as a date. Write, for example, 10.2014.")
            % {"text": shortened(text, 60)}
        )
    return period


def _one_of(query: QueryDict, name: str, known: dict[str, _Known], notes: list[str]) -> _Known | None:
    value = query.get(name) or ""
    if value and value not in known:
        notes.append(Ignored(name, value).sentence)
    return known.get(value)


def _typed(day: dt.date, *, first: bool) -> str:
    """An edge of the period as somebody would type it: the month where it is a whole one."""
    edge = day if first else day + dt.timedelta(days=1)
    return describe(day, day, Precision.MONTH if edge.day == 1 else Precision.DAY)
