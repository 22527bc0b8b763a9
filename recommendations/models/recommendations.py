"""Recommendations, their recommending States, and the answers of the State under review."""

from collections.abc import Collection
from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Right, StrIndex, Substr
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from foundation.dates.dated import IMPLAUSIBLE, is_plausible, plausible
from foundation.db.constraints import known_choice
from foundation.db.natural_keys import NaturalKey
from foundation.i18n.languages import language_code
from foundation.i18n.texts import shortened
from foundation.publishing.state import Publishable
from foundation.typing import FieldGroups

from .. import addresses
from ..choices import ActionCategory, Position, StateClaim
from ..numbers import LONGEST_NUMBER, NUMBER_FORM, check_number, comparable_number, number_as_printed
from ..querysets import PlainQuerySet, PositionStatementQuerySet, RecommendationQuerySet
from .reference import AffectedGroup, Goal, State, Theme
from .reviews import Review, Source

if TYPE_CHECKING:
    from .findings import Assessment

# A number is printed as paragraph.item (124.21). Each part is padded so that 124.2 sorts before
# 124.10. Only functions that both SQLite and PostgreSQL have.
_PARTS = Concat(F("number"), Value("."))
_PARAGRAPH = Substr(_PARTS, 1, StrIndex(_PARTS, Value(".")) - Value(1))
_ITEM = Substr(_PARTS, StrIndex(_PARTS, Value(".")) + Value(1))
NUMBER_ORDER = Concat(
    Right(Concat(Value("000000"), _PARAGRAPH), 6), Right(Concat(Value("0000000"), _ITEM), 7)
)


