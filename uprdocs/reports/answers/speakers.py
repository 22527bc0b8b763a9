"""Whether it is the State under review that speaks, or somebody else whom the addendum quotes."""

import re
from collections import Counter
from collections.abc import Iterable

from uprdocs.reports.states import state_called, states_in

# No State has the name of the State under review, or several are named as often.
UNNAMED = "unnamed"
_STATE = re.compile(
    r"\b(?:government|state|republic|kingdom|we|it|i|delegation|country|authorities|sultanate|emirate|principality|"
    r"commonwealth|federation|confederation|islands?|netherlands|philippines)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:ombuds\w+|parliament\w*|assembly|congress|senate|committees?|commissions?|commissioner|courts?|council|ngos?|society|"
    r"organi[sz]ations?|stakeholders|experts?|institut\w+|part(?:y|ies)|church\w*|unions?|ministr\w+|ministers?|departments?|"
    r"agenc\w+|working|groups?|states|delegations|members?|laws?|acts?|constitution|codes?|legislation|conventions?|articles?|"
    r"strateg\w+|plans?|programmes?|polic\w+|projects?|funds?|measures|budgets?|judges?|reforms?|they|bill|high|system|centre|"
    r"observatory|university|community|communities|president|police|public)\b",
    re.IGNORECASE,
)


def names_others(subject: str) -> bool:
    """Whether the words before a verb name a court, a committee or anybody else who is not the State."""
    return is_of_the_state(subject) is False and _OTHERS.search(subject) is not None


def is_of_the_state(subject: str) -> bool | None:
    """Whether the words before a verb name the State; None where there are none.

    The words directly before the verb decide (“After talks with churches, Ruritania …”); between
    commas may stand whom the State consulted (“The Government, with civil society, …”).
    """
    parts = [part.strip() for part in subject.split(",")]
    last = parts[-1] or (parts[0] if len(parts) > 1 else "")
    if not re.search(r"[^\W\d_]", last):
        return None
    state, other = _STATE.search(last), _OTHERS.search(last)
    if other and not (state and state.start() < other.start()):
        return False
    if state:
        return True
    # A name: “Ruritania”, “Bosnia and Herzegovina”.
    return re.search(r"\b[A-Z][\w'’-]+(?: of [A-Z][\w'’-]+)?\s*$", last) is not None


# In words: “United Kingdom of Great Britain and Northern Ireland”.
_LONGEST_NAME = 9
# “the Government of Chile”; “the recommendation of Chile” is no speaker.
_SPEAKS_FOR = frozenset(("government", "delegation", "state", "authorities", "republic", "kingdom", "people"))
_PREPOSITIONS = frozenset(("of", "from", "by", "in", "to", "with", "for", "at"))
# Every repetition is bounded: a text of nothing but capitals or adverbs must not take long.
_ANSWERING = re.compile(
    r"(?<![\w’'-])([A-Z][\w’'-]{0,40}(?: (?:(?:of|and|the|of the) )?[A-Z][\w’'-]{0,40}){0,8})"
    r" (?:\w{1,20}ly |also |has |(?:does|did) not |cannot |can |is |not "
    r"|(?:in a position|pleased|unable) to ){0,4}"
    r"(?:accept|support|note|tak|reject|welcome|endorse|consider|agree|approve)"
)


def state_speaking(subject: str) -> str:
    """The code of the State that ends the words before a verb: “the delegation of Chile” → CHL; or ""."""
    words = re.findall(r"[\w’'-]+", subject)
    for first in range(max(0, len(words) - _LONGEST_NAME), len(words)):
        code = state_called(" ".join(words[first:])) if words[first][:1].isupper() else ""
        if code:
            before = [word.lower() for word in words[max(0, first - 3) : first] if word.lower() != "the"]
            is_object = bool(before) and before[-1] in _PREPOSITIONS and not _SPEAKS_FOR & set(before)
            return "" if is_object else code
    return ""


def names_only_states(words: str) -> bool:
    """Whether there is nothing but names of States: in a table, of those that recommended."""
    reading = states_in(words.strip(" ,;:|–-"))
    return reading is not None and not reading.guesses


def state_answering(texts: Iterable[str]) -> str:
    """The code of the State that most of an addendum's sentences speak of as answering.

    "" where none does; `UNNAMED` where the name is no State's, or two are named as often.
    """
    speakers: Counter[str] = Counter()
    for text in texts:
        for match in _ANSWERING.finditer(text):
            code = state_speaking(match[1])
            if code or not (_STATE.search(match[1]) or _OTHERS.search(match[1])):
                speakers[code or UNNAMED] += 1
    (first, count), (_second, next_count) = (*speakers.most_common(2), ("", 0), ("", 0))[:2]
    return first if count > next_count or not count else UNNAMED
