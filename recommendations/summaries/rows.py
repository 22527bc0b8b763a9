"""A recommendation as a row: of a list, of the public file, of the printed page.

Read in a few plain queries, however many rows: as objects with their links, fifty rows cost more than
all the rest of a page (docs/performance.md). What a row names by key (States, themes, groups) is what
the index holds, so that it agrees with the filters and counts beside it.
"""

import datetime as dt
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import get_language

from foundation.choices import PublicationState
from foundation.db.sql import Among, Tuples, tuples
from foundation.i18n.languages import in_readers_language
from foundation.index.snapshot import Snapshot

from ..addresses import below_list, identifier, path
from ..choices import ImplementationStatus, Position, StateClaim
from ..current import headlines
from ..index import RECOMMENDATIONS
from ..models import Assessment, PositionStatement, Recommendation
from ..models.findings import evidence_until
from ..querysets import is_claim_gap

# A text in the languages that it was written in or translated to; empty ones are left out.
Texts = Mapping[str, str]
NOT_ASSESSED = ImplementationStatus.NOT_ASSESSED.value


@lru_cache(maxsize=512)
def _label(choices: type[TextChoices], value: str, language: str) -> str:
    """What a value is called; the labels of a vocabulary are translated once a language."""
    return str(choices(value).label) if value else ""


def label(choices: type[TextChoices], value: str) -> str:
    return _label(choices, value, get_language() or "en")


class AnswerRow(NamedTuple):
    """What the State under review answers now, and the document and paragraph that say so."""

    position: str
    state_claim: str
    symbol: str
    paragraph: str

    @property
    def position_label(self) -> str:
        return label(Position, self.position)

    @property
    def state_claim_label(self) -> str:
        return label(StateClaim, self.state_claim)


class FindingRow(NamedTuple):
    """The headline of the findings that stand now."""

    status: str
    assessed_on: dt.date
    evidence_up_to: dt.date
    evidence_up_to_precision: str
    method: str
    coding_rule: str
    summaries: Texts
    organisations: Texts

    @property
    def summary(self) -> str:
        return in_readers_language(self.summaries)

    @property
    def organisation(self) -> str:
        return in_readers_language(self.organisations)

    @property
    def get_status_display(self) -> str:
        return label(ImplementationStatus, self.status)

    @property
    def evidence_until(self) -> str:
        return evidence_until(self.evidence_up_to, self.evidence_up_to_precision)


class RecommendationRow(NamedTuple):
    """One published recommendation; a tuple, because a file makes a hundred thousand.

    `review` is a slug, `symbol` that of the report, empty where none is known; `states` are names
    in the order of the report; `state_keys`, `themes` and `affected_groups` are keys of the index.
    """

    key: int
    review: str
    symbol: str
    number: str
    text_fingerprint: str
    titles: Texts
    text: str
    text_language: str
    action_category: str
    states: Sequence[str]
    state_keys: tuple[Hashable, ...]
    themes: tuple[Hashable, ...]
    affected_groups: tuple[Hashable, ...]
    answer: AnswerRow | None
    finding: FindingRow | None

    @property
    def title(self) -> str:
        return in_readers_language(self.titles)

    @property
    def claim_gap(self) -> bool:
        claim = self.answer.state_claim if self.answer else StateClaim.NONE
        return is_claim_gap(claim, self.finding.status if self.finding else NOT_ASSESSED)

    @property
    def other_texts(self) -> Iterator[tuple[str, str]]:
        """Language and text of what a search looks at beside the title."""
        yield self.text_language, self.text
        if self.finding:
            yield from self.finding.summaries.items()

    @property
    def identifier(self) -> str:
        """What identifies it in files: kaz-2014/124.10."""
        return identifier(self.review, self.number, self.text_fingerprint)

    @property
    def below_list(self) -> str:
        """What the address of its page adds to that of the list."""
        return below_list(self.review, self.number, self.text_fingerprint)

    def get_absolute_url(self) -> str:
        return path(self.review, self.number, self.text_fingerprint)


def rows(keys: Sequence[int]) -> list[RecommendationRow]:
    """The published recommendations of these keys, in their order, with texts in every language."""
    languages = tuple(code for code, _name in settings.LANGUAGES)
    return RowReader(get_language() or "en", languages=languages)(keys)


