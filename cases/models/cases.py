"""People, groups and organisations to whom something happened."""

import re
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.choices import PublicationState
from foundation.dates.dated import Dated
from foundation.db.constraints import known_choice
from foundation.db.natural_keys import NaturalKey
from foundation.publishing.state import Addressed, free_slug, slug_words
from foundation.typing import FieldGroups
from recommendations.models import AffectedGroup, Source, Theme

from ..choices import CaseEventKind, CaseKind, CaseRelationKind, NameDisplay, PublicationBasis, Role
from ..querysets import CaseEventQuerySet, CaseQuerySet, CaseRelationQuerySet, PlainQuerySet
from .laws import Provision
from .sourced import Body, Sourced, WithSources


class Case(NaturalKey, Addressed, WithSources):
    """A person, a group or an organisation.

    The fields under “Protection” are private and never exported.
    """

    NATURAL_KEY = ("key",)
    ADDRESS_FIELD = "public_name"
    # Who may be named, how, and on which ground, is agreed on together: a name that a colleague
    # withheld does not come back with another spelling or language of it.
    TOGETHER: ClassVar[FieldGroups] = (
        (
            "existence_acknowledged", "name_display", "basis", "basis_source", "public_name",
            "other_spellings",
        ),
    )  # fmt: skip

    kind = models.CharField(_("kind"), max_length=12, choices=CaseKind, default=CaseKind.PERSON)
    public_name = models.CharField(
        _("public name"),
        max_length=200,
        blank=True,
        help_text=_("Exactly what the public may read. Written by you, never filled in for you."),
    )
    role = models.CharField(_("role"), max_length=24, choices=Role, blank=True)
    affected_groups = models.ManyToManyField(
        AffectedGroup, blank=True, related_name="cases", verbose_name=_("affected groups")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="cases", verbose_name=_("themes"))
    summary = models.TextField(_("summary"), blank=True, help_text=_("Public."))

    # Protection and consent
    existence_acknowledged = models.BooleanField(
        _("existence acknowledged"),
        default=False,
        help_text=_("May anybody know that we follow this case?"),
    )
    name_display = models.CharField(_("name display"), max_length=12, choices=NameDisplay, blank=True)
    basis = models.CharField(_("basis of publication"), max_length=20, choices=PublicationBasis, blank=True)
    basis_source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases_based_on",
        verbose_name=_("citation of the basis"),
        help_text=_("For “public sources”: the source that names the case."),
    )
    basis_note = models.TextField(
        _("note on the basis"), blank=True, help_text=_("Who consented, when, to what. Private.")
    )
    private_name = models.CharField(
        _("private name"), max_length=200, blank=True, help_text=_("For editors only.")
    )
    protection_note = models.TextField(
        _("protection note"), blank=True, help_text=_("Risks, wishes, contacts. Private.")
    )
    protection_review_due_on = models.DateField(_("protection review due on"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["key"]
        permissions = [
            ("publish_case", _("Can publish and withdraw cases")),
            ("protect_case", _("Can decide what protects people (protection officer)")),
        ]
        constraints = [
            *Addressed.Meta.constraints,
            known_choice("kind", CaseKind, message=_("Choose person, group or organisation.")),
            known_choice("role", Role, blank=True, message=_("Unknown role.")),
            known_choice("name_display", NameDisplay, blank=True, message=_("Unknown name display.")),
            known_choice("basis", PublicationBasis, blank=True, message=_("Unknown basis.")),
            models.CheckConstraint(
                name="case_published_is_acknowledged",
                condition=~Q(publication_state=PublicationState.PUBLISHED) | Q(existence_acknowledged=True),
                violation_error_message=_(
                    "A published case needs “existence acknowledged”: somebody must have decided "
                    "that the public may know of it."
                ),
            ),
            models.CheckConstraint(
                name="case_published_has_public_name",
                condition=~Q(publication_state=PublicationState.PUBLISHED)
                | (~Q(name_display="") & ~Q(public_name_en="") & Q(public_name_en__isnull=False)),
                violation_error_message=_(
                    "A published case needs its public name in English and how it was chosen."
                ),
            ),
            models.CheckConstraint(
                name="case_published_has_basis",
                condition=~Q(publication_state=PublicationState.PUBLISHED) | ~Q(basis=""),
                violation_error_message=_(
                    "A published case needs a basis: consent, family or lawyer, own advocacy, or "
                    "public sources."
                ),
            ),
            models.CheckConstraint(
                name="case_public_sources_are_cited",
                condition=~Q(
                    publication_state=PublicationState.PUBLISHED,
                    basis=PublicationBasis.PUBLIC_SOURCES,
                )
                | Q(basis_source__isnull=False),
                violation_error_message=_("The basis “public sources” needs the source."),
            ),
        ]

    def clean(self) -> None:
        """Make a new address when the public name changes, so that the old name does not survive in it."""
        super().clean()
        if self.slug and not re.fullmatch(rf"{re.escape(slug_words(self))}(-\d+)?", self.slug):
            self.slug = free_slug(self)

    def __str__(self) -> str:
        # For editors only; public pages use `public_name`.
        return str(self.public_name or self.private_name or self.key)

    def get_absolute_url(self) -> str:
        return reverse("cases:case", args=[self.slug])


class OtherSpelling(NaturalKey, models.Model):
    """Another spelling under which the public finds a case: Bokayev, Бокаев."""

    NATURAL_KEY = ("case__key", "spelling")

    case = models.ForeignKey(Case, models.CASCADE, related_name="other_spellings", verbose_name=_("case"))
    spelling = models.CharField(_("spelling"), max_length=200)

    objects = PlainQuerySet.as_manager()

    class Meta:
        verbose_name = _("other spelling")
        verbose_name_plural = _("other spellings")
        ordering = ["case", "spelling"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "spelling"],
                name="otherspelling_unique",
                violation_error_message=_("This spelling is there already."),
            )
        ]

    def __str__(self) -> str:
        return self.spelling


