"""What rests on a source in public, and so which sources are public at all.

A source is named on a public page where something public cites it. That a case was published on
the ground of a source is private, and is no citation.
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
    """The public records that cite a source, and the public sources that we know from it.

    A case or a law says what of it rests on the source: `cites_as_a_whole`, and in `citing` those
    of its events or changes that cite it themselves.
    """

    reviews: QuerySet[Review]
    submissions: QuerySet[Submission]
    recommendations: QuerySet[Recommendation]
    cases: QuerySet[Case]
    laws: QuerySet[Law]
    events: QuerySet[Event]
    figures: QuerySet[Figure]
    cited: QuerySet[Source]


def resting_on(source: Source) -> RestingOn:
    """What cites `source`, from published rows only. Each queryset costs one query."""
    own = {"sources": source}
    in_events = CaseEvent.objects.published().filter(**own)
    in_changes = LawChange.objects.published().filter(**own)
    return RestingOn(
        reviews=Review.objects.published()
        .filter(report=source)
        .select_related("state_under_review", "cycle"),
        submissions=Submission.objects.published().filter(source=source),
        recommendations=_recommendations(source),
        cases=Case.objects.published()
        .filter(Q(**own) | Q(pk__in=in_events.values("case")))
        .annotate(cites_as_a_whole=_cites(Case, "case", source))
        .prefetch_related(Prefetch("events", in_events, to_attr="citing"))
        .order_by("slug")
        .distinct(),
        laws=Law.objects.published()
        .filter(Q(**own) | Q(pk__in=in_changes.values("law")))
        .annotate(cites_as_a_whole=_cites(Law, "law", source))
        .prefetch_related(Prefetch("changes", in_changes, to_attr="citing"))
        .order_by("slug")
        .distinct(),
        events=Event.objects.published().filter(**own).order_by(*oldest_first(Event)),
        figures=Figure.objects.published().filter(**own).order_by(*oldest_first(Figure)),
        cited=public_sources().filter(cited_in=source),
    )


def _cites(model: type[Case] | type[Law], owner: str, source: Source) -> Exists:
    """Whether a record names the source itself, not only in one of its parts."""
    links = model.sources.through._default_manager.filter(source=source)
    return Exists(links.filter(**{owner: OuterRef("pk")}))


def _recommendations(source: Source) -> QuerySet[Recommendation]:
    """Each with what of it rests on the source: `in_wording`, `in_answer`, `in_finding`."""
    answers = PositionStatement.objects.published().filter(document=source)
    findings = Assessment.objects.published().filter(sources=source)
    # Not EXISTS in the filter: without statistics SQLite then reads all rows for each of them.
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
    """How the source itself is cited: who, what, when, where; in the language of the reader."""
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
    """The sources that something public cites."""
    own = {"sources": OuterRef("pk")}
    cited = (
        Exists(Recommendation.objects.published().filter(text_source=OuterRef("pk")))
        | Exists(PositionStatement.objects.published().filter(document=OuterRef("pk")))
        | Exists(Assessment.objects.published().filter(**own))
        | Exists(Review.objects.published().filter(report=OuterRef("pk")))
        | Exists(Submission.objects.published().filter(source=OuterRef("pk")))
        | Exists(Case.objects.published().filter(**own))
        | Exists(Law.objects.published().filter(**own))
        | Exists(CaseEvent.objects.published().filter(**own))
        | Exists(LawChange.objects.published().filter(**own))
        | Exists(Event.objects.published().filter(**own))
        | Exists(Figure.objects.published().filter(**own))
    )
    return Source.objects.filter(cited)
