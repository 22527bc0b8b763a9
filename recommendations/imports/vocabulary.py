"""The records that an import is compared with: States, sessions, labels, sources, recommendations."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..choices import LabelScheme, SourceKind
from ..models import (
    Goal,
    PositionStatement,
    Recommendation,
    RecommendingState,
    Review,
    SchemeLabel,
    Source,
    State,
    UnknownLabel,
    WorkingGroupSession,
)


@dataclass(slots=True)
class Statement:
    """A recorded position statement. `official`: its document is of the UN."""

    key: int
    document: int
    paragraph: str
    position: str
    state_claim: str
    official: bool


@dataclass(slots=True)
class RecordedRow:
    """A recorded recommendation. `statements`: newest first. `filled_links`: fields with any link."""

    key: int
    number: str
    text: str
    text_is_excerpt: bool
    # Kind of the source of the text, or "".
    text_source_kind: str
    text_source: int | None
    action_category: str
    is_public: bool
    states: tuple[str, ...] = ()
    statements: list[Statement] = field(default_factory=list)
    filled_links: set[str] = field(default_factory=set)
    unknown_labels: set[str] = field(default_factory=set)

    @property
    def current(self) -> Statement | None:
        return next((statement for statement in self.statements if statement.official), None)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The theme or the group, or both, that a label of another scheme maps to (keys)."""

    theme: int | None
    affected_group: int | None


class KnownRecords:
    """The tables that every row is looked up in, read once for each import."""

    def __init__(self) -> None:
        self.states: dict[str, int] = dict(State.objects.values_list("iso3", "pk"))
        self.goals: dict[int, int] = dict(Goal.objects.values_list("number", "pk"))
        self.sessions = {
            session.number: session for session in WorkingGroupSession.objects.select_related("cycle")
        }
        self.read_reviews()
        self.labels = {
            (scheme, plain_label(label)): Meaning(theme, group)
            for scheme, label, theme, group in SchemeLabel.objects.values_list(
                "scheme", "label", "theme_id", "affected_group_id"
            )
        }
        # OHCHR's lists also use labels of the Index; their own come first.
        for (scheme, label), meaning in list(self.labels.items()):
            if scheme == LabelScheme.UHRI:
                self.labels.setdefault((LabelScheme.OHCHR, label), meaning)

    def read_reviews(self) -> None:
        reviews = list(Review.objects.select_related("state_under_review", "cycle", "report"))
        self.reviews: dict[tuple[str, int], Review] = {
            (review.state_under_review.iso3, review.cycle.number): review for review in reviews
        }
        self.reviews_by_symbol: dict[str, Review] = {
            str(review.report.symbol): review for review in reviews if review.report
        }

    def meaning(self, scheme: str, label: str) -> Meaning | None:
        return self.labels.get((scheme, plain_label(label)))

    def review(self, state: str, session: int | None, symbol: str) -> Review | None:
        """The review with this report, else that of the State in the cycle of the session."""
        review = self.reviews_by_symbol.get(symbol)
        if review and state in ("", review.state_under_review.iso3):
            return review
        if session in self.sessions:
            return self.reviews.get((state, self.sessions[session].cycle.number))
        return None

    def session_on(self, day: dt.date) -> int | None:
        """The number of the session on that day, for reports that do not print it."""
        return next(
            (
                number
                for number, session in self.sessions.items()
                if session.first_day and session.last_day
                if session.first_day <= day <= session.last_day
            ),
            None,
        )


# Lists of the second and third cycle print the theme's code first: “A12 Acceptance …”, “2.1. Acceptance …”.
CODE = re.compile(r"^(?:[A-Z]\d+|\d+(?:\.\d+)*\.) ")


def plain_label(label: str) -> str:
    """A label to compare by: without its code, in lower case, with “and” for “&” and one apostrophe."""
    words = CODE.sub("", " ".join(label.split())).casefold().replace("&", "and")
    return re.sub("[’‘ʼ`´]", "'", words)


def recorded_rows(review: int) -> list[RecordedRow]:
    """The recommendations of a review with their parts, in the order of their numbers.

    A fixed number of queries.
    """
    rows = {
        values["pk"]: RecordedRow(
            key=values["pk"],
            number=values["number"],
            text=values["text"],
            text_is_excerpt=values["text_is_excerpt"],
            text_source_kind=values["text_source__kind"] or "",
            text_source=values["text_source"],
            action_category=values["action_category"],
            is_public=values["publication_state"] == "published",
        )
        for values in Recommendation.objects.filter(review=review)
        .order_by("number_order", "pk")
        .values(
            "pk", "number", "text", "text_is_excerpt", "text_source__kind", "text_source",
            "action_category", "publication_state",
        )
    }  # fmt: skip
    if rows:
        _add_parts(rows, review)
    return list(rows.values())


def _add_parts(rows: dict[int, RecordedRow], review: int) -> None:
    review_filter = {"recommendation__review": review}
    states = defaultdict(list)
    for key, iso3 in (
        RecommendingState.objects.filter(**review_filter)
        .order_by("recommendation", "order")
        .values_list("recommendation", "state__iso3")
    ):
        states[key].append(iso3)
    for key, state_codes in states.items():
        rows[key].states = tuple(state_codes)
    for statement in (
        PositionStatement.objects.filter(**review_filter).newest_first().select_related("document")
    ):
        rows[statement.recommendation_id].statements.append(
            Statement(
                statement.pk,
                statement.document_id,
                statement.paragraph,
                statement.position,
                statement.state_claim,
                statement.document.kind == SourceKind.UN_DOCUMENT,
            )
        )
    for name in ("themes", "affected_groups", "goals"):
        for key in _keys_with_any(name, review_filter):
            rows[key].filled_links.add(name)
    for key, label in UnknownLabel.recommendations.through.objects.filter(**review_filter).values_list(
        "recommendation", "unknownlabel__label"
    ):
        rows[key].unknown_labels.add(label)


def _keys_with_any(name: str, review_filter: Mapping[str, object]) -> Iterable[int]:
    """Keys of the recommendations with any link in the field `name`."""
    through = getattr(Recommendation, name).through
    keys: Iterable[int] = (
        through.objects.filter(**review_filter).values_list("recommendation", flat=True).distinct()
    )
    return keys


def source_for(symbol: str, slug: str) -> Source | None:
    """The source by symbol, or by slug if the file has no symbol."""
    if symbol:
        return Source.objects.filter(symbol=symbol, paragraph="").first()
    return Source.objects.filter(slug=slug).first()
