"""The answers of a whole addendum: sentences under their headings, and items under theirs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from uprdocs.messages import Code, Doubt
from uprdocs.model import Position, StateClaim
from uprdocs.reports.answers.blocks import Block, BlockKind, paragraph_of, sentences
from uprdocs.reports.answers.counts import counts_in, totals_in
from uprdocs.reports.answers.grammar import SentenceAnswer, SentenceReading, read_sentence
from uprdocs.reports.answers.numbers import compact
from uprdocs.reports.answers.sentences import sentence_words
from uprdocs.reports.answers.speakers import state_answering
from uprdocs.reports.answers.verbs import Verb, verbs_in

# In characters, of a sentence in a doubt.
_QUOTED = 120


@dataclass(frozen=True, slots=True)
class CollectedAnswer:
    """One answer to some recommendations; fields as in `Answer`.

    `claims`: all that the sentence claims of them; `claim` is what stands of it. `is_weak`: told by a heading
    far above, so that any other answer to the same number counts.
    """

    numbers: tuple[str, ...]
    position: Position
    claims: frozenset[StateClaim]
    words: str
    page: int
    paragraph: str
    is_weak: bool = False
    claim: StateClaim = "none"


@dataclass(frozen=True, slots=True)
class ListIntroduction:
    """A heading, or a sentence that introduces a list, and what it says of the list."""

    position: Position | None
    claims: frozenset[StateClaim]
    words: str


@dataclass(slots=True)
class AddendumContent:
    """What an addendum says. `answers`: in order; `claims`: by number; `counts`, `totals`: of itself.

    `mentioned`: the numbers of recommendations it speaks of, with their page; `excepted`, `unclear`: some of
    these.
    """

    answers: list[CollectedAnswer] = field(default_factory=list)
    claims: dict[str, set[StateClaim]] = field(default_factory=dict)
    mentioned: dict[str, int] = field(default_factory=dict)
    excepted: dict[str, int] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)
    counts: list[tuple[Position, int, int]] = field(default_factory=list)
    totals: list[tuple[int, int]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def content_of(parts: Sequence[Block], state_under_review: str = "") -> AddendumContent:
    """The answers in the parts of an addendum.

    `state_under_review`: its code, where the front page names it; else whoever answers most.
    """
    collector = _Collector(state_under_review or state_answering(part.text for part in parts))
    for block, following in pairwise((*parts, None)):
        if block:
            collector.take(block, following)
    return collector.content


class _Collector:
    def __init__(self, state: str) -> None:
        self.state = state
        self.content = AddendumContent()
        self.heading: ListIntroduction | None = None
        self.introduction: ListIntroduction | None = None
        self.topic: tuple[str, ...] = ()
        self.paragraph = ""
        # Where the answers to a number stand among all.
        self.answered: dict[str, list[int]] = {}

    def take(self, block: Block, following: Block | None) -> None:
        if block.kind is BlockKind.HEADING:
            self.heading, self.introduction, self.topic = _lead(block.text), None, ()
        elif block.kind is BlockKind.ITEM:
            self._take_item(block)
        else:
            self._take_paragraph(block, following)

    def _take_paragraph(self, block: Block, following: Block | None) -> None:
        self.paragraph = paragraph_of(block) or self.paragraph
        if block.is_numbered:
            self.introduction = None
        # “Recommendations 80.4, 80.5 (death penalty)” above “3. We reject these recommendations.”
        earlier, self.topic = self.topic, ()
        texts = list(sentences(block))
        for text in texts:
            reading = self._read(text, block)
            if reading.answers:
                self._add_given(reading, text, block)
            elif reading.only_lists and (lead := self.introduction or self.heading) and lead.position:
                self._add(tuple(reading.mentioned), lead.position, lead.claims, lead.words, block)
            elif earlier:
                self._add_to_earlier(earlier, reading, text, block)
            earlier = tuple(reading.mentioned) or (earlier if reading.own else ())
            if len(texts) == 1 and not reading.verbs:
                self.topic = tuple(reading.mentioned)
        self._introduce(texts[-1] if texts else "", following)

    def _introduce(self, text: str, following: Block | None) -> None:
        """A last sentence that ends with a colon says something of the list below it."""
        reading = read_sentence(text, self.state)
        goes_on = following is not None and following.kind is not BlockKind.HEADING
        if reading.mentioned or not goes_on or not (text.rstrip().endswith(":") or "following" in text):
            return
        if "recommendation" in text.lower() or text.rstrip().endswith(":"):
            lead = _lead(text)
            if lead and lead.position:
                self.introduction = lead

    def _take_item(self, block: Block) -> None:
        content, numbers = self.content, block.numbers
        self.topic = ()
        for number in numbers:
            content.mentioned.setdefault(number, block.page)
        self._tell_flaws(block.flaws, block)
        positions: dict[Position, str] = {}
        is_unclear = False
        for text in sentences(block):
            reading = self._read(text, block)
            self._add_given(reading, text, block)
            for verb in reading.own:
                if verb.position and verb.is_certain:
                    positions.setdefault(verb.position, text)
                is_unclear |= bool(verb.position) and not verb.is_certain
            self._claim(numbers, [verb for verb in reading.own if verb.is_certain])
        lead = self.introduction or self.heading
        if len(positions) == 1 and not is_unclear:
            [(position, words)] = positions.items()
            self._add(numbers, position, frozenset(), words, block)
        elif positions or is_unclear:
            self._doubt(block.text, numbers, block)
        elif lead and lead.position:
            weak = self.introduction is None
            self._add(numbers, lead.position, lead.claims, lead.words, block, is_weak=weak)

    def _read(self, text: str, block: Block) -> SentenceReading:
        content, reading = self.content, read_sentence(text, self.state)
        for number in reading.mentioned:
            content.mentioned.setdefault(number, block.page)
        for number in reading.excepted:
            content.excepted.setdefault(number, block.page)
        self._tell_flaws(reading.flaws, block)
        if reading.unclear:
            self._doubt(text, reading.unclear, block)
        elif reading.answers_all and not reading.answers:
            values = {"words": quoted(text)}
            content.doubts.append(Doubt(Code.ANSWERS_ALL, values, page=block.page, paragraph=self.paragraph))
        elif reading.answers_unnumbered and block.kind is BlockKind.PARAGRAPH and not reading.answers:
            values = {"words": quoted(text)}
            content.doubts.append(
                Doubt(Code.ANSWER_WITHOUT_NUMBER, values, page=block.page, paragraph=self.paragraph)
            )
        sentence = sentence_words(text)
        if not reading.answers:
            verbs = verbs_in(sentence.words)
            content.counts += [(*count, block.page) for count in counts_in(sentence, verbs)]
        content.totals += [(total, block.page) for total in totals_in(sentence)]
        return reading

    def _tell_flaws(self, flaws: Iterable[str], block: Block) -> None:
        self.content.doubts += [
            Doubt(Code.RANGE_UNCLEAR, {"range": flaw}, page=block.page, paragraph=self.paragraph)
            for flaw in flaws
        ]

    def _add_given(self, reading: SentenceReading, text: str, block: Block) -> None:
        for answer in reading.answers:
            if answer.position:
                lead = self.heading
                claims = answer.claims
                if not claims and lead and lead.position in (answer.position, None):
                    claims = lead.claims
                self._add(answer.numbers, answer.position, claims, text, block)
            else:
                self._claim_answer(answer)

    def _claim_answer(self, answer: SentenceAnswer) -> None:
        for number in answer.numbers:
            self.content.claims.setdefault(number, set()).update(answer.claims)

    def _claim(self, numbers: Iterable[str], verbs: Iterable[Verb]) -> None:
        claims = {verb.claim for verb in verbs if verb.claim != "none"}
        for number in numbers if claims else ():
            self.content.claims.setdefault(number, set()).update(claims)

    def _add_to_earlier(
        self, earlier: tuple[str, ...], reading: SentenceReading, text: str, block: Block
    ) -> None:
        """“It is in the process of being implemented.” goes on with the sentence before."""
        claims = frozenset(verb.claim for verb in reading.own if verb.claim != "none" and verb.is_certain)
        answers = self.content.answers
        for place in {place for number in earlier for place in self.answered.get(number, ())}:
            if claims and set(answers[place].numbers) <= set(earlier):
                answers[place] = replace(answers[place], claims=answers[place].claims | claims)
        positions = {verb.position for verb in reading.own if verb.position}
        unanswered = tuple(number for number in earlier if number not in self.answered)
        if len(positions) == 1 and unanswered and all(verb.is_certain for verb in reading.own):
            self._add(unanswered, next(iter(positions)), claims, text, block)

    def _add(
        self,
        numbers: tuple[str, ...],
        position: Position | None,
        claims: frozenset[StateClaim],
        words: str,
        block: Block,
        *,
        is_weak: bool = False,
    ) -> None:
        if position and numbers:
            for number in numbers:
                self.answered.setdefault(number, []).append(len(self.content.answers))
            self.content.answers.append(
                CollectedAnswer(numbers, position, claims, words, block.page, self.paragraph, is_weak)
            )

    def _doubt(self, text: str, numbers: Iterable[str], block: Block) -> None:
        numbers = list(numbers)
        self.content.unclear.update(numbers)
        values = {"numbers": compact(numbers), "words": quoted(text)}
        self.content.doubts.append(
            Doubt(Code.ANSWER_UNCLEAR, values, page=block.page, paragraph=self.paragraph)
        )


def _lead(text: str) -> ListIntroduction | None:
    """What a heading says; None without a verb of answering, and where it says two things."""
    verbs = [verb for verb in read_sentence(text).verbs if verb.is_certain]
    positions = {verb.position for verb in verbs if verb.position}
    claims = frozenset(verb.claim for verb in verbs if verb.claim != "none")
    if len(positions) > 1 or not (positions or claims):
        return None
    return ListIntroduction(next(iter(positions), None), claims, text)


def quoted(text: str) -> str:
    """The begin of a sentence, short enough for a doubt."""
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"
