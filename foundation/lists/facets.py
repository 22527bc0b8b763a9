"""What a list can be narrowed by: each value a link, with the number of rows it would leave."""

import functools
import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from ..index.snapshot import Option
from .filters import ListFilterSet, worded

# Show this many values, those with most rows, before “more”.
FIRST = 10


@dataclass(frozen=True)
class Choice:
    """A value to choose or to take back; `query` is the selection after that."""

    label: str
    count: int
    depth: int
    chosen: bool
    query: str


@dataclass(frozen=True)
class Group:
    """A facet as the page shows it. `all_query` shows what is hidden; empty if nothing is."""

    name: str
    label: str
    choices: list[Choice]
    chosen: bool
    hidden: int
    all_query: str


def groups(filterset: ListFilterSet, *, whole: list[str]) -> list[Group]:
    """The facets of a list, in the order of its form, without those that no row has.

    `whole`: names of facets of which all values are asked for.
    """
    found = (_group(filterset, name, whole=whole) for name in filterset.filters if name != "q")
    return [group for group in found if group.choices]


def _group(filterset: ListFilterSet, name: str, *, whole: list[str]) -> Group:
    counts = filterset.answer.counts(name)
    chosen = set(filterset.values[name])
    options = [
        option
        for option in filterset.snapshot.options(name, filterset.language)
        if option.value in counts or option.value in chosen
    ]
    shown = options
    if len(options) > FIRST and name not in whole:
        first = heapq.nsmallest(FIRST, options, key=lambda option: -counts.get(option.value, 0))
        shown = first + [one for one in options if one.value in chosen and one not in first]
    hidden = len(options) - len(shown)
    labels = filterset.form.fields[name].choices
    return Group(
        name=name,
        label=str(filterset.form.fields[name].label),
        choices=[
            Choice(
                # Some fields call a value otherwise than the vocabulary does.
                label=worded(labels.get(option.value, option.label)),
                count=counts.get(option.value, 0),
                depth=option.depth if shown is options else 0,
                chosen=option.value in chosen,
                query=query,
            )
            for option, query in _queries(filterset, name, shown, chosen)
        ],
        chosen=bool(chosen),
        hidden=hidden,
        all_query=filterset.query_string(all=name) if hidden else "",
    )


def _queries(
    filterset: ListFilterSet, name: str, options: list[Option], chosen: set[str]
) -> Iterator[tuple[Option, str]]:
    """Each option with the selection that has it where it was not, or the other way round."""
    pairs = filterset.pairs
    selection = urlencode(pairs)
    for option in options:
        pair = (name, option.value)
        if option.value in chosen:
            yield option, urlencode([one for one in pairs if one != pair])
        else:
            yield option, f"{selection}&{_encoded(*pair)}" if pairs else _encoded(*pair)


@functools.lru_cache(maxsize=4_096)
def _encoded(name: str, value: str) -> str:
    """A value of a vocabulary as addresses name it; each page names some eighty."""
    return urlencode([(name, value)])
