"""What an editor is told of a proposal."""

from django.contrib import messages
from django.contrib.messages.storage import default_storage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from ..models import Proposal


def forget_messages(request: HttpRequest) -> None:
    """Of what was not saved after all, nothing is told. As the middleware begins a request."""
    vars(request)["_messages"] = default_storage(request)


def address_of(proposal: Proposal) -> str:
    return reverse("admin:common_proposal_change", args=[proposal.pk])


def tell_proposed(request: HttpRequest, proposal: Proposal) -> None:
    messages.success(
        request,
        gettext(
            "Saved as a proposal: the public reads it once somebody else has approved it. Until then the "
            "form shows the record as you left it."
        ),
    )
