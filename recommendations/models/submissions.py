"""Stakeholder submissions: their sections, citations and new recommendations."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.db.constraints import known_choice, not_empty
from foundation.db.natural_keys import NaturalKey
from foundation.publishing.state import Addressed
from foundation.typing import FieldGroups

from ..choices import Certainty
from ..querysets import CitationQuerySet, NewRecommendationQuerySet, PlainQuerySet, SubmissionQuerySet
from .recommendations import Recommendation
from .reference import Theme
from .reviews import Organisation, Review, Source


class Submission(NaturalKey, Addressed):
    """What an organisation or coalition sends to the UN before a review."""

    NATURAL_KEY = ("key",)

    title = models.CharField(_("title"), max_length=300)
    organisations = models.ManyToManyField(
        Organisation, related_name="submissions", verbose_name=_("organisations")
    )
    review = models.ForeignKey(
        Review,
        models.PROTECT,
        related_name="submissions",
        verbose_name=_("for the review"),
        help_text=_("The review it is written for, not the one it looks back on."),
    )
    word_limit = models.PositiveIntegerField(
        _("word limit"),
        null=True,
        blank=True,
        help_text=_("2,815 words for one organisation, 5,630 for a coalition."),
    )
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    summary = models.TextField(_("our summary"), blank=True, help_text=_("Public."))
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=_("where it is published"),
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["key"]
        permissions = [("publish_submission", _("Can publish and withdraw submissions"))]
        constraints = [
            *Addressed.Meta.constraints,
            not_empty("title_en", message=_("A submission needs its English title.")),
            models.CheckConstraint(
                name="submission_word_limit_positive",
                condition=Q(word_limit__isnull=True) | Q(word_limit__gt=0),
                violation_error_message=_("A word limit is more than nothing."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("recommendations:submission", args=[self.slug])


class Section(NaturalKey, models.Model):
    """A thematic section of a submission, with its prose."""

    NATURAL_KEY = ("submission__key", "order")

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="sections", verbose_name=_("submission")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    heading = models.CharField(_("heading"), max_length=200)
    prose = models.TextField(_("prose"), blank=True)

    objects = PlainQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["submission", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "order"],
                name="section_order_unique",
                violation_error_message=_("The submission has a section at this place."),
            ),
            not_empty("heading_en", message=_("A section needs its English heading.")),
        ]

    def __str__(self) -> str:
        return f"{self.submission.key}, {self.order}. {self.heading}"


class Citation(NaturalKey, models.Model):
    """A reference of a submission to a recommendation."""

    NATURAL_KEY = (
        "section__submission__key",
        "section__order",
        "recommendation__review__slug",
        "recommendation__number",
        "recommendation__text_fingerprint",
    )
    TOGETHER: ClassVar[FieldGroups] = (("recommendation", "certainty"),)

    section = models.ForeignKey(Section, models.CASCADE, related_name="citations", verbose_name=_("section"))
    recommendation = models.ForeignKey(
        Recommendation,
        models.CASCADE,
        related_name="citations",
        verbose_name=_("recommendation"),
    )
    certainty = models.CharField(_("certainty"), max_length=8, choices=Certainty)
    words = models.TextField(_("words of the submission"))
    words_translation = models.TextField(
        _("our translation of the words"),
        blank=True,
        help_text=_("For readers of another language; the page says that it is ours."),
    )

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["section", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "recommendation"],
                name="citation_unique",
                violation_error_message=_("This section cites that recommendation already."),
            ),
            known_choice("certainty", Certainty, message=_("Choose certain or probable.")),
            not_empty("words", message=_("A citation needs the words of the submission.")),
        ]

    def __str__(self) -> str:
        return f"{self.section.submission.key} → {self.recommendation}"


class NewRecommendation(NaturalKey, models.Model):
    """What a submission asks States to recommend in the review that it is for."""

    NATURAL_KEY = ("section__submission__key", "section__order", "order")

    section = models.ForeignKey(
        Section, models.CASCADE, related_name="new_recommendations", verbose_name=_("section")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("text"), help_text=_("In the words of the submission."))
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="new_recommendations", verbose_name=_("themes")
    )
    follows_up = models.ManyToManyField(
        Recommendation,
        blank=True,
        related_name="followed_up_by",
        verbose_name=_("follows up"),
    )
    taken_up_in = models.ManyToManyField(
        Recommendation,
        blank=True,
        related_name="took_up",
        verbose_name=_("taken up in"),
        help_text=_("Recommendations of the next review that ask for this."),
    )

    objects = NewRecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("new recommendation")
        verbose_name_plural = _("new recommendations")
        ordering = ["section", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "order"],
                name="newrecommendation_order_unique",
                violation_error_message=_("The section has a new recommendation at this place."),
            ),
            not_empty("text_en", message=_("A new recommendation needs its English text.")),
        ]

    def __str__(self) -> str:
        return f"{self.section.submission.key}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse(
            "recommendations:new_recommendation",
            args=[self.section.submission.slug, self.section.order, self.order],
        )

    @property
    def number(self) -> str:
        """Its name in addresses, section and position: 2.1."""
        return f"{self.section.order}.{self.order}"
