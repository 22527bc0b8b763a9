"""Verbs that open recommendations, to find where a new one starts inside a numbered item."""

import re

# Imperatives that open recommendations in the reports of all cycles.
VERBS = (
    "abide|abolish|abrogate|accede|accelerate|accept|accord|achieve|act|adapt|address|adhere|"
    "adjust|adopt|advance|align|allocate|allow|amend|analyse|apply|approve|assess|assist|"
    "assure|attain|avoid|ban|base|become|begin|bolster|bring|build|call|carry|cease|change|"
    "clarify|collaborate|combat|commit|complete|comply|conclude|conduct|confirm|consider|"
    "consolidate|consult|continue|convene|cooperate|create|criminalize|criminalise|cut|deal|"
    "decriminalize|decriminalise|deepen|define|demonstrate|deploy|design|determine|develop|"
    "devise|devote|disaggregate|disseminate|double|draft|draw|dedicate|eliminate|embark|"
    "empower|enable|enact|encourage|end|endeavour|enforce|engage|enhance|enlarge|enrich|"
    "ensure|enter|envisage|eradicate|establish|evaluate|examine|exchange|expand|expedite|"
    "explore|extend|facilitate|favour|fight|finalize|finalise|find|focus|follow|formulate|"
    "fortify|foster|fulfil|fulfill|fully|further|give|grant|guarantee|halt|harmonize|"
    "harmonise|highlight|hold|identify|immediately|implement|impose|improve|include|"
    "incorporate|increase|inform|initiate|institute|integrate|intensify|introduce|invest|"
    "investigate|invite|involve|issue|join|keep|launch|lay|legalize|lift|limit|maintain|make|"
    "mobilize|monitor|move|observe|obtain|open|organize|participate|pass|pay|permit|place|"
    "plan|prepare|preserve|prevent|prioritize|proceed|progress|prohibit|promote|promulgate|"
    "prosecute|protect|provide|publish|punish|pursue|put|raise|ratify|reconsider|recognize|"
    "recognise|redouble|reduce|refrain|reform|register|reinforce|release|remain|remedy|remove|"
    "render|repeal|report|request|resolve|respect|respond|restore|restrict|review|revise|"
    "reverse|safeguard|secure|seek|sensitize|separate|set|share|show|sign|simplify|solicit|"
    "speed|stop|strengthen|strive|study|submit|support|sustain|swiftly|tackle|take|train|"
    "transform|translate|transpose|treat|try|undertake|update|uphold|use|utilize|withdraw|"
    "work"
)

# "to promote …", "; and take …", ", continue …" begin a new recommendation. A bare "and" does so only
# if the words after it do not refer back ("and recognize its Committee").
ANY = "(?:" + VERBS + r")\b"
WITH_TO = re.compile(r"\s*[,.;]?\s*(?:(?:and|as well as)\s+)?(?:also\s+)?to\s+(?:further\s+)?" + ANY)
# "and that Chad report …", not "that women …".
THAT = re.compile(r"\s*[,.;]?\s*(?:and\s+)?that\s+(?:[A-Z]|there\b)")
BARE = re.compile(r"\s*,?\s*(?:and\s+)?" + ANY)
BEGINS = re.compile(r"(?i)[\s;,.]*(?:and\s+)?(?:to\s+|that\s+)?" + ANY)
OVER = re.compile(r"\s*\.\s*(?=To\s+" + ANY + ")")
LEANS = re.compile(
    r"(?i)\b(?:its (?:committee|optional|protocol|competence|implementation|provisions|full"
    r"|effective)|thereto|thereof|thereby|therein|that (?:convention|protocol|treaty)|such|this"
    r"|these|those|it|them|their|national preventive|preventive mechanism|competence"
    r"|accordingly|so as|in that)\b"
)

