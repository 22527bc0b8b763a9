"""The facets of a list: each value is a link, with the number of rows that it would leave."""

import functools
import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from ..index.snapshot import Option
from .filters import ListFilterSet, label_text

# The number of values, those with most rows, shown before “more”.
FIRST = 10


@dataclass(frozen=True)
class Choice:
    """A value to choose or remove; `query` is the query string that results."""

    label: str
    count: int
    depth: int
    is_chosen: bool
    query: str


@dataclass(frozen=True)
class Group:
    """A facet on the page. `all_query` shows its hidden values; empty if there are none."""

    name: str
    label: str
    choices: list[Choice]
    has_choice: bool
    hidden_count: int
    all_query: str


def groups(filterset: ListFilterSet, *, expanded_names: list[str]) -> list[Group]:
    """The facets of a list that have values, in the order of its form.

    `expanded_names`: facets to show with all their values.
    """
    all_groups = (
        _group(filterset, name, expanded_names=expanded_names) for name in filterset.filters if name != "q"
    )
    return [group for group in all_groups if group.choices]


def _group(filterset: ListFilterSet, name: str, *, expanded_names: list[str]) -> Group:
    counts = filterset.answer.counts(name)
    chosen_values = set(filterset.values[name])
    options = [
        option
        for option in filterset.snapshot.options(name, filterset.language)
        if option.value in counts or option.value in chosen_values
    ]
    visible_options = options
    if len(options) > FIRST and name not in expanded_names:
        first = heapq.nsmallest(FIRST, options, key=lambda option: -counts.get(option.value, 0))
        visible_options = first + [
            option for option in options if option.value in chosen_values and option not in first
        ]
    hidden_count = len(options) - len(visible_options)
    labels = filterset.form.fields[name].choices
    return Group(
        name=name,
        label=str(filterset.form.fields[name].label),
        choices=[
            Choice(
                # Some fields have labels of their own.
                label=label_text(labels.get(option.value, option.label)),
                count=counts.get(option.value, 0),
                depth=option.depth if visible_options is options else 0,
                is_chosen=option.value in chosen_values,
                query=query,
            )
            for option, query in _queries(filterset, name, visible_options, chosen_values)
        ],
        has_choice=bool(chosen_values),
        hidden_count=hidden_count,
        all_query=filterset.query_string(all=name) if hidden_count else "",
    )


def _queries(
    filterset: ListFilterSet, name: str, options: list[Option], chosen_values: set[str]
) -> Iterator[tuple[Option, str]]:
    """Each option with the query string that adds it, or removes it if it is chosen."""
    pairs = filterset.pairs
    selection = urlencode(pairs)
    for option in options:
        pair = (name, option.value)
        if option.value in chosen_values:
            yield option, urlencode([other_pair for other_pair in pairs if other_pair != pair])
        else:
            yield option, f"{selection}&{_encoded(*pair)}" if pairs else _encoded(*pair)


@functools.lru_cache(maxsize=4_096)
def _encoded(name: str, value: str) -> str:
    """A value as a query string. Cached, because each page has some eighty."""
    return urlencode([(name, value)])
