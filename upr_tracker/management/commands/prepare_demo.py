"""Prepare `make demo`: a database, the data, and an editor's account."""

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
EDITORS = "Editors"


class Command(BaseCommand):
    help = "Migrate, load the fixtures, and make a demo editor. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default="8000", help="Port that will be served.")

    def handle(self, *args: object, port: str, **options: object) -> None:
        self._check_port(int(port))
        settings.VAR_DIR.mkdir(exist_ok=True)
        # The database holds private names.
        settings.VAR_DIR.chmod(0o700)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_fixtures", stdout=self.stdout)
        login = demo_login()
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


def demo_login() -> str:
    """The login of the demo's editor, in words.

    The account, in the group of editors, is made if it is not there. Its random password is made once
    and stored beside the database.
    """
    group, note = editors_group(), Path(settings.VAR_DIR / "demo-password")
    users = get_user_model()._default_manager
    editor = users.filter(username=EDITOR).first()
    if editor is None:
        password = secrets.token_urlsafe(9)
        note.touch(mode=0o600)
        note.write_text(password + "\n")
        editor = users.create_user(username=EDITOR, password=password, is_staff=True)
        editor.groups.add(group)
    if note.exists() and editor.check_password(note.read_text().strip()):
        return f"{EDITOR}, password {note.read_text().strip()}"
    return f"{EDITOR}, with the password that you chose"
