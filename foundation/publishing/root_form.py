"""What the forms of root records share."""

from typing import TypeVar

from .guarded_forms import GuardedForm
from .state import Publishable

_Root = TypeVar("_Root", bound=Publishable)


class RootForm(GuardedForm[_Root]):
    """A form of a root record, for a part of its fields.

    Rules that also speak of a derived field (the state of publication, the address) hold here too:
    an editor who takes the basis from a published case reads why that is refused. Django would
    leave such rules to the database, because the form does not show the field.
    """

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - self._meta.model.DERIVED_FIELDS
