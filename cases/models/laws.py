"""Laws, their provisions under old and new numbers, and what changed in them."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.dates.dated import Dated
from foundation.db.constraints import known_choice, not_empty
from foundation.db.natural_keys import NaturalKey
from foundation.publishing.state import Addressed
from recommendations.models import Theme
from recommendations.numbers import number_as_printed

from ..choices import LawChangeKind, LawKind
from ..querysets import LawChangeQuerySet, LawQuerySet, PlainQuerySet, ProvisionQuerySet
from .sourced import Sourced, WithSources


class Law(NaturalKey, Addressed, WithSources):
    """A code, act, treaty or regulation that recommendations and cases refer to."""

    NATURAL_KEY = ("key",)

    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=LawKind)
    themes = models.ManyToManyField(Theme, blank=True, related_name="laws", verbose_name=_("themes"))
    summary = models.TextField(_("summary"), blank=True)

    objects = LawQuerySet.as_manager()

    class Meta:
        verbose_name = _("law")
        verbose_name_plural = _("laws")
        ordering = ["key"]
        permissions = [("publish_law", _("Can publish and withdraw laws"))]
        constraints = [
            *Addressed.Meta.constraints,
            not_empty("title_en", message=_("A law needs its English title.")),
            known_choice("kind", LawKind, message=_("Unknown kind of law.")),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("cases:law", args=[self.slug])


class Provision(NaturalKey, models.Model):
    """An article of a law under its present number."""

    NATURAL_KEY = ("law__key", "number")

    law = models.ForeignKey(Law, models.CASCADE, related_name="provisions", verbose_name=_("law"))
    number = models.CharField(_("number"), max_length=20, help_text=_("Of the article: 174."))
    title = models.CharField(_("title"), max_length=300, blank=True)

    objects = ProvisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        ordering = ["law", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["law", "number"],
                name="provision_unique",
                violation_error_message=_("This law has that provision already."),
            ),
            not_empty("number", message=_("A provision needs its number.")),
        ]

    def __str__(self) -> str:
        return str(_("%(law)s, article %(number)s")) % {"law": self.law, "number": self.number}

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self.number = number_as_printed(self.number)
        super().clean_fields(exclude)


class FormerNumber(NaturalKey, models.Model):
    """The number a provision had before a law was recast: 164, now 174."""

    NATURAL_KEY = ("provision__law__key", "provision__number", "number")

    provision = models.ForeignKey(
        Provision,
        models.CASCADE,
        related_name="former_numbers",
        verbose_name=_("provision"),
    )
    number = models.CharField(_("number"), max_length=20)
    law_title = models.CharField(
        _("of which law"), max_length=300, blank=True, help_text=_("The law as it was then.")
    )
    until = models.DateField(_("until"), null=True, blank=True)

    objects = PlainQuerySet.as_manager()

    class Meta:
        verbose_name = _("former number")
        verbose_name_plural = _("former numbers")
        ordering = ["provision", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["provision", "number"],
                name="formernumber_unique",
                violation_error_message=_("This former number is there already."),
            )
        ]

    def __str__(self) -> str:
        return self.number

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self.number = number_as_printed(self.number)
        super().clean_fields(exclude)


class LawChange(NaturalKey, Dated, Sourced):
    """A dated step in the history of a law: proposed, adopted, withdrawn …"""

    NATURAL_KEY = ("law__key", "kind", "first_day", "order")

    law = models.ForeignKey(Law, models.CASCADE, related_name="changes", verbose_name=_("law"))
    provision = models.ForeignKey(
        Provision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="changes",
        verbose_name=_("provision"),
    )
    kind = models.CharField(_("what happened"), max_length=10, choices=LawChangeKind)
    summary = models.TextField(_("summary"), blank=True)

    objects = LawChangeQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("change in a law")
        verbose_name_plural = _("changes in laws")
        constraints = [
            *Dated.Meta.constraints,
            *Sourced.Meta.constraints,
            known_choice("kind", LawChangeKind, message=_("Unknown kind of change.")),
            models.UniqueConstraint(
                fields=["law", "kind", "first_day", "order"],
                name="lawchange_unique",
                violation_error_message=_(
                    "This law has such a change on that day; give one of them another order."
                ),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        self.check_links()

    def check_links(self) -> None:
        if self.provision is not None and self.provision.law_id != self.law_id:
            raise ValidationError(
                {
                    "provision": _("This provision belongs to another law: %(law)s.")
                    % {"law": self.provision.law}
                }
            )

    def __str__(self) -> str:
        return f"{self.law}: {self.get_kind_display()}, {self.when}"
