"""`make demo` before it serves."""

import io
import socket
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def test_port_in_use_is_said_in_words_before_anything_else(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is in use by another program"):
            call_command("prepare_demo", port=str(port))
    assert not settings.VAR_DIR.exists()


def test_what_lies_in_var_is_for_its_owner_alone(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"
    call_command("prepare_demo", port="0", stdout=io.StringIO())
    assert stat.S_IMODE(settings.VAR_DIR.stat().st_mode) == 0o700
    assert stat.S_IMODE((settings.VAR_DIR / "demo-password").stat().st_mode) == 0o600
