"""Pages of public sources."""

from itertools import groupby
from operator import attrgetter

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.views.generic import DetailView, TemplateView

from foundation.lists.views import page_of, query_of
from foundation.web.page_cache import CachedPage
from recommendations.choices import SourceKind
from recommendations.models import Source

from ..source_use import public_sources, reference, resting_on


class SourceList(CachedPage, TemplateView):
    """All public sources by kind, UN documents first."""

    template_name = "source_list.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        whens = [When(kind=kind, then=Value(place)) for place, kind in enumerate(SourceKind)]
        rows = public_sources().order_by(
            Case(*whens, output_field=IntegerField()),
            Coalesce("publisher_en", Value("")),
            "title",
            "slug",
        )
        data, ignored = query_of(self.request)
        page_obj, ignored_page = page_of(rows, data.get("page"))
        by_kind = groupby(page_obj, key=attrgetter("kind"))
        return super().get_context_data(
            by_kind=[(SourceKind(kind).several, list(sources)) for kind, sources in by_kind],
            page_obj=page_obj,
            pages=list(page_obj.paginator.get_elided_page_range(page_obj.number)),
            ignored=[*ignored, *ignored_page],
            **kwargs,
        )


class SourceDetail(CachedPage, DetailView[Source]):
    """A source, where to find it, and the public records that cite it."""

    template_name = "source.html"

    def get_queryset(self) -> QuerySet[Source]:
        return public_sources()

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        resting = resting_on(self.object)
        # Paginated: a report has two hundred recommendations, a database all of them.
        data, ignored = query_of(self.request)
        page_obj, ignored_page = page_of(resting.recommendations, data.get("page"))
        return super().get_context_data(
            resting=resting,
            page_obj=page_obj,
            pages=list(page_obj.paginator.get_elided_page_range(page_obj.number)),
            ignored=[*ignored, *ignored_page],
            # The source that cites this one is named only if it is public.
            cited_in=self.object.cited_in_id and public_sources().filter(cites=self.object).first(),
            reference=reference(self.object),
            **kwargs,
        )
