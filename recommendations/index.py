"""Which published recommendations answer a selection, and which values it can name."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from upr_tracker.common.collation import alphabetical

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
    if any(getattr(selection, name) for name in ANNOTATED):
        rows = rows.with_claim_gap()
    for name, condition in CONDITIONS.items():
        values = getattr(selection, name)
        if values:
            rows = rows.filter(condition(values))
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


# What the values of each field mean for a row; fields of ANNOTATED follow from other tables.
ANNOTATED = ("position", "state_claim", "status", "claim_gap")
CONDITIONS: dict[str, Callable[[tuple[str, ...]], Q | Exists]] = {
    "review": lambda slugs: Q(review__slug__in=slugs),
    "theme": lambda slugs: _has("themes", pk__in=with_descendants(slugs)),
    "recommending_state": lambda codes: _has("recommending_states", iso3__in=codes),
    "regional_group": lambda groups: _has("recommending_states", regional_group__in=groups),
    "affected_group": lambda slugs: _has("affected_groups", slug__in=slugs),
    "goal": lambda numbers: _has("goals", number__in=numbers),
    "action_category": lambda categories: Q(action_category__in=categories),
    "position": lambda positions: Q(position__in=positions),
    "state_claim": lambda claims: Q(state_claim__in=claims),
    "status": lambda statuses: Q(status__in=statuses),
    "claim_gap": lambda _yes: Q(claim_gap=True),
}


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
        Exists(Recommendation.objects.published().filter(recommending_states=OuterRef("pk")))
    )
    goals = Goal.objects.filter(
        Exists(Recommendation.objects.published().filter(goals=OuterRef("pk")))
    )
    reviews = Review.objects.published().select_related("state_under_review")
    return {
        "theme": theme_options(set(Theme.objects.in_use().values_list("slug", flat=True))),
        "recommending_state": sorted(
            ((state.iso3, str(state.name)) for state in states),
            key=lambda pair: alphabetical(pair[1]),
        ),
        "affected_group": [
            (group.slug, str(group.name)) for group in AffectedGroup.objects.in_use()
        ],
        "goal": [(str(goal.number), str(goal)) for goal in goals],
        "review": [(review.slug, str(review)) for review in reviews],
    }


@dataclass(frozen=True)
class ThemeNode:
    """A theme in the tree of those in use, and how many themes stand above it."""

    slug: str
    name: str
    depth: int


def themes_in_use() -> list[ThemeNode]:
    """Themes that published records carry and the themes above them, parents first."""
    return theme_tree(set(Theme.objects.in_use().values_list("slug", flat=True)))


def theme_tree(slugs: set[str]) -> list[ThemeNode]:
    """The themes of these slugs and the themes above them, parents first."""
    children: dict[int | None, list[Theme]] = {}
    for theme in Theme.objects.all():
        children.setdefault(theme.parent_id, []).append(theme)

    def walk(parent: int | None, depth: int) -> list[ThemeNode]:
        found: list[ThemeNode] = []
        for theme in children.get(parent, []):
            below = walk(theme.pk, depth + 1)
            if below or theme.slug in slugs:
                found += [ThemeNode(theme.slug, str(theme.name), depth), *below]
        return found

    return walk(None, 0)


def theme_options(slugs: set[str]) -> list[tuple[str, str]]:
    """The same as values of a filter: an em space a level, because option labels are plain text."""
    return [(node.slug, "\u2003" * node.depth + node.name) for node in theme_tree(slugs)]


def themes_above() -> dict[int, set[str]]:
    """By the key of a theme, its slug and the slugs of all above it."""
    themes = {theme.pk: theme for theme in Theme.objects.all()}
    found: dict[int, set[str]] = {}
    for pk, theme in themes.items():
        slugs, step = set(), theme
        # An editor can set two themes above each other; that must not hang a public page.
        while step is not None and step.slug not in slugs:
            slugs.add(step.slug)
            step = themes.get(step.parent_id)
        found[pk] = slugs
    return found
