"""Verbs that open recommendations, to find where a new one starts inside a numbered item."""

import re

# Imperatives that open recommendations in the reports of all cycles.
VERBS = (
    "abandon|abide|abolish|abrogate|accede|accelerate|accept|accomplish|accord|achieve|"
    "acknowledge|act|adapt|address|adhere|adjust|adopt|advance|advocate|agree|aim|align|"
    "allocate|allow|amend|analyse|analyze|annul|apply|appoint|approve|arrange|ascertain|assess|assist|"
    "assure|attain|authorize|avoid|ban|base|become|begin|bolster|boost|bring|broaden|"
    "build|call|carry|cease|challenge|change|circulate|clarify|close|codify|collaborate|"
    "combat|commence|commission|commit|compensate|complete|comply|concentrate|conclude|"
    "condemn|conduct|confirm|consider|consolidate|construct|consult|continue|contribute|"
    "convene|convert|cooperate|counter|create|criminalise|criminalize|curb|curtail|cut|"
    "deal|decide|declare|decriminalise|decriminalize|dedicate|deepen|defend|define|delete|"
    "deliver|demobilise|demobilize|demonstrate|deny|deploy|deposit|design|detect|deter|determine|develop|devise|"
    "devote|diminish|disaggregate|disband|disclose|dismantle|disseminate|dissolve|distribute|"
    "diversify|domesticate|double|draft|draw|drop|educate|elaborate|elect|elevate|"
    "eliminate|embark|embed|emphasize|empower|enable|enact|encourage|end|endeavour|endorse|enforce|"
    "engage|enhance|enlarge|enrich|enrol|enshrine|ensure|enter|entrench|envisage|equip|"
    "eradicate|establish|evaluate|examine|exchange|exclude|exempt|exercise|exert|expand|"
    "expedite|explore|express|extend|facilitate|favour|fight|finalise|finalize|find|focus|"
    "follow|formulate|fortify|foster|frame|free|fulfil|fulfill|fully|fund|further|gather|"
    "generate|give|grant|guarantee|halt|harmonise|harmonize|heighten|help|highlight|hold|"
    "honour|identify|immediately|implement|impose|improve|include|incorporate|increase|"
    "inform|initiate|inspect|install|institute|instruct|integrate|intensify|intervene|"
    "introduce|invest|investigate|invite|involve|issue|join|keep|launch|lay|lead|legalise|"
    "legalize|legislate|lift|limit|listen|look|lower|mainstream|maintain|make|manage|map|meet|"
    "mitigate|mobilise|mobilize|modernize|modify|monitor|move|negotiate|nominate|observe|"
    "obtain|offer|open|operationalize|oppose|organise|organize|outlaw|overcome|oversee|"
    "participate|pass|pay|perform|permit|persevere|persist|place|plan|preclude|prepare|"
    "present|preserve|prevent|prioritise|prioritize|proceed|process|proclaim|procure|"
    "progress|prohibit|promote|promulgate|propose|prosecute|protect|provide|publish|punish|"
    "pursue|put|quash|raise|ratify|re-engage|re-examine|reach|reaffirm|realise|realize|reassess|rebuild|recall|"
    "recognise|recognize|reconsider|recruit|rectify|redouble|redress|reduce|refer|refine|"
    "reflect|reform|refrain|register|regularize|regulate|rehabilitate|reinforce|reintegrate|"
    "reiterate|reject|relax|release|remain|remedy|remove|render|renew|renounce|reopen|"
    "repair|repatriate|repeal|replace|replicate|report|request|rescind|rescue|resettle|"
    "resolve|respect|respond|restore|restrict|resume|retain|rethink|return|reverse|review|"
    "revise|revisit|revitalize|revive|revoke|safeguard|scale|secure|see|seek|send|sensitise|"
    "sensitize|separate|set|share|shift|shorten|show|sign|simplify|solicit|solve|spare|"
    "specify|speed|spread|stabilize|standardize|start|stay|stem|step|stop|streamline|strengthen|"
    "strive|study|submit|subscribe|substantiate|substitute|supply|support|suppress|suspend|sustain|"
    "swiftly|tackle|take|target|teach|terminate|trace|train|transfer|transform|translate|"
    "transpose|treat|try|turn|undertake|update|upgrade|uphold|urge|use|utilise|utilize|vote|"
    "waive|widen|withdraw|work"
)
VERB_WORDS = frozenset(VERBS.split("|"))

