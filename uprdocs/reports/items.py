"""Splitting a numbered item into its recommendations, each with the States that made it.

A bracket of States follows their words, and the sentence may continue for other States:
"Ratify CPED (France, Iraq) and recognize its Committee (Uruguay, Iraq); ratify CRPD (Mexico)".
France said "Ratify CPED", Uruguay and Iraq "Ratify CPED and recognize its Committee", Mexico
"ratify CRPD". So the recommendation of a State consists of the stretches with its name, and of those
before the first of them, unless that one begins a new sentence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from uprdocs.messages import Code, Message
from uprdocs.reports.brackets import Bracket, brackets_of_states, named_without_bracket
from uprdocs.reports.verbs import (
    ANY,
    REPORTED,
    TREATY,
    WHERE,
    all_verbs,
    begins_anew,
    clauses,
    ends_open,
    is_no_clause,
    joining,
    only_joins,
    opens_with_verb,
    parts_of_list,
    without_joining,
)
from uprdocs.reports.wording import ItemWords

# In characters; the longest item in the corpus has 2,700.
LONGEST = 5_000
# "Consider becoming a party to (Peru); the possibility of (Chad) ratifying CED": both are considered.
CONSIDERING = re.compile(r"(?:To )?(?:Consider|Envisage|Examine|Explore|Study)\b", re.IGNORECASE)
POSSIBILITY = re.compile(r"\s*[;,/]\s*(?:the )?possibility of\b")
# After a bracket: the end of the recommendation, or the beginning of another.
ENDS = re.compile(r"\s*(?:[;.]|$)|\s+(?=[A-Z])")
# "Sign (Peru)/ratify (Chad) CAT": alternative verbs; "Sign (Peru) and ratify …": additional ones.
OTHER = re.compile(r"\s*(?:[/,;]|or\b)")
TOO = re.compile(r"\s*and\b")
SLASH = re.compile(r"\s*/")
# "Introduce (Peru) the reform", "Step up efforts (Peru) to …", "The removal of (Peru) …": the words
# before the bracket need those after it.
NEEDED = re.compile(r"\s*(?:the|an?|its|their|any|all|of|\w{3,}ing)\b")
TO = re.compile(r"\s*to\b")
UNFINISHED = re.compile(r"\b(?:of|to|for|with|against|the|from|into)\s*$")
# The end of an object shared by several verbs: "CAT, and create …", "CED, ensuring …".
SHARED_END = re.compile(
    rf"\s*;|,?\s+(?:and|as well as)\s+(?:to\s+)?(?:{ANY}|\w+ing\b)"
    r"|,\s+(?!aiming|including|concerning|relating)\w+ing\b"
)
# "and continue …" belongs to the same State's words before it; ", continue" and "and to continue" do not.
AND_DO = re.compile(r"\s*,?\s*and\s+(?!to\b|that\b)")
# "… and the Optional Protocol thereto" refers to the words before it.
LEANS = re.compile(r"\bthereto\b|^\W*(?:and|as well as) its\b")
LEADING = re.compile(r"^[\s;,.:/]*(?:(?:and|or|as well as)\s+(?=[a-z]))?(?:also\s+)?")
# Here the words after the bracket are the answer of the State under review.
ANSWERED = re.compile(r"^(?:With regards? to|Regarding|Concerning) the recommendation\b")
AND_AFTER_SLASH = re.compile(r"/\s*and\b")
JOINT = re.compile(r"^[\s;,.:/]*(?:(?:and|or|as well as)\s+)?(?:also\s+)?")
NEW_CLAUSE = re.compile(rf";\s*(?!and \w+ (?:it|them)\b)(?:and\s+)?(?=(?:to\s+)?{ANY})")
SLASH_AMID = re.compile(r"\s*/\s*")
# "The country offered the following comments: …" is not part of the recommendation.
COMMENT = re.compile(r"(?:The|This|[A-Z]\w+ (?:considers?|stated|notes?|has|is)) (?:\S+ ){5}")
AND = re.compile(r"(?<=[;,])\s*(?:and|or)$")
LINKS = {"ratification": "of", "process": "of", "signature": "of", "accession": "to", "party": "to"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A recommendation: `text` without its brackets of States."""

    text: str
    states: tuple[str, ...]
    doubts: tuple[Message, ...] = ()


