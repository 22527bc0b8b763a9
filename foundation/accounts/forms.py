"""The forms of accounts: our words, and every guess counted."""

from allauth.account import forms as account_forms
from allauth.account.fields import PasswordField, SetPasswordField
from allauth.core import context
from allauth.mfa.base import forms as second_factor_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import generate_totp_secret, validate_totp_code
from django import forms
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from ..i18n.texts import NotStorable, cleaned
from . import devices, second_factor, throttling
from .adapter import TOO_MANY
from .second_factor import UnreadableSecretError

# In the session, encrypted: what the app shares with us before the first code has shown that it does.
PENDING_SECRET = "pending_second_factor"  # noqa: S105  # its name
LABELS = {
    "login": _("Username or email"),
    "username": _("Username"),
    "email": _("Email address"),
    "password": _("Password"),
    "oldpassword": _("Password until now"),
    "password1": _("New password"),
    "password2": _("New password again"),
    "code": _("Code of the app, or recovery code"),
}
UNREADABLE = _(
    "The second factor of this account cannot be read any more, because the key of the site was changed. "
    "Ask an administrator to reset it."
)


class InOurWords(account_forms.PasswordVerificationMixin):
    """allauth has no Kazakh; labels stand beside their fields, not in them."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            if name in ("password", "oldpassword"):
                field.help_text = ""

    def clean(self) -> dict[str, object]:
        """What differs is told before allauth can tell it."""
        first, second = (self.cleaned_data.get(name) for name in ("password1", "password2"))
        if first and second and first != second:
            self.add_error("password2", gettext("The two passwords differ. Type the same one twice."))
        values: dict[str, object] = super().clean()
        return values


class LoginForm(InOurWords, account_forms.LoginForm):
    pass


class ReauthenticationForm(InOurWords, account_forms.ReauthenticateForm):
    pass


class PasswordChangeForm(InOurWords, account_forms.ChangePasswordForm):
    def clean_oldpassword(self) -> str:
        """Who sits at somebody’s open session must not find out the password either."""
        attempt = attempt_of(context.request, self.user)
        password: str = super().clean_oldpassword()
        attempt.take_back()
        return password


class PasswordResetForm(InOurWords, account_forms.ResetPasswordForm):
    def clean_email(self) -> str:
        """Only the address that the account has now: an earlier one may be somebody else’s by now."""
        email: str = self.cleaned_data["email"]
        self.users = list(User.objects.filter(email__iexact=email, is_active=True))
        return email

    def save(self, request: HttpRequest, **kwargs: object) -> str:
        """Whoever asks too often gets the same page, and no further mail."""
        self.users = [user for user in self.users if throttling.may_be_mailed(user.pk)]
        email: str = super().save(request, **kwargs)
        return email


class NewPasswordForm(InOurWords, account_forms.ResetPasswordKeyForm):
    pass


class ResetKeyForm(account_forms.UserTokenForm):
    """The key in the link of a mail."""

    def clean(self) -> dict[str, object]:
        user = self._get_user(self.cleaned_data.get("uidb36", ""))
        attempt = attempt_of(context.request, user) if user else None
        values: dict[str, object] = super().clean()
        if attempt:
            attempt.take_back()
        return values


class _CountedCode(InOurWords):
    """A code of the app or a recovery code: guesses are counted, and each code lets in once."""

    def clean_code(self) -> str:
        attempt = attempt_of(context.request, self.user)
        try:
            code: str = super().clean_code()
        except UnreadableSecretError:
            attempt.take_back()
            raise ValidationError(UNREADABLE) from None
        if not throttling.used_for_the_first_time(self.user.pk, code.strip()):
            raise ValidationError(gettext("This code was used already. Wait for the next one."))
        attempt.take_back()
        return code


class CodeForm(_CountedCode, second_factor_forms.AuthenticateForm):
    pass


class CodeAgainForm(_CountedCode, second_factor_forms.ReauthenticateForm):
    pass


class ActivationForm(InOurWords, ActivateTOTPForm):
    """Stays with one secret until it is set up, so that a page opened twice does not break the first."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        self.user = kwargs.pop("user")
        # Past the stock form, which would keep the secret in clear in the session.
        super(ActivateTOTPForm, self).__init__(*args, **kwargs)
        self.fields["code"].label = gettext("Code of the app")
        self.fields["code"].widget.attrs.pop("placeholder", None)
        self.secret = _pending_secret(context.request)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].strip()
        if not validate_totp_code(self.secret, code):
            raise second_factor.SecondFactorAdapter().validation_error("incorrect_code")
        return code


class InvitedForm(InOurWords, forms.Form):
    """Whoever was invited chooses a name and a password."""

    username = forms.CharField(
        max_length=150,
        help_text=_("Colleagues see it beside what you change. A pseudonym is fine."),
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        validators=[User.username_validator],
    )
    password1 = SetPasswordField(label=LABELS["password1"])
    password2 = PasswordField(label=LABELS["password2"], autocomplete="new-password")

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError(gettext("Somebody has this name already. Choose another."))
        return username


class InvitationForm(forms.Form):
    email = forms.EmailField(label=LABELS["email"])
    role = forms.ModelChoiceField(label=_("Role"), queryset=Group.objects.order_by("name"))
    language = forms.ChoiceField(
        label=_("Language of the mail"),
        choices=lambda: list(settings.LANGUAGE_NAMES.items()),
        initial=get_language,
    )

    def clean_email(self) -> str:
        try:
            return cleaned(self.cleaned_data["email"], lines=False)
        except NotStorable as error:
            raise ValidationError(str(error)) from None


def attempt_of(request: HttpRequest, user: User) -> throttling.Attempt:
    """A guess that may be made at an account. Raises `ValidationError` where none is left."""
    attempt = throttling.attempt_at([user.pk], devices=devices.known_devices(request))
    if attempt is None:
        raise ValidationError(TOO_MANY, code="too_many_login_attempts")
    return attempt


def _pending_secret(request: HttpRequest) -> str:
    try:
        return second_factor.decrypted(request.session[PENDING_SECRET])
    except (KeyError, UnreadableSecretError):
        secret: str = generate_totp_secret()
        request.session[PENDING_SECRET] = second_factor.encrypted(secret)
        return secret
