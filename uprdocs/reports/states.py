"""Which States a bracket names: "(Iran (Islamic Republic of), Chad)" → IRN, TCD."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

from uprdocs.messages import Code, Message
from uprdocs.reports.state_names import NAMES

# One letter in seven may be wrong ("Austira"); at 0.8 "Mali" and "Malawi" begin to meet.
CLOSE = 0.85

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatesRead:
    """States in printed order, without repeats, and what was guessed of misspelt names."""

    states: tuple[str, ...]
    guesses: tuple[Message, ...] = ()


@lru_cache(maxsize=4096)
def words_of(name: str) -> Words:
    """The words that count of a name: "Côte d’Ivoire" → ("cote", "d", "ivoire")."""
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
# Stand between names, or before one, without being part of it.
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
# "Republic of Armenia", "Hashemite Kingdom of Jordan": forms of State before the name.
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
# "Egypt on behalf of the African Group": only the State that spoke recommends.
ON_BEHALF = re.compile(r"(?i)[,\s]+(?:(?:speaking )?on behalf of|in the name of)\b.*")
# "Chad, para. 21" or "Chad – 12 (b)": where in the report it was said.
PLACE = re.compile(r"(?i)[,;:–-]?\s*(?:\b(?:in )?para(?:graph)?s?\b\.?\s*[\d.]+.*|\(?\b[\d.]+\)?\s*$)")


def state_called(name: str) -> str:
    """ISO 3166 alpha-3 code of one State, "" where no State is called so."""
    words = words_of(name)
    codes = set(_exactly(words) or ())
    return TABLE.get(words) or (codes.pop() if len(codes) == 1 else "")


def state_at_start(text: str) -> str:
    """The State a sentence begins with ("Australia welcomed …" → AUS), "" where it names none."""
    words = words_of(text[:120])
    for length in range(min(LONGEST, len(words)), 0, -1):
        if code := TABLE.get(words[:length]):
            return code
    return ""


@lru_cache(maxsize=4096)
def states_in(text: str) -> StatesRead | None:
    """The States a bracket names, or None where it names anything else (an acronym, a remark).

    `text`: what stands between the brackets. A name misspelt by a letter or two is taken as the
    closest State and told in `guesses`.
    """
    text = PLACE.sub("", ON_BEHALF.sub("", text)).strip(" .;:,")
    if not text or len(text) > 900:
        return None
    states = _exactly(words_of(text))
    if states is not None:
        return StatesRead(tuple(dict.fromkeys(states))) if states else None
    return _closely(text)


def _exactly(words: Words) -> list[str] | None:
    """The States whose names, end to end, make up the words; None if a word is left over."""
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
    for part in re.split(r"\s*[,;/]\s*|\s+and\s+|\s*\)\s*\(\s*", text):
        exact = _exactly(words_of(part))
        if exact is None:
            guess = _guess(part)
            if guess is None:
                return None
            guesses.append(Message(Code.NAME_READ_AS, {"name": part, "state": guess}))
            exact = [guess]
        states += exact
    return StatesRead(tuple(dict.fromkeys(states)), tuple(guesses)) if states else None


def _guess(part: str) -> str | None:
    # An acronym or a phrase in small letters is no misspelt State.
    if not part[:1].isupper() or part.isupper() or len(part) < 4 or len(part) > 60:
        return None
    spelling = " ".join(words_of(part))
    short = _without_form(spelling)
    for candidate in dict.fromkeys((spelling, short)):
        # Who misspells a name keeps its first letter or its last; comparing all would take long.
        alike = [n for n in BY_SPELLING if n[0] == candidate[:1] or n[-1] == candidate[-1:]]
        for close in get_close_matches(candidate, alike, n=3, cutoff=CLOSE):
            # "Republic of Armennia" is like "Republic of Gambia" but for what counts.
            if SequenceMatcher(None, short, _without_form(close)).ratio() >= CLOSE:
                return BY_SPELLING[close]
    # "Congo Republic", "Boliviaa": letters run together or apart.
    return RUN_TOGETHER.get(spelling.replace(" ", ""))


def _without_form(name: str) -> str:
    return " ".join(word for word in name.split() if word not in FORMS and word != "of")