@dataclass(slots=True)
class _Stretch:
    """Words up to a bracket of States (None: up to the end of the item).

    `opens`: the words before do not belong to it; `apart`: not even if the same State said both;
    `verbs`: verbs of an earlier stretch that apply to it; `dangles`: the object of its verbs is in a
    later stretch.
    """

    words: str
    bracket: Bracket | None
    opens: bool = False
    apart: bool = False
    verbs: str = ""
    dangles: bool = False

    @property
    def states(self) -> tuple[str, ...]:
        return self.bracket.states if self.bracket else ()


def pieces(text: str) -> list[Piece]:
    """The recommendations of one item, in printed order; none if it consists of brackets.

    Every text is made of stretches of the item, see `wording`; a State whose words cannot be told apart
    has the whole item, with a doubt.
    """
    if len(text) > LONGEST:
        return [Piece(text, (), (Message(Code.TOO_LONG_TO_DIVIDE),))]
    brackets = brackets_of_states(text)
    if not brackets:
        outside = named_without_bracket(text)
        return [Piece(_clean(outside.text), outside.states, (Message(outside.doubt),))]
    item = ItemWords(text, brackets)
    *sentences, last = _sentences(text, brackets)
    rest = text[brackets[-1].end :]
    if all_verbs(last[-1].words) or only_joins(last[-1].words) or ends_open(last[-1].words):
        # "sign (Peru) or ratify (Chad) CAT": the object is after the last bracket.
        last[-1].dangles = True
        last.append(_Stretch(rest, None))
        rest = ""
    if ANSWERED.match(text):
        rest = ""
    return [
        piece
        for sentence, after in (*((sentence, "") for sentence in sentences), (last, rest))
        for piece in _fitting(_pieces_of_sentence(sentence, after), sentence, item)
    ]


def _fitting(divided: list[Piece], sentence: list[_Stretch], item: ItemWords) -> list[Piece]:
    """The pieces of a sentence; those that do not fit the item become one, the whole sentence."""
    fits = [item.fits(piece.text) for piece in divided]
    if all(fits):
        return divided
    words = _clean(SLASH_AMID.sub("/", _words(sentence, range(len(sentence)))))
    full_text = words if item.has(words) else _clean(item.text)
    # Another State may have the whole sentence without a doubt.
    remains = [fit and piece.text != full_text for piece, fit in zip(divided, fits, strict=True)]
    merged_pieces = [piece for piece, stays in zip(divided, remains, strict=True) if not stays]
    doubtful = [state for piece, fit in zip(divided, fits, strict=True) if not fit for state in piece.states]
    doubts = [doubt for piece in merged_pieces for doubt in piece.doubts if doubt.code != Code.PUT_TOGETHER]
    doubts.append(Message(Code.LEFT_WHOLE, {"states": ", ".join(dict.fromkeys(doubtful))}))
    states = dict.fromkeys(state for piece in merged_pieces for state in piece.states)
    merged = Piece(full_text, tuple(states), tuple(dict.fromkeys(doubts)))
    first = remains.index(False)
    others = [piece for piece, stays in zip(divided, remains, strict=True) if stays]
    return [*others[:first], merged, *others[first:]]


def _sentences(text: str, brackets: list[Bracket]) -> list[list[_Stretch]]:
    """The stretches of an item, grouped into sentences."""
    sentences: list[list[_Stretch]] = []
    at, open_ = 0, False
    for bracket in brackets:
        words = text[at : bracket.start]
        sentence = sentences[-1] if sentences else []
        stretch = _following(sentence, words, bracket, open_=open_)
        clause = NEW_CLAUSE.search(words) if stretch and sentence[-1].dangles else None
        if clause:
            # "abolish (Peru) the death penalty; close prisons (Chad)".
            sentence.append(_Stretch(words[: clause.start()], None))
            sentences.append([_Stretch(words[clause.end() :], bracket, opens=True)])
        elif stretch:
            sentence.append(stretch)
        else:
            *over, words = clauses(words)
            sentences += [[_Stretch(clause, bracket, opens=True)] for clause in over]
            sentences.append([_Stretch(words, bracket, opens=True)])
        at = bracket.end
        next_start = next((later.start for later in brackets if later.start >= at), at)
        open_ = not ENDS.match(text, at) or is_no_clause(text[at:next_start])
    return sentences


