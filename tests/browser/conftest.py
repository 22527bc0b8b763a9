"""Chromium as the machine has it; the tests skip visibly where it is not installed."""

import os
import shutil
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page

from recommendations.models import Organisation
from upr_tracker.management.commands.prepare_demo import editors_group

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

# Playwright's own event loop makes Django suspect asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="chromium is not on this machine"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": [
            "--no-sandbox",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
        ],
    }


@pytest.fixture
def site(demo: None, live_server: Any) -> str:
    """The address of a server with the first dataset."""
    return str(live_server.url)


@pytest.fixture
def editor(site: str) -> User:
    """Somebody with the rights of the group of editors; logs in with "editor" and "browser"."""
    user = User.objects.create_user("editor", password="browser", is_staff=True)
    user.groups.add(editors_group())
    Organisation.objects.create(slug="watch", name_en="Watch")
    return user


@pytest.fixture
def approver(editor: User) -> User:
    """A colleague of the editor; logs in with "approver" and "browser"."""
    user = User.objects.create_user("approver", password="browser", is_staff=True)
    user.groups.add(editors_group())
    return user


@pytest.fixture
def quiet(page: Page) -> Page:
    """A page that fails the test at the first message of the browser's console."""
    page.on("console", lambda message: pytest.fail(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: pytest.fail(f"{page.url}: {error}"))
    return page
