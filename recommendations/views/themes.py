"""What was recommended on a theme, and what came of it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.views.generic import DetailView, TemplateView

from upr_tracker.common.lists import PER_PAGE

from ..facets import overview
from ..index import Selection, answer, themes_in_use, with_descendants
from ..lines import lines
from ..models import NewRecommendation, Theme


class ThemeList(TemplateView):
    template_name = "recommendations/theme_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(themes=themes_in_use(), **kwargs)


class ThemeDetail(DetailView[Theme]):
    """What was recommended on a theme and its sub-themes, and what came of it."""

    @cached_property
    def in_use(self) -> set[str]:
        return {node.slug for node in themes_in_use()}

    def get_queryset(self) -> QuerySet[Theme]:
        return Theme.objects.filter(slug__in=self.in_use).select_related("parent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = answer(Selection(theme=(self.object.slug,)))
        below = with_descendants(self.object.slug)
        return super().get_context_data(
            children=self.object.children.filter(slug__in=self.in_use),
            rows=lines(found.keys(0, PER_PAGE)),
            overview=overview(found),
            new_recommendations=NewRecommendation.objects.published()
            .filter(themes__in=below)
            .select_related("section__submission")
            .in_order()
            .distinct(),
            **kwargs,
        )
