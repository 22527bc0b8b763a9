"""Words, numbers and marks of a sentence; which numbers can be no recommendation.

“Article 12”, “Convention No. 189”, “5.6 per cent”, “3 March 2019” and “A/HRC/28/15” hold numbers of
other things. They become tokens of the kind OTHER here, so that nothing later takes them for
recommendations.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto


class TokenKind(Enum):
    """PLAIN: “7”; DOTTED: “140.7”; LETTERED: “64 (a) and (c)”, two recommendations of the first cycle.

    PART: a part of a recommendation, “140.7 (a)”; OTHER: any other number.
    """

    WORD = auto()
    PLAIN = auto()
    DOTTED = auto()
    LETTERED = auto()
    PART = auto()
    OTHER = auto()
    MARK = auto()


@dataclass(frozen=True, slots=True)
class PrintedToken:
    """A token as printed; `word`: in lower case, of the same length."""

    kind: TokenKind
    text: str

    @property
    def word(self) -> str:
        lower = self.text.lower()
        return lower if len(lower) == len(self.text) else self.text

    @property
    def is_number(self) -> bool:
        """Whether it may name a recommendation."""
        return self.kind in (TokenKind.PLAIN, TokenKind.DOTTED, TokenKind.LETTERED)


_NUMBERS = frozenset((TokenKind.PLAIN, TokenKind.DOTTED, TokenKind.LETTERED, TokenKind.PART))
_MONTHS = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# What is counted or measured, after a number.
_UNITS = (
    r"(?:%|per\s?cent|percent|percentage|years?|months?|days?|hours?|weeks?|million|billion|thousand|times|"
    r"euros?|dollars?|USD|EUR|persons?|people|women|men|children|families|cases|countries|States|delegations|"
    r"members|articles|judges|officers|schools|districts|provinces|km|hectares|years-old|(?:st|nd|rd|th)\b)"
)
# “(a)”, “(a), (b) and (d)”, “(a)–(f)”
_LETTERS = r"\([a-z]{1,2}\)(?:\s?(?:,|-|–|—|to|and|,\s?and)\s?\([a-z]{1,2}\))*"
_TOKEN = re.compile(
    rf"""
    (?P<OTHER>
        \b[A-Z]{{1,5}}/[\w./-]*\w                                 # A/HRC/28/15/Add.1
      | \b\d{{1,2}}(?:\s*[-–—]\s*\d{{1,2}})?\s+{_MONTHS}\b(?:,?\s+\d{{4}})?   # 3 March 2019
      | \b{_MONTHS}\s+\d{{1,2}}\b(?:,\s*\d{{4}})?                 # March 3, 2019
      | \d+/\d+                                                   # resolution 5/1
      | [$€£]\s?\d[\d,.]*(?<=\d)
      | \d+(?:\.\d+){{2,}}                                        # 16.3.1
      | (?<![\d.,–-])\d{{1,3}}(?:,\d{{3}})+(?![\d.,–-]|\s*[–-])   # 1,200
      | \b0\.\d+
      | \d+(?:\.\d+)?(?:\s*(?:[-–—]|to|and)\s*\d+(?:\.\d+)?)?\s?-?{_UNITS}\b
      | \d+(?:\.\d+)?\s?%
      | \d{{4,}}(?:\s*[-–—/]\s*\d{{2,}})?                         # 2017–2021
      | \d{{1,3}}\.\d{{4,}}
    )
  | (?P<PART>\d{{1,3}}\.\d{{1,3}}(?:\s?{_LETTERS}|[a-z]\b|,?\s(?:sub)?para(?:graph|\.)?\s\([a-z]\)))
  | (?P<LETTERED>\d{{1,3}}\s?{_LETTERS})
  | (?P<DOTTED>\d{{1,3}}\.\d{{1,3}})
  | (?P<PLAIN>\d{{1,3}})
  | (?P<WORD>[^\W\d_](?:[\w’'-]*\w)?)
  | (?P<MARK>\S)
    """,
    re.VERBOSE,
)
# “A - 140.7”: the letter of a list, before a number that is unique without it.
_LIST_LETTER = re.compile(r"\b[A-Z]\s?[-–—]\s?(?=\d{1,3}\.\d)")
_DASHES = dict.fromkeys(map(ord, "–—−‑‒"), "–")
# Nouns whose numbers are never those of recommendations of the review.
_NUMBERED = frozenset(
    re.findall(
        r"[\w’'-]+",
        "article articles art arts section sections chapter chapters rule rules goal goals target "
        "targets sdg sdgs convention conventions protocol protocols law laws act acts decree decrees "
        "resolution resolutions directive directives regulation regulations page pages footnote annex "
        "table principle principles comment comments schedule phase amendment item items session cycle "
        "objective objectives pillar axis bill code ordinance decision decisions guideline age aged "
        "treaty figure indicator volume",
    )
)
_PARAGRAPHS = frozenset(["paragraph", "paragraphs", "para", "paras"])
RECOMMENDATIONS = frozenset(["recommendation", "recommendations", "rec", "recs"])
_NUMBER_WORDS = frozenset(["no", "nos", "number", "numbers"])
# “General recommendation No. 35”, “ILO Recommendation 204”, “the Committee’s recommendation 12”.
_OTHER_AUTHORS = frozenset(
    re.findall(
        r"[\w’'-]+",
        "general ilo policy committee’s committee's commission’s commission's ecri greco fatf cedaw cerd "
        "unesco ombudsman’s ombudsman's",
    )
)
_OTHER_BODIES = frozenset(
    re.findall(
        r"[\w’'-]+",
        "ilo international committee council commission ombudsman special european african "
        "inter-american court convention subcommittee venice cedaw europe eu osce union",
    )
)


def tokens_of(text: str) -> list[PrintedToken]:
    """The tokens of a sentence, with the numbers of other things marked as such."""
    tokens = [
        PrintedToken(TokenKind[match.lastgroup or "MARK"], match[0].translate(_DASHES))
        for match in _TOKEN.finditer(_LIST_LETTER.sub("", text))
    ]
    return _without_others(tokens)


def _without_others(tokens: list[PrintedToken]) -> list[PrintedToken]:
    at = 0
    while at < len(tokens):
        begin = _first_number(tokens, at)
        if begin is None:
            at += 1
            continue
        end = _end_of_list(tokens, begin)
        if _names_other(tokens, at, begin, end):
            for place in range(begin, end):
                if tokens[place].kind in _NUMBERS:
                    tokens[place] = PrintedToken(TokenKind.OTHER, tokens[place].text)
        at = max(end, at + 1)
    return tokens


def _first_number(tokens: list[PrintedToken], at: int) -> int | None:
    """The index of the number that a noun at `at` gives its name to; None without one."""
    if tokens[at].word not in _NUMBERED | _PARAGRAPHS | RECOMMENDATIONS | _NUMBER_WORDS:
        return None
    begin = at + 1
    while begin < len(tokens) and (
        tokens[begin].word in _NUMBER_WORDS
        or (tokens[begin].text in ".(" and begin == at + 1)
        or (tokens[begin].text == "." and tokens[begin - 1].word in _NUMBER_WORDS)
    ):
        begin += 1
    return begin if begin < len(tokens) and tokens[begin].kind in _NUMBERS else None


def _end_of_list(tokens: list[PrintedToken], begin: int) -> int:
    end = begin + 1
    while end < len(tokens):
        if tokens[end].kind in _NUMBERS or (
            (tokens[end].text in (",", "–", "-", "&") or tokens[end].word in ("and", "to", "or"))
            and _number_follows(tokens, end)
        ):
            end += 1
        else:
            break
    return end


def _number_follows(tokens: list[PrintedToken], at: int) -> bool:
    following = tokens[at + 1 : at + 3]
    if following and following[0].word in ("and", "or"):
        following = following[1:]
    return bool(following) and following[0].kind in _NUMBERS


def _names_other(tokens: list[PrintedToken], at: int, begin: int, end: int) -> bool:
    noun = tokens[at].word
    before = [token.word for token in tokens[max(0, at - 3) : at]]
    if noun in RECOMMENDATIONS:
        after = [token.word for token in tokens[end : end + 3]]
        of_another = after[:1] == ["of"] and bool(_OTHER_BODIES & set(after[1:]))
        by_another = tokens[begin].kind is not TokenKind.DOTTED and _OTHER_BODIES & set(before[-2:])
        return bool(_OTHER_AUTHORS & set(before[-1:]) or by_another) or of_another
    if noun in _NUMBER_WORDS:
        # “recommendations Nos. 4 and 5”; of anything else it is the number of that.
        return not RECOMMENDATIONS & set(before[-2:]) and tokens[begin].kind is not TokenKind.DOTTED
    if noun in _PARAGRAPHS:
        # “paragraph 5 above”; not “paragraph 140.7”, “recommendations in paragraph 64 (a)”.
        is_lettered = tokens[begin].kind is TokenKind.LETTERED and bool(RECOMMENDATIONS & set(before))
        return tokens[begin].kind in (TokenKind.PLAIN, TokenKind.LETTERED) and not is_lettered
    return True
