"""The list of recommendations, and the page of each."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from foundation.lists.views import FilteredList
from foundation.web.page_cache import CachedPage

from ..addresses import TEXT_PREFIX, lookups_in_review
from ..choices import SourceKind
from ..current import may_correct
from ..index.filters import RecommendationFilterSet
from ..models import Assessment, Citation, NewRecommendation, PositionStatement, Recommendation
from ..numbers import number_as_printed
from ..querysets import RecommendationQuerySet
from ..summaries.findings_by_theme import of_selection
from ..summaries.rows import RecommendationRow
from ..summaries.rows import rows as recommendation_rows


class RecommendationList(FilteredList):
    """The list, filtered by the reader."""

    template_name = "recommendations/recommendation_list.html"
    csv_address = "recommendations_csv"
    filterset_class = RecommendationFilterSet
    sort_names = {"report": _("In the order of the report"), "finding": _("Newest finding first")}

    def read_rows(self, keys: list[int]) -> list[RecommendationRow]:
        return recommendation_rows(keys)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(**kwargs)
        filterset = context["filterset"]
        if isinstance(filterset, RecommendationFilterSet):
            context["by_theme"] = of_selection(filterset)
        return context


@dataclass(frozen=True)
class Answers:
    """What the State answered: the current answer, earlier ones, and what other sources report."""

    current: PositionStatement | None
    earlier: list[PositionStatement]
    # Not UN documents: shown, never counted.
    other_sources: list[PositionStatement]


@dataclass(frozen=True)
class Finding:
    """A published finding, and the published ones that it corrects or that correct it."""

    row: Assessment
    corrects: Assessment | None
    corrected_by: Assessment | None


@dataclass(frozen=True)
class Findings:
    """The headline, the standing findings of other organisations, and findings that no longer stand."""

    headline: Finding | None
    others: list[Finding]
    earlier: list[Finding]


class OneRecommendation(CachedPage, DetailView[Recommendation]):
    """A page about one recommendation, addressed by its review and number."""

    # The page’s own route, so that an old address redirects to the same page.
    address_name = "recommendations:recommendation"

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Redirects from the address of the time before it had a number, and from a number typed with
        what is no part of it."""
        address = self.kwargs["number"]
        if address.startswith(TEXT_PREFIX):
            recommendation = self._published().filter(former_address=address).first()
            if recommendation:
                address_args = [recommendation.review.slug, recommendation.address]
                return HttpResponsePermanentRedirect(reverse(self.address_name, args=address_args))
        number = number_as_printed(address)
        if number != address and self._published().filter(number=number).exists():
            address_args = [self.kwargs["review"], number]
            return HttpResponsePermanentRedirect(reverse(self.address_name, args=address_args))
        return super().get(request, *args, **kwargs)

    def _published(self) -> RecommendationQuerySet:
        rows = Recommendation.objects.published().filter(review__slug=self.kwargs["review"])
        return rows.select_related("review")

    def get_object(self, queryset: QuerySet[Recommendation] | None = None) -> Recommendation:
        rows = self._published().filter(**lookups_in_review(self.kwargs["number"]))
        return get_object_or_404(
            rows.with_claim_gap().for_display().prefetch_related("goals").select_related("text_source")
        )


class RecommendationDetail(OneRecommendation):
    """One recommendation: answers, findings, citations, and the same request in other cycles."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        row = self.object
        published = Recommendation.objects.published().select_related("review")
        asks = NewRecommendation.objects.published().select_related(
            "section__submission__review__state_under_review"
        )
        taken_up = Prefetch("taken_up_in", queryset=published.in_order(), to_attr="became")
        precursors = list(published.filter(successors=row).in_order())
        successors = list(published.filter(precursors=row).in_order())
        previous, following = _neighbours(row)
        return super().get_context_data(
            answers=_answers(row),
            findings=_findings(row),
            citations=list(
                Citation.objects.published()
                .filter(recommendation=row)
                .select_related("section__submission__source")
            ),
            new_recommendations=list(asks.filter(follows_up=row).in_order().prefetch_related(taken_up)),
            asked_for_by=list(asks.filter(taken_up_in=row).in_order()),
            precursors=precursors,
            successors=successors,
            comparable=bool(precursors or successors),
            previous=previous,
            next=following,
            address=self.request.build_absolute_uri(row.get_absolute_url()),
            **kwargs,
        )


def _answers(row: Recommendation) -> Answers:
    current = row.current_positions[0] if row.current_positions else None
    statements = PositionStatement.objects.published().filter(recommendation=row).select_related("document")
    other_statements = [statement for statement in statements.newest_first() if statement != current]
    return Answers(
        current,
        [statement for statement in other_statements if statement.document.kind == SourceKind.UN_DOCUMENT],
        [statement for statement in other_statements if statement.document.kind != SourceKind.UN_DOCUMENT],
    )


def _findings(row: Recommendation) -> Findings:
    """Published findings only; nothing on the page reveals a withdrawn one."""
    rows = (
        Assessment.objects.published()
        .filter(recommendation=row)
        .select_related("organisation")
        .prefetch_related("sources")
        .newest_first()
    )
    published_findings = {finding.pk: finding for finding in rows}
    corrects: dict[int, Assessment] = {}
    corrected_by: dict[int, Assessment] = {}
    # Oldest first, so that of several corrections the newest remains.
    for finding in reversed(published_findings.values()):
        corrected_finding = published_findings.get(finding.corrects_id) if finding.corrects_id else None
        if corrected_finding and may_correct(finding, corrected_finding):
            corrects[finding.pk] = corrected_finding
            corrected_by[corrected_finding.pk] = finding
    findings = {
        key: Finding(finding, corrects.get(key), corrected_by.get(key))
        for key, finding in published_findings.items()
    }
    standing_findings = [
        findings.pop(finding.pk) for finding in row.standing_findings if finding.pk in findings
    ]
    return Findings(
        standing_findings[0] if standing_findings else None, standing_findings[1:], [*findings.values()]
    )


def _neighbours(row: Recommendation) -> list[Recommendation | None]:
    """The one before and the one after in the report; without numbers, by key."""
    siblings = Recommendation.objects.published().select_related("review").filter(review=row.review)
    orders = {"lt": ("-number_order", "-pk"), "gt": ("number_order", "pk")}
    return [
        siblings.filter(
            Q(**{f"number_order__{lookup}": row.number_order})
            | Q(**{"number_order": row.number_order, f"pk__{lookup}": row.pk})
        )
        .order_by(*order)
        .first()
        for lookup, order in orders.items()
    ]
