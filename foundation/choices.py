"""Vocabularies that both apps speak. Stored slugs are permanent; labels may change."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PublicationState(TextChoices):
    """How far a record is on its way to the public. Unknown means no: the default is draft."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn from the public")


class Precision(TextChoices):
    """How exactly a date is known. The days stored beside it are the first and last it can be."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    HALF_YEAR = "half_year", _("Half-year")
    # “mid-2016”, “early 2018”, “summer 2018”
    SEASON = "season", _("Season or part of a year")
    YEAR = "year", _("Year")
    RANGE = "range", _("From one day to another")
    # Begun and, as far as the source says, not ended.
    SINCE = "since", _("Since")
    # The source does not date it; it had happened by the day stored.
    BY = "by", _("Not later than")
