"""Working in the admin as an editor does: pages are opened, forms typed into, messages read."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Permission, User
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from django.utils import translation

from foundation.models import Proposal
from foundation.publishing.as_shown import AS_SHOWN
from upr_tracker.management.commands.prepare_demo import demo_logins


def editors_browser(client: Client, settings: Any, folder: Path) -> Client:
    """Logged in as the editor whom `prepare_demo` makes, without its migrating a database that is."""
    settings.VAR_DIR = settings.FIXTURES_DIR = folder
    demo_logins()
    client.force_login(User.objects.get(username="editor"))
    return client


def browser_of_approver() -> Client:
    """Logged in as who approves what the editor writes; `prepare_demo` makes both."""
    client = Client()
    client.force_login(User.objects.get(username="approver"))
    return client


def approve_all(colleague: Client) -> list[str]:
    """Approve what waits, oldest first, as the page of each shows it; returns the messages."""
    said = []
    for proposal in Proposal.objects.filter(state="waiting"):
        where = address(Proposal, "change", proposal.pk)
        seen = colleague.get(where).context["digest"]
        said += told(colleague.post(where, {"seen": seen, "_approve": "on"}, follow=True))
    return said


def browser_of(*permissions: str) -> Client:
    """Logged in as somebody who may do only what is named, as `add_assessment`."""
    user = User.objects.create_user("somebody", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def address(model: Any, kind: str, *keys: Any, language: str = "en") -> str:
    """Of the page of that kind (`changelist`, `add`, `change` …) in the admin of a model."""
    with translation.override(language):
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}"
        return reverse(name, args=keys)


def opened(client: Client, where: str) -> Any:
    """The page at an address as its view puts it together for who is logged in; nothing is rendered."""
    request: Any = RequestFactory().get(where)
    request.user = User.objects.get(pk=client.session[SESSION_KEY])
    request._messages = CookieStorage(request)
    request.resolver_match = resolve(urlsplit(where).path)
    view, arguments, named = request.resolver_match
    return SimpleNamespace(context=view(request, *arguments, **named).context_data)


def as_shown(page: Any) -> dict[str, Any]:
    """What a browser posts of a form of the admin in which nobody typed."""
    formsets = [inline.formset for inline in page.context["inline_admin_formsets"]]
    forms = [page.context["adminform"].form]
    for formset in formsets:
        forms += [formset.management_form, *formset.forms]
    shown = {field.html_name: field.value() for form in forms for field in form}
    return {name: value for name, value in shown.items() if value is not None}


def typed(client: Client, where: str, button: str = "_save", **values: Any) -> Any:
    """Type into the form of an address and press a button; returns the answer."""
    # As the page would be read: in its language, which values of its fields are written in.
    with translation.override(translation.get_language_from_path(where) or "en"):
        shown = as_shown(opened(client, where))
    return client.post(where, {**shown, **values, button: "on"})


def told(answer: Any) -> list[str]:
    """The messages that the next page shows."""
    return [str(message) for message in get_messages(answer.wsgi_request)]


def refusals(answer: Any) -> dict[str, list[str]]:
    """What a refused form says, by field; rules of the whole row stand under `__all__`."""
    form = answer.context["adminform"].form
    errors = {name: list(messages) for name, messages in form.errors.items()}
    for inline in answer.context["inline_admin_formsets"]:
        for row in inline.formset.forms:
            errors |= {f"{row.prefix}-{name}": list(found) for name, found in row.errors.items()}
    return errors


def refused(client: Client, where: str, **values: Any) -> dict[str, list[str]]:
    """What is said of a form that is not saved."""
    answer = typed(client, where, **values)
    assert answer.status_code == 200, told(answer)
    return refusals(answer)


def rows_as_shown(page: Any) -> dict[str, list[str]]:
    """What a list, or a page that asks first, posts of what it showed of its rows."""
    return {AS_SHOWN: re.findall(f'name="{AS_SHOWN}" value="([^"]+)"', page.content.decode())}


def act(client: Client, action: str, *rows: Any) -> list[str]:
    """Open a list, choose rows and an action; returns the messages."""
    where = address(type(rows[0]), "changelist")
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    shown = rows_as_shown(client.get(where))
    return told(client.post(where, {**shown, **chosen}, follow=True))


def deleted(client: Client, row: Any) -> Any:
    """Open the page that asks, and say yes; returns the answer."""
    where = address(type(row), "delete", row.pk)
    return client.post(where, {**rows_as_shown(client.get(where)), "post": "yes"})


def state_of(row: Any) -> str:
    return str(type(row).objects.get(pk=row.pk).publication_state)
