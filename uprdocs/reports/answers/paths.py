"""The words over which a verb reaches a list of recommendations, and those that lead elsewhere.

All take the words between the two, of the form of `SentenceWords.words`, with a space at either end;
`cased` is the same with capital letters, since names of States lead on: “the recommendation of Chile <0>”.
"""

import re

# These begin something else: “accepts the view that <0> …”, “for the reasons given under <0>”.
_BLOCK = (
    r"(?:see|which|that|who|because|since|if|unless|but|while|whereas|although|though|however|considers?"
    r"|whether|reasons?|spirit|objectives?|purpose|aims?|thrust|intent|idea|principle|content"
    r"|implementation|efforts?|work|;)"
)
# Words without weight between a verb and its numbers: “all of the following recommendations, namely”.
_FILL = (
    r"(?:the|all|any|both|neither|none|either|of|its|these|those|following|recommendations?|recs?|nos?"
    r"|numbers?|numbered|paragraphs?|paras?|\.|:|–|\(|,|#\d*|under|contained|listed|set|out|forth|made"
    r"|formulated|presented|received|given|included|including|enumerated|mentioned|outlined|addressed"
    r"|proposed|put forward|in|by|from|for|with|to|as|follows|namely|being|are|is|respectively|above|below"
    r"|working group|report|present|during|review|interactive|dialogue|also|remaining|other|further"
    r"|additional|aforementioned|fully|partially|we|states?)"
)
# “accepts the recommendations numbered <0>”
_OBJECT = re.compile(rf" (?:{_FILL} )*")
# “the recommendations on the rights of children contained in paragraphs <0>”
_LONG_OBJECT = re.compile(
    rf" (?>(?:(?!{_BLOCK} )[^<\s]+ )*?recommendations? )(?:(?!{_BLOCK} )[^<\s]+ )*"
    r"(?:: |\( |(?:in )?paragraphs? |nos? \. |in )"
)
# “enjoy the support of Chad: recommendations <0>”
_COLON = re.compile(r" (?:(?!see )[^<:]+ )?: (?:recommendations? |nos? \. |paragraphs? )*")
# “<0> of the report, all”, before “are accepted”
_SUBJECT = re.compile(
    r" (?:(?:,|\)|both|all|respectively|inclusive|above|below|also|:|–|have|which|that|of the report|of the"
    r"|report|working group|are the following|# )\s?)*"
)
# “<0> on the rights of children are accepted”
_LONG_SUBJECT = re.compile(
    r" (?:\) )?(?:on|to|regarding|concerning|relating|related|pertaining|about|of|from|by|made|in|for"
    rf"|addressed|–|,) (?:(?!{_BLOCK} )[^<;:\s]+ ){{1,14}}"
)
# “<0>, as well as recommendations <1>”
_JOINT = re.compile(
    r" (?:(?:,|;|\.|:|/|&|\(|\)|and|or|nor|as well as|plus|also|along with|together with|the|both"
    r"|recommendations?|recs?|nos?|paragraphs?|paras?|numbers?|of|in|from|by) )*"
)
# “accepts the first part of <0>”
_PART_OF = re.compile(
    r" (?:only )?(?:the |a |no )?(?:(?:first|second|third|last|former|latter) )?(?:parts?|elements?) of "
)
# “<0> (on treaties)”, “<0>, which concern treaties,”
_REMARK = re.compile(r"\( [^()]* \) | , which [^,<>;:]{1,150} ,(?= )")
# “accepts, except for <0>, …”
_EXCEPTION = re.compile(r" , [^<>,;]* <\d+> ,")
_NAME = re.compile(r"\b[A-Z][\w'-]*")
# A list is announced: “the following”, “recommendations that enjoy …”
_FOLLOWING = re.compile(
    r"\b(?:following|below|these recommendations|those recommendations|list)\b"
    r"|^(?:the )?recommendations (?:that|which|not )"
)
# “none of the recommendations”
_DENIAL = re.compile(rf"\b(?:none of|neither|nor|no) (?:{_FILL} |among )*$")
# “Most of recommendations <0>”: which, it does not say.
_SHARE = re.compile(
    r"\b(?:not all|not every|some|most|several|one|two|three|few|many|half|majority|part|any)"
    rf" of (?:{_FILL} )*$"
)
# “this recommendation” before a verb, and after it
_THIS = re.compile(
    r"(?:^|[,;:] |\b(?:and|that|whereas|while|but|considers|as|since|because) )"
    r"(?:(?:this|these|both|the said|all these|all of these|the|such) recommendations?"
    r"|it|they|this|these|both|the same) $"
)
_IT = re.compile(
    r" (?:it|them|both|this|these|the (?:former|latter)"
    r"|(?:this|these|both|all these|all of these|the said|the|such) recommendations?"
    r"(?! (?:of|on|in|from|made|by|concerning|contained|listed|which|that|set|to)\b))(?= |$)"
)
_OF_THIS = re.compile(r"\b(?:this|these|both|the) recommendations?\b|\b(?:it|they|them|this|these)\b")
# What follows a verb that has no object: “accepts.”, “accepts, since …”
_NOTHING = re.compile(
    r"(?: (?:[.;:)]|,(?! the)|as|and|because|since|but|at this|for the time|in view|in light"
    r"|with the following)(?= |$)|$)"
)
# “accepts most recommendations”
_UNNUMBERED = re.compile(
    r" (?:the|this|these|all|all the|most|some|\w+ of the)? ?(?:\w+ )?recommendations?\b"
)
# Where a clause begins.
_CLAUSE = re.compile(r"[;:.>)] |\b(?:and|but|while|whereas|although|which|that|whom)(?= |$)")
# “Response: Accepted.”
_LABEL = re.compile(
    r"^(?:the )?(?:response|position|answer|reply|status|decision|comment|view)s?(?: of [a-z ]+)? (?::|–|-) "
)


