"""Where we read a fact. A fact is cited to its own sources, never to those of another fact.

A fact without sources falls back on those of its case or law, and the page says that they support the
case or law as a whole (docs/decisions/0016). An assertion is shown beside its own sources only, and a
passage beside the sources of the row that names it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from foundation.i18n.languages import translated
from recommendations.models import Source

from ..models import Sourced, WithSources


@dataclass(frozen=True)
class ReadSource:
    """A source that we read, with the sources it cites for the same fact that we did not see."""

    source: Source
    cites: tuple[Source, ...]


@dataclass(frozen=True)
class Places:
    """The sources of one fact, or of several facts with the same sources, and the passage in them.

    `unread_sources`: sources that we did not see and that none of the others cites.
    """

    read_sources: tuple[ReadSource, ...]
    unread_sources: tuple[Source, ...]
    passage: str = ""

    def __bool__(self) -> bool:
        return bool(self.read_sources or self.unread_sources)

    @property
    def beside(self) -> str:
        """The passage if only one source was read, to show beside that source."""
        return self.passage if len(self.read_sources) == 1 else ""

    @property
    def in_them(self) -> str:
        """The passage if several sources were read: it is not known which of them it is in."""
        return self.passage if len(self.read_sources) > 1 else ""


def places(sources: Iterable[Source], passages: Iterable[str] = ()) -> Places:
    """Sort sources into those that we read, with what they cite, and those that we did not see."""
    sources = list(sources)
    read_by_us = [source for source in sources if source.seen_by_us]
    cited_only = [source for source in sources if not source.seen_by_us]
    own_keys = {source.pk for source in read_by_us}
    return Places(
        tuple(
            ReadSource(
                source,
                tuple(cited_source for cited_source in cited_only if cited_source.cited_in_id == source.pk),
            )
            for source in read_by_us
        ),
        tuple(source for source in cited_only if source.cited_in_id not in own_keys),
        _together(passages),
    )


def _together(passages: Iterable[str]) -> str:
    """The passages joined, without those that are contained in another."""
    distinct = list(dict.fromkeys(passage for passage in passages if passage))
    if len(distinct) == 1:
        # As it is: it may carry its language.
        return distinct[0]
    return "; ".join(
        passage
        for passage in distinct
        if not any(f"; {passage};" in f"; {longer};" for longer in distinct if longer != passage)
    )


@dataclass(frozen=True)
class SourceReading:
    """Facts with the same assertion, asserting body and sources.

    `as_a_whole`: the facts have no sources; these are those of their case or law.
    """

    facts: tuple[WithSources, ...]
    places: Places
    as_a_whole: bool = False

    @property
    def asserted(self) -> WithSources | None:
        """A fact whose assertion must be shown; None if the source simply reports it."""
        fact = self.facts[0]
        if isinstance(fact, Sourced) and fact.is_asserted:
            return fact
        return None


def readings(facts: Iterable[WithSources], record: WithSources | None = None) -> list[SourceReading]:
    """The sources of these facts of a record, facts with the same sources grouped.

    Without facts, the sources of the record itself. Reads `sources` and `asserted_by_id` of the rows:
    prefetch them.
    """
    facts = list(dict.fromkeys(facts))
    if not facts and record:
        facts = [record]
    groups: dict[tuple[object, ...], list[WithSources]] = {}
    for fact in facts:
        groups.setdefault(_attribution(fact), []).append(fact)
    return [_reading(group, record) for group in groups.values()]


def _attribution(fact: WithSources) -> tuple[object, ...]:
    keys = frozenset(source.pk for source in fact.sources.all())
    if isinstance(fact, Sourced):
        return keys, fact.assertion, fact.asserted_by_id
    return (keys,)


def _reading(facts: list[WithSources], record: WithSources | None) -> SourceReading:
    own_sources = list(facts[0].sources.all())
    if own_sources or record is None or record is facts[0]:
        return SourceReading(
            tuple(facts), places(own_sources, (translated(fact, "passage") for fact in facts))
        )
    whole = places(record.sources.all(), [translated(record, "passage")])
    return SourceReading(tuple(facts), whole, as_a_whole=bool(whole))
