"""A Working Group report as plain data."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from uprdocs.messages import Doubt

# From the heading above a recommendation. Human Rights Council resolution 5/1 (annex, paragraph 32)
# knows supported and noted; reports also use the others.
Position = Literal["supported", "partially_supported", "noted", "pending"]

# What the State under review claims to have done; "none" without a claim.
StateClaim = Literal["already_implemented", "in_process", "none"]


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, without headers and page numbers.

    `page` counts from 1 in the file; it is 0 for Word and plain-text files, which have no pages.
    `is_footnote`: it is no body text; footnotes come after the body of their page.
    """

    text: str
    page: int
    is_footnote: bool = False


@dataclass(frozen=True, slots=True)
class ReadRecommendation:
    """One recommendation as the Working Group report prints it.

    `paragraph`: "124.21"; a plainly numbered or lettered item of the first cycle gives its
    paragraph and its own mark, "64.3", "64.b".
    `text`: verbatim except for line breaks, without the recommending States and the final punctuation.
    Several recommendations in one numbered item have the same paragraph.
    `recommending_states`: ISO 3166 alpha-3, in printed order; empty if none could be read.
    `heading`: the introductory sentence that gives the position.
    """

    paragraph: str
    text: str
    recommending_states: tuple[str, ...]
    position: Position
    state_claim: StateClaim
    heading: str
    page: int


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the Working Group on the Universal Periodic Review.

    `symbol`: "A/HRC/28/10", empty if not printed; `state_under_review`: ISO 3166 alpha-3, empty if not
    recognised; `session`: of the Working Group, None if not printed.
    """

    symbol: str
    state_under_review: str
    session: int | None
    reviewed_on: date | None
    adopted_on: date | None
    recommendations: tuple[ReadRecommendation, ...]
    doubts: tuple[Doubt, ...]
