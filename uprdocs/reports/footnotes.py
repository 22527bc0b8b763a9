"""Footnotes below the lists that hold recommendations.

A list may print a recommendation in other words than it was made, with a footnote: "The recommendation
as read during the interactive dialogue: …". Its words are told as a doubt, and are no item of their own.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from uprdocs.messages import Code, Doubt
from uprdocs.model import Line
from uprdocs.reports.brackets import brackets_of_states
from uprdocs.reports.paragraphs import join_lines

# "1 The recommendation … (Peru). 2 The recommendation …": the marks, of which PDFs put most at the end
# of the line before.
MARK = re.compile(r"(?:^|(?<=[.;)”’\"]) )(?:\d{1,2}|[*∗]{1,3})\s+(?=\S)")
READ = re.compile(r"(?i)\brecommendations?\b.{0,40}\b(?:reads?|made|formulated)\b")
# In characters; the longest in the corpus has 1,400.
WORDS_AT_MOST = 1_500


def doubts_about_footnotes(lines: Iterable[Line]) -> Iterator[Doubt]:
    """One doubt with the words of each footnote that holds a recommendation, in printed order."""
    for page, page_lines in groupby(lines, lambda line: line.page):
        for words in MARK.split(join_lines(line.text for line in page_lines)):
            if READ.search(words[:200]) or brackets_of_states(words):
                values = {"words": words.strip()[:WORDS_AT_MOST]}
                yield Doubt(Code.FOOTNOTE_HOLDS_RECOMMENDATION, values, page=page)
