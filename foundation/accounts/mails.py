"""Mails of accounts, in the language of the person: what is to be done, and no name of any record."""

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

# What happened to an account, told on the page and by mail.
EVENTS = {
    "password_changed": _("Your password was changed."),
    "password_reset": _("Your password was set anew, by the link in a mail."),
    "totp_activated": _("Your second factor was set up."),
    "totp_deactivated": _("Your second factor was taken off."),
    "recovery_codes_generated": _("You have new recovery codes. Any earlier ones no longer work."),
    "sessions_logged_out": _("All other sessions were ended."),
    "second_factor_reset": _(
        "An administrator took your second factor off. You set up a new one when you log in."
    ),
}


def send_mail_in_words(template: str, to: str, context: Mapping[str, object]) -> None:
    """Render `<template>_subject.txt` and `_message.txt` in the active language and send them.

    Raises `OSError` where the mail server does not take it.
    """
    values = dict(context)
    subject = " ".join(render_to_string(f"{template}_subject.txt", values).split())
    body = render_to_string(f"{template}_message.txt", values).strip() + "\n"
    EmailMessage(subject, body, to=[to]).send()


def send_notice(user: User, event: str) -> None:
    """Tell somebody what happened to their account. Raises `OSError`."""
    if user.email and event in EVENTS:
        send_mail_in_words("account/email/notice", user.email, {"user": user, "sentence": EVENTS[event]})
