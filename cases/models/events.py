"""Events that concern more than one case, and figures."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.dates.dated import Dated
from foundation.db.constraints import known_choice, not_empty
from foundation.db.natural_keys import NaturalKey
from foundation.publishing.state import Addressed
from foundation.typing import FieldGroups
from recommendations.models import Theme

from ..choices import EventKind
from ..querysets import EventQuerySet, FigureQuerySet
from .sourced import Body, Sourced


class Event(NaturalKey, Addressed, Dated, Sourced):
    """A happening, practice, pledge, visit or finding that concerns more than one case."""

    NATURAL_KEY = ("key",)
    RANGE_LASTS = True
    TOGETHER: ClassVar[FieldGroups] = (("quotation", "quoted_person"),)

    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind)
    summary = models.TextField(_("summary"), blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("body that acted"),
    )
    quotation = models.TextField(
        _("quotation"), blank=True, help_text=_("Word for word, in the language of the source.")
    )
    quotation_translation = models.TextField(
        _("our translation of the quotation"),
        blank=True,
        help_text=_("For readers of another language; the page says that it is ours."),
    )
    quoted_person = models.CharField(_("who is quoted"), max_length=200, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="events", verbose_name=_("themes"))

    objects = EventQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        permissions = [("publish_event", _("Can publish and withdraw events"))]
        constraints = [
            *Addressed.Meta.constraints,
            *Dated.Meta.constraints,
            *Sourced.Meta.constraints,
            not_empty("title_en", message=_("An event needs its English title.")),
            known_choice("kind", EventKind, message=_("Unknown kind of event.")),
            models.CheckConstraint(
                name="event_quotation_has_speaker",
                condition=Q(quotation="") | ~Q(quoted_person=""),
                violation_error_message=_("A quotation needs the person who is quoted."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("cases:event", args=[self.slug])


class Figure(NaturalKey, Addressed, Dated, Sourced):
    """A number: who counted what, over which time, in which words."""

    NATURAL_KEY = ("key",)
    RANGE_LASTS = True
    TOGETHER: ClassVar[FieldGroups] = (("low", "high", "wording", "unit"),)

    title = models.CharField(_("title"), max_length=300, help_text=_("What was counted."))
    low = models.PositiveIntegerField(
        _("at least"),
        null=True,
        blank=True,
        help_text=_("Empty where the source only says “many”."),
    )
    high = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    wording = models.CharField(
        _("wording"), max_length=200, help_text=_("The number as the source puts it: “dozens”.")
    )
    unit = models.CharField(_("unit"), max_length=120, help_text=_("For example: people charged."))
    calculation = models.CharField(
        _("our calculation"),
        max_length=120,
        blank=True,
        help_text=_(
            "Where the number is not in the source: how we came to it from numbers that are, for "
            "example 12 − 5. Empty where the source gives the number itself."
        ),
    )
    counted_by = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="figures",
        verbose_name=_("counted by"),
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="figures", verbose_name=_("themes"))

    objects = FigureQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        permissions = [("publish_figure", _("Can publish and withdraw figures"))]
        constraints = [
            *Addressed.Meta.constraints,
            *Dated.Meta.constraints,
            *Sourced.Meta.constraints,
            not_empty("title_en", message=_("A figure needs its English title.")),
            not_empty("wording_en", message=_("Give the number in the words of the source.")),
            not_empty("unit_en", message=_("A figure needs its unit in English.")),
            models.CheckConstraint(
                name="figure_low_not_above_high",
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
                violation_error_message=_("“At least” is more than “at most”."),
            ),
            models.CheckConstraint(
                name="figure_calculation_has_result",
                condition=Q(calculation="")
                | (Q(low__isnull=False) & Q(high__isnull=False) & Q(high=F("low"))),
                violation_error_message=_(
                    "A calculation needs its result: the same number as “at least” and “at most”."
                ),
            ),
            models.CheckConstraint(
                name="figure_not_part_of_itself",
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("id")),
                violation_error_message=_("A figure cannot be a part of itself."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        larger_figure = self.part_of
        # “At least 12” sets no limit; only “at most” does.
        if larger_figure is None or larger_figure.high is None:
            return
        other_parts = larger_figure.parts.exclude(pk=self.pk)
        sum_of_parts = sum(part.least or 0 for part in other_parts) + (self.least or 0)
        if sum_of_parts > larger_figure.high:
            raise ValidationError(
                {
                    "part_of": _("The parts come to %(parts)s, more than the whole: %(whole)s.")
                    % {"parts": sum_of_parts, "whole": larger_figure.high}
                }
            )

    def __str__(self) -> str:
        return f"{self.wording} {self.unit}"

    def get_absolute_url(self) -> str:
        return reverse("cases:figure", args=[self.slug])

    @property
    def calculated(self) -> str:
        """“12 − 5 = 7”, or nothing where the number is the source’s own."""
        return f"{self.calculation} = {self.low}" if self.calculation else ""

    @property
    def least(self) -> int | None:
        """The lower bound; None if the source gives no number."""
        return self.low if self.low is not None else self.high
