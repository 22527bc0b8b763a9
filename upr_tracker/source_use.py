"""Which public records cite a source, and which sources are public because of it.

A source is public if a public record cites it. The source that justified publishing a case is private
and does not count as a citation.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from cases.models import Case, CaseEvent, Event, Figure, Law, LawChange
from foundation.dates.order import oldest_first
from foundation.i18n.languages import in_its_language, translated
from recommendations.models import (
    Assessment,
    PositionStatement,
    Recommendation,
    Review,
    Source,
    Submission,
)


@dataclass(frozen=True)
class RestingOn:
    """The public records that cite a source, and the public sources that we know through it.

    Cases and laws have `cites_as_a_whole`, and in `citing` the events or changes that cite the source.
    """

    reviews: QuerySet[Review]
    submissions: QuerySet[Submission]
    recommendations: QuerySet[Recommendation]
    cases: QuerySet[Case]
    laws: QuerySet[Law]
    events: QuerySet[Event]
    figures: QuerySet[Figure]
    cited_sources: QuerySet[Source]


def resting_on(source: Source) -> RestingOn:
    """The published records that cite a source. One query for each queryset."""
    by_source = {"sources": source}
    in_events = CaseEvent.objects.published().filter(**by_source)
    in_changes = LawChange.objects.published().filter(**by_source)
    return RestingOn(
        reviews=Review.objects.published()
        .filter(report=source)
        .select_related("state_under_review", "cycle"),
        submissions=Submission.objects.published().filter(source=source),
        recommendations=_recommendations(source),
        cases=Case.objects.published()
        .filter(Q(**by_source) | Q(pk__in=in_events.values("case")))
        .annotate(cites_as_a_whole=_cites(Case, "case", source))
        .prefetch_related(Prefetch("events", in_events, to_attr="citing"))
        .order_by("slug")
        .distinct(),
        laws=Law.objects.published()
        .filter(Q(**by_source) | Q(pk__in=in_changes.values("law")))
        .annotate(cites_as_a_whole=_cites(Law, "law", source))
        .prefetch_related(Prefetch("changes", in_changes, to_attr="citing"))
        .order_by("slug")
        .distinct(),
        events=Event.objects.published().filter(**by_source).order_by(*oldest_first(Event)),
        figures=Figure.objects.published().filter(**by_source).order_by(*oldest_first(Figure)),
        cited_sources=public_sources().filter(cited_in=source),
    )


def _cites(model: type[Case] | type[Law], owner: str, source: Source) -> Exists:
    """Whether the record itself cites the source, not only one of its parts."""
    links = model.sources.through._default_manager.filter(source=source)
    return Exists(links.filter(**{owner: OuterRef("pk")}))


def _recommendations(source: Source) -> QuerySet[Recommendation]:
    """Recommendations with where they cite the source: `in_wording`, `in_answer`, `in_finding`."""
    answers = PositionStatement.objects.published().filter(document=source)
    findings = Assessment.objects.published().filter(sources=source)
    # With EXISTS in the filter SQLite would scan the table for each row if it has no statistics.
    rows = (
        Recommendation.objects.published()
        .filter(
            Q(text_source=source)
            | Q(pk__in=answers.values("recommendation"))
            | Q(pk__in=findings.values("recommendation"))
        )
        .select_related("review")
        .in_order()
    )
    return rows.annotate(
        in_wording=Q(text_source=source),
        in_answer=Exists(answers.filter(recommendation=OuterRef("pk"))),
        in_finding=Exists(findings.filter(recommendation=OuterRef("pk"))),
    )


def reference(source: Source) -> SafeString:
    """The bibliographic reference of a source, in the reader's language."""
    symbol = str(source) if source.symbol else ""
    parts = [
        translated(source, "publisher"),
        in_its_language(source.title, source.language),
        symbol,
    ]
    parts += [source.published, source.url, source.read]
    if source.archived_url:
        parts.append(gettext("archived at %(address)s") % {"address": source.archived_url})
    return format_html_join(", ", "{}", ((part,) for part in parts if part))


def public_sources() -> QuerySet[Source]:
    """The sources that public records cite."""
    by_source = {"sources": OuterRef("pk")}
    is_cited = (
        Exists(Recommendation.objects.published().filter(text_source=OuterRef("pk")))
        | Exists(PositionStatement.objects.published().filter(document=OuterRef("pk")))
        | Exists(Assessment.objects.published().filter(**by_source))
        | Exists(Review.objects.published().filter(report=OuterRef("pk")))
        | Exists(Submission.objects.published().filter(source=OuterRef("pk")))
        | Exists(Case.objects.published().filter(**by_source))
        | Exists(Law.objects.published().filter(**by_source))
        | Exists(CaseEvent.objects.published().filter(**by_source))
        | Exists(LawChange.objects.published().filter(**by_source))
        | Exists(Event.objects.published().filter(**by_source))
        | Exists(Figure.objects.published().filter(**by_source))
    )
    return Source.objects.filter(is_cited)
