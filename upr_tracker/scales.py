"""The meaning of each word of our scales, for the page “About”."""

from collections.abc import Mapping
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cases.choices import Assertion, Direction
from foundation.typing import StrOrPromise
from recommendations.choices import ActionCategory, Position, StateClaim

_Word = TypeVar("_Word", bound=TextChoices)

POSITIONS = {
    Position.SUPPORTED: _("The State under review accepts the recommendation."),
    Position.NOTED: _("The State takes note of it and promises nothing. The UN has no word for “rejected”."),
    Position.PARTIALLY_SUPPORTED: _("The State accepts one part and notes another."),
    Position.PENDING: _("The outcome is not adopted yet, or we hold no answer."),
}
STATE_CLAIMS = {
    StateClaim.NONE: _("The State does not say how far it has got."),
    StateClaim.ALREADY_IMPLEMENTED: _("The State says that it has done this already."),
    StateClaim.IN_PROCESS: _("The State says that it is doing this now."),
}
DIRECTIONS = {
    Direction.PROGRESS: _("It shows a step towards what was recommended."),
    Direction.NO_CHANGE: _("It shows that things are as they were, or that nothing was done."),
    Direction.REGRESSION: _("It shows that things are worse than they were."),
}
ASSERTIONS = {
    Assertion.ALLEGED: _("Somebody says so, and the source does not vouch for it."),
    Assertion.CLAIMED: _("Somebody says so of themselves or of what they did."),
    Assertion.FOUND: _("A court, a UN mechanism or another body examined it and found so."),
    Assertion.REPORTED: _("The source states it as a fact."),
}
ACTION_CATEGORIES = {
    ActionCategory.MINIMAL: _("To share experience, or to call on others for help."),
    ActionCategory.CONTINUING: _("To go on with what is being done."),
    ActionCategory.CONSIDERING: _("To think about it, to look into it."),
    ActionCategory.GENERAL: _("To act, without saying how: to improve, to strengthen, to ensure."),
    ActionCategory.SPECIFIC: _("To do one thing that can be checked: to ratify, to repeal."),
}


def scale(meanings: Mapping[_Word, StrOrPromise]) -> list[dict[str, StrOrPromise]]:
    """The words of a scale with their meanings, in the order of the scale."""
    return [
        {"slug": word.value, "label": word.label, "meaning": meaning} for word, meaning in meanings.items()
    ]
