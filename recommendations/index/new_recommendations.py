"""Published new recommendations as the index sees them: a few dozen per submission."""

from collections.abc import Iterable

from foundation.i18n.languages import codes
from foundation.index.labels import of_rows
from foundation.index.spec import (
    Dependency,
    Facet,
    IndexDocument,
    Keys,
    ListSpec,
    Sort,
    Vocabulary,
    in_batches,
)

from ..models import (
    NewRecommendation,
    Review,
    Section,
    State,
    Submission,
    Theme,
    WorkingGroupSession,
)
from .theme_tree import theme_values


class NewRecommendationsSpec(ListSpec):
    name = "new_recommendations"
    dependencies = (
        Dependency(NewRecommendation),
        Dependency(NewRecommendation.themes.through, "newrecommendation_id"),
        Dependency(Section, owners=lambda keys: _keys_where("section__in", keys)),
        Dependency(Submission, owners=lambda keys: _keys_where("section__submission__in", keys)),
        Dependency(Theme, vocabulary=True),
        Dependency(Review, vocabulary=True),
        Dependency(WorkingGroupSession, vocabulary=True),
        Dependency(State, vocabulary=True),
    )
    facets = (Facet("theme"), Facet("review"))
    sorts = (Sort("submission"),)

    def documents(self, keys: Keys | None) -> Iterable[IndexDocument]:
        published = NewRecommendation.objects.published().prefetch_related("themes")
        rows = published.select_related("section__submission")
        if keys is None:
            yield from map(_document, rows)
            return
        for chunk in in_batches(keys):
            yield from map(_document, rows.filter(pk__in=chunk))

    def vocabulary(self) -> Vocabulary:
        reviews = Review.objects.select_related("state_under_review")
        return {
            "theme": theme_values(),
            "review": of_rows(reviews, lambda review: review.slug),
        }


def _keys_where(lookup: str, keys: Keys) -> set[int]:
    return {
        pk
        for chunk in in_batches(keys)
        for pk in NewRecommendation.objects.filter(**{lookup: chunk}).values_list("pk", flat=True)
    }


def _document(row: NewRecommendation) -> IndexDocument:
    section = row.section
    return IndexDocument(
        key=row.pk,
        values={
            "theme": [theme.pk for theme in row.themes.all()],
            "review": (section.submission.review_id,),
        },
        texts=[(code, getattr(row, f"text_{code}") or "") for code in codes()]
        + [(code, getattr(section, f"heading_{code}") or "") for code in codes()],
        orders={"submission": (section.submission.key, section.order, row.order, row.pk)},
    )
