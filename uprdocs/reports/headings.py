"""The position and the claim of the State in the introductory sentence of a list."""

import re
from functools import lru_cache

from uprdocs.model import Position, StateClaim

PENDING = re.compile(
    r"will (?:also )?(?:be )?(?:further )?"
    r"(?:examine|consider|provide|respond|study|give|review|reply)"
    r"|(?:responses?|repl(?:y|ies)|answers?|respond) in due (?:time|course)|in due (?:time|course)"
    r"|further (?:examination|consideration|consultation)|pending"
    r"|response of .{0,80} will be included"
    r"|recommendations were made|was recommended that|presented recommendations"
)
PARTLY = re.compile(
    r"\b(?:in part|partial(?:ly)?|partly)\b.{0,40}(?:support|accept|agree)"
    r"|(?:support|accept\w*|agree\w*)\b.{0,40}\b(?:in part|partial(?:ly)?|partly)\b"
)
NOTED = re.compile(
    r"\b(?:not|cannot|n[o’']t|unable to|neither)\b.{0,40}\b(?:enjoy|support|accept\w*|agree\w*"
    r"|adhere|endorse\w*|approv\w*|in a position)"
    r"|\breject\w*|\bnoted\b|\btakes? note|\btook note|\bdeclin\w*"
    r"|not (?:in|part)|unacceptable|refus\w*"
)
SUPPORTED = re.compile(
    r"support|accept|agree|endorse|welcome|approv|adhere|commit|implement|in a position to"
)
IMPLEMENTED = re.compile(
    r"already (?:been |being )?(?:\w+ ){0,2}"
    r"(?:implemented|addressed|fulfilled|realized|met|in place|complied)"
    r"|(?:have|has) been (?:already |fully )?implemented"
    r"|already (?:\w+ ){0,2}(?:reflected|covered|exist)"
    r"|(?:considers?|are|were|been) (?:\w+ ){0,3}already (?:\w+ )?implemented"
)
IN_PROCESS = re.compile(
    r"in (?:the |a )?(?:process|course) of (?:being )?implement\w*"
    r"|(?:currently|are) being implemented"
    r"|under (?:the )?(?:process of )?implementation|process of implementation"
    r"|in the process of (?:being )?(?:\w+ )?(?:implement|realiz|fulfil|adopt)\w*"
)


@lru_cache(maxsize=64)
def position_in(heading: str) -> Position | None:
    """The position that a heading gives to the list below; None without one."""
    words = heading.lower()
    # "noted in the report in paragraph 20" is a place, not an answer.
    words = re.sub(r"recommendations? (?:as )?noted (?:in|during|above|below)", "they", words)
    if PARTLY.search(words):
        return "partially_supported"
    if NOTED.search(words):
        return "noted"
    if PENDING.search(words):
        return "pending"
    return "supported" if SUPPORTED.search(words) else None


@lru_cache(maxsize=64)
def claim_in(heading: str) -> StateClaim:
    """The claim of the State under review in a heading."""
    words = heading.lower()
    # "implemented or in the process of being implemented": the weaker claim applies to all.
    if IN_PROCESS.search(words):
        return "in_process"
    return "already_implemented" if IMPLEMENTED.search(words) else "none"
