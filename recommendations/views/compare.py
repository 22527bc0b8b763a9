"""A recommendation beside those of other cycles that asked for the same."""

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
    """A piece of a wording; marked if the other wording lacks it."""

    text: str
    marked: bool


@dataclass(frozen=True)
class ComparisonColumn:
    """One recommendation. `is_subject`: the page is about it. `runs`: its official wording, or empty."""

    row: Recommendation
    is_subject: bool
    runs: list[Run]


class RecommendationComparison(OneRecommendation):
    """The comparison page of a recommendation; 404 if no other cycle asked for the same."""

    template_name = "recommendations/recommendation_compare.html"
    address_name = "recommendations:comparison"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        recommendation = self.object
        linked_keys = _chain(recommendation, "successors") | _chain(recommendation, "precursors")
        if not linked_keys:
            raise Http404
        rows = Recommendation.objects.published().filter(pk__in={*linked_keys, recommendation.pk})
        rows = rows.with_claim_gap().for_display().order_by("review__slug", "number_order")
        columns = comparison_columns(recommendation, list(rows))
        return super().get_context_data(
            columns=columns,
            differs=any(run.marked for column in columns for run in column.runs),
            **kwargs,
        )


def _chain(recommendation: Recommendation, relation: str) -> set[int]:
    """The keys of the published recommendations along one direction of the chain.

    `relation` leads back from a later link to the one before: “successors” collects precursors, and
    their precursors. One query for each link of the chain, and one more.
    """
    published = Recommendation.objects.published()
    keys: set[int] = set()
    newest_keys = {recommendation.pk}
    while newest_keys:
        new_keys = published.filter(**{f"{relation}__in": newest_keys}).values_list("pk", flat=True)
        newest_keys = set(new_keys) - keys - {recommendation.pk}
        keys |= newest_keys
    return keys


def comparison_columns(
    recommendation: Recommendation, rows: Iterable[Recommendation]
) -> list[ComparisonColumn]:
    """Marks in each other wording what `recommendation` lacks, and in its own what all others lack.

    Only official wordings in the same language are compared; our own titles are not quotations.
    """
    columns, shared_with_others = [], []
    rows = list(rows)
    for row in rows:
        if (
            row != recommendation
            and row.text
            and (row.text_language == recommendation.text_language)
            and recommendation.text
        ):
            shared_with_others.append(_shared_words(recommendation.text, row.text))
    for row in rows:
        words = list(_WORD.finditer(row.text))
        shared = set(range(len(words)))
        if row == recommendation:
            shared = set().union(*shared_with_others) if shared_with_others else shared
        elif recommendation.text and row.text_language == recommendation.text_language:
            shared = _shared_words(row.text, recommendation.text)
        columns.append(ComparisonColumn(row, row == recommendation, _runs(row.text, words, shared)))
    return columns


def _shared_words(text: str, other: str) -> set[int]:
    """The positions of a text’s words that the other text has in the same order."""
    words, other_words = ([word.casefold() for word in _WORD.findall(wording)] for wording in (text, other))
    blocks = difflib.SequenceMatcher(None, words, other_words, autojunk=False).get_matching_blocks()
    return {place for block in blocks for place in range(block.a, block.a + block.size)}


def _runs(text: str, words: list[re.Match[str]], shared: set[int]) -> list[Run]:
    """The text cut into runs; neighbouring words that are not `shared` become one marked run."""
    runs: list[Run] = []
    start, marked = 0, False
    for place, word in enumerate(words):
        is_marked = place not in shared
        if is_marked != marked:
            boundary = word.start() if is_marked else words[place - 1].end()
            runs.append(Run(text[start:boundary], marked))
            start, marked = boundary, is_marked
    boundary = words[-1].end() if words and marked else start
    runs += [Run(text[start:boundary], marked), Run(text[boundary:], False)]
    return [run for run in runs if run.text]
