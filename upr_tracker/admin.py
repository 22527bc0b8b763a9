"""Admin of accounts: Django’s own, with cleaned texts. And the queue of proposals, which is no app’s."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User

from foundation.i18n.texts import NotStorable, cleaned
from foundation.publishing.proposal_admin import ProposalAdmin

__all__ = ["AccountAdmin", "ProposalAdmin", "RoleAdmin"]

admin.site.unregister(User)
admin.site.unregister(Group)
# Nobody, administrators included, writes these by hand: docs/accounts.md.
for bookkeeping in (EmailAddress, Authenticator, UserSession):
    admin.site.unregister(bookkeeping)


class PlainTextsForm(forms.BaseForm):
    """A form of a third-party model that cleans its texts, as our own models do."""

    def clean(self) -> dict[str, object]:
        values: dict[str, object] = super().clean() or self.cleaned_data
        for name, value in list(values.items()):
            # Passwords are not cleaned.
            if isinstance(value, str) and "password" not in name:
                try:
                    values[name] = cleaned(value, lines=False)
                except NotStorable as error:
                    self.add_error(name, str(error))
        return values


class AccountForm(PlainTextsForm, UserChangeForm[User]):
    pass


class RoleForm(PlainTextsForm, forms.ModelForm[Group]):
    pass


@admin.register(User)
class AccountAdmin(UserAdmin[User]):
    form = AccountForm
    # With the way to invitations, which most accounts begin with.
    change_list_template = "admin/auth/user/accounts.html"


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    form = RoleForm
