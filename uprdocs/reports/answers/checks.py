"""What an addendum told, compared with what it says of itself and with the report: the doubts."""

from collections import Counter
from collections.abc import Collection as Numbers
from collections.abc import Iterable, Iterator
from dataclasses import replace

from uprdocs.messages import Code, Doubt
from uprdocs.model import Position, StateClaim
from uprdocs.reports.answers.collect import Collection, Told
from uprdocs.reports.answers.numbers import compact

# The lists of one report are in paragraphs that follow each other.
_NEAR = 6
# From so many numbers with a paragraph on, a bare one is none of this review.
_SEVERAL = 3


def answers_within(collection: Collection, numbers: Numbers[str]) -> Collection:
    """The collection with one claim for each number, and without numbers outside of the review."""
    outside = {number for number in _numbers(collection) if not _is_within(number, collection, numbers)}
    collection.doubts += [
        Doubt(Code.NUMBER_OUTSIDE, {"number": number}, page=collection.named.get(number, 0), paragraph=number)
        for number in sorted(outside)
    ]
    strong = {number for answer in collection.answers if not answer.is_weak for number in answer.numbers}
    answers: list[Told] = []
    for answer in collection.answers:
        kept = tuple(
            number
            for number in answer.numbers
            if number not in outside
            and not (answer.is_weak and (number in strong or number in collection.unclear))
        )
        answers += _by_claim(replace(answer, numbers=kept), collection)
    collection.answers = answers
    for number in outside:
        collection.named.pop(number, None)
    return collection


def _numbers(collection: Collection) -> set[str]:
    return {number for answer in collection.answers for number in answer.numbers} | set(collection.named)


def _is_within(number: str, collection: Collection, numbers: Numbers[str]) -> bool:
    if numbers:
        known = {known.partition(" (")[0] for known in numbers}
        return number in known or ("." not in number and any(n.endswith(f".{number}") for n in known))
    paragraphs = Counter(number.partition(".")[0] for number in _numbers(collection) if "." in number)
    if not paragraphs or paragraphs.total() < _SEVERAL:
        return True
    if "." not in number:
        return paragraphs.total() < len(_numbers(collection)) / 2
    most_common = paragraphs.most_common(1)[0][0]
    return abs(int(number.partition(".")[0]) - int(most_common)) <= _NEAR


def _by_claim(answer: Told, collection: Collection) -> Iterator[Told]:
    """The answer, divided where the State claims different things of its recommendations."""
    numbers_by_claim: dict[StateClaim, list[str]] = {}
    undecided = []
    for number in answer.numbers:
        claims = collection.claims.get(number) or answer.claims
        if len(claims) > 1:
            undecided.append(number)
        # “implemented or in the process of being implemented”: the weaker claim applies to all.
        claim: StateClaim = "in_process" if len(claims) > 1 else next(iter(claims), "none")
        if answer.position == "pending":
            claim = "none"
        numbers_by_claim.setdefault(claim, []).append(number)
    if undecided and answer.position != "pending":
        collection.doubts.append(Doubt(Code.TWO_CLAIMS, page=answer.page, paragraph=undecided[0]))
    for claim, numbers in numbers_by_claim.items():
        yield replace(answer, numbers=tuple(numbers), claim=claim)


def doubts_about(collection: Collection, numbers: Numbers[str]) -> list[Doubt]:
    """All doubts about the answers, each once."""
    answered = {number for answer in collection.answers for number in answer.numbers}
    doubts = [
        *collection.doubts,
        *_contradictions(collection.answers),
        *_miscounts(collection, answered),
        *_unanswered(collection, answered, numbers),
    ]
    return list(dict.fromkeys(doubts))


def _contradictions(answers: Iterable[Told]) -> Iterator[Doubt]:
    positions: dict[str, Position] = {}
    for answer in answers:
        for number in answer.numbers:
            if positions.setdefault(number, answer.position) != answer.position:
                values = {"earlier": positions[number], "later": answer.position}
                yield Doubt(Code.ANSWERED_TWICE, values, page=answer.page, paragraph=number)
            positions[number] = answer.position


def _miscounts(collection: Collection, answered: set[str]) -> Iterator[Doubt]:
    """Numbers that the text gives to a position, of which none is what was read; the same of the total."""
    positions = Counter({number: a.position for a in collection.answers for number in a.numbers}.values())
    said_by_position: dict[Position, dict[int, int]] = {}
    for position, count, page in collection.counts:
        said_by_position.setdefault(position, {})[count] = page
    for position, said in said_by_position.items():
        if positions[position] not in said:
            count, page = next(iter(said.items()))
            values = {"said": count, "position": position, "named": positions[position]}
            yield Doubt(Code.COUNT_DIFFERS, values, page=page)
    totals = dict(collection.totals)
    if totals and len(answered) not in totals:
        total, page = next(iter(totals.items()))
        yield Doubt(Code.TOTAL_DIFFERS, {"said": total, "named": len(answered)}, page=page)


def _unanswered(collection: Collection, answered: set[str], numbers: Numbers[str]) -> Iterator[Doubt]:
    excepted = [number for number in collection.excepted if number not in answered]
    if excepted:
        page = collection.excepted[excepted[0]]
        yield Doubt(Code.EXCEPTED, {"numbers": compact(excepted)}, page=page, paragraph=excepted[0])
    claimed = [number for number in collection.claims if number not in answered]
    if claimed:
        page = collection.named.get(claimed[0], 0)
        values = {"numbers": compact(claimed)}
        yield Doubt(Code.CLAIM_WITHOUT_POSITION, values, page=page, paragraph=claimed[0])
    told = answered | set(excepted) | set(claimed) | collection.unclear
    last_parts = {number.rpartition(".")[2] for number in told if "." not in number}
    expected = list(numbers) or list(collection.named)
    left = [
        n for n in expected if n not in told and n.partition(" (")[0].rpartition(".")[2] not in last_parts
    ]
    if left:
        page = collection.named.get(left[0], 0)
        yield Doubt(Code.UNANSWERED, {"numbers": compact(left)}, page=page, paragraph=left[0])
