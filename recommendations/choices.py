"""The vocabularies of the UPR. Stored slugs are permanent; labels may change.

Sources are named at each class; where none is, the words are those of the UN's own reports.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from foundation.typing import StrOrPromise


class RegionalGroup(TextChoices):
    """The regional groups of UN Member States, as elections in the United Nations use them."""

    AFRICAN = "african", _("African States")
    ASIA_PACIFIC = "asia_pacific", _("Asia-Pacific States")
    EASTERN_EUROPEAN = "eastern_european", _("Eastern European States")
    LATIN_AMERICAN_CARIBBEAN = "latin_american_caribbean", _("Latin American and Caribbean States")
    WESTERN_EUROPEAN_OTHER = "western_european_other", _("Western European and other States")


class UnStatus(TextChoices):
    MEMBER = "member", _("Member State")
    # The Holy See and the State of Palestine; they take part in the review of others.
    OBSERVER = "observer", _("Observer State")
    # The Cook Islands and Niue: the UN's list of names calls them so, and treaties have them as parties.
    NON_MEMBER = "non_member", _("Non-member State")


class Position(TextChoices):
    """What the State under review answered."""

    SUPPORTED = "supported", _("Supported (accepted)")
    NOTED = "noted", _("Noted (not accepted)")
    # UHRI: “Supported/Noted”, where a State answered in part.
    PARTIALLY_SUPPORTED = "partially_supported", _("Partly supported")
    # Before the outcome is adopted.
    PENDING = "pending", _("No answer yet")


class StateClaim(TextChoices):
    """What the State under review says it has already done. The heading of a list can say it."""

    NONE = "none", _("No claim")
    ALREADY_IMPLEMENTED = "already_implemented", _("Claimed as done")
    IN_PROCESS = "in_process", _("Claimed as under way")


class ImplementationStatus(TextChoices):
    """What an NGO finds.

    The first three are UPR Info's mid-term scale; `in_progress` is used by States, `regressed`
    by the Equality and Human Rights Commission of Great Britain.
    """

    FULLY_IMPLEMENTED = "fully_implemented", _("Fully implemented")
    PARTIALLY_IMPLEMENTED = "partially_implemented", _("Partly implemented")
    IN_PROGRESS = "in_progress", _("In progress")
    NOT_IMPLEMENTED = "not_implemented", _("Not implemented")
    REGRESSED = "regressed", _("Moved backwards")
    INSUFFICIENT_INFORMATION = "insufficient_information", _("Not enough information")
    # Never stored: there is no published finding. Charts always show it separately.
    NOT_ASSESSED = "not_assessed", _("Not yet assessed")


# The definitions printed on the page “About”.
STATUS_MEANINGS = {
    ImplementationStatus.FULLY_IMPLEMENTED: _("Everything that was asked has been done."),
    ImplementationStatus.PARTIALLY_IMPLEMENTED: _("A part of what was asked has been done."),
    ImplementationStatus.IN_PROGRESS: _("Work on it has begun; nothing is finished yet."),
    ImplementationStatus.NOT_IMPLEMENTED: _("Nothing that was asked has been done."),
    ImplementationStatus.REGRESSED: _("Things are worse than when it was recommended."),
    ImplementationStatus.INSUFFICIENT_INFORMATION: _("We looked, and could not tell."),
    ImplementationStatus.NOT_ASSESSED: _("Nobody has published a finding here yet."),
}


class FindingMethod(TextChoices):
    """Who put a finding on the scale."""

    BY_ORGANISATION = "by_organisation", _("Assessed by the organisation on this scale")
    # The organisation used no scale; the coding rule is on the page “About”.
    CODED_FROM_TEXT = "coded_from_text", _("Coded by this project from the organisation’s text")


class CodingRule(TextChoices):
    """How this project puts the text of an organisation on the scale; `RULE_STATUSES` says where.

    `CODING_RULES` holds the rules in full, as the page “About” prints them.
    """

    DONE = "done", _("It says that what was asked was done")
    PART_DONE = "part_done", _("It says that a part was done")
    BEGUN = "begun", _("It says that work has begun")
    NO_STEP = "no_step", _("It says that no step was taken")
    GOES_ON = "goes_on", _("It says that what was to end goes on")
    ASKED_AGAIN = "asked_again", _("It names nothing done and asks again")
    WORSE = "worse", _("It says that the State moved the other way")
    SILENT = "silent", _("It does not say what became of the request")


RULE_STATUSES = {
    CodingRule.DONE: ImplementationStatus.FULLY_IMPLEMENTED,
    CodingRule.PART_DONE: ImplementationStatus.PARTIALLY_IMPLEMENTED,
    CodingRule.BEGUN: ImplementationStatus.IN_PROGRESS,
    CodingRule.NO_STEP: ImplementationStatus.NOT_IMPLEMENTED,
    CodingRule.GOES_ON: ImplementationStatus.NOT_IMPLEMENTED,
    CodingRule.ASKED_AGAIN: ImplementationStatus.NOT_IMPLEMENTED,
    CodingRule.WORSE: ImplementationStatus.REGRESSED,
    CodingRule.SILENT: ImplementationStatus.INSUFFICIENT_INFORMATION,
}

CODING_RULES = {
    CodingRule.DONE: _("The text says that the State did what the recommendation asks."),
    CodingRule.PART_DONE: _("The text says that a part of it was done, and names what is missing."),
    CodingRule.BEGUN: _("The text names a first step and says that the aim is not reached."),
    CodingRule.NO_STEP: _(
        "The text says that the State took no step, or that the law it was to change is unchanged. "
        "Plans and pledges are no step."
    ),
    CodingRule.GOES_ON: _(
        "The text says that what was to end goes on, or that what was to be ensured is not."
    ),
    CodingRule.ASKED_AGAIN: _("The text names nothing that was done, and asks the State for the same again."),
    CodingRule.WORSE: _(
        "The text names a law or measure since the review that restricts further what the "
        "recommendation was to protect. Only where it asks to protect or ensure; where it asks "
        "for one particular act, that act decides."
    ),
    CodingRule.SILENT: _("The text speaks of the subject, but not of what the recommendation asks for."),
}


class ActionCategory(TextChoices):
    """How specific the request is: E. McMahon's five categories, as UPR Info codes them (1–5)."""

    MINIMAL = "minimal", _("1 – Share or call on")
    CONTINUING = "continuing", _("2 – Continue")
    CONSIDERING = "considering", _("3 – Consider or review")
    GENERAL = "general", _("4 – General action")
    SPECIFIC = "specific", _("5 – Specific action")


