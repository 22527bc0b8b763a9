"""Vocabularies that both apps use. Stored slugs are permanent; labels may change."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PublicationState(TextChoices):
    """Whether the public may see a record. Unknown means no: the default is draft."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn from the public")


class Precision(TextChoices):
    """How exactly a date is known. It is stored with the first and the last possible day."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    HALF_YEAR = "half_year", _("Half-year")
    # “mid-2016”, “early 2018”, “summer 2018”
    SEASON = "season", _("Season or part of a year")
    YEAR = "year", _("Year")
    RANGE = "range", _("From one day to another")
    # It has begun and, as far as the source says, not ended.
    SINCE = "since", _("Since")
    # The source does not date it; it happened on or before the stored day.
    BY = "by", _("Not later than")


class RevisionKind(TextChoices):
    """What happened to a row."""

    ADDED = "+", _("added")
    CHANGED = "~", _("changed")
    DELETED = "-", _("deleted")


class Way(TextChoices):
    """How somebody changed records."""

    FORM = "form", _("Form")
    LIST = "list", _("Action on a list")
    SHEET = "sheet", _("Spreadsheet")
    IMPORT = "import", _("Import of a document")
    UNDO = "undo", _("Import undone")
    PROPOSAL = "proposal", _("Proposal approved")
    RESTORE = "restore", _("Restored")
    ERASE = "erase", _("Name erased")
    COMMAND = "command", _("Command on the server")
    PROGRAM = "program", _("Done by the tracker itself")


class ProposalKind(TextChoices):
    """What is proposed."""

    PUBLISH = "publish", _("To publish a record")
    CHANGE = "change", _("To change what the public reads")


class ProposalState(TextChoices):
    """What became of a proposal."""

    WAITING = "waiting", _("Waits for review")
    SENT_BACK = "sent_back", _("Sent back")
    APPROVED = "approved", _("Approved")
    DROPPED = "dropped", _("Dropped")


OPEN_PROPOSALS = (ProposalState.WAITING, ProposalState.SENT_BACK)
