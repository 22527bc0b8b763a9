"""Prepare `make demo`: a database, the data, and the accounts of an editor and of who approves."""

import secrets
import socket
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from recommendations.imports.missing_wording import missing_wording

EDITOR = "editor"
# Who approves what the editor writes.
APPROVER = "approver"
EDITORS = "Editors"


class Command(BaseCommand):
    help = "Migrate, load the fixtures, and make two demo accounts. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default="8000", help="Port that will be served.")

    def handle(self, *args: object, port: str, **options: object) -> None:
        self._check_port(int(port))
        settings.VAR_DIR.mkdir(exist_ok=True)
        # The database holds private names.
        settings.VAR_DIR.chmod(0o700)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_fixtures", stdout=self.stdout)
        login = demo_logins()
        self.stdout.write(
            f"\n  The site:      http://127.0.0.1:{port}/\n"
            f"  The admin:     http://127.0.0.1:{port}/admin/\n"
            f"  Log in as:     {login}\n"
            "  Stop with:     Ctrl+C\n"
        )
        for row in missing_wording():
            if row.review.report and (document := row.review.report.un_document):
                self.stdout.write(
                    f"\n  {row.missing} of the {row.total} recommendations of {row.review.slug} lack their "
                    f"official wording.\n  Save {document.address} as a PDF\n"
                    f"  and import it: http://127.0.0.1:{port}{reverse('admin:recommendations_import_add')}\n"
                )

    def _check_port(self, port: int) -> None:
        """Fail early, with a helpful message, if the port is in use."""
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                raise CommandError(
                    f"Port {port} is in use by another program, perhaps by an earlier `make "
                    f"demo`. Stop that, or take another port: make demo PORT={port + 1}"
                ) from None


def editors_group() -> Group:
    """The group with all permissions on content and none on accounts; made if it is not there."""
    group, _is_new = Group.objects.get_or_create(name=EDITORS)
    content = Permission.objects.filter(content_type__app_label__in=["recommendations", "cases"])
    group.permissions.add(*content)
    return group


def demo_logins() -> str:
    """The logins of the demo, of an editor and of who approves, in words.

    Accounts that are not there are made, in the group of editors. Their random password is made once and
    stored beside the database.
    """
    group, note = editors_group(), Path(settings.VAR_DIR / "demo-password")
    users = get_user_model()._default_manager
    if not users.filter(username=EDITOR).exists():
        note.touch(mode=0o600)
        note.write_text(secrets.token_urlsafe(9) + "\n")
    password = note.read_text().strip() if note.exists() else ""
    for name in (EDITOR, APPROVER):
        if password and not users.filter(username=name).exists():
            users.create_user(username=name, password=password, is_staff=True).groups.add(group)
    if password and users.get(username=EDITOR).check_password(password):
        return f"{EDITOR}, password {password}; as {APPROVER}, with the same, to approve what it writes"
    return f"{EDITOR} or {APPROVER}, with the passwords that you chose"