def leads_right(between: str, cased: str) -> bool:
    """Whether a verb reaches the list after it: “accepts the following recommendations <0>”."""
    plain = _PART_OF.sub(" ", _EXCEPTION.sub("", between))
    return bool(
        _OBJECT.fullmatch(plain) or _LONG_OBJECT.fullmatch(plain) or _OBJECT.fullmatch(_unnamed(cased))
    )


def leads_over_colon(between: str) -> bool:
    """Whether a verb announces the list after it: “The following enjoy the support of Chad: <0>”."""
    return bool(_COLON.fullmatch(between) or _OBJECT.fullmatch(between))


def leads_left(between: str) -> bool:
    """Whether a passive verb reaches the list before it: “<0> of the report are accepted”."""
    plain = without_remarks(between)
    return bool(_SUBJECT.fullmatch(plain) or _LONG_SUBJECT.fullmatch(plain))


def leads_left_at_once(between: str) -> bool:
    """The same of a list that is only a topic: “As for <0>, they are accepted” says “they”."""
    plain = without_remarks(between)
    return "," not in plain and _SUBJECT.fullmatch(plain) is not None


def without_remarks(between: str) -> str:
    """Without brackets and clauses between commas: “<0>, which concern treaties, are accepted”."""
    plain = _REMARK.sub("", between)
    return plain if plain.endswith(" ") else f"{plain} "


def joins(between: str, cased: str) -> bool:
    """Whether two lists are one: “<0> and recommendation <1>”, “of Chile (<0>) and Peru (<1>)”."""
    if _JOINT.fullmatch(between) or _JOINT.fullmatch(_unnamed(cased)):
        return True
    bracketed = between.startswith(" ) ") and between.endswith(" ( ")
    return bracketed and not re.search(rf" {_BLOCK} |[.;]", between)


def _unnamed(cased: str) -> str:
    return _NAME.sub("the", cased)


def announces(words: str) -> bool:
    """Whether the words before a verb say that a list follows."""
    return _FOLLOWING.search(words) is not None


def denial_in(clause: str) -> str:
    """The words that end the clause before a list and deny it, or "": “None of the recommendations <0>”."""
    match = _DENIAL.search(clause)
    return match[0] if match else ""


def names_a_share(clause: str) -> bool:
    """Whether the words that end the clause before a list speak of an unknown part of it."""
    return _SHARE.search(clause) is not None


def ends_with_this(subject: str) -> bool:
    """Whether the words before a verb end with “these recommendations”, “they”."""
    return _THIS.search(f"{subject.rstrip()} ") is not None


def names_this(words: str) -> bool:
    """Whether the words speak of “this recommendation”, “them”."""
    return _OF_THIS.search(words) is not None


def begins_with_this(rest: str) -> bool:
    """Whether a verb is followed by “these recommendations”, “it”."""
    return _IT.match(rest) is not None


def begins_with_nothing(rest: str) -> bool:
    """Whether a verb has no object: “Ruritania accepts.”"""
    return _NOTHING.match(rest) is not None


def begins_unnumbered(rest: str) -> bool:
    """Whether a verb is followed by recommendations without their numbers."""
    return _UNNUMBERED.match(rest) is not None


def last_clause(before: str) -> str:
    """The words of the clause that ends here."""
    return _CLAUSE.split(before)[-1]


def is_label(words: str) -> bool:
    """Whether there is nothing before a verb but “Response:”."""
    return not _LABEL.sub("", words).strip(" :–-().")
