"""The base of forms for root records."""

from typing import TypeVar

from .guarded_forms import GuardedForm
from .state import Publishable

_Root = TypeVar("_Root", bound=Publishable)


class RootForm(GuardedForm[_Root]):
    """A form of a root record that also validates constraints on derived fields.

    Django skips a constraint if one of its fields (publication state, address) is not in the form. An
    editor who clears the basis of a published case would then get a database error.
    """

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - self._meta.model.DERIVED_FIELDS
