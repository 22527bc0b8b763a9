"""Reading the States in a bracket: "(Iran (Islamic Republic of), Chad)" → IRN, TCD."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

from uprdocs.messages import Code, Message
from uprdocs.reports.state_names import NAMES

# One letter in seven may be wrong ("Austira"); at 0.8 "Mali" and "Malawi" would be confused.
CLOSE = 0.85

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatesRead:
    """States in printed order, without repeats, and messages about guesses at misspelt names."""

    states: tuple[str, ...]
    guesses: tuple[Message, ...] = ()


@lru_cache(maxsize=4096)
def words_of(name: str) -> Words:
    """The significant words of a name: "Côte d’Ivoire" → ("cote", "d", "ivoire")."""
    plain = (
        unicodedata.normalize("NFKD", name)
        .encode("ascii", "ignore" if name.isascii() else "namereplace")
        .decode()
    )
    plain = re.sub(r"\\N\{COMBINING [^}]*\}", "", plain)
    plain = re.sub(r"\\N\{[^}]*\}", " ", plain).lower().replace("s'", "s ")
    return tuple(w for w in re.findall(r"[a-z0-9]+", plain) if w != "the")


def _table() -> dict[Words, str]:
    table = {}
    for line in NAMES.strip().splitlines():
        code, names = line[:3], line[4:]
        for name in names.split(" | "):
            table[words_of(name)] = code
    return table


TABLE = _table()
LONGEST = max(map(len, TABLE))
BY_SPELLING = {" ".join(words): code for words, code in TABLE.items()}
RUN_TOGETHER = {"".join(words): code for words, code in TABLE.items()}
_WORDS = {name: frozenset(name) for name in TABLE}
# "Congo" and "Guinea" are parts of the names of several States: their form tells which.
SHARED = frozenset(
    name
    for name, code in TABLE.items()
    if any(_WORDS[name] < _WORDS[other] and TABLE[other] != code for other in TABLE)
)
# Words between or before names that are not part of them.
CONNECTORS = {
    "and",
    "by",
    "also",
    "from",
    "as",
    "well",
    "delegation",
    "of",
    "y",
    "recommended",
}
# Forms of State in long names: "Republic of Armenia", "Hashemite Kingdom of Jordan".
FORMS = {
    "commonwealth",
    "democratic",
    "duchy",
    "federal",
    "grand",
    "hashemite",
    "islamic",
    "kingdom",
    "principality",
    "republic",
    "socialist",
    "state",
    "sultanate",
    "union",
}
# The same in names that are no official form: "Bolivia (Plurinational Republic of)".
FORMS_AMISS = FORMS | {"arab", "bolivarian", "federated", "of", "people", "peoples", "plurinational", "s"}
# "Egypt on behalf of the African Group": only the speaker recommends.
ON_BEHALF = re.compile(r"(?i)(?<![,\s])[,\s]++(?:(?:speaking )?on behalf of|in the name of)\b.*")
# "Chad, para. 21" or "Chad – 12 (b)": the place in the report. A run of digits is tried once, as a whole.
PLACE = re.compile(
    r"(?i)[,;:–-]?(?<!\s)\s*+(?:\b(?:in )?para(?:graph)?s?\b\.?\s*[\d.]+.*|\(?\b(?<![\d.])[\d.]++\)?\s*+$)"
)


def state_called(name: str) -> str:
    """The ISO 3166 alpha-3 code of a State by name, or ""."""
    words = words_of(name)
    codes = set(_exactly(words) or ())
    return TABLE.get(words) or (codes.pop() if len(codes) == 1 else "")


def state_meant(name: str) -> tuple[str, Message | None]:
    """The code of a State by name, or ""; for a name that is misspelt, with a message about the guess."""
    if code := state_called(name):
        return code, None
    reading = states_in(name)
    if reading is None or len(reading.states) != 1:
        return "", None
    return reading.states[0], Message(Code.STATE_MISSPELT, {"guesses": reading.guesses})


def state_at_start(text: str) -> str:
    """The State at the beginning of a sentence ("Australia welcomed …" → AUS), or ""."""
    words = words_of(text[:120])
    for length in range(min(LONGEST, len(words)), 0, -1):
        if code := TABLE.get(words[:length]):
            return code
    return ""


@lru_cache(maxsize=4096)
def states_in(text: str) -> StatesRead | None:
    """The States in a bracket, or None if it holds something else (an acronym, a remark).

    `text`: the content of the bracket. A name misspelt by a letter or two is read as the closest State
    and reported in `guesses`.
    """
    text = PLACE.sub("", ON_BEHALF.sub("", text)).strip(" .;:,")
    if not text or len(text) > 900:
        return None
    states = _exactly(words_of(text))
    if states is not None:
        return StatesRead(tuple(dict.fromkeys(states))) if states else None
    return _closely(text)


def _exactly(words: Words) -> list[str] | None:
    """The States whose names, end to end, make up the words; None if any other word remains."""
    codes, at = [], 0
    while at < len(words):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            code = TABLE.get(words[at : at + length])
            if code:
                codes.append(code)
                at += length
                break
        else:
            if words[at] not in CONNECTORS and words[at] not in FORMS:
                return None
            at += 1
    return codes


def _closely(text: str) -> StatesRead | None:
    states: list[str] = []
    guesses: list[Message] = []
    for part in _parts(text):
        exact = _exactly(words_of(part))
        if exact is None:
            guess = _guess(part)
            if guess is None:
                return None
            guesses.append(Message(Code.NAME_READ_AS, {"name": part, "state": guess}))
            exact = [guess]
        states += exact
    return StatesRead(tuple(dict.fromkeys(states)), tuple(guesses)) if states else None


def _parts(text: str) -> list[str]:
    """The names in a bracket, apart; "Bosnia and Herze govina" is one."""
    parts = []
    for part in re.split(r"\s*[,;/]\s*|\s*\)\s*\(\s*", text):
        is_one_name = "".join(words_of(part)) in RUN_TOGETHER
        parts += [part] if is_one_name else re.split(r"\s+and\s+", part)
    return parts


def _guess(part: str) -> str | None:
    # Acronyms and lower-case phrases are not misspelt States.
    if not part[:1].isupper() or part.isupper() or len(part) < 4 or len(part) > 60:
        return None
    words = words_of(part)
    spelling = " ".join(words)
    base = tuple(word for word in words if word not in FORMS_AMISS)
    if base in TABLE and base != words and base not in SHARED:
        return TABLE[base]
    short = _without_form(spelling)
    for candidate in dict.fromkeys((spelling, short)):
        # Misspelt names usually keep their first or last letter; comparing all names is slow.
        alike = [n for n in BY_SPELLING if n[0] == candidate[:1] or n[-1] == candidate[-1:]]
        for close in get_close_matches(candidate, alike, n=3, cutoff=CLOSE):
            # "Republic of Armennia" resembles "Republic of Gambia": compare without the form of State.
            if SequenceMatcher(None, short, _without_form(close)).ratio() >= CLOSE:
                return BY_SPELLING[close]
    # Wrong spaces.
    return RUN_TOGETHER.get(spelling.replace(" ", ""))


def _without_form(name: str) -> str:
    return " ".join(word for word in name.split() if word not in FORMS and word != "of")
