"""Where protected names stand in texts.

A given name beside a family name, or an initial beside one, is certain; so are a given name with the
patronymic and the whole name of an organisation. A family name alone is possible where it is no common word.
Of a namesake of somebody public it is possible only where no other given name stands beside it. See
docs/names-in-texts.md.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .alphabets import is_cyrillic_letter, plain_letters, sounds_of
from .forms import SHORTEST_ALONE_WITH_ERROR, Fit, Forms
from .hits import Hit, Level, TextPlace
from .parts import PARTICLES, SHORTEST_PHRASE, CaseName, PartRole, is_acronym_form, is_patronymic_form
from .reading import WORD, Word, without_encoding, words_in_text
from .vocabulary import is_common_word, is_form_of_given_name, is_given_name

# Between two words of one name: a space, a comma, a bracket, a hyphen; no end of a sentence or paragraph.
_LONGEST_GAP = 8
_NO_NAME_GOES_ON = re.compile(r"[.!?…:;]\s|\n\s*\n")
# So many words may stand between a given name and a family name: a patronymic, initials, «қызы».
_MOST_BETWEEN = 2
_LONGEST_INITIAL = 3
# Written small, a family name is looked for only if it sounds in so many letters.
SHORTEST_SMALL, SHORTEST_ALONE = 6, 3
# Prepositions and conjunctions at the beginning of a sentence are no initials.
_ONE_LETTER_WORDS = frozenset("авикосуяai")
# The first of two letters that stand for one sound: Y. for Yerlan, K. for Khadisha.
_ALSO_INITIAL_OF = {"y": "e", "k": "h", "t": "c", "z": "j", "d": "j"}
_OPENING = "«“„\"'("


class _Span(NamedTuple):
    start: int
    end: int
    bearer: int
    level: Level
    words: tuple[int, ...]


class Matcher:
    """Finds the names of a set in texts; made once for the set. Its `repr` shows no name."""

    def __init__(self, protected: Sequence[CaseName], public: Sequence[CaseName] = ()) -> None:
        self._forms = Forms(protected, public)

    def hits(self, texts: Mapping[TextPlace, str]) -> list[Hit]:
        """The hits in all texts, in the order of the texts and of their characters."""
        return [hit for place, text in texts.items() for hit in self.hits_in(place, text)]

    def hits_in(self, place: TextPlace, text: str) -> list[Hit]:
        readable, places = without_encoding(text)
        # Nearly all texts end here: no word of theirs is part of any name.
        if not any(map(self._forms.may_name, WORD.findall(readable))):
            return []
        spans = _TextWithNames(self._forms, readable).spans()
        return [
            Hit(
                place,
                span.start if places is None else places[span.start],
                span.end if places is None else places[span.end],
                case,
                span.level,
            )
            for span in _united(spans)
            if (case := self._forms.bearers[span.bearer].case) is not None
        ]


def _united(spans: Iterable[_Span]) -> list[_Span]:
    """The spans, those of one bearer that overlap as one, as sure as the surest of them."""
    united: dict[int, list[_Span]] = {}
    for span in sorted(spans):
        earlier = united.setdefault(span.bearer, [])
        if earlier and span.start < earlier[-1].end:
            last = earlier[-1]
            earlier[-1] = last._replace(end=max(last.end, span.end), level=max(last.level, span.level))
        else:
            earlier.append(span)
    return sorted(span for spans_of_one in united.values() for span in spans_of_one)


def has_capital(word: str) -> bool:
    """Whether a word begins with a capital letter, or is of a script that has none."""
    return not word[:1].islower()


def _shortest_sound(letters: str) -> int:
    return min(map(len, sounds_of(letters)), default=0)


class _TextWithNames:
    """One text in which some word may be part of a name."""

    def __init__(self, forms: Forms, text: str) -> None:
        self.forms, self.text = forms, text
        self.words = words_in_text(text)
        self.fits = [forms.fits(word.letters) for word in self.words]

    def spans(self) -> Iterator[_Span]:
        """What names a protected bearer. Words of somebody’s full name name nobody else alone."""
        full_names = [span for place in range(len(self.words)) for span in self._full_names(place)]
        public_names = [span for span in full_names if self.forms.bearers[span.bearer].is_public]
        words_of_full_names = {word for span in full_names for word in span.words}
        namesakes = {span.words for span in public_names}
        for span in full_names:
            if self.forms.bearers[span.bearer].is_public:
                continue
            yield span._replace(level=Level.POSSIBLE) if span.words in namesakes else span
        for place, fits in enumerate(self.fits):
            if fits and place not in words_of_full_names:
                yield from self._alone(place, fits)

    # Several words

    def _full_names(self, place: int) -> Iterator[_Span]:
        for fit in self.fits[place]:
            role = fit.part.part.role
            if role == PartRole.WORD_OF_NAME:
                if fit.part.part.order == 0:
                    yield from self._phrases(place, fit)
                continue
            for other_place in self._places_after(place):
                for other in self.fits[other_place]:
                    if self._is_pair(fit, other, place, other_place):
                        level = Level.CERTAIN if other.is_exact else Level.POSSIBLE
                        yield self._span(fit, level, place, other_place)
            if role == PartRole.FAMILY:
                yield from self._with_initials(place, fit)

    def _is_pair(self, fit: Fit, other: Fit, place: int, other_place: int) -> bool:
        first, second = fit.part, other.part
        if first.bearer != second.bearer or (first.is_open and second.is_open):
            return False
        roles = {first.part.role, second.part.role}
        if not roles.isdisjoint((PartRole.WORD_OF_NAME, PartRole.WHOLE)):
            return False
        if len(roles) == 1:
            is_double = roles == {PartRole.FAMILY} and first.name == second.name
            return is_double and first.part.order != second.part.order
        # Two common words (Вера, Мир) are a name only if both are written as one.
        return not all(is_common_word(self.words[at].letters) for at in (place, other_place)) or all(
            has_capital(self.words[at].letters) for at in (place, other_place)
        )

    def _places_after(self, place: int) -> Iterator[int]:
        """The next word, and those behind a patronymic or initials."""
        for next_place in range(place + 1, min(place + 2 + _MOST_BETWEEN, len(self.words))):
            if not self._goes_on(next_place - 1, next_place):
                return
            yield next_place
            letters = self.words[next_place].letters
            is_particle = letters.casefold() in PARTICLES
            if not (has_capital(letters) or is_particle or is_patronymic_form(letters)):
                return

    def _goes_on(self, place: int, next_place: int) -> bool:
        gap = self.text[self.words[place].end : self.words[next_place].start]
        if len(gap) > _LONGEST_GAP:
            return False
        return not _NO_NAME_GOES_ON.search(gap) or (
            len(self.words[place].letters) <= _LONGEST_INITIAL and "\n\n" not in gap
        )

    def _phrases(self, place: int, first: Fit) -> Iterator[_Span]:
        """The words of an organisation’s name in their order, small words between them left out."""
        order, last = 1, place
        while order < first.part.length:
            next_place = next(
                (
                    at
                    for at in range(last + 1, min(last + 2 + _MOST_BETWEEN, len(self.words)))
                    if self._fits_word(at, first.part.name, order)
                ),
                None,
            )
            if next_place is None or not all(self._goes_on(at, at + 1) for at in range(last, next_place)):
                return
            order, last = order + 1, next_place
        level = self._level_of_phrase(place, last, first)
        if level is not None:
            yield self._span(first, level, *range(place, last + 1))

    def _fits_word(self, place: int, name: int, order: int) -> bool:
        return any(fit.part.name == name and fit.part.part.order == order for fit in self.fits[place])

    def _level_of_phrase(self, place: int, last: int, first: Fit) -> Level | None:
        parts = self.forms.names[first.part.name]
        word = self.words[place].letters
        if len(parts) == 1 and parts[0].is_acronym:
            return Level.CERTAIN if is_acronym_form(word) else None
        is_quoted = self._stands_in_quotes(place)
        has_capitals = has_capital(word) and (
            len(parts) >= SHORTEST_PHRASE or has_capital(self.words[last].letters)
        )
        if not all(is_common_word(part.letters) for part in parts):
            return Level.CERTAIN if is_quoted or has_capitals else Level.POSSIBLE
        return Level.POSSIBLE if is_quoted or has_capitals else None

    def _stands_in_quotes(self, place: int) -> bool:
        return self.text[: self.words[place].start].rstrip()[-1:] in tuple(_OPENING)

    def _with_initials(self, place: int, fit: Fit) -> Iterator[_Span]:
        if fit.part.is_open:
            return
        for initials in (self._initials_before(place), self._initials_after(place)):
            if initials and self._is_initial_of(fit, self.words[initials[0]]):
                yield self._span(fit, Level.CERTAIN, *sorted([*initials, place]))

    def _initials_before(self, place: int) -> list[int]:
        initials: list[int] = []
        for at in range(place - 1, max(-1, place - 3), -1):
            if not self._is_initial(at) or not self._goes_on(at, at + 1):
                break
            if not self._has_stop(at) and self.words[at].letters.casefold() in _ONE_LETTER_WORDS:
                break
            initials.insert(0, at)
        return initials

    def _initials_after(self, place: int) -> list[int]:
        initials: list[int] = []
        for at in range(place + 1, min(place + 3, len(self.words))):
            if not self._is_initial(at) or not self._goes_on(at - 1, at):
                break
            initials.append(at)
        return initials

    def _is_initial(self, place: int) -> bool:
        letters = self.words[place].letters
        return has_capital(letters) and (
            len(letters) == 1 or (len(letters) <= _LONGEST_INITIAL and self._has_stop(place))
        )

    def _has_stop(self, place: int) -> bool:
        return self.text[self.words[place].end : self.words[place].end + 1] == "."

    def _is_initial_of(self, fit: Fit, initial: Word) -> bool:
        letter = plain_letters(initial.letters)
        return any(
            name.startswith(sound)
            for sound in (*sounds_of(initial.letters), *_ALSO_INITIAL_OF.get(letter, ()))
            for name in self.forms.initials[fit.part.bearer]
        )

    # One word

    def _alone(self, place: int, fits: tuple[Fit, ...]) -> Iterator[_Span]:
        public = [fit for fit in fits if self.forms.bearers[fit.part.bearer].is_public]
        has_namesake = any(fit.part.part.role == PartRole.FAMILY for fit in public)
        for fit in fits:
            if self.forms.bearers[fit.part.bearer].is_public or fit.part.is_open:
                continue
            if fit.part.part.role == PartRole.WHOLE:
                yield self._span(fit, Level.CERTAIN, place)
            elif self._is_telling(place, fit) and not (
                has_namesake and self._stands_beside_another_given_name(place)
            ):
                yield self._span(fit, Level.POSSIBLE, place)

    def _is_telling(self, place: int, fit: Fit) -> bool:
        word = self.words[place].letters
        if not fit.part.part.stands_alone:
            return False
        if fit.part.part.is_acronym:
            return is_acronym_form(word)
        shortest = SHORTEST_ALONE if has_capital(word) else SHORTEST_SMALL
        if not fit.is_exact and _shortest_sound(fit.part.part.letters) < SHORTEST_ALONE_WITH_ERROR:
            return False
        length = _shortest_sound(word)
        # PAK is a code of a State, Пак a family name.
        is_code = length == SHORTEST_ALONE and word.isupper() and not self._stands_among_capitals(place)
        if length < shortest or is_code:
            return False
        if is_given_name(fit.part.part.letters) and self._stands_beside_a_name(place):
            # Аян Жумабаев is somebody else than Талгат Аян.
            return False
        if not (is_common_word(word) or is_common_word(fit.part.part.letters)):
            return True
        return self._is_inside_cyrillic_sentence(place) and not self._stands_beside_a_capital(place)

    def _stands_beside_a_name(self, place: int) -> bool:
        return any(
            0 <= at < len(self.words)
            and self._goes_on(min(at, place), max(at, place))
            and has_capital(self.words[at].letters)
            and not is_common_word(self.words[at].letters)
            for at in (place - 1, place + 1)
        )

    def _stands_among_capitals(self, place: int) -> bool:
        neighbours = [at for at in (place - 1, place + 1) if 0 <= at < len(self.words)]
        return any(
            self.words[at].letters.isupper() and len(self.words[at].letters) > SHORTEST_ALONE
            for at in neighbours
        )

    def _stands_beside_a_capital(self, place: int) -> bool:
        return any(
            0 <= at < len(self.words)
            and self._goes_on(min(at, place), max(at, place))
            and has_capital(self.words[at].letters)
            for at in (place - 1, place + 1)
        )

    def _is_inside_cyrillic_sentence(self, place: int) -> bool:
        """There a capital letter says that a common word is a name."""
        before = self.text[: self.words[place].start].rstrip()
        word = self.words[place].letters
        return (
            is_cyrillic_letter(word[0])
            and word.istitle()
            and bool(before)
            and (before[-1].isalpha() or before[-1] == ",")
        )

    def _stands_beside_another_given_name(self, place: int) -> bool:
        """Whether somebody else of that family name is meant: Асет Матаев, А. Матаев."""
        if self._initials_before(place) or self._initials_after(place):
            return True
        neighbours = [
            *range(max(0, place - 1 - _MOST_BETWEEN), place),
            *range(place + 1, min(place + 2 + _MOST_BETWEEN, len(self.words))),
        ]
        return any(
            has_capital(self.words[at].letters)
            and all(self._goes_on(step, step + 1) for step in range(min(at, place), max(at, place)))
            and is_form_of_given_name(self.words[at].letters)
            for at in neighbours
        )

    def _span(self, fit: Fit, level: Level, *places: int) -> _Span:
        """A hit on these words, with the patronymic that follows and the stop of a last initial."""
        first, last = min(places), max(places)
        end = last
        if level == Level.CERTAIN and fit.part.part.role != PartRole.WORD_OF_NAME:
            while end + 1 < len(self.words) and self._is_patronymic_after(end):
                end += 1
        stop = end != first and self._is_initial(end) and self._has_stop(end)
        return _Span(
            self.words[first].start,
            self.words[end].end + stop,
            fit.part.bearer,
            level if fit.is_exact else Level.POSSIBLE,
            tuple(sorted({*places})),
        )

    def _is_patronymic_after(self, place: int) -> bool:
        letters = self.words[place + 1].letters
        return has_capital(letters) and is_patronymic_form(letters) and self._goes_on(place, place + 1)