class CaseRelation(NaturalKey, models.Model):
    """A relation between two cases: heads it, belongs to it."""

    NATURAL_KEY = ("from_case__key", "kind", "to_case__key")

    from_case = models.ForeignKey(Case, models.CASCADE, related_name="relations", verbose_name=_("case"))
    kind = models.CharField(_("relation"), max_length=24, choices=CaseRelationKind)
    to_case = models.ForeignKey(
        Case, models.CASCADE, related_name="relations_to", verbose_name=_("other case")
    )

    objects = CaseRelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("relation between cases")
        verbose_name_plural = _("relations between cases")
        ordering = ["from_case", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_case", "kind", "to_case"],
                name="caserelation_unique",
                violation_error_message=_("This relation is there already."),
            ),
            known_choice("kind", CaseRelationKind, message=_("Unknown relation.")),
            models.CheckConstraint(
                name="caserelation_to_another",
                condition=~Q(from_case=F("to_case")),
                violation_error_message=_("A case cannot stand in relation to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_case} {self.get_kind_display()} {self.to_case}"


class CaseEvent(NaturalKey, Dated, Sourced):
    """One thing that happened in a case, dated as exactly as the source dates it."""

    NATURAL_KEY = ("case__key", "kind", "first_day", "order")

    case = models.ForeignKey(Case, models.CASCADE, related_name="events", verbose_name=_("case"))
    kind = models.CharField(_("what happened"), max_length=24, choices=CaseEventKind)
    summary = models.TextField(_("summary"), blank=True)
    provision = models.ForeignKey(
        Provision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case_events",
        verbose_name=_("provision"),
    )
    charge = models.CharField(
        _("charge"), max_length=300, blank=True, help_text=_("As stated by the authorities.")
    )
    penalty = models.CharField(_("penalty"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case_events",
        verbose_name=_("body that acted"),
    )

    objects = CaseEventQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("case event")
        verbose_name_plural = _("case events")
        constraints = [
            *Dated.Meta.constraints,
            *Sourced.Meta.constraints,
            known_choice("kind", CaseEventKind, message=_("Unknown kind of event.")),
            models.UniqueConstraint(
                fields=["case", "kind", "first_day", "order"],
                name="caseevent_unique",
                violation_error_message=_(
                    "This case has such an event on that day; give one of them another order."
                ),
            ),
            # Short administrative arrests count as convictions.
            models.CheckConstraint(
                name="caseevent_penalty_needs_conviction",
                condition=Q(penalty_en="") | Q(penalty_en__isnull=True) | Q(kind=CaseEventKind.CONVICTED),
                violation_error_message=_("Only a conviction carries a penalty."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_kind_display()}, {self.when}"
