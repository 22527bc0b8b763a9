"""Bodies that act or report, and the fields that cite sources."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.db.constraints import known_choice, not_empty
from foundation.db.natural_keys import NaturalKey
from foundation.typing import FieldGroups
from recommendations.models import Source

from ..choices import Assertion, BodyKind
from ..querysets import PlainQuerySet


class Body(NaturalKey, models.Model):
    """A court, prosecutor, ministry, UN mechanism or watchdog."""

    NATURAL_KEY = ("slug",)

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=28, choices=BodyKind)

    objects = PlainQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["slug"]
        constraints = [
            not_empty("name_en", message=_("A body needs its English name.")),
            known_choice("kind", BodyKind, message=_("Unknown kind of body.")),
        ]

    def __str__(self) -> str:
        return str(self.name)


class WithSources(models.Model):
    """A record that cites sources."""

    TOGETHER: ClassVar[FieldGroups] = (("sources", "passage"),)

    sources = models.ManyToManyField(Source, blank=True, related_name="%(class)ss", verbose_name=_("sources"))
    passage = models.CharField(
        _("where in the source"),
        max_length=120,
        blank=True,
        help_text=_("Section and paragraph, for example: Torture ¶ 2."),
    )

    class Meta:
        abstract = True


class Sourced(WithSources):
    """A fact that somebody asserts, with its sources."""

    # A claim means nothing without who makes it.
    TOGETHER: ClassVar[FieldGroups] = (("assertion", "asserted_by"),)

    asserted_by = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss_asserted",
        verbose_name=_("asserted by"),
        help_text=_("Who says so, where it is somebody else than the source itself."),
    )
    assertion = models.CharField(
        _("how it is asserted"), max_length=10, choices=Assertion, default=Assertion.REPORTED
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_assertion_known",
                condition=Q(assertion__in=Assertion.values),
                violation_error_message=_("Choose alleged, claimed, found or reported."),
            )
        ]

    @property
    def is_asserted(self) -> bool:
        """Whether the page must say who asserts it or how, beyond citing the source."""
        return self.asserted_by_id is not None or self.assertion != Assertion.REPORTED

    @property
    def is_in_doubt(self) -> bool:
        """Whether it may be shown only as alleged or claimed."""
        return self.assertion in (Assertion.ALLEGED, Assertion.CLAIMED)