# "to promote …", "; and take …", ", continue …" begin a new recommendation. A bare "and" does so only
# if the words after it do not refer back ("and recognize its Committee").
ANY = "(?:" + VERBS + r")\b"
WITH_TO = re.compile(
    r"\s*[,.:;]?\s*(?:(?:and|as well as)\s+)?(?:also\s+)?to\s+(?:\([a-h]\)\s+)?(?:(?:further|\w{4,}ly)\s+)?"
    + ANY
)
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

# "Recommended to South Africa to …" repeats the heading.
REPORTED = re.compile(
    rf"^Recommended (?:to|that) [A-Z][A-Za-z ]{{2,40}}? (?:to\s+|that it\s+|(?={ANY}))"
    r"|^(?:With regards? to|Regarding|Concerning) the recommendation to\s+"
)

# "; the Optional Protocol …": another object of the verb before it.
TREATY = re.compile(
    r"[\s;,/]*(?:and\s+|as well as\s+)?(?:also\s+)?(?:the\s+)?(?:(?:1951|1954|1961)\s+)?"
    r"(?:[Ss]econd|[Ff]irst|[Tt]hird|[Oo]ptional|Additional|International|Inter-American"
    r"|Conventions?|Rome|Protocol|Hague|Kampala|Palermo|ILO|CAT|CED|CRC|CRPD|CEDAW|ICCPR|ICESCR|ICERD|CERD"
    r"|ICRMW|CMW|CPED|OP-?[A-Z-]+)\b"
)

# Where another State's verb acts, before the object of both: "implement in national law ILO Convention 169".
WHERE = re.compile(rf"(?:in|into|within|under|at)(?: [\w'’-]+){{1,3}}? (?={TREATY.pattern})")
WHERE_AT_END = re.compile(r" (?:in|into|within|under|at)(?: [\w'’-]+){1,3}$")

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

ANNOUNCES = re.compile(
    rf"(?i)(?:to\s+)?(?:\w+ly\s+)?{ANY}[\w\s/]{{0,60}}?(?:,? inter alia,?|\bthe following\b[\w\s-]{{0,60}}:)"
)
# The first word, and the one after "and" or "or"; "to" and adverbs do not count.
FIRST_WORDS = re.compile(
    r"(?i)[\s/;,.]*(?:(?:and|or|to|also|further|fully|\w{4,}ly)\s+)*([a-z-]+)(?:\s+(?:and|or)\s+([a-z]+))?"
)
ARTICLES = frozenset(("a", "an", "the"))
# Words that verbs in -ing follow: "consider issuing", "the possibility of signing and ratifying".
GOVERNORS = frozenset(("and", "consider", "considering", "of", "or", "to", "towards"))
ADVERB = re.compile(r"\w{4,}ly")
# The last word of a head without its object.
LAST_OF_HEADS = frozenset(
    re.findall(
        r"\w+",
        "of to for with against the from into a an toward towards alia including its their "
        "additional administrative concrete educational institutional judicial legal legislative "
        "international national "
        "accede adopt consider ensure establish extend implement improve promote ratify sign strengthen "
        "withdraw accepting acceding adopting becoming considering extending implementing issuing "
        "ratifying signing strengthening withdrawing",
    )
)

# "; in particular …", "; as recommended by CEDAW", "; and implement it": nothing without the words before.
QUALIFIES = re.compile(
    r"\s*;\s*(?:(?:and\s+)?(?:in particular|as (?:recommended|requested)|including|especially)"
    r"|and \w+ (?:it|them))\b"
)
# "for the judiciary (Jordan); judges and lawyers (Chad)": nouns that need the verb before them. Other
# first words may be followed by a verb of their own, "; with regard to prisons, build …".
NOUNS = re.compile(
    r"\s*;\s*(?:and\s+)?+(?!(?:to|that|not|also|be|do|in|with|as|while|on|for|at|\w+(?:ly|ing|ed))\b)[a-z]+\b"
)
# In words; a longer clause has a verb, if one that is not in our list.
NOUNS_AT_MOST = 14

