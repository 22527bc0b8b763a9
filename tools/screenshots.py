"""Screenshots of every kind of page.

    make screenshots                          all of them, into var/screenshots/
    python -m tools.screenshots [--only home,cases:case] [--languages ru] [--schemes dark] [--widths 360,1280]

The first dataset is loaded into a temporary database and served on this machine. Each kind of page is
captured in each language, light and dark, at five widths from phone to desktop, in full length, and
once as a PDF.
"""

import argparse
import contextlib
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.serving import free_port
from tests.support.page_types import LANGUAGES, PAGES, VARIANTS

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "var/screenshots"
# The widths that tests/browser/test_look.py measures at.
WIDTHS = (360, 640, 768, 1024, 1280)
HEIGHT = 900
SCHEMES = ("light", "dark")
FILL = "from tests.support.seeds import *; load_fixtures(); add_earlier_review()"


@contextlib.contextmanager
def demo() -> Iterator[str]:
    """Start a server with the first dataset; yields its address."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/tracker.sqlite3",
            "SECRET_KEY": "screenshots",
            "HTTPS": "false",
            "DEBUG": "false",
            "CONTACT_EMAIL": "contact@example.org",
        }
        manage = [sys.executable, "manage.py"]
        for prepare in (
            [*manage, "collectstatic", "--noinput", "-v", "0"],
            [*manage, "migrate", "-v", "0"],
            [*manage, "shell", "-v", "0", "-c", FILL],
        ):
            subprocess.run(prepare, cwd=ROOT, env=environment, check=True)
        address = f"http://127.0.0.1:{free_port()}"
        serve = [*manage, "runserver", address.removeprefix("http://"), "--noreload"]
        quiet = subprocess.DEVNULL
        server = subprocess.Popen(serve, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
        try:
            for _attempt in range(300):
                with contextlib.suppress(urllib.error.URLError):
                    urllib.request.urlopen(address)
                    break
                time.sleep(0.1)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def take(
    browser: Browser,
    site: str,
    *,
    only: set[str],
    languages: list[str],
    schemes: list[str],
    widths: list[int],
) -> int:
    """Take the pictures; returns how many, sheets of paper not counted."""
    pages = {name: path for name, path in {**PAGES, **VARIANTS}.items() if not only or name in only}
    for language, scheme in itertools.product(languages, schemes):
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        for name, path in pages.items():
            page.goto(f"{site}{LANGUAGES[language]}{path}")
            file = FOLDER / f"{re.sub(r'[^a-z_]+', '-', name)}.{language}"
            for width in widths:
                page.set_viewport_size({"width": width, "height": HEIGHT})
                page.screenshot(path=f"{file}.{scheme}.{width}.png", full_page=True)
            if scheme == "light":
                page.pdf(path=f"{file}.pdf", format="A4", prefer_css_page_size=True)
        context.close()
    return len(languages) * len(schemes) * len(pages) * len(widths)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--schemes", default=",".join(SCHEMES))
    parser.add_argument("--widths", default=",".join(map(str, WIDTHS)))
    arguments = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("Chromium is needed for pictures, and is not installed: apt-get install chromium")
    with demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        count = take(
            browser,
            site,
            only={name for name in arguments.only.split(",") if name},
            languages=arguments.languages.split(","),
            schemes=arguments.schemes.split(","),
            widths=[int(width) for width in arguments.widths.split(",")],
        )
        browser.close()
    print(f"{count} pictures in {FOLDER.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()
