"""Findings of NGOs on the implementation of recommendations."""

import datetime as dt
import functools
import operator
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from foundation.choices import Precision
from foundation.dates.dated import (
    IMPLAUSIBLE,
    describe,
    has_begun_by,
    is_last_day_of,
    is_plausible,
    not_in_the_future,
    plausible,
)
from foundation.db.constraints import known_choice, not_empty
from foundation.db.natural_keys import NaturalKey
from foundation.publishing.state import Publishable
from foundation.typing import FieldGroups

from ..choices import RULE_STATUSES, CodingRule, FindingMethod, ImplementationStatus
from ..current import NEWEST_FIRST, may_correct
from ..querysets import AssessmentQuerySet
from .recommendations import Recommendation
from .reviews import Organisation, Source

CORRECTS_EARLIER = _("A finding corrects only one that was recorded before it.")


def evidence_until(up_to: dt.date, precision: str) -> str:
    """“March 2019”: what the evidence of a finding covers, as a person writes it."""
    return describe(first_day_covered(up_to, precision), up_to, precision)


def first_day_covered(up_to: dt.date, precision: str) -> dt.date:
    """The first day of the month or year that ends with `up_to`; a day stays itself."""
    if precision == Precision.DAY:
        return up_to
    return up_to.replace(month=1 if precision == Precision.YEAR else up_to.month, day=1)


class Assessment(NaturalKey, Publishable):
    """A finding: how far a recommendation was implemented, on evidence up to a day.

    A draft is edited until it is published; from then on findings are appended, never changed, and
    earlier ones stay readable.
    """

    NATURAL_KEY = (
        "recommendation__review__slug",
        "recommendation__number",
        "recommendation__text_fingerprint",
        "organisation__slug",
        "evidence_up_to",
        "assessed_on",
    )
    TOGETHER: ClassVar[FieldGroups] = (
        ("status", "method", "coding_rule"),
        ("evidence_up_to", "evidence_up_to_precision"),
    )

    recommendation = models.ForeignKey(
        Recommendation,
        models.CASCADE,
        related_name="assessments",
        verbose_name=_("recommendation"),
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="assessments", verbose_name=_("organisation")
    )
    status = models.CharField(_("status"), max_length=24, choices=ImplementationStatus)
    method = models.CharField(
        _("method"),
        max_length=16,
        choices=FindingMethod,
        default=FindingMethod.BY_ORGANISATION,
    )
    coding_rule = models.CharField(
        _("coding rule"),
        max_length=12,
        choices=CodingRule,
        blank=True,
        help_text=_("For findings coded from a text: the rule that leads to the status."),
    )
    summary = models.TextField(_("summary"), help_text=_("What happened, in two or three sentences. Public."))
    evidence_up_to = models.DateField(
        _("evidence up to"),
        validators=[plausible],
        help_text=_("The last day that the evidence covers."),
    )
    evidence_up_to_precision = models.CharField(
        _("precision of “evidence up to”"),
        max_length=10,
        choices=[(member.value, member.label) for member in (Precision.DAY, Precision.MONTH, Precision.YEAR)],
        default=Precision.DAY,
    )
    assessed_on = models.DateField(_("assessed on"), validators=[plausible, not_in_the_future])
    sources = models.ManyToManyField(
        Source, blank=True, related_name="assessments", verbose_name=_("sources")
    )
    corrects = models.ForeignKey(
        "self",
        # Not PROTECT: deleting a recommendation deletes a finding and its correction together.
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("corrects"),
        help_text=_("Only where an earlier finding was mistaken, not where things changed."),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("recorded by"),
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = [*NEWEST_FIRST]
        permissions = [("publish_assessment", _("Can publish and withdraw findings"))]
        indexes = [
            models.Index(
                fields=["recommendation", "publication_state", "-evidence_up_to"],
                name="assessment_current",
            )
        ]
        constraints = [
            *Publishable.Meta.constraints,
            known_choice("status", ImplementationStatus, message=_("Unknown status.")),
            known_choice("method", FindingMethod, message=_("Unknown method.")),
            models.CheckConstraint(
                name="assessment_coded_by_rule",
                condition=Q(method=FindingMethod.CODED_FROM_TEXT) & ~Q(coding_rule="")
                | ~Q(method=FindingMethod.CODED_FROM_TEXT) & Q(coding_rule=""),
                violation_error_message=_(
                    "A finding coded from a text names its coding rule; any other has none."
                ),
            ),
            # The rule decides the status, so that two coders agree; it also excludes unknown rules.
            models.CheckConstraint(
                name="assessment_status_follows_rule",
                condition=functools.reduce(
                    operator.or_,
                    (Q(coding_rule=rule, status=status) for rule, status in RULE_STATUSES.items()),
                    Q(coding_rule=""),
                ),
                violation_error_message=_("The coding rule leads to another status; see the page “About”."),
            ),
            not_empty("summary_en", message=_("A finding needs an English summary.")),
            models.CheckConstraint(
                name="assessment_days_plausible",
                condition=is_plausible("evidence_up_to", "assessed_on"),
                violation_error_message=IMPLAUSIBLE,
            ),
            models.CheckConstraint(
                name="assessment_assesses",
                condition=~Q(status=ImplementationStatus.NOT_ASSESSED),
                violation_error_message=_(
                    "“Not yet assessed” is what has no finding. To take one back, withdraw it."
                ),
            ),
            models.CheckConstraint(
                name="assessment_evidence_before_assessment",
                condition=has_begun_by("evidence_up_to", "evidence_up_to_precision", "assessed_on"),
                violation_error_message=_("“Evidence up to” cannot lie after the day of the assessment."),
            ),
            models.CheckConstraint(
                name="assessment_evidence_up_to_is_last_day",
                condition=is_last_day_of("evidence_up_to", "evidence_up_to_precision"),
                violation_error_message=_(
                    "With the precision month or year, “evidence up to” is its last day."
                ),
            ),
            models.CheckConstraint(
                # Prevents circles, in which findings would cancel each other.
                name="assessment_corrects_an_earlier_one",
                condition=Q(corrects__isnull=True) | Q(corrects__lt=F("id")),
                violation_error_message=CORRECTS_EARLIER,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.get_status_display()}, {self.evidence_until}"

    def clean(self) -> None:
        super().clean()
        self.check_links()

    def check_links(self) -> None:
        """A finding corrects an earlier one of its own organisation on its own recommendation."""
        if not (self.corrects and self.recommendation_id and self.organisation_id):
            return
        if not may_correct(self, self.corrects):
            raise ValidationError(
                {
                    "corrects": _(
                        "A finding corrects only one of the same organisation on the same "
                        "recommendation. This one is of %(organisation)s, on %(recommendation)s."
                    )
                    % {
                        "organisation": self.corrects.organisation,
                        "recommendation": self.corrects.recommendation,
                    }
                }
            )
        if self.pk and self.corrects.pk >= self.pk:
            raise ValidationError({"corrects": CORRECTS_EARLIER})

    @property
    def evidence_until(self) -> str:
        return evidence_until(self.evidence_up_to, self.evidence_up_to_precision)
