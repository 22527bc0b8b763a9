"""What ties evidence to recommendations, old and new."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.db.constraints import known_choice
from foundation.db.natural_keys import NaturalKey
from foundation.typing import FieldGroups, StrOrPromise
from recommendations.models import NewRecommendation, Recommendation

from ..choices import Direction
from ..querysets import EvidenceQuerySet, MentionQuerySet
from .cases import Case
from .events import Event, Figure
from .laws import Law, LawChange, Provision

EVIDENCE_TARGETS = ("case", "law", "law_change", "event", "figure")
MENTION_TARGETS = ("case", "law", "provision")


def _exactly_one(targets: tuple[str, ...]) -> Q:
    """Exactly one of these foreign keys is set."""
    rule = Q()
    for only_target in targets:
        rule |= Q(**{f"{target}__isnull": target != only_target for target in targets})
    return rule


def _once_each(
    prefix: str, owner: str, targets: tuple[str, ...], message: StrOrPromise
) -> list[models.UniqueConstraint]:
    return [
        models.UniqueConstraint(
            fields=[owner, target],
            condition=Q(**{f"{target}__isnull": False}),
            name=f"{prefix}_{target}_once",
            violation_error_message=message,
        )
        for target in targets
    ]


class Evidence(NaturalKey, models.Model):
    """Ties a case, law, change in a law, event or figure to a recommendation, with what it shows.

    A law that did not change is evidence too.
    """

    # Progress or regression is said of what shows it, for one recommendation.
    TOGETHER: ClassVar[FieldGroups] = (("recommendation", *EVIDENCE_TARGETS, "direction"),)

    NATURAL_KEY = (
        "recommendation__review__slug",
        "recommendation__number",
        "recommendation__text_fingerprint",
        "case__key",
        "law__key",
        "law_change__law__key",
        "law_change__kind",
        "law_change__first_day",
        "law_change__order",
        "event__key",
        "figure__key",
    )

    recommendation = models.ForeignKey(
        Recommendation,
        models.CASCADE,
        related_name="evidence",
        verbose_name=_("recommendation"),
    )
    case = models.ForeignKey(
        Case, models.CASCADE, null=True, blank=True, related_name="evidence", verbose_name=_("case")
    )
    law = models.ForeignKey(
        Law, models.CASCADE, null=True, blank=True, related_name="evidence", verbose_name=_("law")
    )
    law_change = models.ForeignKey(
        LawChange,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name=_("change in a law"),
    )
    event = models.ForeignKey(
        Event,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name=_("event"),
    )
    figure = models.ForeignKey(
        Figure,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name=_("figure"),
    )
    direction = models.CharField(_("shows"), max_length=10, choices=Direction)
    reason = models.TextField(
        _("why"), blank=True, help_text=_("What it shows of this recommendation. Public.")
    )

    if TYPE_CHECKING:
        # Annotated by `with_kind`: case, law, event or figure.
        kind: str

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["recommendation", "pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_has_one_target",
                condition=_exactly_one(EVIDENCE_TARGETS),
                violation_error_message=_(
                    "Evidence is exactly one case, law, change in a law, event or figure. Use a row for each."
                ),
            ),
            *_once_each(
                "evidence",
                "recommendation",
                EVIDENCE_TARGETS,
                _("This is linked to the recommendation already."),
            ),
            known_choice("direction", Direction, message=_("Choose what the evidence shows.")),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation} ← {self.target}"

    @property
    def target(self) -> Case | Law | LawChange | Event | Figure | None:
        """The record that is the evidence."""
        return self.case or self.law or self.law_change or self.event or self.figure


class Mention(NaturalKey, models.Model):
    """A case, law or provision that a new recommendation mentions."""

    TOGETHER: ClassVar[FieldGroups] = (MENTION_TARGETS,)

    NATURAL_KEY = (
        "new_recommendation__section__submission__key",
        "new_recommendation__section__order",
        "new_recommendation__order",
        "case__key",
        "law__key",
        "provision__law__key",
        "provision__number",
    )

    new_recommendation = models.ForeignKey(
        NewRecommendation,
        models.CASCADE,
        related_name="mentions",
        verbose_name=_("new recommendation"),
    )
    case = models.ForeignKey(
        Case, models.CASCADE, null=True, blank=True, related_name="mentions", verbose_name=_("case")
    )
    law = models.ForeignKey(
        Law, models.CASCADE, null=True, blank=True, related_name="mentions", verbose_name=_("law")
    )
    provision = models.ForeignKey(
        Provision,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="mentions",
        verbose_name=_("provision"),
    )

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["new_recommendation", "pk"]
        constraints = [
            models.CheckConstraint(
                name="mention_has_one_target",
                condition=_exactly_one(MENTION_TARGETS),
                violation_error_message=_(
                    "A mention is exactly one case, law or provision. Use a row for each."
                ),
            ),
            *_once_each(
                "mention",
                "new_recommendation",
                MENTION_TARGETS,
                _("This is mentioned already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.new_recommendation} → {self.case or self.law or self.provision}"