# The words of phrases such as "consider the possibility of signing and ratifying", without a treaty.
JOINING = frozenset(
    re.findall(
        r"\w+",
        "a accede acceding accelerate accession adhere adhering adhesion adopt analyse "
        "and andor as at be become becoming begin being complete completing consider "
        "considering continue early earliest efforts envisage examine expedite explore "
        "favourably favorably finalize for further immediately initiate intensify its "
        "least necessary of or party positively possibility possible priority process "
        "procedure proceed prompt promptly pursue quickly ratification ratify ratifying "
        "positive consideration give seek sign signature signing soon speed speedily "
        "speedy state steps step study studying swift swiftly take taking the to toward "
        "towards up with withdraw withdrawal withdrawing work reservation reservations respect "
        "timely rapidly positively an date then",
    )
)


# The marks of lists inside a recommendation.
MARKS = (("a", "b", "c", "d", "e", "f"), ("i", "ii", "iii", "iv", "v", "vi"))
# In characters: "consider the possibility of signing and ratifying or acceding to as soon as …".
VERBS_AT_MOST = 120
PART_ENDS = re.compile(r"^\s+|[;,\s]*(?:\band)?\s*$")
SAID = frozenset(VERBS.split("|"))
# The same and all other verbs.
LEADING = JOINING | SAID


def begins_anew(words: str) -> bool:
    """Whether the words after a bracket open a recommendation of their own."""
    if WITH_TO.match(words) or THAT.match(words):
        return True
    return BARE.match(words) is not None and not LEANS.search(words) and len(words.split()) > 5


def clauses(words: str) -> list[str]:
    """Split consecutive recommendations of one State: "To ratify CAT. To close prisons"."""
    parts = OVER.split(words)
    # A list of means to one end does not begin with a verb, and stays together.
    return parts if BEGINS.match(parts[0]) else [words]


def parts_of_list(words: str) -> list[str]:
    """The parts of "(a) Build roads; (b) close prisons" or "ratify (i) CAT and (ii) CED".

    If other words introduce the list, it is one recommendation and not split.
    """
    for marks in MARKS:
        parts, rest = [], words
        for mark in marks:
            before, marker, rest_after = rest.partition(f"({mark})")
            if not marker:
                break
            parts.append(before)
            rest = rest_after
        if len(parts) > 1 and (not parts[0].strip() or only_joins(parts[0])):
            lead = parts[0].strip()
            return [f"{lead} {PART_ENDS.sub('', part)}".strip() for part in (*parts[1:], rest)]
    return [words]


def only_joins(words: str) -> bool:
    """Whether the words are verbs of joining a treaty without an object: "sign and ratify"."""
    words_found = _words(words) if len(words) < VERBS_AT_MOST else []
    return bool(words_found) and all(word in JOINING for word in words_found)


def all_verbs(words: str) -> bool:
    """Whether the words are verbs of any kind without an object: "Extend and issue"."""
    words_found = _words(words) if len(words) < VERBS_AT_MOST else []
    return bool(words_found) and all(word in LEADING or _verb_of(word) in SAID for word in words_found)


def _verb_of(word: str) -> str:
    """ "extending" → "extend", "introducing" → "introduce"; other words as they are."""
    stem = word.removesuffix("ing")
    return stem if stem == word or stem in SAID else stem + "e"


def without_joining(words: str) -> str:
    """The words without leading verbs: "/ratify the Convention" → "the Convention"."""
    return " ".join(words.split()[_joining_count(words) :])


def joining(words: str) -> str:
    """The leading verbs: "To sign the Convention" → "To sign", or ""."""
    return " ".join(words.split()[: _joining_count(words)])


def _joining_count(words: str) -> int:
    parts = words.split()
    at = 0
    while at < len(parts) and all(w in LEADING for w in _words(parts[at]) or ["and"]):
        at += 1
    # The article belongs to the object.
    return at - 1 if at and parts[at - 1].lower() == "the" else at


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower().replace("and/or", "andor").replace("/", " "))
