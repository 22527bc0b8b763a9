"""An account begins with a mail: a link that works once and for some days, to a role."""

import datetime as dt
import hashlib
import secrets

from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from ..models import Invitation
from .mails import send_mail_in_words

LASTS = dt.timedelta(days=7)


@transaction.atomic
def invite(*, email: str, role: str, language: str, site: str, invited_by: User | None = None) -> Invitation:
    """Write down an invitation and send its mail; an earlier one to the same address ends.

    `site`: scheme and host, as in “https://tracker.example.org”. Raises `ValidationError` with a sentence
    for each thing that cannot be, and where the mail server does not take the mail; then nothing is written.
    """
    _check(email, role)
    now = timezone.now()
    Invitation.objects.open_at(now).filter(email__iexact=email).update(ended_at=now)
    word = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email, role=role, language=language, digest=digest_of_word(word), invited_by=invited_by,
        invited_at=now, expires_at=now + LASTS,
    )  # fmt: skip
    with override(language):
        link = site + reverse("account_invited", args=[word])
        try:
            send_mail_in_words("account/email/invitation", email, {"link": link, "invitation": invitation})
        except OSError:
            sentence = gettext("The mail server did not take the mail: nobody was invited. Try again later.")
            raise ValidationError(sentence) from None
    return invitation


def open_invitation(digest: str) -> Invitation | None:
    """The invitation with the digest of a link’s word, if somebody can still accept it."""
    return Invitation.objects.open_at(timezone.now()).filter(digest=digest).first()


@transaction.atomic
def accept(invitation: Invitation, *, username: str, password: str) -> User | None:
    """Make the account of an invitation; None where it was accepted or ended meanwhile or has no role."""
    group = Group.objects.filter(name=invitation.role).first()
    now = timezone.now()
    if group is None or not Invitation.objects.open_at(now).filter(pk=invitation.pk).update(accepted_at=now):
        return None
    user: User = User.objects.create_user(username, invitation.email, password, is_staff=True)
    user.groups.add(group)
    return user


def digest_of_word(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()


def _check(email: str, role: str) -> None:
    sentences = []
    try:
        validate_email(email)
    except ValidationError:
        sentences.append(gettext("“%(email)s” is no email address.") % {"email": email})
    if User.objects.filter(email__iexact=email).exists():
        sentences.append(
            gettext("There is an account with the address %(email)s already.") % {"email": email}
        )
    if not Group.objects.filter(name=role).exists():
        roles = ", ".join(Group.objects.order_by("name").values_list("name", flat=True)) or "–"
        sentence = gettext("There is no role “%(role)s”. These are: %(roles)s.")
        sentences.append(sentence % {"role": role, "roles": roles})
    if sentences:
        raise ValidationError(sentences)
