"""Which verb of a sentence answers which recommendations of it.

A verb reaches a list of numbers only over words that are known to lead there (“accepts the following
recommendations: …”). What no verb reaches, what two verbs answer differently and what is said by
another or under a condition is unclear: it gets no position.
"""

import re
from dataclasses import dataclass, field

from uprdocs.model import Position, StateClaim
from uprdocs.reports.answers.sentences import EXCEPTION, Role, Words, words_of
from uprdocs.reports.answers.speakers import is_of_the_state, names_others
from uprdocs.reports.answers.verbs import Verb, Voice, verbs_in


@dataclass(frozen=True, slots=True)
class Given:
    """An answer of one sentence; `position` is None where only a claim is made."""

    numbers: tuple[str, ...]
    position: Position | None
    claims: frozenset[StateClaim]


@dataclass(slots=True)
class Reading:
    """What a sentence answers.

    `own`: what it says of “this recommendation”, “they”, or of nothing that it names. `lead`: of all
    its verbs, for a list that follows. `excepted`, `unclear`: numbers; `flaws`: ranges that run
    wrong. `answers_all`: “accepts all recommendations”; `is_unclear`: a verb about recommendations reached
    nothing. `named`: all numbers in it that are not mere references.
    """

    given: list[Given] = field(default_factory=list)
    own: list[Verb] = field(default_factory=list)
    lead: list[Verb] = field(default_factory=list)
    excepted: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    flaws: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    answers_all: bool = False
    is_unclear: bool = False
    only_lists: bool = False


_BLOCK = (
    r"(?:see|which|that|who|because|since|if|unless|but|while|whereas|although|though|however|considers?|whether|"
    r"reasons?|spirit|objectives?|purpose|aims?|thrust|intent|idea|principle|content|implementation|efforts?|work|;)"
)
_FILL = (
    r"(?:the|all|of|its|these|those|following|recommendations?|recs?|nos?|numbers?|numbered|paragraphs?|paras?|\.|"
    r":|–|\(|any|neither|none|either|under|contained|listed|set|out|forth|made|formulated|presented|received|given|included|including|enumerated|"
    r"mentioned|outlined|in|by|from|as|follows|namely|being|are|is|respectively|above|below|working group|report|"
    r"both|also|remaining|other|further|additional|aforementioned|following|i\.e\.|with the|numbers|to it|during|review|"
    r"interactive|dialogue|,|#\d*|for|with|fully|the present|we|states?|proposed|put forward|partially|addressed|to)"
)
_OBJECT = re.compile(rf" (?:{_FILL} )*")
# “the recommendations on the rights of children contained in paragraphs <0>”
_LONG_OBJECT = re.compile(
    rf" (?:(?!{_BLOCK} )[^<\s]+ )*?recommendations? (?:(?!{_BLOCK} )[^<\s]+ )*(?:: |\( |(?:in )?paragraphs? |nos? \. |in )"
)
_AFTER_COLON = re.compile(r" (?:(?!see )[^<:]+ )?: (?:recommendations? |nos? \. |paragraphs? )*")
_SUBJECT = re.compile(
    r" (?:(?:,|\)|both|all|respectively|inclusive|above|below|also|:|–|have|which|that|of the report|of the|report|working group|"
    r"are the following|# )\s?)*"
)
_LONG_SUBJECT = re.compile(
    rf" (?:\) )?(?:on|to|regarding|concerning|relating|related|pertaining|about|of|from|by|made|in|for|addressed|–|,) (?:(?!{_BLOCK} )[^<;:\s]+ ){{1,14}}"
)
_JOINT = re.compile(
    r" (?:(?:,|and|or|nor|&|as well as|plus|also|/|along with|together with|the|recommendations?|recs?|nos?|\.|:|paragraphs?|paras?|"
    r"numbers?|of|in|from|by|\(|\)|both|;) )*"
)
_FULL_STOP = re.compile(r" \. ")
_THIS = re.compile(
    r"(?:^|[,;:] |\b(?:and|that|whereas|while|but|considers|as|since|because) )(?:(?:this|these|both|the said|all these|all of these|the|such) (?:recommendations?)|it|they|this|these|both|the first|the same) $"
)
_IT = re.compile(
    r" (?:it|them|both|(?:this|these|both|all these|all of these|the said|the|such) recommendations?(?! (?:of|on|in|from|made|by|concerning|contained|listed|which|that|set)\b)"
    r"|this|these|the (?:former|latter))(?= |$)"
)
# “Response: Accepted.”
_LABEL = re.compile(
    r"^(?:the )?(?:(?:response|position|answer|reply|status|decision|comments?|view)s?(?: of [a-z ]+)? (?::|–|-) )"
)
_NEGATION = re.compile(r"\b(?:not|cannot|never|no|nor|neither)\b")
_OF_THIS = re.compile(r"\b(?:this|these|both|the) recommendations?\b|\b(?:it|they|them|this|these)\b")
_NOTHING = re.compile(
    r"(?: (?:[.;:)]|,(?! the)|as|and|because|since|but|at this|for the time|in view|in light|with the following)(?= |$)|$)"
)
_ALL = re.compile(r"\ball (?:of )?(?:the )?(?:#\d* )?(?:other |remaining )?recommendations\b")
_FOLLOWING = re.compile(
    r"\b(?:following|below|these recommendations|those recommendations|list)\b|^(?:the )?recommendations (?:that|which|not )"
)
_LISTS_ONLY = re.compile(
    r"(?:#\d+ \. )?(?:(?:the|recommendations?|recs?|nos?|\.|,|;|and|paragraphs?|also|:) |<\d+> ?)+\.?"
)
# Before a recommendation's number, “part of” and the like answer less than the recommendation.
_PART_OF = re.compile(
    r" (?:only )?(?:the )?(?:first|second|third|last|former|latter|one)? ?(?:parts?|elements?|portion|half) of (?:the )?(?:recommendations? )?"
)


