"""A recommendation as a row: of a list, of the public file, of the printed page.

Read as tuples in a few queries: fifty model objects with their links cost more than the rest of a
page (docs/performance.md). States, themes and groups come from the index, so that a row agrees with
the filters and counts beside it.
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

# A text by language code; languages without a text are left out.
Texts = Mapping[str, str]
NOT_ASSESSED = ImplementationStatus.NOT_ASSESSED.value


@lru_cache(maxsize=512)
def _label(choices: type[TextChoices], value: str, language: str) -> str:
    """The label of a value; cached, because translating it for each row is slow."""
    return str(choices(value).label) if value else ""


def label(choices: type[TextChoices], value: str) -> str:
    return _label(choices, value, get_language() or "en")


class AnswerRow(NamedTuple):
    """The current answer of the State under review, with its document and paragraph."""

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
    """The headline finding."""

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
    """One published recommendation; a tuple, because a file has a hundred thousand.

    `review` is its slug, `symbol` that of the report or empty; `states` are names in the order of
    the report; `state_keys`, `themes` and `affected_groups` are keys of the index.
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
        """(language, text) of what a search covers besides the title."""
        yield self.text_language, self.text
        if self.finding:
            yield from self.finding.summaries.items()

    @property
    def identifier(self) -> str:
        """What identifies it in files: kaz-2014/124.10."""
        return identifier(self.review, self.number, self.text_fingerprint)

    @property
    def below_list(self) -> str:
        """The end of its page’s path, after the path of the list."""
        return below_list(self.review, self.number, self.text_fingerprint)

    def get_absolute_url(self) -> str:
        return path(self.review, self.number, self.text_fingerprint)


def rows(keys: Sequence[int]) -> list[RecommendationRow]:
    """The published recommendations of these keys, in their order, with texts in every language."""
    languages = tuple(code for code, _name in settings.LANGUAGES)
    return RowReader(get_language() or "en", languages=languages)(keys)


class RowReader:
    """Reads rows with names in `language` and texts in `languages`.

    Uses one snapshot of the index, so that a file that takes long to write agrees with itself.
    """

    def __init__(
        self, language: str, *, languages: tuple[str, ...], snapshot: Snapshot | None = None
    ) -> None:
        self.languages = languages
        self.snapshot = snapshot or RECOMMENDATIONS.snapshot()
        names = self.snapshot.names("recommending_state", language)

        # Not a method: a cache of `self`’s method would keep the snapshot alive in a cycle.
        @lru_cache(4_096)
        def names_of(keys: tuple[Hashable, ...]) -> tuple[str, ...]:
            return tuple(names[key] for key in keys if key in names)

        self._names_of = names_of

    def __call__(self, keys: Collection[int]) -> list[RecommendationRow]:
        """The published recommendations of these keys, in their order. At most three queries.

        Recommendations withdrawn meanwhile are left out.
        """
        values = {key: self.snapshot.values_of(key) for key in keys}
        answers = _answers(keys)
        findings = self._findings([key for key in keys if values[key].get("status") != (NOT_ASSESSED,)])
        column_count = len(_COLUMNS)
        rows_by_key = {}
        for columns in _published(self.languages).filter(Among("pk", keys)):
            key, review, symbol, number, fingerprint, text, text_language, category = columns[:column_count]
            index_values = values[key]
            states = tuple(index_values.get("recommending_state", ()))
            rows_by_key[key] = RecommendationRow(
                key,
                review,
                symbol or "",
                number,
                fingerprint,
                self._texts(columns[column_count:]),
                text,
                text_language,
                category,
                self._names_of(states),
                states,
                tuple(index_values.get("theme", ())),
                tuple(index_values.get("affected_group", ())),
                answers.get(key),
                findings.get(key),
            )
        return [rows_by_key[key] for key in keys if key in rows_by_key]

    def _texts(self, translations: Sequence[str | None]) -> Texts:
        return {code: text for code, text in zip(self.languages, translations, strict=True) if text}

    def _findings(self, keys: Collection[int]) -> dict[int, FindingRow]:
        """By recommendation; the caller passes keys of public ones only."""
        if not keys:
            return {}
        language_count = len(self.languages)
        findings = [
            _PublishedFinding._make(
                (
                    *columns[: -2 * language_count],
                    self._texts(columns[-2 * language_count : -language_count]),
                    self._texts(columns[-language_count:]),
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
            for key, finding in headlines(findings).items()
        }


class _PublishedFinding(NamedTuple):
    """The columns that decide which finding is the headline, then those that are shown."""

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
    """The newest official answer by recommendation."""
    answers: dict[int, AnswerRow] = {}
    for key, *answer in _official_answers().filter(Among("recommendation_id", keys)):
        if key not in answers:
            answers[key] = AnswerRow(*answer)
    return answers


# Building these queries takes longer than running them, and only the keys change: build them once.

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
