"""Reading a Working Group report: the lists of recommendations under their headings."""

import re
from collections.abc import Callable
from itertools import pairwise, takewhile

from uprdocs.messages import Code, Doubt, Message, NotAReport
from uprdocs.model import Line, ReadRecommendation, Report
from uprdocs.reports.dialogue import Dialogue, points_at
from uprdocs.reports.footnotes import doubts_about_footnotes
from uprdocs.reports.front_page import read_front
from uprdocs.reports.headings import claim_in, position_in
from uprdocs.reports.items import Piece, pieces
from uprdocs.reports.later_answers import with_later_answers
from uprdocs.reports.paragraphs import Paragraph, join_lines, paragraphs

LISTS = re.compile(r"(?i)\s*(?:I{1,3}\.?\s+)?conclusions and(?:/or)? recommendations[^A-Za-z.]{0,5}$")
AFTER = re.compile(r"\s*(?:I{3}\.?\s+[A-Z]|IV\.\s+[A-Z]|(?:Annex|ANNEX)(?:es|ES)?(?:\s+I)?\W*$)")
# The paragraph that closes the lists, whatever its number.
CLOSING = re.compile(
    r"(?i)\s*\d{1,3}\s?\.\s*(?:all )?(?:the )?"
    r"conclusions and(?:/or)? ?recommendations? (?:contained|set out|in )"
)
# "offers the following comments" introduces answers, not recommendations.
COMMENTS = re.compile(r"(?i)(?<!listed below, and )(?:offers?|makes?|provides?) the following comments")


def read_lines(pages: list[list[Line]]) -> Report:
    """The report on these pages; raises `NotAReport` if they have no lists of recommendations."""
    lines = [line for page in pages for line in page if not line.is_footnote]
    front = read_front(join_lines(line.text for page in pages[:4] for line in page if not line.is_footnote))
    start = _start(lines)
    lists = _lists(lines[start:])
    reading = _Reading(lambda: Dialogue(lines[:start]), front.name)
    for paragraph in lists:
        reading.take(paragraph)
    footnotes = (line for page in pages for line in page if line.is_footnote)
    recommendations, doubts = reading.recommendations, [*reading.doubts, *doubts_about_footnotes(footnotes)]
    if not recommendations:
        raise NotAReport(Code.NO_RECOMMENDATIONS)
    return Report(
        front.symbol,
        front.state_under_review,
        front.session,
        front.reviewed_on,
        front.adopted_on,
        tuple(recommendations),
        tuple(doubts),
    )


def _start(lines: list[Line]) -> int:
    """The index of the first line after the heading of the lists."""
    starts = [at for at, line in enumerate(lines) if LISTS.match(line.text)]
    if not starts:
        raise NotAReport(Code.NO_LISTS)
    return starts[-1] + 1


def _lists(lines: list[Line]) -> list[Paragraph]:
    def goes_on(line: Line) -> bool:
        return not AFTER.match(line.text) and not CLOSING.match(line.text)

    return paragraphs(takewhile(goes_on, lines))


class _Reading:
    """Collects recommendations and doubts from the paragraphs of the lists, in order."""

    def __init__(self, dialogue: Callable[[], Dialogue], state_under_review: str) -> None:
        self.dialogue = dialogue
        self.state_under_review = state_under_review
        self.recommendations: list[ReadRecommendation] = []
        self.doubts: list[Doubt] = []

    def take(self, paragraph: Paragraph) -> None:
        heading = paragraph.text
        marks = "".join(f" ({item.mark}) {item.text}" for item in paragraph.items)
        places = points_at(heading)
        if places and (not paragraph.items or paragraph.items[0].mark == "a"):
            places = points_at(heading + marks)
        if places and position_in(heading) and not re.search(r"\d\.\s?\d", heading[:200]):
            self._take_pointed(paragraph, places)
        elif not paragraph.items:
            self._take_running(paragraph)
        elif not COMMENTS.search(heading):
            self._take_items(paragraph, heading)

    def _take_items(self, paragraph: Paragraph, heading: str) -> None:
        if position_in(heading) is None:
            place, number = paragraph.page, str(paragraph.number)
            self.doubts.append(Doubt(Code.HEADING_WITHOUT_POSITION, page=place, paragraph=number))
        for item in paragraph.items:
            label = item.mark if "." in item.mark else f"{paragraph.number}.{item.mark}"
            for piece in pieces(item.text):
                self._add(label, piece, heading, item.page)
        for before, item in pairwise(paragraph.items):
            if item.number > before.number + 1 or 0 < item.number <= before.number:
                marks = {"before": before.mark, "after": item.mark}
                self.doubts.append(Doubt(Code.NUMBERS_JUMP, marks, page=item.page, paragraph=item.mark))

    def _take_running(self, paragraph: Paragraph) -> None:
        """A paragraph without a list: a recommendation in running text, or a later answer."""
        heading, colon, text = paragraph.text.partition(":")
        text_pieces = pieces(text) if colon else []
        if any(piece.states for piece in text_pieces) and position_in(heading):
            for piece in text_pieces:
                if piece.states:
                    self._add(str(paragraph.number), piece, heading + colon, paragraph.page)
        else:
            self.recommendations = with_later_answers(self.recommendations, paragraph.text)

    def _take_pointed(self, paragraph: Paragraph, places: list[tuple[int, str]]) -> None:
        for pointed in self.dialogue().pointed(places, self.state_under_review):
            states = (pointed.state,) if pointed.state else ()
            doubts = [Message(Code.FROM_DIALOGUE)]
            doubts += [Message(Code.PUT_TOGETHER)] if pointed.is_put_together else []
            piece = Piece(pointed.text, states, tuple(doubts))
            self._add(pointed.mark, piece, paragraph.text, pointed.page)

    def _add(self, label: str, piece: Piece, heading: str, page: int) -> None:
        position, claim = position_in(heading) or "pending", claim_in(heading)
        self.recommendations.append(
            ReadRecommendation(label, piece.text, piece.states, position, claim, heading, page)
        )
        self.doubts += [Doubt(doubt.code, doubt.values, page=page, paragraph=label) for doubt in piece.doubts]
