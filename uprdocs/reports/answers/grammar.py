"""Which verb of a sentence answers which recommendations of it.

A verb reaches a list of numbers only over words that are known to lead there (`paths`). What no verb
reaches, what two verbs answer differently and what is said by another or under a condition is unclear:
it gets no position.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from uprdocs.model import Position, StateClaim
from uprdocs.reports.answers import paths
from uprdocs.reports.answers.sentences import EXCEPTION, ListRole, SentenceWords, sentence_words
from uprdocs.reports.answers.speakers import (
    is_of_the_state,
    names_only_states,
    names_others,
    state_speaking,
)
from uprdocs.reports.answers.verbs import Verb, Voice, verbs_in

_ALL = re.compile(r"\ball (?:of )?(?:the )?(?:#\d* )?(?:other |remaining )?recommendations\b")
_LISTS_ONLY = re.compile(
    r"(?:(?:the|recommendations?|recs?|nos?|\.|,|;|and|paragraphs?|also|:) |<\d+> ?)+\.?"
)
_NEGATION = re.compile(r"\b(?:not|cannot|never|no|nor|neither)\b")
_RELATIVE = re.compile(r"(?:,|>|\)) (?:which|that) (?:[^<>]* )?$")
# In characters, from “except” to the numbers: “except for the recommendations in paragraphs <1>”.
_NEAR = 60


@dataclass(frozen=True, slots=True)
class SentenceAnswer:
    """An answer of one sentence; `position` is None where only a claim is made.

    `is_exception`: “…, except <1>, which are noted”.
    """

    numbers: tuple[str, ...]
    position: Position | None
    claims: frozenset[StateClaim]
    is_exception: bool = False


@dataclass(slots=True)
class SentenceReading:
    """What a sentence answers.

    `own`: what it says of “this recommendation”, “they”, or of nothing that it names. `verbs`: all of
    it, for a list that follows. `excepted`, `unclear`, `mentioned`: numbers, the last all that are not
    mere references; `flaws`: what is no whole number. `answers_all`: “accepts all recommendations”;
    `answers_unnumbered`: “accepts the recommendation to …”; `only_lists`: it has numbers and no verb.
    """

    answers: list[SentenceAnswer] = field(default_factory=list)
    own: list[Verb] = field(default_factory=list)
    verbs: list[Verb] = field(default_factory=list)
    excepted: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    flaws: list[str] = field(default_factory=list)
    mentioned: list[str] = field(default_factory=list)
    answers_all: bool = False
    answers_unnumbered: bool = False
    only_lists: bool = False


@lru_cache(maxsize=16)
def read_sentence(text: str, state: str = "") -> SentenceReading:
    """What a sentence answers, by the numbers it names. It is shared: nobody changes it.

    `state`: the code of the State under review, as `state_answering` gives it; "" where nobody is named.
    """
    sentence = sentence_words(text)
    return _Linker(sentence, _alternatives_joined(verbs_in(sentence.words), sentence.words), state).reading()


def _alternatives_joined(verbs: list[Verb], words: str) -> list[Verb]:
    """“Supported/Noted” in a cell is one answer, to a part each; what else two words say, one cannot tell."""
    joined: list[Verb] = []
    for verb in verbs:
        before = joined[-1] if joined else None
        link = re.fullmatch(r" (/|and|or|,) ", words[before.end : verb.start]) if before else None
        if not (before and link and before.voice is Voice.BARE and verb.voice is Voice.BARE):
            joined.append(verb)
            continue
        positions = {before.position, verb.position}
        is_partial = link[1] == "/" and positions == {"supported", "noted"}
        joined[-1] = replace(
            before,
            end=verb.end,
            position="partially_supported" if is_partial else before.position,
            is_certain=before.is_certain and verb.is_certain and (is_partial or len(positions) == 1),
        )
    return joined


class _Linker:
    """Links verbs to lists. `before`, `after`: where the verbs beside a verb end and begin."""

    def __init__(self, sentence: SentenceWords, verbs: list[Verb], state: str) -> None:
        self.state = state
        self.groups, self.roles = sentence.groups, list(sentence.roles)
        self.words, self.cased = sentence.words, sentence.cased
        self.verbs = verbs
        self.links: dict[int, list[Verb]] = {number: [] for number in range(len(self.groups))}
        self.places = sentence.places
        self.result = SentenceReading(verbs=verbs)

    def reading(self) -> SentenceReading:
        result = self.result
        for at, verb in enumerate(self.verbs):
            before = self.verbs[at - 1].end if at else 0
            after = self.verbs[at + 1].start if at + 1 < len(self.verbs) else len(self.words)
            self._link(at, verb, before, after)
        self._join()
        result.only_lists = bool(self.groups) and _LISTS_ONLY.fullmatch(self.words) is not None
        result.answers_all = bool(self.verbs) and _ALL.search(self.words) is not None
        for number, group in enumerate(self.groups):
            if self.roles[number] is not ListRole.REFERENCE:
                result.mentioned += group.numbers
                result.flaws += group.flaws
            self._give(number)
        self._take_out_excepted()
        return result

    def _give(self, number: int) -> None:
        numbers, verbs = self.groups[number].numbers, self.links[number]
        positions = {verb.position for verb in verbs if verb.position}
        if not verbs:
            if self.roles[number] is ListRole.EXCEPTED:
                self.result.excepted += numbers
            elif self.roles[number] is ListRole.PLAIN and self.verbs:
                self.result.unclear += numbers
        elif len(positions) > 1 or self._is_unclear(number):
            self.result.unclear += numbers
        else:
            claims = frozenset(verb.claim for verb in verbs if verb.claim != "none")
            excepted = self.roles[number] is ListRole.EXCEPTED
            position = next(iter(positions), None)
            self.result.answers.append(SentenceAnswer(tuple(numbers), position, claims, excepted))

    def _is_unclear(self, number: int) -> bool:
        is_choice = self.groups[number].is_choice and self.links[number][0].position != "noted"
        return is_choice or not all(v.is_certain for v in self.links[number]) or self._excepts_words

    @cached_property
    def _excepts_words(self) -> bool:
        """“accepts <0> except for the reference to article 5”: less than the recommendation."""
        excepted = [place[0] for at, place in enumerate(self.places) if self.roles[at] is ListRole.EXCEPTED]
        for match in EXCEPTION.finditer(self.words):
            following = bisect_left(excepted, match.end())
            if following == len(excepted) or excepted[following] > match.end() + _NEAR:
                return True
        return False

    def _take_out_excepted(self) -> None:
        """What is excepted, whether or not it is answered elsewhere in the sentence, leaves other lists."""
        excepted = {
            number
            for at, group in enumerate(self.groups)
            if self.roles[at] is ListRole.EXCEPTED
            for number in group.numbers
        }
        self.result.answers = [
            answer
            if answer.is_exception
            else replace(answer, numbers=tuple(n for n in answer.numbers if n not in excepted))
            for answer in self.result.answers
        ]

    def _link(self, at: int, verb: Verb, before: int, after: int) -> None:
        segment = self.cased[before : verb.start]
        clause, agent = paths.last_clause(segment), _agent(self.cased[verb.end :])
        if names_others(agent) or self._is_another_state(agent):
            verb = _uncertain(verb)
        if verb.voice is Voice.PASSIVE:
            self._link_passive(at, verb, before, after)
        elif before == 0 and self._is_cell_after_states(verb, clause):
            self.result.own.append(verb)
        elif verb.voice is Voice.ACTIVE or _ends_with_speaker(clause):
            self._link_active(verb, before, after)
        else:
            # “Chile, which accepted <0>”
            is_of_others = names_others(clause) or re.search(r"\b(?:which|who) $", segment)
            self._link_bare(_uncertain(verb) if is_of_others else verb, before, after)

    def _is_another_state(self, words: str) -> bool:
        """Whether the words end with the name of a State that is not under review."""
        return bool(self.state) and state_speaking(words) not in ("", self.state)

    def _is_cell_after_states(self, verb: Verb, clause: str) -> bool:
        """“Chile Accepted”: two cells of a table, the State that recommended and the answer."""
        is_last = self.words[verb.end :].strip(" .") == ""
        return (
            verb.voice is Voice.BARE
            and is_last
            and self.cased[verb.start].isupper()
            and names_only_states(clause)
        )

    def _link_active(self, verb: Verb, before: int, after: int) -> None:
        segment = self.cased[before : verb.start]
        clause = paths.last_clause(segment)
        is_of_others = is_of_the_state(clause) is False or self._is_another_state(clause)
        # “a law that supports recommendation 7”
        if is_of_others or re.search(r"\b(?:which|that|who) (?:\w+ly )?$", segment):
            verb = _uncertain(verb)
        right, left = self._right(verb, after), self._last_before(verb.start, before)
        if right is not None:
            self.links[right].append(_changed(verb, self.words[verb.end : self.places[right][0]]))
        elif left is not None and _RELATIVE.search(segment):
            if self.roles[left] is not ListRole.REFERENCE:
                self.links[left].append(verb)
        else:
            self._link_without_list(verb, segment, is_of_others=is_of_others)

    def _link_without_list(self, verb: Verb, segment: str, *, is_of_others: bool) -> None:
        rest = self.words[verb.end :]
        has_no_object = paths.begins_with_nothing(rest) and not re.search(r"\bthat [^<>]*$", segment)
        if paths.begins_with_this(rest) or has_no_object:
            antecedent = self._antecedent(verb.start)
            if antecedent is not None:
                self.links[antecedent].append(verb)
            elif not is_of_others:
                self.result.own.append(verb)
        elif paths.begins_unnumbered(rest) and verb.is_certain:
            self.result.answers_unnumbered = True

    def _link_passive(self, at: int, verb: Verb, before: int, after: int) -> None:
        left = self._subject_of(verb, before)
        inside = self._first_after(verb.start, verb.end)
        if left is not None:
            clause = self.words[before : self.places[left][0]]
            verb = _uncertain(verb) if paths.names_a_share(clause) else verb
            self.links[left].append(_changed(verb, paths.denial_in(clause)))
        elif at and self._goes_on(self.verbs[at - 1], verb):
            pass
        elif inside is not None:
            self.links[inside].append(verb)
        else:
            self._link_this(verb, before, after)

    def _link_this(self, verb: Verb, before: int, after: int) -> None:
        """Said of “this recommendation”, of what is announced, or of a list that “which” means."""
        subject = self.words[before : verb.start]
        is_claim = verb.claim != "none"
        within = is_claim and paths.names_this(self.words[verb.start : verb.end])
        if within or paths.ends_with_this(subject):
            antecedent = self._antecedent(verb.start)
            if antecedent is not None:
                self.links[antecedent].append(verb)
            else:
                self.result.own.append(verb)
        elif is_claim and re.search(r"\b(?:which|that) (?:[^<>,;]{1,40} )?$", subject):
            self._claim_of_earlier(verb)
        elif paths.announces(self.words[: verb.start]):
            number = self._first_after(verb.end, after)
            if number is not None and self.roles[number] is ListRole.PLAIN:
                between = self.words[verb.end : self.places[number][0]]
                self.links[number] += [verb] if paths.leads_over_colon(between) else []

    def _goes_on(self, earlier: Verb, verb: Verb) -> bool:
        """“are accepted and already implemented or in the process of it”: all of the same recommendations."""
        between = self.words[earlier.end : verb.start]
        if earlier.voice is not Voice.PASSIVE or not re.fullmatch(r" ?,? ?(?:and|or|and/or) ", between):
            return False
        if earlier in self.result.own:
            self.result.own.append(verb)
        for links in self.links.values():
            if any(link.start == earlier.start for link in links):
                links.append(verb)
        return True

    def _claim_of_earlier(self, verb: Verb) -> None:
        """“accepts <0>, which are already implemented”: a claim beside the answer."""
        left = self._last_before(verb.start, 0)
        if left is not None and not re.search(r"[.;]", self.words[self.places[left][1] : verb.start]):
            self.links[left].append(verb)

    def _link_bare(self, verb: Verb, before: int, after: int) -> None:
        left, right = self._last_before(verb.start, before), self._right(verb, after)
        if (
            left is not None
            and not self.words.startswith(" :", verb.end)
            and re.fullmatch(
                r" (?:(?:[:–,.(-]|recommendations?) )*", self.words[self.places[left][1] : verb.start]
            )
        ):
            # “does not consider <0> acceptable”
            is_negated = _NEGATION.search(self.words[before : self.places[left][0]])
            self.links[left].append(_uncertain(verb) if is_negated else verb)
        elif right is not None:
            self.links[right].append(verb)
        elif before == 0 and paths.is_label(self.words[: verb.start]):
            self.result.own.append(verb)

    def _right(self, verb: Verb, after: int) -> int | None:
        """The list to the right that the verb reaches."""
        number = self._first_after(verb.end, after)
        if number is not None and self.roles[number] is ListRole.EXCEPTED:
            # “accepts, except for <0>, all recommendations from <1>”
            number = self._first_after(self.places[number][1], after)
        if number is None or self.roles[number] not in (ListRole.PLAIN, ListRole.TOPIC):
            return None
        start = self.places[number][0]
        between, cased = self.words[verb.end : start], self.cased[verb.end : start]
        if self.roles[number] is ListRole.TOPIC and not re.search(r"recommendations? $|: $|\bfor $", between):
            return None
        announced = paths.announces(self.words[:start]) and paths.leads_over_colon(between)
        return number if paths.leads_right(between, cased) or announced else None

    def _subject_of(self, verb: Verb, before: int) -> int | None:
        """The list to the left that a passive verb reaches."""
        left = self._last_before(verb.start, before)
        if left is None:
            return None
        between = self.words[self.places[left][1] : verb.start]
        role = self.roles[left]
        if role is ListRole.EXCEPTED:
            if re.fullmatch(r" , (?:which|and which) ", between):
                return left
            # “Recommendations <0>, except <1>, are accepted.”
            is_beside = (
                left > 0 and self.places[left - 1][0] >= before and re.fullmatch(r" (?:[,)] )?", between)
            )
            return left - 1 if is_beside and self.roles[left - 1] is ListRole.PLAIN else None
        if role is ListRole.PLAIN:
            return left if paths.leads_left(between) else None
        return left if role is ListRole.TOPIC and paths.leads_left_at_once(between) else None

    def _first_after(self, start: int, end: int) -> int | None:
        return next((number for number, place in enumerate(self.places) if start <= place[0] < end), None)

    def _last_before(self, end: int, start: int) -> int | None:
        inside = [number for number, place in enumerate(self.places) if start <= place[0] and place[1] <= end]
        # “<0> ( except <1> ) are supported” is said of <0>.
        while (
            inside
            and self.roles[inside[-1]] in (ListRole.EXCEPTED, ListRole.REFERENCE)
            and self.words[self.places[inside[-1]][1] :].startswith(" )")
        ):
            inside.pop()
        return inside[-1] if inside else None

    def _antecedent(self, end: int) -> int | None:
        """The list that “it” or “these recommendations” means, within the sentence."""
        earlier = [
            number
            for number, place in enumerate(self.places)
            if place[1] <= end and self.roles[number] in (ListRole.PLAIN, ListRole.TOPIC)
        ]
        return earlier[-1] if earlier else None

    def _join(self) -> None:
        """“recommendations <0> and recommendation <1>”: what is said of one is said of both."""
        for number in range(1, len(self.places)):
            if self._is_open(number, ListRole.PLAIN) and self._joined(number - 1):
                if self.roles[number - 1] is ListRole.EXCEPTED:
                    self.roles[number] = ListRole.EXCEPTED
                elif not any(verb.start > self.places[number][0] for verb in self.links[number - 1]):
                    self.links[number] = list(self.links[number - 1])
        for number in reversed(range(len(self.places) - 1)):
            end, begin = self.places[number][1], self.places[number + 1][0]
            following = self.links[number + 1]
            stand_after = all(verb.start > begin for verb in following)
            if self._is_open(number, ListRole.PLAIN, ListRole.TOPIC) and stand_after and self._joined(number):
                self.links[number] = [] if "." in self.words[end:begin] else list(following)

    def _is_open(self, number: int, *roles: ListRole) -> bool:
        return self.roles[number] in roles and not self.links[number]

    def _joined(self, number: int) -> bool:
        """Whether a list and the next are one."""
        end, begin = self.places[number][1], self.places[number + 1][0]
        if any(end <= verb.start < begin for verb in self.verbs):
            return False
        return paths.joins(self.words[end:begin], self.cased[end:begin])


def _ends_with_speaker(clause: str) -> bool:
    """Whether the State stands directly before a verb: “Ruritania accepted <0>”."""
    return is_of_the_state(clause) is True and not re.search(r"[>#]\s*$", clause)


def _agent(rest: str) -> str:
    """Who acts in a passive verb: “supported by the Ombudsman”; "" where nobody is named."""
    match = re.match(r" by ([^<>.,;:]+)", rest)
    return match[1] if match else ""


def _changed(verb: Verb, between: str) -> Verb:
    """The verb as words between it and its list change it: “accepts part of <0>”, “accepts neither <0>”."""
    is_positive = verb.is_certain and verb.position == "supported"
    if re.search(r"\b(?:parts?|elements?) of ", between):
        is_certain = is_positive and not re.search(r"\bno ", between)
        return replace(verb, position="partially_supported", is_certain=is_certain)
    if re.search(r"\b(?:neither|nor|none|no) ", between):
        return replace(verb, position="noted", is_certain=is_positive)
    return verb


def _uncertain(verb: Verb) -> Verb:
    return replace(verb, is_certain=False)