class Recommendation(NaturalKey, Publishable):
    """One recommendation of a review, as the Working Group's report prints it."""

    NATURAL_KEY = ("review__slug", "number", "text_fingerprint")
    DERIVED_FIELDS = Publishable.DERIVED_FIELDS | {
        "text_fingerprint",
        "former_address",
        "imported_in",
    }
    # Whether words are all, in which language and where they stand, is said of these words.
    TOGETHER: ClassVar[FieldGroups] = (("text", "text_is_excerpt", "text_language", "text_source"),)

    review = models.ForeignKey(
        Review, models.PROTECT, related_name="recommendations", verbose_name=_("review")
    )
    number = models.CharField(
        _("number"),
        max_length=LONGEST_NUMBER,
        blank=True,
        validators=[check_number],
        help_text=_("As printed: 124.21. Empty until the report has been read."),
    )
    number_order = models.GeneratedField(
        expression=NUMBER_ORDER, output_field=models.CharField(max_length=40), db_persist=True
    )
    title = models.CharField(
        _("title"),
        max_length=300,
        blank=True,
        help_text=_("What is asked, in our own plain words."),
    )
    text = models.TextField(
        _("official text"), blank=True, help_text=_("Word for word; […] where words are left out.")
    )
    text_is_excerpt = models.BooleanField(
        _("excerpt"), default=False, help_text=_("Is this only a part of the official text?")
    )
    text_language = models.CharField(
        _("language of the text"), max_length=8, default="en", validators=[language_code]
    )
    text_source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("source of the text"),
    )
    text_fingerprint = models.CharField(max_length=40, blank=True, editable=False)
    # The address from before it had a number, which must keep working.
    former_address = models.CharField(max_length=20, blank=True, editable=False)
    recommending_states = models.ManyToManyField(
        State,
        through="RecommendingState",
        related_name="recommendations_made",
        verbose_name=_("recommending States"),
    )
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="recommendations", verbose_name=_("themes")
    )
    affected_groups = models.ManyToManyField(
        AffectedGroup, blank=True, related_name="recommendations", verbose_name=_("who it concerns")
    )
    goals = models.ManyToManyField(Goal, blank=True, related_name="recommendations", verbose_name=_("goals"))
    action_category = models.CharField(
        _("how specific the request is"), max_length=12, choices=ActionCategory, blank=True
    )
    precursors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="successors",
        verbose_name=_("asked before in"),
        help_text=_("Recommendations of earlier cycles that asked for the same."),
    )
    # The import that created it, so that the import can be undone.
    imported_in = models.ForeignKey(
        "recommendations.Import",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="recommendations",
        verbose_name=_("imported in"),
    )

    if TYPE_CHECKING:
        # Set by `for_display`; the first finding is the headline.
        current_positions: list["PositionStatement"]
        standing_findings: list["Assessment"]
        # Set by `with_current_position` and `with_current_status`.
        position: str | None
        status: str

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["review", "number_order", "pk"]
        permissions = [("publish_recommendation", _("Can publish and withdraw recommendations"))]
        indexes = [
            models.Index(fields=["review", "number_order"], name="recommendation_in_order"),
            models.Index(fields=["publication_state"], name="recommendation_state"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["review", "number"],
                condition=~Q(number=""),
                name="recommendation_number_unique",
                violation_error_message=_("This review has a recommendation of that number."),
            ),
            models.UniqueConstraint(
                fields=["review", "text_fingerprint"],
                condition=Q(number=""),
                name="recommendation_text_unique",
                violation_error_message=_("This review has an unnumbered recommendation of the same text."),
            ),
            # A number identifies for good, a fingerprint only until the number is known.
            models.CheckConstraint(
                name="recommendation_numbered_or_with_text",
                condition=(~Q(number="") & Q(text_fingerprint="")) | (Q(number="") & ~Q(text_fingerprint="")),
                violation_error_message=_("A recommendation needs its number or its text."),
            ),
            # The number is part of the address.
            models.CheckConstraint(
                name="recommendation_number_fits_an_address",
                condition=Q(Exact(StrIndex(F("number"), Value("/")), 0))
                & ~Q(Exact(Substr(F("number"), 1, 5), addresses.TEXT_PREFIX)),
                violation_error_message=NUMBER_FORM,
            ),
            models.CheckConstraint(
                name="recommendation_text_has_source",
                condition=Q(text="") | Q(text_source__isnull=False),
                violation_error_message=_("The official text needs its source."),
            ),
            models.CheckConstraint(
                name="recommendation_excerpt_of_text",
                condition=Q(text_is_excerpt=False) | ~Q(text=""),
                violation_error_message=_("An excerpt needs the words it consists of."),
            ),
            models.CheckConstraint(
                name="recommendation_says_something",
                condition=(Q(title_en__isnull=False) & ~Q(title_en="")) | ~Q(text=""),
                violation_error_message=_("Give an English title or the official text."),
            ),
            known_choice("action_category", ActionCategory, blank=True, message=_("Unknown category.")),
        ]

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self.number = number_as_printed(self.number)
        super().clean_fields(exclude)

    def clean(self) -> None:
        super().clean()
        if self.number and (twin := self._number_written_otherwise()):
            raise ValidationError(
                {
                    "number": _("“%(number)s” is there already, written “%(other)s”.")
                    % {"number": self.number, "other": twin}
                }
            )
        if self.number and self.text_fingerprint and self.published_at:
            self.former_address = addresses.name_in_review("", self.text_fingerprint)
        self.text_fingerprint = "" if self.number or not self.text else addresses.fingerprint(self.text)

    def _number_written_otherwise(self) -> str:
        """The number of another recommendation that differs in case, blanks or brackets only; else empty."""
        if self.number.replace(".", "").isdecimal() or self.review_id is None:
            return ""
        others = Recommendation.objects.filter(review=self.review_id).exclude(pk=self.pk)
        comparable = comparable_number(self.number)
        numbers = others.exclude(number__in=["", self.number]).values_list("number", flat=True)
        return next((number for number in numbers if comparable_number(number) == comparable), "")

    def __str__(self) -> str:
        report = self.review.report
        symbol = report.symbol if report else str(self.review)
        return f"{symbol}, {self.number}" if self.number else f"{symbol}, {shortened(self.heading, 60)}"

    def get_absolute_url(self) -> str:
        return addresses.path(self.review.slug, self.number, self.text_fingerprint)

    @property
    def address(self) -> str:
        """Its name in addresses, within its review."""
        return addresses.name_in_review(self.number, self.text_fingerprint)

    @property
    def identifier(self) -> str:
        """What identifies it in files: kaz-2014/124.10."""
        return addresses.identifier(self.review.slug, self.number, self.text_fingerprint)

    @property
    def heading(self) -> str:
        """Our title, or the official text if there is no title yet."""
        return str(self.title or self.text)

    @property
    def paragraph_of_text(self) -> str:
        """The number, if the text is from the report, which it then cites as paragraph.

        Texts from a database or list have no paragraph.
        """
        report, source = self.review.report, self.text_source
        is_from_report = report and source and report.symbol and report.symbol == source.symbol
        return self.number if is_from_report else ""


