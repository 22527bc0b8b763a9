"""What every test stands on: settings for tests, no network, and rows to start from."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation

# Their assertions are explained as those of a test module are.
pytest.register_assert_rewrite("tests.admin", "tests.rules")

SHARED = settings.BASE_DIR.parent / "shared"


def pytest_configure() -> None:
    settings.SECRET_KEY = "tests only"
    settings.SECURE_SSL_REDIRECT = False
    # Static files are collected by `make demo`, not for tests.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches beyond this machine is a mistake."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise RuntimeError(f"A test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A request in another language leaves it active for whatever runs next in the thread."""
    with translation.override("en"):
        yield


@pytest.fixture
def shared() -> Path:
    """The other people's documents beside the repository; skips visibly where they are not."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: it holds other people's documents")
    return SHARED
