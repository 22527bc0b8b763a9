"""Which published recommendations answer a selection, and which values it can name."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from .models import AffectedGroup, Goal, Recommendation, Review, State, Theme
from .querysets import RecommendationQuerySet


@dataclass(frozen=True)
class Selection:
    """What the reader asked for: within a field any of its values, between fields all of them."""

    review: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    recommending_state: tuple[str, ...] = ()
    regional_group: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    state_claim: tuple[str, ...] = ()
    claim_gap: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    action_category: tuple[str, ...] = ()
    affected_group: tuple[str, ...] = ()
    goal: tuple[str, ...] = ()
    q: str = ""

    def __bool__(self) -> bool:
        return self != Selection()


def answer(selection: Selection) -> RecommendationQuerySet:
    """The published recommendations of the selection, in the order of the reports."""
    rows: RecommendationQuerySet = Recommendation.objects.published()
    if selection.review:
        rows = rows.filter(review__slug__in=selection.review)
    if selection.theme:
        rows = rows.filter(_has("themes", pk__in=with_descendants(selection.theme)))
    if selection.recommending_state:
        rows = rows.filter(_has("recommending_states", iso3__in=selection.recommending_state))
    if selection.regional_group:
        rows = rows.filter(
            _has("recommending_states", regional_group__in=selection.regional_group)
        )
    if selection.affected_group:
        rows = rows.filter(_has("affected_groups", slug__in=selection.affected_group))
    if selection.goal:
        rows = rows.filter(_has("goals", number__in=selection.goal))
    if selection.action_category:
        rows = rows.filter(action_category__in=selection.action_category)
    if selection.claim_gap:
        rows = rows.with_claim_gap().filter(claim_gap=True)
    if selection.position or selection.state_claim:
        rows = rows.with_current_position()
        if selection.position:
            rows = rows.filter(position__in=selection.position)
        if selection.state_claim:
            rows = rows.filter(state_claim__in=selection.state_claim)
    if selection.status:
        rows = rows.with_current_status().filter(status__in=selection.status)
    for word in selection.q.split():
        rows = rows.filter(_contains(word))
    return rows.in_order()


def _has(relation: str, **lookups: object) -> Exists:
    """Linked through `relation` to a row that fits; a join would repeat the recommendation."""
    linked = Recommendation.objects.filter(
        pk=OuterRef("pk"), **{f"{relation}__{name}": value for name, value in lookups.items()}
    )
    return Exists(linked)


def _contains(word: str) -> Q:
    fields = ("number", "title_en", "title_ru", "title_kk", "text")
    condition = Q()
    for field in fields:
        condition |= Q(**{f"{field}__icontains": word})
    return condition


def with_descendants(slugs: tuple[str, ...]) -> set[int]:
    """The keys of the themes of these slugs and of everything below them in the tree."""
    tree = list(Theme.objects.values_list("pk", "parent_id", "slug"))
    wanted = {pk for pk, _parent, slug in tree if slug in slugs}
    while True:
        below = {pk for pk, parent, _slug in tree if parent in wanted} - wanted
        if not below:
            return wanted
        wanted |= below


def options() -> dict[str, list[tuple[str, str]]]:
    """The values that published recommendations have, as (slug, name) in the active language.

    Nothing that only a confidential record carries is named here.
    """
    states = State.objects.filter(
        Exists(
            Recommendation.objects.published().filter(recommending_states=OuterRef("pk"))
        )
    )
    goals = Goal.objects.filter(
        Exists(Recommendation.objects.published().filter(goals=OuterRef("pk")))
    )
    reviews = Review.objects.published().select_related("state_under_review")
    return {
        "theme": theme_options(),
        "recommending_state": sorted(
            ((state.iso3, str(state.name)) for state in states), key=lambda pair: pair[1]
        ),
        "affected_group": [
            (group.slug, str(group.name)) for group in AffectedGroup.objects.in_use()
        ],
        "goal": [(str(goal.number), str(goal)) for goal in goals],
        "review": [(review.slug, str(review)) for review in reviews],
    }


def theme_options() -> list[tuple[str, str]]:
    """Themes in use and the themes above them, parents first, children indented by a dash."""
    used = set(Theme.objects.in_use().values_list("pk", flat=True))
    themes = list(Theme.objects.all())
    children: dict[int | None, list[Theme]] = {}
    for theme in themes:
        children.setdefault(theme.parent_id, []).append(theme)

    def walk(parent: int | None, depth: int) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for theme in children.get(parent, []):
            below = walk(theme.pk, depth + 1)
            if below or theme.pk in used:
                found += [(theme.slug, "– " * depth + str(theme.name)), *below]
        return found

    return walk(None, 0)


