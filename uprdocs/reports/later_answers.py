"""Answers after the lists: "considers that recommendation 115.10 is implemented"."""

import re
from dataclasses import replace

from uprdocs.model import ReadRecommendation
from uprdocs.reports.headings import claim_in, position_in

MARK = re.compile(r"\b(\d{1,3})\.\s?(\d{1,3})\b")
# "recommendations Nos. 1, 2 and 3 set out in paragraph 98 above"; by default of the list before.
NUMBERS = re.compile(r"recommendations? (?:Nos?\.? ?)?((?:\d{1,3}(?:, | and |,)?)+)")
PARAGRAPH = re.compile(r"\bparagraph (\d{1,3})\b(?!\.\d)")
# "… implemented, and the recommendation in paragraph 77.24 is in process": two answers.
CLAUSES = re.compile(r",? and (?=the recommendations? |recommendations? \d)")
ALL = re.compile(r"(?i)\W*(?:all (?:the |of the |these )?|these |the above )recommendations")


def with_later_answers(recommendations: list[ReadRecommendation], text: str) -> list[ReadRecommendation]:
    """The recommendations, updated with claims and positions of a later paragraph."""
    for clause in CLAUSES.split(text):
        recommendations = _with_claim(recommendations, clause)
    position = position_in(text)
    if ALL.match(text) and position not in (None, "pending") and not MARK.search(text):
        recommendations = [
            replace(r, position=position) if r.position == "pending" else r for r in recommendations
        ]
    return recommendations


def _with_claim(recommendations: list[ReadRecommendation], clause: str) -> list[ReadRecommendation]:
    claim, marks = claim_in(clause), _marks_in(recommendations, clause)
    if claim == "none" or not marks:
        return recommendations
    return [replace(r, state_claim=claim) if r.paragraph in marks else r for r in recommendations]


def _marks_in(recommendations: list[ReadRecommendation], clause: str) -> set[str]:
    marks = {f"{match[1]}.{match[2]}" for match in MARK.finditer(clause)}
    numbers = NUMBERS.search(clause)
    if marks or not numbers or not recommendations:
        return marks
    paragraph = PARAGRAPH.search(clause)
    list_number = paragraph[1] if paragraph else recommendations[-1].paragraph.partition(".")[0]
    return {f"{list_number}.{number}" for number in re.findall(r"\d+", numbers[1])}