class RecommendingState(NaturalKey, models.Model):
    """A State that made a recommendation. `order`: as the report prints them."""

    NATURAL_KEY = (
        "recommendation__review__slug",
        "recommendation__number",
        "recommendation__text_fingerprint",
        "state__iso3",
    )

    recommendation = models.ForeignKey(
        Recommendation,
        models.CASCADE,
        related_name="recommending_state_set",
        verbose_name=_("recommendation"),
    )
    state = models.ForeignKey(State, models.PROTECT, verbose_name=_("State"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = PlainQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommending State")
        verbose_name_plural = _("recommending States")
        ordering = ["recommendation", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "state"],
                name="recommendingstate_unique",
                violation_error_message=_("This State is named already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.state)


class PositionStatement(NaturalKey, models.Model):
    """An answer of the State under review in one document. Later ones are added beside it."""

    NATURAL_KEY = (
        "recommendation__review__slug",
        "recommendation__number",
        "recommendation__text_fingerprint",
        "document__slug",
        "paragraph",
    )
    # What a State answers and claims is read out of these words, in that place, on that day.
    TOGETHER: ClassVar[FieldGroups] = (
        ("position", "state_claim", "words", "document", "paragraph", "stated_on"),
    )

    recommendation = models.ForeignKey(
        Recommendation,
        models.CASCADE,
        related_name="position_statements",
        verbose_name=_("recommendation"),
    )
    position = models.CharField(_("position"), max_length=20, choices=Position)
    state_claim = models.CharField(
        _("the State’s claim"), max_length=20, choices=StateClaim, default=StateClaim.NONE
    )
    words = models.CharField(
        _("words of the source"),
        max_length=500,
        blank=True,
        help_text=_("How the document puts it, word for word."),
    )
    words_translation = models.CharField(
        _("our translation of the words"),
        max_length=500,
        blank=True,
        help_text=_("For readers of another language; the page says that it is ours."),
    )
    document = models.ForeignKey(
        Source, models.PROTECT, related_name="position_statements", verbose_name=_("document")
    )
    paragraph = models.CharField(_("paragraph"), max_length=60, blank=True)
    stated_on = models.DateField(_("stated on"), validators=[plausible])

    objects = PositionStatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("position of the State under review")
        verbose_name_plural = _("positions of the State under review")
        ordering = ["stated_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "document", "paragraph"],
                name="positionstatement_once_a_paragraph",
                violation_error_message=_("This paragraph is recorded already."),
            ),
            models.CheckConstraint(
                name="positionstatement_stated_on_plausible",
                condition=is_plausible("stated_on"),
                violation_error_message=IMPLAUSIBLE,
            ),
            known_choice("position", Position, message=_("Choose the position.")),
            known_choice("state_claim", StateClaim, message=_("Choose the claim.")),
            models.CheckConstraint(
                name="positionstatement_pending_claims_nothing",
                condition=~Q(position=Position.PENDING) | Q(state_claim=StateClaim.NONE),
                violation_error_message=_("Before it answers, a State claims nothing."),
            ),
        ]

    def __str__(self) -> str:
        symbol = f"{self.document.symbol or self.document}"
        paragraph = f", {_('para. %(number)s') % {'number': self.paragraph}}" if self.paragraph else ""
        return f"{self.get_position_display()} ({symbol}{paragraph})"