class RowReader:
    """Reads rows with names in one language, and texts in some.

    From one snapshot of the index: a file that is long on its way agrees with itself.
    """

    def __init__(
        self, language: str, *, languages: tuple[str, ...], snapshot: Snapshot | None = None
    ) -> None:
        self.languages = languages
        self.snapshot = snapshot or RECOMMENDATIONS.snapshot()
        names = self.snapshot.names("recommending_state", language)

        # Of no object that holds the index: one that remembers its own method is freed late.
        @lru_cache(4_096)
        def names_of(keys: tuple[Hashable, ...]) -> tuple[str, ...]:
            return tuple(names[key] for key in keys if key in names)

        self._names_of = names_of

    def __call__(self, keys: Collection[int]) -> list[RecommendationRow]:
        """The published recommendations of these keys, in their order. At most three queries.

        What was withdrawn meanwhile is left out.
        """
        values = {key: self.snapshot.values_of(key) for key in keys}
        answers = _answers(keys)
        findings = self._findings([key for key in keys if values[key].get("status") != (NOT_ASSESSED,)])
        own = len(_COLUMNS)
        published = {}
        for columns in _published(self.languages).filter(Among("pk", keys)):
            key, review, symbol, number, text_fingerprint, text, text_language, category = columns[:own]
            indexed = values[key]
            states = tuple(indexed.get("recommending_state", ()))
            published[key] = RecommendationRow(
                key,
                review,
                symbol or "",
                number,
                text_fingerprint,
                self._texts(columns[own:]),
                text,
                text_language,
                category,
                self._names_of(states),
                states,
                tuple(indexed.get("theme", ())),
                tuple(indexed.get("affected_group", ())),
                answers.get(key),
                findings.get(key),
            )
        return [published[key] for key in keys if key in published]

    def _texts(self, translations: Sequence[str | None]) -> Texts:
        return {code: text for code, text in zip(self.languages, translations, strict=True) if text}

    def _findings(self, keys: Collection[int]) -> dict[int, FindingRow]:
        """By recommendation. Which recommendations are public is not asked here once more."""
        if not keys:
            return {}
        count = len(self.languages)
        read = [
            _PublishedFinding._make(
                (
                    *columns[: -2 * count],
                    self._texts(columns[-2 * count : -count]),
                    self._texts(columns[-count:]),
                )
            )
            for columns in _findings(self.languages).filter(Among("recommendation_id", keys))
        ]
        return {
            key: FindingRow(
                finding.status,
                finding.assessed_on,
                finding.evidence_up_to,
                finding.precision,
                finding.method,
                finding.coding_rule,
                finding.summaries,
                finding.organisations,
            )
            for key, finding in headlines(read).items()
        }


class _PublishedFinding(NamedTuple):
    """What decides which finding is the headline, then what is told of it."""

    recommendation_id: int
    pk: int
    organisation_id: int
    corrects_id: int | None
    evidence_up_to: dt.date
    headline_organisation: int | None
    precision: str
    status: str
    assessed_on: dt.date
    method: str
    coding_rule: str
    summaries: Texts
    organisations: Texts


def _answers(keys: Collection[int]) -> dict[int, AnswerRow]:
    """By recommendation, the newest official answer."""
    answers: dict[int, AnswerRow] = {}
    for key, *answer in _official_answers().filter(Among("recommendation_id", keys)):
        if key not in answers:
            answers[key] = AnswerRow(*answer)
    return answers


# Putting a query together takes longer than running it, and of these only the keys ever change.

_COLUMNS = (
    "pk", "review__slug", "review__report__symbol", "number", "text_fingerprint", "text",
    "text_language", "action_category",
)  # fmt: skip


@cache
def _published(languages: tuple[str, ...]) -> Tuples:
    titles = [f"title_{code}" for code in languages]
    return tuples(Recommendation.objects.published().order_by(), *_COLUMNS, *titles)


@cache
def _official_answers() -> Tuples:
    return tuples(
        PositionStatement.objects.official().newest_first(),
        "recommendation_id", "position", "state_claim", "document__symbol", "paragraph",
    )  # fmt: skip


@cache
def _findings(languages: tuple[str, ...]) -> Tuples:
    return tuples(
        Assessment.objects.filter(publication_state=PublicationState.PUBLISHED).order_by(),
        "recommendation_id", "pk", "organisation_id", "corrects_id", "evidence_up_to",
        "recommendation__review__headline_organisation", "evidence_up_to_precision", "status",
        "assessed_on", "method", "coding_rule",
        *[f"summary_{code}" for code in languages],
        *[f"organisation__name_{code}" for code in languages],
    )  # fmt: skip
