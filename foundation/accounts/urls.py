"""Addresses of accounts, below /admin/account/: what of allauth we use, and nothing else of it."""

from allauth.account import views as accounts
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from . import views
from .doors import login_again

urlpatterns = [
    path("", views.AccountView.as_view(), name="mfa_index"),
    path("login/", views.SignInView.as_view(), name="account_login"),
    path("code/", second_factor.authenticate, name="mfa_authenticate"),
    path("again/", accounts.reauthenticate, name="account_reauthenticate"),
    path("again/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("password/", accounts.password_change, name="account_change_password"),
    path("password/reset/", accounts.password_reset, name="account_reset_password"),
    path("password/reset/sent/", accounts.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/done/",
        accounts.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[\w-]+)/$",
        views.ResetPasswordView.as_view(),
        name="account_reset_password_from_key",
    ),
    path("second-factor/", views.SetUpSecondFactorView.as_view(), name="mfa_activate_totp"),
    path("second-factor/replace/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/renew/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sessions/", views.SessionsView.as_view(), name="usersessions_list"),
    path("invitation/", views.InvitedView.as_view(), name="account_invitation"),
    path("invitation/<slug:word>/", views.invited, name="account_invited"),
    path("invitations/", login_again(views.InvitationsView.as_view()), name="account_invitations"),
    path(
        "invitations/<number:key>/end/",
        login_again(views.end_invitation),
        name="account_end_invitation",
    ),
    path("unsent/", views.unsent_form, name="account_unsent"),
]
