"""Where we read a fact. A fact is cited to its own sources, never to those of another fact.

Only a fact that names no source falls back on those of the case or law it belongs to, and then the
page says that they are of the case or law as a whole (docs/decisions/0016). What somebody asserts
stands beside the sources of that assertion only, and a passage beside the sources of the row that
names it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from foundation.i18n.languages import translated
from recommendations.models import Source

from ..models import Sourced, WithSources


@dataclass(frozen=True)
class Seen:
    """A source that we read, with those that it cites for the same fact and we did not see."""

    source: Source
    cites: tuple[Source, ...]


@dataclass(frozen=True)
class Places:
    """The sources of one fact, or of several that name the same, and where in them.

    `unseen`: what we did not see, and none of the sources here cites.
    """

    seen: tuple[Seen, ...]
    unseen: tuple[Source, ...]
    passage: str = ""

    def __bool__(self) -> bool:
        return bool(self.seen or self.unseen)

    @property
    def beside(self) -> str:
        """The passage where it can only be of the one source that we read."""
        return self.passage if len(self.seen) == 1 else ""

    @property
    def in_them(self) -> str:
        """The passage where several sources share it, and nothing says which of them it is of."""
        return self.passage if len(self.seen) > 1 else ""


def places(sources: Iterable[Source], passages: Iterable[str] = ()) -> Places:
    """What we read first, each with what it cites; a source that was only cited never as read."""
    sources = list(sources)
    seen = [source for source in sources if source.seen_by_us]
    unseen = [source for source in sources if not source.seen_by_us]
    read = {source.pk for source in seen}
    return Places(
        tuple(
            Seen(source, tuple(other for other in unseen if other.cited_in_id == source.pk))
            for source in seen
        ),
        tuple(source for source in unseen if source.cited_in_id not in read),
        _together(passages),
    )


def _together(passages: Iterable[str]) -> str:
    """Several passages as one text; one that stands whole within another is not told twice."""
    different = list(dict.fromkeys(passage for passage in passages if passage))
    if len(different) == 1:
        # As it is: it may carry its language.
        return different[0]
    return "; ".join(
        passage
        for passage in different
        if not any(f"; {passage};" in f"; {other};" for other in different if other != passage)
    )


@dataclass(frozen=True)
class SourceReading:
    """Facts that are put in the same way by the same people in the same sources.

    `as_a_whole`: the facts name no source; these are of the case or law that they belong to.
    """

    facts: tuple[WithSources, ...]
    places: Places
    as_a_whole: bool = False

    @property
    def asserted(self) -> WithSources | None:
        """A fact of which more is to be said than that our source reports it."""
        fact = self.facts[0]
        if isinstance(fact, Sourced) and fact.is_asserted:
            return fact
        return None


def readings(facts: Iterable[WithSources], record: WithSources | None = None) -> list[SourceReading]:
    """Where we read each of these facts of a record; facts read in the same place stand together.

    Where no fact is told, what is told is the record itself, and its sources are its own.
    Reads `sources` (and `asserted_by_id`) of the rows: prefetch them.
    """
    facts = list(dict.fromkeys(facts))
    if not facts and record:
        facts = [record]
    together: dict[tuple[object, ...], list[WithSources]] = {}
    for fact in facts:
        together.setdefault(_told_alike(fact), []).append(fact)
    return [_reading(group, record) for group in together.values()]


def _told_alike(fact: WithSources) -> tuple[object, ...]:
    keys = frozenset(source.pk for source in fact.sources.all())
    if isinstance(fact, Sourced):
        return keys, fact.assertion, fact.asserted_by_id
    return (keys,)


def _reading(facts: list[WithSources], record: WithSources | None) -> SourceReading:
    own = list(facts[0].sources.all())
    if own or record is None or record is facts[0]:
        return SourceReading(tuple(facts), places(own, (translated(fact, "passage") for fact in facts)))
    whole = places(record.sources.all(), [translated(record, "passage")])
    return SourceReading(tuple(facts), whole, as_a_whole=bool(whole))
