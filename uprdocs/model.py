"""What a Working Group report says, as plain data: no database, no Django."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from uprdocs.messages import Doubt

# From the heading a recommendation is listed under (Human Rights Council resolution 5/1, annex,
# paragraph 32: supported or noted; the others are answers the Working Group report may leave open).
Position = Literal["supported", "partially_supported", "noted", "pending"]

# What the State under review says it has done already; "none" where it claims nothing.
StateClaim = Literal["already_implemented", "in_process", "none"]


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of body text: headers, page numbers and footnotes are already gone.

    `page` counts from 1 in the file; Word and plain-text files have no pages and give 0.
    """

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class ReadRecommendation:
    """One recommendation as the Working Group report prints it.

    `paragraph`: "124.21"; a plainly numbered or lettered item of the first cycle gives its
    paragraph and its own mark, "64.3", "64.b".
    `text`: verbatim but for line breaks; the recommending States and the closing mark are left
    out. Where a numbered item holds several recommendations, each has its own text, and all the
    same paragraph.
    `recommending_states`: ISO 3166 alpha-3, in printed order; empty where none could be read.
    `heading`: the introductory sentence the position was taken from.
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

    `symbol`: "A/HRC/28/10", empty where not printed; `state_under_review`: ISO 3166 alpha-3, empty
    where not recognised; `session`: of the Working Group, None where not printed.
    """

    symbol: str
    state_under_review: str
    session: int | None
    reviewed_on: date | None
    adopted_on: date | None
    recommendations: tuple[ReadRecommendation, ...]
    doubts: tuple[Doubt, ...]
