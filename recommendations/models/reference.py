"""Reference tables: States, cycles and sessions, themes, groups and goals."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Upper
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.dates.dated import Dated
from foundation.db.constraints import known_choice, not_empty
from foundation.db.natural_keys import NaturalKey

from ..choices import LabelScheme, RegionalGroup, UnStatus
from ..querysets import AffectedGroupQuerySet, PlainQuerySet, ThemeQuerySet

CODE_FORM = _("The code has three capital letters, for example KAZ.")


class State(NaturalKey, models.Model):
    """A UN Member or observer State: it recommends, and is under review itself."""

    NATURAL_KEY = ("iso3",)

    iso3 = models.CharField(
        _("code"),
        max_length=3,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", CODE_FORM)],
        help_text=_("ISO 3166-1 alpha-3, for example KAZ."),
    )
    name = models.CharField(_("name"), max_length=100)
    regional_group = models.CharField(_("regional group"), max_length=24, choices=RegionalGroup, blank=True)
    un_status = models.CharField(_("UN status"), max_length=12, choices=UnStatus, default=UnStatus.MEMBER)

    objects = PlainQuerySet.as_manager()

    class Meta:
        verbose_name = _("State")
        verbose_name_plural = _("States")
        ordering = ["iso3"]
        constraints = [
            models.CheckConstraint(
                name="state_iso3_is_three_capitals",
                condition=Q(iso3=Upper(F("iso3"))) & Q(Exact(Length(F("iso3")), 3)),
                violation_error_message=CODE_FORM,
            ),
            not_empty("name_en", message=_("A State needs its English name.")),
            known_choice("un_status", UnStatus, message=_("Choose member, observer or non-member.")),
            known_choice("regional_group", RegionalGroup, blank=True, message=_("Unknown regional group.")),
            # Every member has a regional group; others have none.
            models.CheckConstraint(
                name="state_members_have_a_group",
                condition=(Q(un_status=UnStatus.MEMBER) & ~Q(regional_group=""))
                | (~Q(un_status=UnStatus.MEMBER) & Q(regional_group="")),
                violation_error_message=_("A Member State has a regional group; other States have none."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("recommendations:state", args=[self.iso3])


class Cycle(NaturalKey, models.Model):
    """One round of the UPR, in which every State is reviewed once."""

    NATURAL_KEY = ("number",)

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))

    objects = PlainQuerySet.as_manager()

    class Meta:
        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                name="cycle_years_in_order",
                condition=Q(last_year__gte=F("first_year")),
                violation_error_message=_("A cycle ends after it begins."),
            )
        ]

    def __str__(self) -> str:
        return str(_("Cycle %(number)s (%(first)s–%(last)s)")) % {
            "number": self.number,
            "first": self.first_year,
            "last": self.last_year,
        }


class WorkingGroupSession(NaturalKey, Dated):
    """A session of the UPR Working Group; the Human Rights Council numbers its own differently."""

    NATURAL_KEY = ("number",)

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    cycle = models.ForeignKey(Cycle, models.PROTECT, verbose_name=_("cycle"))

    objects = PlainQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("session of the Working Group")
        verbose_name_plural = _("sessions of the Working Group")
        ordering = ["number"]

    def __str__(self) -> str:
        return str(_("Session %(number)s, %(when)s")) % {"number": self.number, "when": self.when}


class Theme(NaturalKey, models.Model):
    """A human-rights theme in a tree. Filtering by a theme includes its sub-themes."""

    NATURAL_KEY = ("slug",)

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent theme"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["order", "slug"]
        constraints = [
            not_empty("name_en", message=_("A theme needs its English name.")),
            models.CheckConstraint(
                name="theme_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message=_("A theme cannot be its own parent."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("recommendations:theme", args=[self.slug])


class AffectedGroup(NaturalKey, models.Model):
    """People whom a recommendation concerns."""

    NATURAL_KEY = ("slug",)

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = AffectedGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("affected group")
        verbose_name_plural = _("affected groups")
        ordering = ["order", "slug"]
        constraints = [not_empty("name_en", message=_("A group needs its English name."))]

    def __str__(self) -> str:
        return str(self.name)


class SchemeLabel(NaturalKey, models.Model):
    """The label of our theme or group in another scheme, for imports."""

    NATURAL_KEY = ("scheme", "label")

    scheme = models.CharField(_("scheme"), max_length=10, choices=LabelScheme)
    label = models.CharField(_("label"), max_length=200)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, verbose_name=_("theme"))
    affected_group = models.ForeignKey(
        AffectedGroup, models.PROTECT, null=True, blank=True, verbose_name=_("affected group")
    )

    objects = PlainQuerySet.as_manager()

    class Meta:
        verbose_name = _("label of another scheme")
        verbose_name_plural = _("labels of other schemes")
        ordering = ["scheme", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "label"],
                name="schemelabel_unique",
                violation_error_message=_("This scheme has that label already."),
            ),
            known_choice("scheme", LabelScheme, message=_("Unknown scheme.")),
            models.CheckConstraint(
                name="schemelabel_means_something",
                condition=Q(theme__isnull=False) | Q(affected_group__isnull=False),
                violation_error_message=_("A label maps to a theme, a group or both."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()}: {self.label}"


class Goal(NaturalKey, models.Model):
    """One of the 17 Sustainable Development Goals."""

    NATURAL_KEY = ("number",)

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    title = models.CharField(_("title"), max_length=120)

    objects = PlainQuerySet.as_manager()

    class Meta:
        verbose_name = _("Sustainable Development Goal")
        verbose_name_plural = _("Sustainable Development Goals")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                name="goal_number_1_to_17",
                condition=Q(number__gte=1, number__lte=17),
                violation_error_message=_("There are goals 1 to 17."),
            ),
            not_empty("title_en", message=_("A goal needs its English title.")),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Target(NaturalKey, models.Model):
    """One of the 169 targets of the Sustainable Development Goals."""

    NATURAL_KEY = ("code",)

    code = models.CharField(_("code"), max_length=5, unique=True)
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="targets", verbose_name=_("goal"))
    title = models.CharField(_("title"), max_length=200)

    objects = PlainQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["goal__number", "pk"]
        constraints = [not_empty("title_en", message=_("A target needs its English title."))]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