class SourceKind(TextChoices):
    UN_DOCUMENT = "un_document", _("UN document")
    # UPR Info, UHRI: they repeat UN documents, and may differ from them.
    SECONDARY_DATABASE = "secondary_database", _("Secondary database")
    SUBMISSION = "submission", _("Stakeholder submission")
    OFFICIAL = "official", _("Document of the State")
    PUBLICATION = "publication", _("Publication")

    @property
    def several(self) -> StrOrPromise:
        """What sources of this kind are called."""
        names: dict[str, StrOrPromise] = {
            SourceKind.UN_DOCUMENT: _("UN documents"),
            SourceKind.SECONDARY_DATABASE: _("Secondary databases"),
            SourceKind.SUBMISSION: _("Stakeholder submissions"),
            SourceKind.OFFICIAL: _("Documents of the State"),
            SourceKind.PUBLICATION: _("Publications"),
        }
        return names[self]


class LabelScheme(TextChoices):
    UPR_INFO = "upr_info", _("UPR Info issues")
    UHRI = "uhri", _("UHRI themes")
    OHCHR = "ohchr", _("OHCHR thematic lists")


class Certainty(TextChoices):
    """How sure it is that a submission's words mean this recommendation."""

    CERTAIN = "certain", _("Certain")
    PROBABLE = "probable", _("Probable")


class ImportKind(TextChoices):
    """What an imported file is, told by its content."""

    REPORT = "report", _("Report of the Working Group")
    ADDENDUM = "addendum", _("Addendum to a report")
    UPR_INFO = "upr_info", _("Export of UPR Info")
    UHRI = "uhri", _("Export of the Universal Human Rights Index")
    THEMATIC_LIST = "thematic_list", _("Thematic list of OHCHR")


class ImportState(TextChoices):
    WAITING = "waiting", _("Waits to be carried out")
    DONE = "done", _("Carried out")
    UNDONE = "undone", _("Undone")
    # Something stays as it is, since somebody worked on it.
    PARTLY_UNDONE = "partly", _("Partly undone")