def _following(sentence: list[_Stretch], words: str, bracket: Bracket, *, open_: bool) -> _Stretch | None:
    """The next stretch of the sentence; None if it begins another sentence."""
    if not sentence:
        return None
    last, phrase = sentence[-1], _words(sentence, _way_to(sentence, len(sentence) - 1))
    verbs, slash = joining(phrase), SLASH.match(words) is not None
    only_verbs = only_joins(phrase) or (open_ and all_verbs(phrase)) or (slash and ends_open(phrase))
    if verbs and not only_verbs and TREATY.match(words) and not LEANS.search(words):
        return _Stretch(words, bracket, opens=True, apart=True, verbs=verbs)
    if not open_ and not only_verbs:
        return None
    last.dangles = only_verbs or _needs(phrase, words)
    considering = CONSIDERING.match(phrase) if last.dangles and POSSIBILITY.match(words) else None
    if considering:
        return _Stretch(words, bracket, opens=True, apart=True, verbs=considering[0])
    if last.dangles:
        is_alternative = OTHER.match(words) is not None and opens_with_verb(words)
        opens = is_alternative or bool(TOO.match(words) or TO.match(words))
        return _Stretch(words, bracket, opens=opens, apart=is_alternative)
    opens = begins_anew(words) or (slash and opens_with_verb(words))
    goes_on = AND_DO.match(words) or TO.match(words)
    return _Stretch(words, bracket, opens=opens, apart=opens and not goes_on)


def _needs(phrase: str, following: str) -> bool:
    """Whether a sentence is incomplete without the words after its bracket."""
    short = len(phrase.split()) < 5
    return bool(UNFINISHED.search(phrase) or NEEDED.match(following) or (short and TO.match(following)))


def _pieces_of_sentence(sentence: list[_Stretch], rest: str) -> list[Piece]:
    """The recommendation of each State in the sentence; equal ones are merged.

    `rest`: the words after the last bracket of the item.
    """
    ways: list[tuple[str, list[int]]] = []
    for at, stretch in enumerate(sentence):
        for state in stretch.states:
            way = next((way for way_state, way in reversed(ways) if way_state == state), None)
            # "Sign (Peru)/ratify (Chad) CAT (Peru) and CED (Chad)": each treaty under its State's verb.
            is_head = way is not None and all(sentence[place].dangles for place in way)
            if way is None or (stretch.apart and not (stretch.verbs and is_head)):
                ways.append((state, _way_to(sentence, at)))
            else:
                way.append(at)
    states_by_way: dict[tuple[int, ...], list[str]] = {}
    for state, way in ways:
        states_by_way.setdefault(tuple(way), []).append(state)
    sentence_pieces = [_piece(sentence, way, tuple(states)) for way, states in states_by_way.items()]
    _append_rest(sentence_pieces, rest)
    return [
        Piece(words, piece.states, piece.doubts)
        for piece in sentence_pieces
        for part in parts_of_list(piece.text)
        if (words := _clean(part))
    ]


def _way_to(sentence: list[_Stretch], at: int) -> list[int]:
    """The indices of a stretch and of those before it that belong to it."""
    first = at
    while not sentence[first].opens:
        first -= 1
    return list(range(first, at + 1))


