"""Published recommendations as the index sees them.

The current answer, claim and finding are derived from their rows and stored nowhere else.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from django.db import models

from foundation.i18n.languages import codes, versions
from foundation.index.labels import in_each_language, of_choices, of_rows
from foundation.index.spec import (
    Dependency,
    Facet,
    IndexDocument,
    Keys,
    ListSpec,
    Sort,
    Value,
    Vocabulary,
    in_batches,
)

from ..choices import ActionCategory, ImplementationStatus, Position, RegionalGroup, StateClaim
from ..models import (
    AffectedGroup,
    Assessment,
    Goal,
    Organisation,
    PositionStatement,
    Recommendation,
    RecommendingState,
    Review,
    Source,
    State,
    Theme,
    WorkingGroupSession,
)
from ..querysets import is_claim_gap
from .theme_tree import theme_values

# By facet: the table of its values, the column and the order.
LINKS: dict[str, tuple[type[models.Model], str, tuple[str, ...]]] = {
    "theme": (Recommendation.themes.through, "theme_id", ()),
    "affected_group": (Recommendation.affected_groups.through, "affectedgroup_id", ()),
    "goal": (Recommendation.goals.through, "goal_id", ()),
    # In the order of the report, so that lists and files need no query of their own.
    "recommending_state": (RecommendingState, "state_id", ("order",)),
}
NOT_ASSESSED = ("not_assessed", *[""] * len(codes()), None)


class _Row(NamedTuple):
    """The columns of a document that come from the recommendation and its review."""

    pk: int
    review: int
    reviewed_on: dt.date | None
    number: str
    number_order: str
    text: str
    text_language: str
    action_category: str


class RecommendationsSpec(ListSpec):
    name = "recommendations"
    dependencies = (
        Dependency(Recommendation),
        *(Dependency(model, "recommendation_id") for model, *_ in LINKS.values()),
        Dependency(PositionStatement, "recommendation_id"),
        Dependency(Assessment, "recommendation_id"),
        # The kind of the document decides which answer counts.
        Dependency(Source, owners=lambda keys: _recommendations_of(PositionStatement, "document", keys)),
        Dependency(Review, owners=lambda keys: _recommendations_reviewed_in(keys)),
        # Only shown beside a row: no document changes, but cached pages do.
        Dependency(Organisation, owners=lambda _keys: ()),
        Dependency(Review, vocabulary=True),
        # Orders the reviews whose day is unknown.
        Dependency(WorkingGroupSession, vocabulary=True),
        *(Dependency(model, vocabulary=True) for model in (Theme, AffectedGroup, Goal, State)),
    )
    facets = (
        Facet("theme"),
        Facet("recommending_state", alphabetical=True),
        Facet("regional_group", of="recommending_state"),
        Facet("position"),
        Facet("state_claim"),
        Facet("claim_gap"),
        Facet("status"),
        Facet("affected_group"),
        Facet("action_category"),
        Facet("goal"),
        Facet("review"),
    )
    # As the reports print them: newest review first, 124.2 before 124.10; by newest finding.
    sorts = (Sort("report"), Sort("finding"))

    def documents(self, keys: Keys | None) -> Iterable[IndexDocument]:
        published = Recommendation.objects.published()
        if keys is None:
            yield from _documents(published, {"recommendation__publication_state": "published"})
            return
        for chunk in in_batches(keys):
            yield from _documents(published.filter(pk__in=chunk), {"recommendation__in": chunk})

    def vocabulary(self) -> Vocabulary:
        states = list(State.objects.all())
        return {
            "theme": theme_values(),
            "recommending_state": of_rows(states, lambda state: state.iso3),
            "regional_group": [
                Value(
                    group.value,
                    in_each_language(partial(getattr, group, "label")),
                    tuple(state.pk for state in states if state.regional_group == group),
                )
                for group in RegionalGroup
            ],
            "position": of_choices(Position),
            "state_claim": of_choices(StateClaim),
            "claim_gap": [Value("yes", {}, ("yes",))],
            "status": of_choices(ImplementationStatus),
            "affected_group": of_rows(AffectedGroup.objects.all(), lambda group: group.slug),
            "action_category": of_choices(ActionCategory),
            "goal": of_rows(Goal.objects.all(), lambda goal: goal.number),
            "review": of_rows(
                Review.objects.select_related("state_under_review"), lambda review: review.slug
            ),
        }


def _recommendations_of(model: type[models.Model], column: str, keys: Keys) -> set[int]:
    """The recommendations of rows of `model` whose `column` is one of the keys."""
    return {
        owner
        for chunk in in_batches(keys)
        for owner in model._default_manager.filter(**{f"{column}__in": chunk}).values_list(
            "recommendation_id", flat=True
        )
    }


def _recommendations_reviewed_in(keys: Keys) -> set[int]:
    """Recommendations are ordered by the day of their review."""
    return {
        pk
        for chunk in in_batches(keys)
        for pk in Recommendation.objects.filter(review__in=chunk).values_list("pk", flat=True)
    }


def _documents(
    rows: models.QuerySet[Recommendation], owner_filter: Mapping[str, object]
) -> Iterator[IndexDocument]:
    """`owner_filter` limits related tables to the recommendations in `rows`, or a few more."""
    languages = codes()
    links = {name: _targets_by_recommendation(*link, owner_filter) for name, link in LINKS.items()}
    positions = {
        pk: (position, claim)
        for pk, position, claim in PositionStatement.objects.current()
        .filter(**owner_filter)
        .values_list("recommendation_id", "position", "state_claim")
    }
    findings = {
        pk: fields
        for pk, *fields in Assessment.objects.current()
        .filter(**owner_filter)
        .values_list("recommendation_id", "status", *versions("summary"), "evidence_up_to")
    }
    column_count = len(_Row._fields)
    for values in rows.values_list(
        "pk", "review_id", "review__reviewed_on", "number", "number_order", "text", "text_language",
        "action_category", *versions("title"),
    ).iterator(chunk_size=2_000):  # fmt: skip
        row, titles = _Row(*values[:column_count]), values[column_count:]
        position, claim = positions.get(row.pk, (Position.PENDING.value, StateClaim.NONE.value))
        status, *summaries, evidence_up_to = findings.get(row.pk, NOT_ASSESSED)
        report = (-row.reviewed_on.toordinal() if row.reviewed_on else 0, row.review,
                  row.number_order, row.pk)  # fmt: skip
        yield IndexDocument(
            key=row.pk,
            values={
                **{name: targets[row.pk] for name, targets in links.items() if row.pk in targets},
                "position": (position,),
                "state_claim": (claim,),
                "claim_gap": ("yes",) if is_claim_gap(claim, status) else (),
                "status": (status,),
                "action_category": (row.action_category,) if row.action_category else (),
                "review": (row.review,),
            },
            texts=[
                ("en", row.number),
                *zip(languages, (title or "" for title in titles), strict=True),
                (row.text_language, row.text),
                *zip(languages, (text or "" for text in summaries), strict=True),
            ],
            orders={
                "report": report,
                "finding": (-evidence_up_to.toordinal() if evidence_up_to else 0, *report),
            },
        )


def _targets_by_recommendation(
    model: type[models.Model], column: str, order: tuple[str, ...], owner_filter: Mapping[str, object]
) -> dict[int, list[int]]:
    targets: dict[int, list[int]] = defaultdict(list)
    links = model._default_manager.filter(**owner_filter).order_by(*order)
    pairs = links.values_list("recommendation_id", column)
    for recommendation, target in pairs.iterator(chunk_size=10_000):
        targets[recommendation].append(target)
    return dict(targets)
