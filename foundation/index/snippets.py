"""A passage of a text with the words of a search marked, as safe HTML."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from .search import Term
from .words import composed, spans

# Characters before the first match, and of the whole passage.
BEFORE, LENGTH = 60, 220


def highlight(text: str, terms: Sequence[Term], *, language: str) -> SafeString:
    """The whole text, escaped, with matching words in <mark>."""
    text = composed(text)
    return _html(text, _places(text, terms, language))


def snippet(text: str, terms: Sequence[Term], *, language: str) -> SafeString:
    """A passage around the first match, escaped, with “…” where text was cut; empty without a match."""
    text = composed(text)
    places = _places(text, terms, language)
    if not places:
        return SafeString("")
    start = _start_of_word(text, places[0][0] - BEFORE)
    end = _end_of_word(text, start + LENGTH)
    inside = [(first - start, min(last, end) - start) for first, last in places if first < end]
    passage = _html(text[start:end], inside)
    return SafeString("… " if start else "") + passage + SafeString(" …" if end < len(text) else "")


def _places(text: str, terms: Iterable[Term], language: str) -> list[tuple[int, int]]:
    wanted_terms = [term for term in terms if not term.excluded]
    words = list(spans(text))
    places: set[tuple[int, int]] = set()
    for term in wanted_terms:
        if term.is_phrase:
            places |= _phrases(words, term.words)
        else:
            places |= {(start, end) for start, end, word in words if term.is_in(word, language=language)}
    return sorted(places)


def _phrases(words: list[tuple[int, int, str]], phrase: tuple[str, ...]) -> set[tuple[int, int]]:
    length = len(phrase)
    only = [word for _start, _end, word in words]
    return {
        place[:2]
        for start in range(len(words) - length + 1)
        if tuple(only[start : start + length]) == phrase
        for place in words[start : start + length]
    }


def _html(text: str, places: list[tuple[int, int]]) -> SafeString:
    parts: list[tuple[str, str]] = []
    end = 0
    for start, stop in places:
        parts.append((text[end:start], text[start:stop]))
        end = stop
    marked_parts = format_html_join("", "{}<mark>{}</mark>", parts)
    return marked_parts + format_html_join("", "{}", [(text[end:],)])


def _start_of_word(text: str, place: int) -> int:
    return 0 if place <= 0 else text.find(" ", place) + 1


def _end_of_word(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", 0, place)
    return space if space > 0 else place
