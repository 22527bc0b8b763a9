"""Pages of accounts that allauth has not, or has otherwise."""

from http import HTTPStatus
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.views import LoginView, PasswordResetFromKeyView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views import csrf
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView

from ..models import Invitation
from ..web.middleware import FOR_EDITORS
from . import devices, invitations, second_factor, unsent
from .doors import closed_door
from .forms import PENDING_SECRET, InvitationForm, InvitedForm

_INVITATION = "invitation"


class SignInView(LoginView):
    """What was typed before the session was over goes with the login, and then into the new session."""

    def get_context_data(self, **parts: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**parts)
        context["unsent"] = self.request.POST.get(unsent.FIELD, "")
        context["next"] = context["redirect_field_value"] or ""
        return context

    def form_valid(self, form: object) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        typed_form = unsent.unsigned(self.request.POST.get(unsent.FIELD, ""))
        if typed_form:
            unsent.keep(self.request, typed_form)
        return response


class SetUpSecondFactorView(ActivateTOTPView):
    """The first code shows that the app has the secret; so this session has come in by it."""

    def form_valid(self, form: object) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        user = self.request.user
        authenticator = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
        record_authentication(
            self.request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True
        )
        self.request.session.pop(PENDING_SECRET, None)
        return response


class ResetPasswordView(PasswordResetFromKeyView):
    """Who has the mailbox of an account is known on this device: attackers cannot keep them out."""

    def form_valid(self, form: object) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        devices.remember(self.request, response, self.reset_user.pk)
        return response


class SessionsView(ListUserSessionsView):
    """Each session of the account, to be ended alone; or all others at once."""

    def post(self, request: HttpRequest, *args: object, **parts: object) -> HttpResponseBase:
        key = request.POST.get("session", "")
        if not key:
            response: HttpResponseBase = super().post(request, *args, **parts)
            return response
        sessions = UserSession.objects.filter(user=request.user, pk=int(key) if key.isdecimal() else None)
        end_sessions(request, list(sessions))
        messages.success(request, gettext("The session was ended."))
        return HttpResponseRedirect(reverse("usersessions_list"))


class AccountView(TemplateView):
    template_name = "account/overview.html"

    def get_context_data(self, **parts: object) -> dict[str, object]:
        user = self.request.user
        assert isinstance(user, User)  # noqa: S101  # the doors let nobody else in
        codes = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
        return {
            **super().get_context_data(**parts),
            "has_second_factor": second_factor.has_second_factor(user),
            "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
            "may_invite": user.has_perm("auth.add_user"),
        }


# Invitations


def invited(request: HttpRequest, word: str) -> HttpResponse:
    """The link of the mail. Its word stays neither in the address nor in the table of sessions."""
    request.session[_INVITATION] = invitations.digest_of_word(word)
    return redirect("account_invitation")


class InvitedView(FormView[InvitedForm]):
    template_name = "account/invitation.html"
    form_class = InvitedForm

    def dispatch(self, request: HttpRequest, *args: object, **parts: object) -> HttpResponseBase:
        self.invitation = invitations.open_invitation(request.session.get(_INVITATION, ""))
        if self.invitation is None:
            return self._too_late()
        return super().dispatch(request, *args, **parts)

    def get_context_data(self, **parts: object) -> dict[str, object]:
        return {**super().get_context_data(**parts), "invitation": self.invitation}

    def form_valid(self, form: InvitedForm) -> HttpResponse:
        assert self.invitation  # noqa: S101  # see dispatch
        values = form.cleaned_data
        user = invitations.accept(self.invitation, username=values["username"], password=values["password1"])
        if user is None:
            return self._too_late()
        self.request.session.pop(_INVITATION, None)
        record_authentication(self.request, user, "password", username=user.username)
        response: HttpResponse = perform_login(self.request, Login(user=user))
        return response

    def _too_late(self) -> HttpResponse:
        return render(self.request, "account/invitation_ended.html", status=HTTPStatus.GONE)


class InvitationsView(FormView[InvitationForm]):
    """Who was invited and has not come yet; and whom to invite."""

    template_name = "account/invitations.html"
    form_class = InvitationForm

    def dispatch(self, request: HttpRequest, *args: object, **parts: object) -> HttpResponseBase:
        if not request.user.has_perm("auth.add_user"):
            raise PermissionDenied
        return super().dispatch(request, *args, **parts)

    def get_context_data(self, **parts: object) -> dict[str, object]:
        rows = Invitation.objects.open_at(timezone.now()).select_related("invited_by").order_by("-invited_at")
        return {**super().get_context_data(**parts), "invitations": rows}

    def form_valid(self, form: InvitationForm) -> HttpResponse:
        user = self.request.user
        assert isinstance(user, User)  # noqa: S101  # see dispatch
        values = form.cleaned_data
        try:
            invitations.invite(
                email=values["email"], role=values["role"].name, language=values["language"],
                site=self.request.build_absolute_uri("/").rstrip("/"), invited_by=user,
            )  # fmt: skip
        except ValidationError as error:
            for sentence in error.messages:
                form.add_error(None, sentence)
            return self.form_invalid(form)
        messages.success(self.request, gettext("The invitation was sent to %(email)s.") % values)
        return redirect("account_invitations")


@require_POST
def end_invitation(request: HttpRequest, key: int) -> HttpResponse:
    if not request.user.has_perm("auth.add_user"):
        raise PermissionDenied
    now = timezone.now()
    if Invitation.objects.open_at(now).filter(pk=key).update(ended_at=now):
        messages.success(request, gettext("The invitation was ended; its link no longer works."))
    return redirect("account_invitations")


# What came to a closed door


def unsent_form(request: HttpRequest) -> HttpResponse:
    """Shows what was typed, with the button that sends it; or forgets it."""
    form = unsent.waiting(request)
    if request.method == "POST":
        unsent.forget(request)
        messages.info(request, gettext("What you typed was thrown away."))
        return redirect("admin:index")
    if form is None:
        return redirect("admin:index")
    return _shown(request, form)


def refused_for_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is no longer the session’s: who logged in anew in another window sends it once more.

    Only where the browser says that the form stood on a page of ours; otherwise it may be anybody’s.
    """
    origin = request.headers.get("Origin", "")
    is_ours = urlsplit(origin).netloc == request.get_host() and bool(FOR_EDITORS.match(request.path_info))
    match = request.resolver_match
    form = (
        unsent.unsent_form_of(request) if is_ours and match and match.view_name.startswith("admin:") else None
    )
    if form is None or match is None:
        response: HttpResponse = csrf.csrf_failure(request, reason)
        return response
    return closed_door(request, match.view_name) or _shown(request, form, HTTPStatus.FORBIDDEN)


def _shown(request: HttpRequest, form: unsent.UnsentForm, status: int = HTTPStatus.OK) -> HttpResponse:
    readable = [(name, value) for name, value in form.values if value and not name.startswith("_")]
    return render(request, "account/unsent.html", {"unsent_form": form, "readable": readable}, status=status)


# Addresses of Django’s admin that ours replace


def to_login(request: HttpRequest) -> HttpResponse:
    """Django’s own login knows no second factor and counts no guesses. It keeps what was typed for nobody."""
    address = reverse("account_login")
    back = request.GET.get(REDIRECT_FIELD_NAME)
    return HttpResponseRedirect(f"{address}?{urlencode({REDIRECT_FIELD_NAME: back})}" if back else address)


def to_password(request: HttpRequest) -> HttpResponse:
    return redirect("account_change_password")
