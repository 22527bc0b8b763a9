"""A made-up tracker of any size, reproducible, for measurements.

Words follow one another as in the shipped titles, in English and Russian; themes are as uneven as
real ones (a few carry most), names and places are a long tail of rare words, every third
recommendation has a finding, and every twentieth is a draft.
"""

import datetime as dt
import itertools
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from foundation.shipped_data import load
from recommendations.models import (
    AffectedGroup,
    Assessment,
    Goal,
    Organisation,
    PositionStatement,
    Recommendation,
    RecommendingState,
    Review,
    Source,
    State,
    Theme,
    WorkingGroupSession,
)

FIXTURES = Path(__file__).parent.parent / "fixtures"
VOCABULARIES = "states cycles sessions themes affected_groups scheme_labels goals".split()  # noqa: SIM905
# About what one State receives in one cycle.
OF_ONE_REVIEW = 155
BATCH = 5_000
# Names and places, and how often a word is one.
RARE_WORDS, RARE = 20_000, 0.06
LETTERS = {"en": "abcdefghiklmnoprstuvz", "ru": "абвгдезиклмнопрстуфхчш"}
AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

Chain = dict[str, list[str]]


def load_vocabularies() -> None:
    load(FIXTURES / "reference" / f"{name}.json" for name in VOCABULARIES)