def _piece(sentence: list[_Stretch], indices: tuple[int, ...], states: tuple[str, ...]) -> Piece:
    brackets = [sentence[at].bracket for at in indices]
    doubts = [bracket.doubt for bracket in brackets if bracket and bracket.doubt]
    text, needs_object = "", False
    for before, at, following in zip((None, *indices), indices, (*indices[1:], None), strict=False):
        stretch = sentence[at]
        if before is None:
            text = _words(sentence, [at])
        elif needs_object and (before < at - 1 or TREATY.match(stretch.words)):
            # A comma after "inter alia" stays.
            keeps_joint = text.endswith("alia") or opens_with_verb(stretch.words)
            text = _join(text, stretch.words if keeps_joint else JOINT.sub("", stretch.words))
        else:
            text = _join(text, stretch.words)
        has_object = following is not None and (following == at + 1 or sentence[following].verbs)
        needs_object = stretch.dangles
        shares = needs_object and not has_object and _object_of(sentence, at) not in indices
        if shares and (shared := _shared(sentence, at, text)).strip():
            text, needs_object = _join(text, shared), False
            doubts.append(Message(Code.PUT_TOGETHER))
    return Piece(text, states, tuple(dict.fromkeys(doubts)))


def _words(sentence: list[_Stretch], indices: Iterable[int]) -> str:
    first, *following = (sentence[at] for at in indices)
    text = f"{first.verbs} {JOINT.sub('', first.words)}" if first.verbs else _opening(first.words)
    for stretch in following:
        text = _join(text, stretch.words)
    return text


def _object_of(sentence: list[_Stretch], at: int) -> int | None:
    """The index of the stretch with the object of a dangling one; None if there is none."""
    return next((place for place in range(at + 1, len(sentence)) if not sentence[place].dangles), None)


def _shared(sentence: list[_Stretch], at: int, text: str) -> str:
    """The object of the verbs at the end of `text`, from the stretches after the one at this index."""
    place = _object_of(sentence, at)
    if place is None:
        return ""
    thing = sentence[place]
    words, verbs = LEADING.sub("", thing.words), ""
    repeats_verb = not TO.match(words) and words.split(" ")[0] in text.split()
    if thing.apart or TOO.match(thing.words) or repeats_verb or text.endswith(" party to"):
        verbs, words = joining(words), without_joining(words)
        words = WHERE.sub("", words, count=1) if WHERE.match(words) else words
    end = SHARED_END.search(words, 0 if verbs else len(joining(words)))
    words = words[: end.start()] if end else words
    # "Complete the ratification (Peru)/consider ratification of (Chad) CED": the noun needs “of”.
    link = LINKS.get(text.rpartition(" ")[2], "")
    if link and verbs.endswith(f" {link}"):
        words = f"{link} {words}"
    # "Enact a law (Peru) to abolish (Chad) the death penalty".
    between = [stretch.words for stretch in sentence[at + 1 : place] if TO.match(stretch.words)]
    return " ".join([*(words.strip() for words in between), words])


def _join(text: str, words: str) -> str:
    words = words.strip()
    if AND_AFTER_SLASH.match(words):
        words = words.lstrip("/ ")
    text = text.rstrip(" ,;") if words[:1] in (",", ";") else text.rstrip()
    return text + ("" if words[:1] in (",", ";", ".") else " ") + words


def _opening(words: str) -> str:
    return REPORTED.sub("", LEADING.sub("", words.strip()))


def _clean(text: str) -> str:
    text = _opening(" ".join(text.split()))
    while text != (shorter := AND.sub("", text.rstrip(" ;,:/"))):
        text = shorter
    return text.removesuffix(".").rstrip(" ;,:/")


def _append_rest(sentence_pieces: list[Piece], rest: str) -> None:
    """Words after the last bracket of States belong to the piece before it."""
    rest = rest.strip(" ;.,:*")
    if len(rest) < 4 or not re.search(r"[a-z]{3}", rest) or rest.lower() == "and":
        return
    last = sentence_pieces[-1]
    if COMMENT.match(rest):
        text, code = last.text, Code.COMMENT_LEFT_OUT
    else:
        text, code = f"{last.text} {rest}", Code.WORDS_AFTER_STATE
    sentence_pieces[-1] = Piece(text, last.states, (*last.doubts, Message(code)))
