"""What an addendum told, compared with what it says of itself and with the report: the doubts."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Collection as Numbers
from dataclasses import replace

from uprdocs.messages import Code, Doubt
from uprdocs.model import Position, StateClaim
from uprdocs.reports.answers.collect import AddendumContent, CollectedAnswer
from uprdocs.reports.answers.numbers import compact

# The lists of one report are in paragraphs that follow each other.
_NEAR = 6
# From so many numbers with a paragraph on, a bare one is none of this review.
_SEVERAL = 3


def answers_within(content: AddendumContent, numbers: Numbers[str]) -> AddendumContent:
    """The content with one claim for each number, and without numbers outside of the review."""
    all_numbers = _numbers(content)
    is_within = _of_review(numbers) if numbers else _of_most(all_numbers)
    outside = {number for number in all_numbers if not is_within(number)}
    content.doubts += [
        Doubt(
            Code.NUMBER_OUTSIDE, {"number": number}, page=content.mentioned.get(number, 0), paragraph=number
        )
        for number in sorted(outside)
    ]
    strong = {number for answer in content.answers if not answer.is_weak for number in answer.numbers}
    answers: list[CollectedAnswer] = []
    for answer in content.answers:
        inside = tuple(
            number
            for number in answer.numbers
            if number not in outside
            and not (answer.is_weak and (number in strong or number in content.unclear))
        )
        answers += _by_claim(replace(answer, numbers=inside), content)
    content.answers = answers
    for number in outside:
        content.mentioned.pop(number, None)
    return content


def _numbers(content: AddendumContent) -> set[str]:
    return {number for answer in content.answers for number in answer.numbers} | set(content.mentioned)


def _of_review(numbers: Numbers[str]) -> Callable[[str], bool]:
    """Whether a number is one of the report; without its paragraph, whether one there ends so."""
    report_numbers = {number.partition(" (")[0] for number in numbers}
    last_parts = {number.rpartition(".")[2] for number in report_numbers if "." in number}
    return lambda number: number in report_numbers or ("." not in number and number in last_parts)


def _of_most(all_numbers: set[str]) -> Callable[[str], bool]:
    """Whether a number is near the paragraph that most of them name."""
    paragraphs = Counter(number.partition(".")[0] for number in all_numbers if "." in number)
    if paragraphs.total() < _SEVERAL:
        return lambda number: True
    most_common = int(paragraphs.most_common(1)[0][0])
    few_have_one = paragraphs.total() < len(all_numbers) / 2

    def is_near(number: str) -> bool:
        paragraph, dot, _last = number.partition(".")
        return abs(int(paragraph) - most_common) <= _NEAR if dot else few_have_one

    return is_near


def _by_claim(answer: CollectedAnswer, content: AddendumContent) -> Iterator[CollectedAnswer]:
    """The answer, divided where the State claims different things of its recommendations."""
    numbers_by_claim: dict[StateClaim, list[str]] = {}
    undecided = []
    for number in answer.numbers:
        claims = content.claims.get(number) or answer.claims
        if len(claims) > 1:
            undecided.append(number)
        # “implemented or in the process of being implemented”: the weaker claim applies to all.
        claim: StateClaim = "in_process" if len(claims) > 1 else next(iter(claims), "none")
        if answer.position == "pending":
            claim = "none"
        numbers_by_claim.setdefault(claim, []).append(number)
    if undecided and answer.position != "pending":
        content.doubts.append(Doubt(Code.TWO_CLAIMS, page=answer.page, paragraph=undecided[0]))
    for claim, numbers in numbers_by_claim.items():
        yield replace(answer, numbers=tuple(numbers), claim=claim)


def doubts_about(content: AddendumContent, numbers: Numbers[str]) -> list[Doubt]:
    """All doubts about the answers, each once."""
    answered = {number for answer in content.answers for number in answer.numbers}
    doubts = [
        *content.doubts,
        *_contradictions(content.answers),
        *_miscounts(content, answered),
        *_unanswered(content, answered, numbers),
    ]
    return list(dict.fromkeys(doubts))


def _contradictions(answers: Iterable[CollectedAnswer]) -> Iterator[Doubt]:
    positions: dict[str, Position] = {}
    for answer in answers:
        for number in answer.numbers:
            if positions.setdefault(number, answer.position) != answer.position:
                values = {"earlier": positions[number], "later": answer.position}
                yield Doubt(Code.ANSWERED_TWICE, values, page=answer.page, paragraph=number)
            positions[number] = answer.position


def _miscounts(content: AddendumContent, answered: set[str]) -> Iterator[Doubt]:
    """Numbers that the text gives to a position, of which none is what was read; the same of the total."""
    positions = Counter({number: a.position for a in content.answers for number in a.numbers}.values())
    stated_by_position: dict[Position, dict[int, int]] = {}
    for position, count, page in content.counts:
        stated_by_position.setdefault(position, {})[count] = page
    for position, stated in stated_by_position.items():
        if positions[position] not in stated:
            count, page = next(iter(stated.items()))
            values = {"said": count, "position": position, "named": positions[position]}
            yield Doubt(Code.COUNT_DIFFERS, values, page=page)
    totals = dict(content.totals)
    if totals and len(answered) not in totals:
        total, page = next(iter(totals.items()))
        yield Doubt(Code.TOTAL_DIFFERS, {"said": total, "named": len(answered)}, page=page)


def _unanswered(content: AddendumContent, answered: set[str], numbers: Numbers[str]) -> Iterator[Doubt]:
    excepted = [number for number in content.excepted if number not in answered]
    if excepted:
        page = content.excepted[excepted[0]]
        yield Doubt(Code.EXCEPTED, {"numbers": compact(excepted)}, page=page, paragraph=excepted[0])
    claimed = [number for number in content.claims if number not in answered]
    if claimed:
        page = content.mentioned.get(claimed[0], 0)
        values = {"numbers": compact(claimed)}
        yield Doubt(Code.CLAIM_WITHOUT_POSITION, values, page=page, paragraph=claimed[0])
    settled = answered | set(excepted) | set(claimed) | content.unclear
    last_parts = {number.rpartition(".")[2] for number in settled if "." not in number}
    # “95.3 (2)” is the second recommendation of item 95.3.
    expected = dict.fromkeys(number.partition(" (")[0] for number in numbers) or content.mentioned
    left = [n for n in expected if n not in settled and n.rpartition(".")[2] not in last_parts]
    if left:
        page = content.mentioned.get(left[0], 0)
        yield Doubt(Code.UNANSWERED, {"numbers": compact(left)}, page=page, paragraph=left[0])