def fill(size: int) -> None:
    """Add this many recommendations to a database with the vocabularies."""
    chance = random.Random(size)
    generator = _Corpus(chance)
    reviews = generator.reviews(-(-size // OF_ONE_REVIEW))
    numbers = range(size)
    for start in range(0, size, BATCH):
        generator.write(reviews, numbers[start : start + BATCH])
    if connection.vendor == "postgresql":
        # Otherwise autovacuum would do it during the measurement.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def words(count: int) -> list[str]:
    """Words of many titles, most frequent first, to search for."""
    counts: dict[str, int] = defaultdict(int)
    for title in _titles("en"):
        for word in title.lower().split():
            if word.isalpha() and len(word) > 4:
                counts[word] += 1
    return sorted(counts, key=lambda word: (-counts[word], word))[:count]


def _titles(language: str) -> list[str]:
    rows = [
        row
        for row in json.loads((FIXTURES / "kaz" / "2014.json").read_text(encoding="utf-8"))
        if row["model"] == "recommendations.recommendation"
    ]
    return [row["fields"][f"title_{language}"] for row in rows]


def _chain(titles: list[str]) -> Chain:
    """The successors of each word; under "" the first words."""
    follows: Chain = defaultdict(list)
    for title in titles:
        for word, next_word in itertools.pairwise(["", *title.split()]):
            follows[word].append(next_word)
    return follows


class _Corpus:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.chains = {language: _chain(_titles(language)) for language in ("en", "ru")}
        self.rare = {
            language: ["".join(chance.choices(letters, k=7)) for _word in range(RARE_WORDS)]
            for language, letters in LETTERS.items()
        }
        self.states = list(State.objects.order_by("iso3"))
        self.themes = list(Theme.objects.order_by("slug").values_list("pk", flat=True))
        self.groups = list(AffectedGroup.objects.order_by("slug").values_list("pk", flat=True))
        self.goals = list(Goal.objects.order_by("number").values_list("pk", flat=True))
        self.organisation = Organisation.objects.create(slug="watch", name_en="Watch")
        self.report = Source.objects.create(
            slug="made-up", kind="un_document", symbol="A/HRC/0/0", title="Made up"
        )

    def reviews(self, count: int) -> list[Review]:
        sessions: dict[int, Any] = {}
        for session in WorkingGroupSession.objects.select_related("cycle").order_by("number"):
            sessions.setdefault(session.cycle.number, session)
        pairs = itertools.product(sessions.values(), self.states)
        return Review.objects.bulk_create(
            Review(
                slug=f"{state.iso3.lower()}-{session.first_day.year}",
                state_under_review=state,
                cycle=session.cycle,
                session=session,
                reviewed_on=session.first_day,
            )
            for session, state in itertools.islice(pairs, count)
        )

    def sentence(self, language: str, length: int) -> str:
        chain, words, word = self.chains[language], [], ""
        while len(words) < length:
            word = self.chance.choice(chain.get(word) or chain[""])
            is_rare = self.chance.random() < RARE
            words.append(self.chance.choice(self.rare[language]) if is_rare else word)
        return " ".join(words)

    def sample(self, values: list[Any], limit: int) -> list[Any]:
        """Up to `limit` of the values, the first far more often than the last."""
        count = self.chance.choices(range(1, limit + 1), [limit - n for n in range(limit)])[0]
        weights = [1 / (place + 1) for place in range(len(values))]
        return list(dict.fromkeys(self.chance.choices(values, weights, k=count)))

    def write(self, reviews: list[Review], numbers: range) -> None:
        chance = self.chance
        rows = Recommendation.objects.bulk_create(
            Recommendation(
                review=reviews[number // OF_ONE_REVIEW],
                number=f"{124 + number % OF_ONE_REVIEW // 60}.{number % OF_ONE_REVIEW + 1}",
                title_en=self.sentence("en", chance.randint(6, 14)),
                title_ru=self.sentence("ru", chance.randint(6, 14)),
                text=self.sentence("en", chance.randint(12, 60)),
                text_source=self.report,
                action_category=chance.choice(
                    ["minimal", "continuing", "considering", "general", "specific"]
                ),
                publication_state="published" if number % 20 else "draft",
                published_at=AT,
            )
            for number in numbers
        )
        RecommendingState.objects.bulk_create(
            RecommendingState(recommendation=row, state=state, order=order)
            for row in rows
            for order, state in enumerate(self.sample(self.states, 2), 1)
        )
        for name, values, limit in (
            ("themes", self.themes, 3),
            ("affected_groups", self.groups, 2),
            ("goals", self.goals, 2),
        ):
            field: Any = Recommendation._meta.get_field(name)
            between, target = field.remote_field.through, field.m2m_reverse_field_name()
            between.objects.bulk_create(
                between(recommendation_id=row.pk, **{f"{target}_id": value})
                for row in rows
                for value in self.sample(values, limit)
            )
        PositionStatement.objects.bulk_create(self._positions(rows))
        Assessment.objects.bulk_create(self._findings(rows))

    def _positions(self, rows: list[Recommendation]) -> Iterator[PositionStatement]:
        for row in rows:
            position = self.chance.choices(["supported", "noted"], [3, 1])[0]
            claims = ["none", "already_implemented", "in_process"]
            claim = self.chance.choice(claims) if position == "supported" else "none"
            yield PositionStatement(
                recommendation=row,
                position=position,
                state_claim=claim,
                document=self.report,
                paragraph=row.number.partition(".")[0],
                stated_on=AT.date(),
            )

    def _findings(self, rows: list[Recommendation]) -> Iterator[Assessment]:
        statuses = ["not_implemented", "partially_implemented", "in_progress", "regressed"]
        statuses.append("fully_implemented")
        for row in rows[::3]:
            yield Assessment(
                recommendation=row,
                organisation=self.organisation,
                status=self.chance.choice(statuses),
                summary_en=self.sentence("en", self.chance.randint(20, 60)),
                summary_ru=self.sentence("ru", self.chance.randint(20, 60)),
                evidence_up_to=AT.date(),
                assessed_on=AT.date(),
                publication_state="published",
                published_at=timezone.now(),
            )


def values() -> dict[str, list[str]]:
    """Values to filter by, most frequent first."""
    return {"theme": list(Theme.objects.order_by("slug").values_list("slug", flat=True))}


def flattened(columns: list[str]) -> Iterator[tuple[Any, ...]]:
    """Each published recommendation as one row; several values as a JSON array."""
    rows = Recommendation.objects.published().with_claim_gap().for_display()
    for row in rows.order_by("pk").iterator(chunk_size=2_000):
        finding = row.standing_findings[0] if row.standing_findings else None
        links = list(row.recommending_state_set.all())
        flat = {
            "id": row.pk,
            "number": row.number,
            "title_en": row.title_en,
            "title_ru": row.title_ru,
            "text": row.text,
            "summary_en": finding.summary_en if finding else "",
            "position": row.position,
            "state_claim": row.state_claim,
            "claim_gap": "yes" if row.claim_gap else "",
            "status": row.status,
            "action_category": row.action_category,
            "review": row.review.slug,
            "theme": [theme.slug for theme in row.themes.all()],
            "recommending_state": [link.state.iso3.lower() for link in links],
            "regional_group": sorted({link.state.regional_group for link in links}),
            "affected_group": [group.slug for group in row.affected_groups.all()],
        }
        yield tuple(
            json.dumps(flat[name]) if isinstance(flat[name], list) else flat[name] for name in columns
        )
