"""Vocabularies of the evidence. Stored slugs are permanent; labels may change."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BodyKind(TextChoices):
    COURT = "court", _("Court")
    PROSECUTOR = "prosecutor", _("Prosecutor")
    POLICE = "police", _("Police")
    MINISTRY = "ministry", _("Ministry")
    PARLIAMENT = "parliament", _("Parliament")
    OTHER_STATE_BODY = "other_state_body", _("Other State body")
    UN_MECHANISM = "un_mechanism", _("UN mechanism")
    INTERNATIONAL_ORGANISATION = "international_organisation", _("International organisation")
    WATCHDOG = "watchdog", _("Watchdog")
    OTHER = "other", _("Other")


class CaseKind(TextChoices):
    PERSON = "person", _("Person")
    GROUP = "group", _("Group")
    ORGANISATION = "organisation", _("Organisation")


class Role(TextChoices):
    """Why the authorities noticed this person or organisation."""

    ACTIVIST = "activist", _("Activist")
    HUMAN_RIGHTS_DEFENDER = "human_rights_defender", _("Human rights defender")
    JOURNALIST = "journalist", _("Journalist or media outlet")
    TRADE_UNIONIST = "trade_unionist", _("Trade unionist or trade union")
    LAWYER = "lawyer", _("Lawyer")
    BELIEVER = "believer", _("Believer or religious community")
    BUSINESSPERSON = "businessperson", _("Businessperson")
    POLITICAL_OPPOSITION = "political_opposition", _("Political opposition")
    ASYLUM_SEEKER = "asylum_seeker", _("Asylum seeker")
    OTHER = "other", _("Other")


class NameDisplay(TextChoices):
    """How the public name was chosen. An editor writes it; it is never derived from another name."""

    FULL_NAME = "full_name", _("Full name")
    INITIALS = "initials", _("Initials")
    PSEUDONYM = "pseudonym", _("Pseudonym")
    DESCRIPTION = "description", _("A description instead of a name")


class PublicationBasis(TextChoices):
    """Why we may publish a case at all."""

    CONSENT = "consent", _("Consent of the person")
    FAMILY_OR_LAWYER = "family_or_lawyer", _("Consent of the family or the lawyer")
    OWN_ADVOCACY = "own_advocacy", _("The person’s own public advocacy")
    PUBLIC_SOURCES = "public_sources", _("Public sources")


class CaseRelationKind(TextChoices):
    HEADS = "heads", _("heads")
    HEADED = "headed", _("headed formerly")
    BELONGS_TO = "belongs_to", _("belongs to")
    ASSOCIATED_WITH = "associated_with", _("is associated with")
    # A claim of the authorities, not ours.
    ACCUSED_OF_SUPPORTING = "accused_of_supporting", _("is accused of supporting")


class CaseEventKind(TextChoices):
    """What happened to a person, a group or an organisation."""

    INVESTIGATED = "investigated", _("Investigation opened")
    ARRESTED = "arrested", _("Arrested")
    CHARGED = "charged", _("Charged")
    HOUSE_ARREST = "house_arrest", _("Placed under house arrest")
    DETAINED = "detained", _("Detained")
    PSYCHIATRIC_DETENTION = "psychiatric_detention", _("Psychiatric detention ordered")
    CONVICTED = "convicted", _("Convicted")
    IMPRISONED = "imprisoned", _("Imprisoned")
    TRANSFERRED = "transferred", _("Transferred")
    PAROLE_DENIED = "parole_denied", _("Parole denied")
    RELEASED_ON_PAROLE = "released_on_parole", _("Released on parole")
    RELEASED = "released", _("Released")
    CHARGES_WITHDRAWN = "charges_withdrawn", _("Charges withdrawn")
    EXCUSED_FROM_LIABILITY = "excused_from_liability", _("Excused from criminal liability")
    CASE_CLOSED = "case_closed", _("Case closed")
    EXTRADITED = "extradited", _("Extradited")
    ENTERED_COUNTRY = "entered_country", _("Entered the country")
    ASYLUM_REFUSED = "asylum_refused", _("Asylum refused")
    DEPORTATION_STOPPED = "deportation_stopped", _("Deportation stopped")
    BANNED_FROM_ACTIVITY = "banned_from_activity", _("Banned from an activity")
    BAN_LIFTED = "ban_lifted", _("Ban lifted")
    ORGANISATION_BANNED = "organisation_banned", _("Organisation banned")
    ORGANISATION_CLOSED = "organisation_closed", _("Organisation closed")
    REGISTRATION_REFUSED = "registration_refused", _("Registration refused")
    SITE_BLOCKED = "site_blocked", _("Website blocked")
    ILL_TREATED = "ill_treated", _("Torture or ill-treatment")
    COMPLAINT_EXAMINED = "complaint_examined", _("Complaint examined")
    SPOKE_OUT = "spoke_out", _("Spoke in public")
    PROTESTED = "protested", _("Took part in a protest")
    UN_OPINION = "un_opinion", _("Opinion of a UN mechanism")
    # A later source says that nothing has changed.
    CONFIRMED = "confirmed", _("No change")
    OTHER = "other", _("Other")


class Assertion(TextChoices):
    """How the source presents a fact."""

    ALLEGED = "alleged", _("Alleged")
    CLAIMED = "claimed", _("Claimed")
    FOUND = "found", _("Found")
    REPORTED = "reported", _("Reported")


class LibertyStatus(TextChoices):
    """Where a person is. Derived from the latest event that says so, and always “as of” a day."""

    FREE = "free", _("Free")
    HOUSE_ARREST = "house_arrest", _("House arrest")
    DETAINED = "detained", _("Detained")
    PSYCHIATRIC_DETENTION = "psychiatric_detention", _("Psychiatric detention")
    IMPRISONED = "imprisoned", _("Imprisoned")
    RELEASED_ON_PAROLE = "released_on_parole", _("Released on parole")
    UNKNOWN = "unknown", _("Not known whether free")


class LawKind(TextChoices):
    CODE = "code", _("Code")
    ACT = "act", _("Act")
    TREATY = "treaty", _("Treaty")
    REGULATION = "regulation", _("Regulation")


class LawChangeKind(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ADOPTED = "adopted", _("Adopted")
    AMENDED = "amended", _("Amended")
    IN_FORCE = "in_force", _("In force")
    RATIFIED = "ratified", _("Ratified")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REPEALED = "repealed", _("Repealed")
    # A later source says that the law has not changed.
    CONFIRMED = "confirmed", _("No change")


class LawStatus(TextChoices):
    """What became of a law. Derived from its latest change, and always “as of” a day."""

    NO_CHANGE = "no_change", _("No change recorded")
    PROPOSED = "proposed", _("Change proposed")
    ADOPTED = "adopted", _("Adopted")
    AMENDED = "amended", _("Amended")
    IN_FORCE = "in_force", _("Change in force")
    RATIFIED = "ratified", _("Ratified")
    WITHDRAWN = "withdrawn", _("Proposal withdrawn")
    REPEALED = "repealed", _("Repealed")


class EventKind(TextChoices):
    HAPPENING = "happening", _("Happening")
    PRACTICE = "practice", _("Practice")
    PLEDGE = "pledge", _("Pledge")
    VISIT = "visit", _("Visit")
    MECHANISM_FINDING = "mechanism_finding", _("Finding of a UN mechanism")


class Direction(TextChoices):
    """Which way a piece of evidence points."""

    PROGRESS = "progress", _("Progress")
    NO_CHANGE = "no_change", _("No change")
    REGRESSION = "regression", _("Regression")


class Restriction(TextChoices):
    """What is in force beside the liberty status: a person can be on parole and banned at once."""

    UNDER_CHARGE = "under_charge", _("Charged or under investigation")
    BANNED_FROM_ACTIVITY = "banned_from_activity", _("Banned from an activity")
    ASYLUM_REFUSED = "asylum_refused", _("Asylum refused")
    ORGANISATION_BANNED = "organisation_banned", _("Organisation banned")
    ORGANISATION_CLOSED = "organisation_closed", _("Organisation closed")
    REGISTRATION_REFUSED = "registration_refused", _("Registration refused")
    SITE_BLOCKED = "site_blocked", _("Website blocked")


# Where a person is after an event. Detention follows an arrest unless the source says otherwise;
# extradited people are in custody; people who were denied parole are in prison.
LIBERTY_AFTER = {
    CaseEventKind.ARRESTED: LibertyStatus.DETAINED,
    CaseEventKind.DETAINED: LibertyStatus.DETAINED,
    CaseEventKind.EXTRADITED: LibertyStatus.DETAINED,
    CaseEventKind.HOUSE_ARREST: LibertyStatus.HOUSE_ARREST,
    CaseEventKind.PSYCHIATRIC_DETENTION: LibertyStatus.PSYCHIATRIC_DETENTION,
    CaseEventKind.IMPRISONED: LibertyStatus.IMPRISONED,
    CaseEventKind.PAROLE_DENIED: LibertyStatus.IMPRISONED,
    CaseEventKind.RELEASED_ON_PAROLE: LibertyStatus.RELEASED_ON_PAROLE,
    CaseEventKind.RELEASED: LibertyStatus.FREE,
}

# Events that begin a restriction, and events that end it.
RESTRICTION_BEGINS = {
    CaseEventKind.INVESTIGATED: Restriction.UNDER_CHARGE,
    CaseEventKind.CHARGED: Restriction.UNDER_CHARGE,
    CaseEventKind.BANNED_FROM_ACTIVITY: Restriction.BANNED_FROM_ACTIVITY,
    CaseEventKind.ASYLUM_REFUSED: Restriction.ASYLUM_REFUSED,
    CaseEventKind.ORGANISATION_BANNED: Restriction.ORGANISATION_BANNED,
    CaseEventKind.ORGANISATION_CLOSED: Restriction.ORGANISATION_CLOSED,
    CaseEventKind.REGISTRATION_REFUSED: Restriction.REGISTRATION_REFUSED,
    CaseEventKind.SITE_BLOCKED: Restriction.SITE_BLOCKED,
}
RESTRICTION_ENDS = {
    CaseEventKind.CONVICTED: {Restriction.UNDER_CHARGE},
    CaseEventKind.CHARGES_WITHDRAWN: {Restriction.UNDER_CHARGE},
    CaseEventKind.EXCUSED_FROM_LIABILITY: {Restriction.UNDER_CHARGE},
    CaseEventKind.CASE_CLOSED: {Restriction.UNDER_CHARGE},
    CaseEventKind.BAN_LIFTED: {Restriction.BANNED_FROM_ACTIVITY, Restriction.ORGANISATION_BANNED},
}

# Custody until trial, which ends with the charges.
BEFORE_TRIAL = (LibertyStatus.HOUSE_ARREST, LibertyStatus.DETAINED)
CHARGES_END = (
    CaseEventKind.CHARGES_WITHDRAWN,
    CaseEventKind.EXCUSED_FROM_LIABILITY,
    CaseEventKind.CASE_CLOSED,
)

_CUSTODY = frozenset(kind for kind, liberty in LIBERTY_AFTER.items() if liberty != LibertyStatus.FREE)
_CHARGED = frozenset(
    kind for kind, restriction in RESTRICTION_BEGINS.items() if restriction == Restriction.UNDER_CHARGE
)

# Events that need one of these before them in the same case.
NEEDS_BEFORE = {
    CaseEventKind.RELEASED: _CUSTODY,
    CaseEventKind.RELEASED_ON_PAROLE: frozenset(
        {CaseEventKind.IMPRISONED, CaseEventKind.CONVICTED, CaseEventKind.PAROLE_DENIED}
    ),
    CaseEventKind.CHARGES_WITHDRAWN: _CHARGED | _CUSTODY,
    CaseEventKind.EXCUSED_FROM_LIABILITY: _CHARGED | _CUSTODY,
    CaseEventKind.BAN_LIFTED: frozenset(
        {CaseEventKind.BANNED_FROM_ACTIVITY, CaseEventKind.ORGANISATION_BANNED}
    ),
}
