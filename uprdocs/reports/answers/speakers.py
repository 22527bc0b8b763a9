"""Whether it is the State under review that speaks, or somebody else whom the addendum quotes."""

import re

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
