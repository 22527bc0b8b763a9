"""What was asked in one cycle beside what was asked before and again: wording, answer, finding."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404

from ..models import Recommendation
from .recommendations import OneRecommendation

_WORD = re.compile(r"\w+(?:[-’']\w+)*")


@dataclass(frozen=True)
class Run:
    """Some words of a wording; marked where the wording it is compared with has others."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Compared:
    """A recommendation as one column: `runs` is its official wording, empty where none is held."""

    row: Recommendation
    is_this: bool
    runs: list[Run]


class RecommendationComparison(OneRecommendation):
    """A recommendation beside those of other cycles that asked for the same."""

    template_name = "recommendations/recommendation_compare.html"
    address_name = "recommendations:comparison"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        this = self.object
        others = _linked(this, "successors") | _linked(this, "precursors")
        if not others:
            raise Http404
        rows = Recommendation.objects.published().filter(pk__in={*others, this.pk})
        rows = rows.with_claim_gap().for_display().order_by("review__slug", "number_order")
        columns = compared(this, list(rows))
        return super().get_context_data(
            columns=columns,
            differs=any(run.marked for one in columns for run in one.runs),
            **kwargs,
        )


def _linked(row: Recommendation, backwards: str) -> set[int]:
    """The keys of what a chain of published rows leads to: precursors of precursors too.

    `backwards` is the relation from what is found to where the chain comes from. One query for
    each cycle that it reaches, and one more.
    """
    published = Recommendation.objects.published()
    found: set[int] = set()
    newest = {row.pk}
    while newest:
        keys = published.filter(**{f"{backwards}__in": newest}).values_list("pk", flat=True)
        newest = set(keys) - found - {row.pk}
        found |= newest
    return found


def compared(this: Recommendation, rows: Iterable[Recommendation]) -> list[Compared]:
    """The columns. Other wordings are compared with this one; this one with all others.

    Only official wordings in one language are compared: our own titles say nothing of words.
    """
    columns, kept_in_others = [], []
    rows = list(rows)
    for row in rows:
        if row != this and row.text and (row.text_language == this.text_language) and this.text:
            kept_in_others.append(_kept(this.text, row.text))
    for row in rows:
        words = list(_WORD.finditer(row.text))
        kept = set(range(len(words)))
        if row == this:
            kept = set().union(*kept_in_others) if kept_in_others else kept
        elif this.text and row.text_language == this.text_language:
            kept = _kept(row.text, this.text)
        columns.append(Compared(row, row == this, _runs(row.text, words, kept)))
    return columns


def _kept(text: str, other: str) -> set[int]:
    """The places of the words of a text that stand in the other, in the same order."""
    own, theirs = ([word.casefold() for word in _WORD.findall(one)] for one in (text, other))
    blocks = difflib.SequenceMatcher(None, own, theirs, autojunk=False).get_matching_blocks()
    return {place for block in blocks for place in range(block.a, block.a + block.size)}


def _runs(text: str, words: list[re.Match[str]], kept: set[int]) -> list[Run]:
    """The text in pieces that are marked or not; words that follow each other are marked as one."""
    runs: list[Run] = []
    end, marked = 0, False
    for place, word in enumerate(words):
        now = place not in kept
        if now != marked:
            cut = word.start() if now else words[place - 1].end()
            runs.append(Run(text[end:cut], marked))
            end, marked = cut, now
    cut = words[-1].end() if words and marked else end
    runs += [Run(text[end:cut], marked), Run(text[cut:], False)]
    return [run for run in runs if run.text]
