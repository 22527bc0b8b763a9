"""A sentence in the form in which answers are looked for: words, with “<0>” for a list of numbers."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from uprdocs.reports.answers.numbers import NumberList, closing_bracket, number_lists
from uprdocs.reports.answers.tokens import PrintedToken, TokenKind, tokens_of


class ListRole(Enum):
    """Why a sentence names a list: PLAIN may be answered; TOPIC: “With regard to <0>, …”."""

    PLAIN = auto()
    TOPIC = auto()
    EXCEPTED = auto()
    REFERENCE = auto()


_HEADS = (
    r"(?:(?:the|all|those|these|following|recommendations?|recs?|\.|:|nos?|numbers?|paragraphs?|paras?|of|in"
    r"|only) )*"
)
_EXCEPTED = re.compile(
    r"\b(?:except(?:ing|ed)?(?: for)?|excluding|save(?: for)?|barring|minus|without|(?:other|rather) than"
    r"|instead of|(?:apart|aside) from|exceptions? (?:of|:|are|is|being)|but not|and not|, not"
    rf"|not including|notwithstanding) {_HEADS}$"
)
_ALL_BUT = re.compile(rf"\ball\b[^;]*\bbut {_HEADS}$")
# An exception; of no number, it takes an unknown part away.
EXCEPTION = re.compile(
    r"\b(?:except(?:ing|ed)?|excluding|save for|barring|with the exceptions? of|(?:apart|aside) from)\b"
)
_TOPIC = re.compile(
    r"(?:^|[,;:.] |and )"
    r"(?:with (?:regards?|respect|reference) to|regarding|concerning|as (?:regards|for|to|concerns)"
    r"|in respect of|in relation to|in (?:regard|connection|response|reply) (?:to|with)|on|for"
    rf"|in the case of|relating to) {_HEADS}$"
)
_REFERENCE = re.compile(
    r"\b(?:see|cf|refers?(?: to)?|referred to|reference to|referring to|similar to|identical to"
    r"|line with|light of|view of|accordance with|mentioned in|as in|given (?:in|under|to)"
    r"|(?:explained|described|stated|indicated|provided|noted|outlined|answered|replied)"
    r" (?:in|under|to|for|at)|same as|consistent with|linked to|related to|comments? (?:on|to|under)"
    r"|information (?:on|in|under)|(?:reply|replies|responses?|answers?) (?:to|under)|under|like"
    rf"|implementation of|implementing|together with) (?:also )?{_HEADS}$"
)
_WEIGHTY = frozenset(
    re.findall(
        r"[\w’'-]+",
        "partially partly part not except excepting excluding save accepted supported noted rejected "
        "cannot accept support see",
    )
)


_LIST_MARK = re.compile(r"<\d+>")
# In characters, of the words before a list that say why it is named.
_LONGEST_PHRASE = 300


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """A sentence: `cased` as printed, `words` in lower case, both of the same length.

    Tokens stand apart by one space; a list of recommendations is “<0>”, a number of something else
    “#”, a bare number “#142”. Brackets that say nothing of an answer are left out. `places`: where
    each list stands in both.
    """

    cased: str
    words: str
    groups: list[NumberList]
    roles: list[ListRole]
    places: list[tuple[int, int]]


# A sentence is looked at by its block, by what collects its answers and by what counts.
@lru_cache(maxsize=16)
def sentence_words(text: str) -> SentenceWords:
    """The words of a sentence. Its lists are shared: nobody changes them."""
    tokens = tokens_of(text)
    groups = number_lists(tokens)
    starts = {group.start: number for number, group in enumerate(groups)}
    cased: list[str] = []
    words: list[str] = []
    at = 0
    while at < len(tokens):
        if at in starts:
            number = starts[at]
            cased.append(f"<{number}>")
            words.append(f"<{number}>")
            at = groups[number].end
            continue
        if tokens[at].text == "(" and (end := _end_of_remark(tokens, at, starts)):
            at = end
            continue
        token = tokens[at]
        token_text = (
            "#"
            if token.kind is TokenKind.OTHER
            else f"#{token.text}"
            if token.kind is TokenKind.PLAIN
            else token.text
        )
        token_text = token_text.replace("<", "‹").replace(">", "›").replace("’", "'")
        cased.append(token_text)
        words.append(token_text.lower() if len(token_text.lower()) == len(token_text) else token_text)
        at += 1
    joined = " ".join(words)
    places = [match.span() for match in _LIST_MARK.finditer(joined)]
    roles = [_role(joined[max(0, start - _LONGEST_PHRASE) : start]) for start, _end in places]
    return SentenceWords(" ".join(cased), joined, groups, roles, places)


def _end_of_remark(tokens: list[PrintedToken], at: int, starts: dict[int, int]) -> int | None:
    """The index after a bracket without numbers and words that weigh on an answer."""
    end = closing_bracket(tokens, at)
    inside = range(at + 1, end)
    if tokens[end].text != ")" or any(place in starts for place in inside):
        return None
    return None if any(tokens[place].word in _WEIGHTY for place in inside) else end + 1


def _role(before: str) -> ListRole:
    """Why the list is named that these words precede."""
    if _ALL_BUT.search(before):
        return ListRole.EXCEPTED
    if _EXCEPTED.search(before):
        return ListRole.EXCEPTED
    if _TOPIC.search(before):
        return ListRole.TOPIC
    # “the recommendations under 140.7” are these.
    if (match := _REFERENCE.search(before)) and not re.search(
        r"recommendations? (?:listed |contained |made |given )?$", before[: match.start()]
    ):
        return ListRole.REFERENCE
    return ListRole.PLAIN