# In characters, more than the last three words have.
THREE_WORDS = 50
# Verbs that end no sentence; "the right to work" and "due respect" do.
TRANSITIVE = VERB_WORDS - frozenset(
    re.findall(
        r"\w+",
        "act appeal assemble ban begin build change commission conduct cooperate cut deal design draft end "
        "engage exercise focus further fund halt help increase issue join keep launch lead limit move open "
        "participate pay place plan process progress question reach reform release remedy report request "
        "respect respond return review separate set share shift start stop study support trace train treat "
        "transfer use vote work",
    )
)

# The marks of lists inside a recommendation.
MARKS = (("a", "b", "c", "d", "e", "f"), ("i", "ii", "iii", "iv", "v", "vi"))
# In characters: "consider the possibility of signing and ratifying or acceding to as soon as …".
VERBS_AT_MOST = 120
PART_ENDS = re.compile(r"^\s+|[;,\s]*(?:\band)?\s*$")
# The same and all other verbs.
LEADING = JOINING | VERB_WORDS


def begins_anew(words: str) -> bool:
    """Whether the words after a bracket open a recommendation of their own."""
    if WITH_TO.match(words) or THAT.match(words):
        return True
    return BARE.match(words) is not None and not LEANS.search(words) and len(words.split()) > 5


def is_no_clause(words: str) -> bool:
    """Whether the words from a semicolon on are only a part of the sentence before it."""
    if QUALIFIES.match(words):
        return True
    is_short = len(words.split()) <= NOUNS_AT_MOST
    return is_short and NOUNS.match(words) is not None and not (BEGINS.match(words) or TREATY.match(words))


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
    head_words = _words(words) if len(words) < VERBS_AT_MOST else []
    return bool(head_words) and all(word in JOINING for word in head_words)


def all_verbs(words: str) -> bool:
    """Whether the words are verbs of any kind without an object: "Extend and issue"."""
    head_words = _words(words) if len(words) < VERBS_AT_MOST else []
    return bool(head_words) and all(word in LEADING or _verb_of(word) in VERB_WORDS for word in head_words)


def opens_with_verb(words: str) -> bool:
    """Whether a verb comes first: "/ratify", "; also sign", "/Access and ratify", not "/with priority"."""
    match = FIRST_WORDS.match(words)
    return match is not None and (match[1].lower() in VERB_WORDS or (match[2] or "").lower() in VERB_WORDS)


def ends_open(words: str) -> bool:
    """Whether the words end where their object should follow: "Consider ratifying", "measures to combat"."""
    *_others, verb_before, link, last = ("", "", "", *words[-THREE_WORDS:].lower().split())
    last = last.strip(",;:.")
    if last in LAST_OF_HEADS:
        return True
    if last not in TRANSITIVE:
        return False
    return link == "to" or (link in ("and", "or") and verb_before in TRANSITIVE)


def _verb_of(word: str) -> str:
    """ "extending" → "extend", "introducing" → "introduce"; other words as they are."""
    stem = word.removesuffix("ing")
    return stem if stem == word or stem in VERB_WORDS else stem + "e"


def without_joining(words: str) -> str:
    """The words without leading verbs: "/ratify the Convention" → "the Convention"."""
    return " ".join(words.split()[_joining_count(words) :])


def joining(words: str) -> str:
    """The leading verbs: "To sign the Convention" → "To sign", or "".

    What announces a list belongs to them: "Ratify, inter alia," and "Ratify the following treaties:".
    """
    if ("alia" in words or "following" in words) and (announced := ANNOUNCES.match(words)):
        return announced[0].strip()
    return " ".join(words.split()[: _joining_count(words)])


def _joining_count(words: str) -> int:
    parts = words.split()
    at = 0
    while at < len(parts) and not parts[at][:1].isdigit():
        governed = at > 0 and parts[at - 1].lower() in GOVERNORS
        if not all(word in LEADING or _leads(word, governed=governed) for word in _words(parts[at])):
            break
        at += 1
    # The article belongs to the object.
    return at - 1 if at and parts[at - 1].lower() in ARTICLES else at


def _leads(word: str, *, governed: bool) -> bool:
    """Whether a word goes with verbs: "swiftly", and "issuing" after "consider", not in "issuing offices"."""
    return ADVERB.fullmatch(word) is not None or (governed and is_gerund(word))


def is_gerund(word: str) -> bool:
    """ "issuing", "ratifying"; also "training", which may be a noun."""
    return word.endswith("ing") and _verb_of(word) in VERB_WORDS


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower().replace("and/or", "andor").replace("/", " "))
