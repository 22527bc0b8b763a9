"""The recommendations of a review that have evidence, or have none, by what the State says of them."""

from django.db.models import QuerySet
from django.http import Http404
from django.views.generic import DetailView

from foundation.lists.views import page_of, query_of
from foundation.web.page_cache import CachedPage
from recommendations.choices import StateClaim
from recommendations.models import Review
from recommendations.summaries.charts import public_reviews
from recommendations.summaries.rows import rows as recommendation_rows

from ..summaries.review_evidence import WITH, WITHOUT, by_evidence


class ReviewEvidence(CachedPage, DetailView[Review]):
    """What a count of the table “What has evidence, and what has none” counts, row by row."""

    template_name = "cases/review_evidence.html"

    def get_queryset(self) -> QuerySet[Review]:
        return public_reviews()

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        which, claim = self.kwargs["which"], self.kwargs["claim"]
        if which not in (WITH, WITHOUT) or claim not in StateClaim.values:
            raise Http404
        keys = by_evidence(self.object).get(StateClaim(claim), {}).get(which)
        if not keys:
            raise Http404
        data, ignored = query_of(self.request)
        page_obj, ignored_page = page_of(keys, data.get("page"))
        return super().get_context_data(
            has_evidence=which == WITH,
            claim=StateClaim(claim).label,
            page_obj=page_obj,
            pages=list(page_obj.paginator.get_elided_page_range(page_obj.number)),
            rows=recommendation_rows(list(page_obj)),
            ignored=[*ignored, *ignored_page],
            **kwargs,
        )
