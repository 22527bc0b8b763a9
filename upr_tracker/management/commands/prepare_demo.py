"""What `make demo` needs before it serves: a database, the data, somebody to log in as."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.core.management.base import BaseCommand

EDITOR = "editor"
EDITORS = "Editors"


class Command(BaseCommand):
    help = "Migrate, load the fixtures, and make a demo editor. Safe to run again."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--port", default="8000", help="Port to name in the message.")

    def handle(self, *args: Any, port: str, **options: Any) -> None:
        settings.VAR_DIR.mkdir(exist_ok=True)
        # The database holds private names: nobody else on this machine reads it.
        settings.VAR_DIR.chmod(0o700)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_fixtures", stdout=self.stdout)
        group = self._editors()
        login = self._demo_editor(group)
        self.stdout.write(
            f"\n  The site:      http://127.0.0.1:{port}/\n"
            f"  The admin:     http://127.0.0.1:{port}/admin/\n"
            f"  Log in as:     {login}\n"
            "  Stop with:     Ctrl+C\n"
        )

    def _editors(self) -> Group:
        """The group that may do everything with the content, and nothing with accounts."""
        group, _made = Group.objects.get_or_create(name=EDITORS)
        content = Permission.objects.filter(
            content_type__app_label__in=["recommendations", "cases"]
        )
        group.permissions.add(*content)
        return group

    def _demo_editor(self, group: Group) -> str:
        """The login in words. The password is random, made once, and kept beside the database."""
        note: Path = settings.VAR_DIR / "demo-password"
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
