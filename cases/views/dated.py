"""Pages of events and figures, and their lists by year."""

from django.db.models import Count, F, Q, QuerySet
from django.views.generic import DetailView, TemplateView

from foundation.dates.dated import Dated
from foundation.dates.order import newest_first, year_of_beginning
from foundation.lists.views import PER_PAGE, page_of, query_of, site_of
from foundation.web.page_cache import CachedPage

from ..models import Event, Figure
from ..summaries.citation_sentence import cite_event, cite_figure
from .bearing import asks_to_follow_up, evidence_of, themes_of

YEAR_NEWEST_FIRST = F("year_begun").desc(nulls_last=True)


class ListByYear(CachedPage, TemplateView):
    """A list of dated records, newest first, under the year in which each began.

    What leaves that year open stands last.
    """

    def get_queryset(self) -> QuerySet[Dated]:
        """The published rows."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        rows = self.get_queryset()
        rows = rows.annotate(year_begun=year_of_beginning(rows.model))
        rows = rows.order_by(YEAR_NEWEST_FIRST, *newest_first(rows.model))
        data, ignored = query_of(self.request)
        page_obj, ignored_page = page_of(rows, data.get("page"))
        return super().get_context_data(
            page_obj=page_obj,
            pages=list(page_obj.paginator.get_elided_page_range(page_obj.number)),
            years=years_of(rows),
            ignored=[*ignored, *ignored_page],
            **kwargs,
        )


def years_of(rows: QuerySet[Dated]) -> list[tuple[int | None, int, int]]:
    """(year, number of rows, page on which the year starts), newest first. None: the year is not known."""
    by_year = rows.annotate(year_begun=year_of_beginning(rows.model)).order_by(YEAR_NEWEST_FIRST)
    year_counts = by_year.values_list("year_begun")
    before, years = 0, []
    for year, count in year_counts.annotate(Count("pk")):
        years.append((year, count, before // PER_PAGE + 1))
        before += count
    return years


class EventList(ListByYear):
    template_name = "cases/event_list.html"

    def get_queryset(self) -> QuerySet[Event]:
        return Event.objects.published().select_related("body")


class EventDetail(CachedPage, DetailView[Event]):
    """One event, its sources, and what it is evidence for."""

    def get_queryset(self) -> QuerySet[Event]:
        return (
            Event.objects.published()
            .select_related("body", "asserted_by")
            .prefetch_related("sources", "themes")
        )

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        address = site_of(self.request) + self.object.get_absolute_url()
        # A quotation is in the language of the source in which we read it.
        languages = [source.language for source in self.object.sources.all() if source.seen_by_us]
        return super().get_context_data(
            citation=cite_event(self.object, address=address),
            quotation_language=next(iter(languages), "") or "en",
            themes=themes_of(self.object),
            evidence=evidence_of(Q(event=self.object)),
            new_recommendations=asks_to_follow_up(Q(event=self.object)),
            **kwargs,
        )


class FigureList(ListByYear):
    template_name = "cases/figure_list.html"

    def get_queryset(self) -> QuerySet[Figure]:
        return Figure.objects.published().select_related("counted_by")


class FigureDetail(CachedPage, DetailView[Figure]):
    """One figure, who counted it, its sources, and what it is evidence for."""

    def get_queryset(self) -> QuerySet[Figure]:
        return (
            Figure.objects.published()
            .select_related("counted_by", "asserted_by")
            .prefetch_related("sources", "themes")
        )

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        figures = Figure.objects.published()
        address = site_of(self.request) + self.object.get_absolute_url()
        return super().get_context_data(
            citation=cite_figure(self.object, address=address),
            larger_figure=figures.filter(parts=self.object).first(),
            parts=figures.filter(part_of=self.object),
            themes=themes_of(self.object),
            evidence=evidence_of(Q(figure=self.object)),
            new_recommendations=asks_to_follow_up(Q(figure=self.object)),
            **kwargs,
        )
