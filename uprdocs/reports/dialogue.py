"""Recommendations that a list only refers to: "noted in the report in paragraphs 35 (a), (b); 41".

In the first cycle such a list refers to paragraphs of the interactive dialogue, which have the words:
"35. Canada … recommended that Viet Nam (a) …; (b) …". The speaker is the recommending State.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from uprdocs.model import Line
from uprdocs.reports.paragraphs import paragraphs
from uprdocs.reports.states import state_at_start, state_called
from uprdocs.reports.verbs import TREATY, joining, opens_with_verb

POINTS = re.compile(r"(?i)recommendations?\b.{0,120}?\bparagraphs?:? \d")
TOKEN = re.compile(r"(\d{1,3})(?!\d)|\(([a-h](?:\s*(?:,|and)\s*[a-h])*)\)|\(([ivx]+)\)")
# Not "(d)" in "articles 9 (2), 16 (1), (c), (d) and (g) of the Convention".
MARK = re.compile(r"\(?(?<![\w’])([a-p])\)\s*(?![\s,;.)]|and \([a-p]\)|of the )")
SENTENCE = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bNo)(?<!\be\.g)(?<!\bi\.e)(?<!\bMrs)\.\s+(?=[A-Z])")
# "It also recommended that the Government" precedes the recommendation; what "a Working Group had
# recommended" or "was recommended" is quoted.
SAYS = re.compile(
    r"\b(?:further |also )?(?<!\bhad )(?<!\bhave )(?<!\bas )(?<!\bbeen )(?<!\bwas )(?<!\bwere )"
    r"(?:recommended|recommends|recommending|encouraged|urged|called (?:on|upon))\b"
    r"(?! by\b)(?:,? inter alia,?|(?: again| further| also| strongly)(?=,| that\b| to\b))?"
)
# ", also asking why …", "and expressed its thanks": the end of the recommendation.
ASIDE = re.compile(
    r"(?:,| and|, and) (?:also )?"
    r"(?:asking|asked|indicating|noting|adding|expressing|expressed|stated)\b.*"
)
TAIL = re.compile(r"(?:[\s;,.:]|[\s;,]and(?: also| that)?|,? and (?:it )?(?:also |further )?recommended.*)+$")
# "; and (c) recommended that the State …"
LEAD = re.compile(r"^[\s;,]*(?:and\s+)?")
# "(a) to ratify CED and to adhere to both the (b) Rome Statute and (c) the OP-CAT"
OPEN_HEAD = re.compile(r",? and (?:to )?([a-z ]{3,60} (?:to|of|with))(?: both)?(?: the)?$")
SPEAKS = re.compile(
    r"(?:^|[,.;] )((?:the )?[A-Z][^,.;]{2,60}?) (?:also )?"
    r"(?:asked|recommended|recalled|noted|welcomed|commended|inquired|enquired|expressed|stated|remained|highlighted|remarked|appreciated)\b"
)
WHOM = re.compile(
    r"^[\s:,]*(?:that |to )?"
    r"(?:(?:the )?(?:Government|State|country|authorities)(?: of [A-Z][\w ]+?)?"
    r"(?= to | should | [a-z])|it\b(?! be\b)|{state}\b)?(?:[’']s Government)?[\s,:]*(?:should |to )?"
)


@dataclass(frozen=True, slots=True)
class Pointed:
    """`mark`: paragraph and letter, "35.a"; `state`: the speaker, or "".

    `is_put_together`: the verb is that of the letter before.
    """

    mark: str
    text: str
    state: str
    page: int
    is_put_together: bool = False


def points_at(heading: str) -> list[tuple[int, str]]:
    """The paragraphs and letters that a heading refers to, in order; "" for a whole paragraph."""
    match = POINTS.search(heading)
    if not match:
        return []
    places: list[tuple[int, str]] = []
    paragraph = 0
    for token in TOKEN.finditer(heading[match.end() - 1 :]):
        if token[1]:
            paragraph = int(token[1])
            places.append((paragraph, ""))
        elif token[2]:
            # A letter narrows the paragraph before it.
            if places[-1] == (paragraph, ""):
                places.pop()
            places += [(paragraph, letter) for letter in re.findall(r"\b[a-h]\b", token[2])]
    return list(dict.fromkeys(places))


class Dialogue:
    """The numbered paragraphs before the lists, by number."""

    def __init__(self, lines: list[Line]) -> None:
        start = next((at for at, line in enumerate(lines) if re.match(r"\s*1\.\s+The Working", line.text)), 0)
        self.paragraphs = {}
        for paragraph in paragraphs(lines[start:]):
            items = " ".join(f"({item.mark}) {item.text}" for item in paragraph.items)
            self.paragraphs[paragraph.number] = (f"{paragraph.text} {items}", paragraph.page)

    def pointed(self, places: list[tuple[int, str]], state_under_review: str) -> Iterator[Pointed]:
        """The recommendations at these places; `state_under_review`: its name, or ""."""
        for number, letter in places:
            text, page = self.paragraphs.get(number, ("", 0))
            state = _speaker(text)
            for mark, verbs, words in _recommendations(text, state_under_review):
                if letter in ("", mark):
                    label = f"{number}.{mark}" if mark else str(number)
                    yield Pointed(label, f"{verbs} {words}".strip(), state, page, bool(verbs))


def _speaker(text: str) -> str:
    """The speaker of a paragraph: "Noting …, France asked …" → FRA."""
    if state := state_at_start(text):
        return state
    return next((state for match in SPEAKS.finditer(text) if (state := state_called(match[1]))), "")


def _recommendations(text: str, state_under_review: str) -> Iterator[tuple[str, str, str]]:
    """(letter, verbs of the letter before, words) of each; without letters of each sentence."""
    marks = _in_order(text)
    if not marks:
        for sentence in SENTENCE.split(text):
            verb = SAYS.search(sentence)
            if verb:
                yield "", "", _without_whom(sentence[verb.end() :], state_under_review)
        return
    stops = [mark.start() for mark in marks[1:]] + [len(text)]
    lettered = [
        _without_whom(SENTENCE.split(text[mark.end() : end])[0], state_under_review)
        for mark, end in zip(marks, stops, strict=True)
    ]
    verbs = ""
    for mark, words, following in zip(marks, lettered, (*lettered[1:], ""), strict=True):
        if verbs and TREATY.match(words):
            yield mark[1], verbs, words
            continue
        open_head = OPEN_HEAD.search(words) if TREATY.match(following) else None
        if open_head and opens_with_verb(open_head[1]):
            verbs = open_head[1]
            yield mark[1], "", words[: open_head.start()]
        else:
            verbs = joining(words)
            yield mark[1], "", words


def _in_order(text: str) -> list[re.Match[str]]:
    """The marks (a), (b), (c) in sequence, ignoring others such as "article 2 (f)"."""
    marks: list[re.Match[str]] = []
    for mark in MARK.finditer(text):
        if mark[1] == chr(ord("a") + len(marks)):
            marks.append(mark)
    return marks


def _without_whom(words: str, state_under_review: str) -> str:
    pattern = WHOM.pattern.replace("{state}", r"(?:the )?" + re.escape(state_under_review or "State"))
    words = LEAD.sub("", words)
    says = SAYS.match(words)
    words = re.sub(pattern, "", words[says.end() :] if says else words)
    return TAIL.sub("", ASIDE.sub("", words))