# In characters, from “except” to the numbers: “except for the recommendations in paragraphs <1>”.
_NEAR = 60


def read_sentence(text: str) -> Reading:
    """What a sentence answers, by the numbers it names."""
    sentence = words_of(text)
    verbs = verbs_in(sentence.words)
    return _Linker(sentence, verbs).reading()


class _Linker:
    def __init__(self, sentence: Words, verbs: list[Verb]) -> None:
        self.sentence = sentence
        self.words, self.shown = sentence.words, sentence.shown
        self.verbs = verbs
        self.links: dict[int, list[Verb]] = {number: [] for number in range(len(sentence.groups))}
        self.roles = list(sentence.roles)
        self.places = [sentence.place(number) for number in range(len(sentence.groups))]
        self.read = Reading()

    def reading(self) -> Reading:
        read, sentence = self.read, self.sentence
        read.lead = self.verbs
        read.only_lists = bool(sentence.groups) and _LISTS_ONLY.fullmatch(self.words) is not None
        for at, verb in enumerate(self.verbs):
            self._link(at, verb)
        self._join()
        read.answers_all = bool(self.verbs) and _ALL.search(self.words) is not None
        for number, group in enumerate(sentence.groups):
            if self.roles[number] is not Role.REFERENCE:
                read.named += group.numbers
                read.flaws += group.flaws
            self._give(number)
        self._take_out_excepted()
        return read

    def _give(self, number: int) -> None:
        group, verbs = self.sentence.groups[number], self.links[number]
        positions = {verb.position for verb in verbs if verb.position}
        claims: frozenset[StateClaim] = frozenset(verb.claim for verb in verbs if verb.claim != "none")
        if not verbs:
            if self.roles[number] is Role.EXCEPTED:
                self.read.excepted += group.numbers
            elif self.roles[number] is Role.PLAIN and self.verbs:
                self.read.unclear += group.numbers
        elif len(positions) > 1 or not all(verb.is_certain for verb in verbs) or self._excepts_words():
            self.read.unclear += group.numbers
        else:
            self.read.given.append(Given(tuple(group.numbers), next(iter(positions), None), claims))

    def _excepts_words(self) -> bool:
        """“accepts <0> except for the reference to article 5”: less than the recommendation."""
        excepted = [place[0] for at, place in enumerate(self.places) if self.roles[at] is Role.EXCEPTED]
        return any(
            not any(match.end() <= place <= match.end() + _NEAR for place in excepted)
            for match in EXCEPTION.finditer(self.words)
        )

    def _take_out_excepted(self) -> None:
        """What is excepted, whether or not it is answered elsewhere in the sentence, leaves other lists."""
        excepted = {
            number
            for at, group in enumerate(self.sentence.groups)
            if self.roles[at] is Role.EXCEPTED
            for number in group.numbers
        }
        if not excepted:
            return
        answered_alone = {
            tuple(group.numbers)
            for at, group in enumerate(self.sentence.groups)
            if self.roles[at] is Role.EXCEPTED
        }
        self.read.given = [
            given
            if given.numbers in answered_alone
            else Given(tuple(n for n in given.numbers if n not in excepted), given.position, given.claims)
            for given in self.read.given
        ]
        # A claim about some of the list (“of which …”) is no exception.

    def _link(self, at: int, verb: Verb) -> None:
        before = self.verbs[at - 1].end if at else 0
        after = self.verbs[at + 1].start if at + 1 < len(self.verbs) else len(self.words)
        if verb.voice is Voice.PASSIVE:
            self._link_passive(at, verb, before, after)
        elif verb.voice is Voice.ACTIVE:
            self._link_active(verb, before, after)
        elif self._has_speaker(verb, before):
            self._link_active(verb, before, after)
        else:
            if names_others(_segment(self.shown[before : verb.start])):
                verb = _uncertain(verb)
            self._link_bare(verb, before, after)

    def _has_speaker(self, verb: Verb, before: int) -> bool:
        """Whether the State stands directly before a bare “accepted”: “Ruritania accepted <0>”."""
        subject = _segment(self.shown[before : verb.start])
        return (
            bool(subject.strip()) and not re.search(r"[>#]\s*$", subject) and is_of_the_state(subject) is True
        )

    def _link_active(self, verb: Verb, before: int, after: int) -> None:
        segment = self.shown[before : verb.start]
        subject = _segment(segment)
        speaker = is_of_the_state(subject)
        # “a law that supports recommendation 7”
        of_relative = re.search(r"\b(?:which|that|who) (?:\w+ly )?$", segment) is not None
        if speaker is False or of_relative:
            verb = _uncertain(verb)
        if number := self._right(verb, after):
            between = self.words[verb.end : self.places[number - 1][0]]
            self.links[number - 1].append(_changed(verb, between))
            return
        relative = re.search(r"(?:,|>|\)) (?:which|that) (?:[^<>]* )?$", segment)
        left = self._last_before(verb.start, before)
        if relative and left is not None:
            if self.roles[left] is not Role.REFERENCE:
                self.links[left].append(verb)
            return
        rest = self.words[verb.end :]
        if _IT.match(rest) or (_NOTHING.match(rest) and not re.search(r"\bthat [^<>]*$", segment)):
            antecedent = self._antecedent(verb.start)
            if antecedent is not None:
                self.links[antecedent].append(verb)
            elif speaker is not False:
                self.read.own.append(verb)
            return
        if re.match(
            r" (?:the|this|these|all|all the|most|some|\w+ of the)? ?(?:\w+ )?recommendations?\b", rest
        ):
            self.read.is_unclear = True

    def _link_passive(self, at: int, verb: Verb, before: int, after: int) -> None:
        left = self._last_before(verb.start, before)
        if (
            left
            and self.roles[left] is Role.EXCEPTED
            and not re.search(r"\b(?:which|that) $", self.words[: verb.start])
        ):
            # “Recommendations <0>, except <1>, are accepted.”
            between = self.words[self.places[left][1] : verb.start]
            left = (
                left - 1
                if re.fullmatch(r" (?:, |\) )?", between) and self.places[left - 1][0] >= before
                else left
            )
            if self.roles[left] is Role.PLAIN:
                self.links[left].append(_changed(verb, self._clause_before(left, before)))
                return
        if left is not None and self._reaches_left(left, verb):
            self.links[left].append(_changed(verb, self._clause_before(left, before)))
            return
        subject = self.words[before : verb.start]
        if at and self._goes_on(at, verb, before):
            return
        inside = self._first_after(verb.start, verb.end)
        if inside is not None:
            self.links[inside].append(verb)
            return
        if verb.claim != "none" and _OF_THIS.search(self.words[verb.start : verb.end]):
            self._link_this(verb)
            return
        if _THIS.search(subject) or _THIS.search(f"{subject.rstrip()} "):
            self._link_this(verb)
            return
        if (
            re.search(r"\b(?:which|that) $", subject)
            and verb.claim != "none"
            and self._claim_of_earlier(verb)
        ):
            return
        if _FOLLOWING.search(self.words[: verb.start]) and (number := self._after_colon(verb, after)):
            self.links[number - 1].append(verb)
            return
        if verb.claim == "none" and re.search(r"\brecommendations?\b", subject):
            self.read.is_unclear = True

    def _link_this(self, verb: Verb) -> None:
        """Said of “this recommendation” or “them”: of a list in the sentence, or of what stands before it."""
        antecedent = self._antecedent(verb.start)
        if antecedent is not None:
            self.links[antecedent].append(verb)
        else:
            self.read.own.append(verb)

    def _goes_on(self, at: int, verb: Verb, before: int) -> bool:
        """“are accepted and already implemented or in the process of it”: all of the same recommendations."""
        earlier = self.verbs[at - 1]
        if earlier.voice is not Voice.PASSIVE or not re.fullmatch(
            r",? ?(?:and|or|and/or) ", self.words[before : verb.start].lstrip()
        ):
            return False
        if earlier in self.read.own:
            self.read.own.append(verb)
        for links in self.links.values():
            if earlier in links:
                links.append(verb)
        return True

    def _claim_of_earlier(self, verb: Verb) -> bool:
        """“accepts <0>, which are already implemented”: a claim beside the answer."""
        left = self._last_before(verb.start, 0)
        if left is None or re.search(r"[.;]", self.words[self.places[left][1] : verb.start]):
            return False
        self.links[left].append(verb)
        return True

    def _link_bare(self, verb: Verb, before: int, after: int) -> None:
        left = self._last_before(verb.start, before)
        announces = self.words.startswith(" :", verb.end)
        if (
            left is not None
            and not announces
            and re.fullmatch(
                r" (?:(?:[:–,.(-]|recommendations?) )*", self.words[self.places[left][1] : verb.start]
            )
        ):
            # “does not consider <0> acceptable”
            is_negated = _NEGATION.search(self.words[before : self.places[left][0]])
            self.links[left].append(_uncertain(verb) if is_negated else verb)
        elif number := self._right(verb, after):
            self.links[number - 1].append(verb)
        elif before == 0 and not _LABEL.sub("", self.words[: verb.start]).strip(" :–-()."):
            self.read.own.append(verb)

    def _right(self, verb: Verb, after: int) -> int | None:
        """The list to the right that the verb reaches, counted from 1."""
        number = self._first_after(verb.end, after)
        if number is not None and self.roles[number] is Role.EXCEPTED:
            # “accepts, except for <0>, all recommendations from <1>”
            number = self._first_after(self.places[number][1], after)
        if number is None or self.roles[number] not in (Role.PLAIN, Role.TOPIC):
            return None
        between = self.words[verb.end : self.places[number][0]]
        names = re.sub(r"\b[A-Z][\w'-]*", "the", self.shown[verb.end : self.places[number][0]])
        if self.roles[number] is Role.TOPIC and not re.search(r"recommendations? $|: $|\bfor $", between):
            return None
        between = _PART_OF.sub(" ", re.sub(r" , [^<>,;]* <\d+> ,", "", between))
        if _OBJECT.fullmatch(between) or _LONG_OBJECT.fullmatch(between) or _OBJECT.fullmatch(names):
            return number + 1
        if _FOLLOWING.search(self.words[: self.places[number][0]]) and _AFTER_COLON.fullmatch(between):
            return number + 1
        return None

    def _after_colon(self, verb: Verb, after: int) -> int | None:
        number = self._first_after(verb.end, after)
        if number is None or self.roles[number] is not Role.PLAIN:
            return None
        between = self.words[verb.end : self.places[number][0]]
        return number + 1 if _AFTER_COLON.fullmatch(between) or _OBJECT.fullmatch(between) else None

    def _reaches_left(self, number: int, verb: Verb) -> bool:
        between = self.words[self.places[number][1] : verb.start]
        between = re.sub(r"\( [^()]* \) ", "", between)
        between = re.sub(r" , which [^,<>;:]{1,150} , ", " ", between)
        if not between.endswith(" "):
            between += " "
        role = self.roles[number]
        if role is Role.REFERENCE:
            return False
        if role is Role.EXCEPTED:
            return re.fullmatch(r" , (?:which|that|and which) ", between) is not None
        if role is Role.TOPIC:
            return _SUBJECT.fullmatch(between) is not None and "," not in between
        return bool(_SUBJECT.fullmatch(between) or _LONG_SUBJECT.fullmatch(between))

    def _clause_before(self, number: int, before: int) -> str:
        """The words before a list that may deny what follows: “None of recommendations <0>”."""
        clause = self.words[before : self.places[number][0]]
        match = re.search(rf"\b(?:none of|neither|nor|no) (?:{_FILL} |among )*$", clause)
        return match[0] if match else ""

    def _first_after(self, start: int, end: int) -> int | None:
        inside = [number for number, place in enumerate(self.places) if start <= place[0] < end]
        return inside[0] if inside else None

    def _last_before(self, end: int, start: int) -> int | None:
        inside = [number for number, place in enumerate(self.places) if start <= place[0] and place[1] <= end]
        # “<0> ( except <1> ) are supported” is said of <0>.
        while (
            inside
            and self.roles[inside[-1]] in (Role.EXCEPTED, Role.REFERENCE)
            and self.words[self.places[inside[-1]][1] :].startswith(" )")
        ):
            inside.pop()
        return inside[-1] if inside else None

    def _antecedent(self, end: int) -> int | None:
        """The list that “it” or “these recommendations” means, within the sentence."""
        earlier = [
            number
            for number, place in enumerate(self.places)
            if place[1] <= end and self.roles[number] in (Role.PLAIN, Role.TOPIC)
        ]
        return earlier[-1] if earlier else None

    def _join(self) -> None:
        """“recommendations <0> and recommendation <1>”: what is said of one is said of both."""
        count = len(self.places)
        for number in range(1, count):
            if (
                self.roles[number] is Role.PLAIN
                and not self.links[number]
                and self._joined(number - 1, number)
            ):
                if self.roles[number - 1] is Role.EXCEPTED:
                    self.roles[number] = Role.EXCEPTED
                elif not any(verb.start > self.places[number][0] for verb in self.links[number - 1]):
                    self.links[number] = list(self.links[number - 1])
        for number in reversed(range(count - 1)):
            following = self.links[number + 1]
            if (
                self.roles[number] in (Role.PLAIN, Role.TOPIC)
                and not self.links[number]
                and following
                and all(verb.start > self.places[number + 1][0] for verb in following)
                and self._joined(number, number + 1)
                and "." not in self.words[self.places[number][1] : self.places[number + 1][0]]
            ):
                self.links[number] = list(following)

    def _joined(self, number: int, following: int) -> bool:
        between = self.words[self.places[number][1] : self.places[following][0]]
        names = re.sub(
            r"\b[A-Z][\w'-]*", "the", self.shown[self.places[number][1] : self.places[following][0]]
        )
        if _JOINT.fullmatch(between) or _JOINT.fullmatch(names):
            return True
        bracketed = between.startswith(" ) ") and between.endswith(" ( ")
        return (
            bracketed
            and not re.search(rf" (?:{_BLOCK}) |[.;]", between)
            and not any(
                self.places[number][1] <= verb.start < self.places[following][0] for verb in self.verbs
            )
        )


def _segment(before: str) -> str:
    """The words of the clause before a verb."""
    parts = re.split(r"[;:.>)] |\b(?:and|but|while|whereas|although|which|that|whom)(?= |$)", before)
    return parts[-1]


def _changed(verb: Verb, between: str) -> Verb:
    """The verb as words between it and its list change it: “accepts part of <0>”, “accepts neither <0>”."""
    position, is_certain = verb.position, verb.is_certain
    if re.search(r"\bparts? of |\belements? of ", between):
        is_certain = is_certain and position == "supported" and not re.search(r"\bno ", between)
        position = "partially_supported"
    elif re.search(r"\b(?:neither|nor|none|no) ", between):
        is_certain = is_certain and position == "supported"
        position = "noted"
    return Verb(verb.start, verb.end, verb.voice, position, verb.claim, is_certain)


def _uncertain(verb: Verb) -> Verb:
    return Verb(verb.start, verb.end, verb.voice, verb.position, verb.claim, is_certain=False)
