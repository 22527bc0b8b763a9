"""What holds for every kind of public page, as far as it can be seen without a browser."""

import gzip
import itertools
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from foundation.index.live import noted_dependencies
from tests.support.page_types import FILES, LANGUAGES, PAGES, REDIRECTS, VARIANTS
from tests.support.site import ReadSite

pytestmark = pytest.mark.django_db
WEIGHT, REQUESTS = 60_000, 6
_LOADED = re.compile(r'<(?:link rel="(?:stylesheet|icon)"|script|img|iframe)[^>]*(?:href|src)="([^"]+)')


def names(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if prefix == "" and str(pattern.pattern).startswith("admin/"):
            # Pages of accounts, which stand behind the door too.
            continue
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"
        elif pattern.namespace != "admin":
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern.url_patterns, inner)


def test_table_of_page_types_has_every_public_address() -> None:
    assert set(names(get_resolver().url_patterns)) == {*PAGES, *FILES, *REDIRECTS}
    for name, address in {**PAGES, **FILES, **REDIRECTS}.items():
        assert resolve(urlsplit(address).path).view_name == name


@pytest.mark.slow("reads every kind of page")
@pytest.mark.one_engine
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_light_and_loads_nothing_from_elsewhere(demo: None, language: str) -> None:
    client = Client(headers={"accept-encoding": "gzip"})
    heavy = {}
    for address in {**PAGES, **VARIANTS}.values():
        response = client.get(LANGUAGES[language] + address)
        assert response.headers["Content-Encoding"] == "gzip", address
        loaded = set(_LOADED.findall(gzip.decompress(response.content).decode()))
        assert all(one.startswith("/static/") for one in loaded), (address, loaded)
        weight = len(response.content) + sum(map(_travelling, loaded))
        if weight > WEIGHT or len(loaded) + 1 > REQUESTS:
            heavy[address] = (weight, len(loaded) + 1)
    assert heavy == {}


@cache
def _travelling(address: str) -> int:
    """Bytes of a static file as it travels; those that gzip does not shorten go as they are."""
    path = finders.find(address.removeprefix("/static/"))
    assert isinstance(path, str), address
    content = Path(path).read_bytes()
    return min(len(content), len(gzip.compress(content, mtime=0)))


def test_public_page_is_compressed_to_the_same_bytes_and_the_admin_not_at_all(demo: None) -> None:
    client = Client(headers={"accept-encoding": "gzip"})
    first, second = (client.get("/about/") for _time in range(2))
    assert first.content == second.content
    assert gzip.decompress(first.content) == Client().get("/about/").content
    login = client.get("/admin/account/login/")
    assert "Content-Encoding" not in login.headers
    assert b"csrfmiddlewaretoken" in login.content


def test_compressed_page_that_did_not_change_is_not_sent_again(demo: None) -> None:
    client = Client(headers={"accept-encoding": "gzip"})
    tag = client.get("/recommendations/").headers["ETag"]
    assert client.get("/recommendations/", headers={"if-none-match": tag}).status_code == 304


@pytest.mark.slow("reads every kind of page, and looks at each query")
def test_every_page_is_kept_and_every_table_that_it_reads_is_noted(demo: None, client: Client) -> None:
    """A page is sent again only if it changed; no write to what it shows can be missed."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    noted = {one.table for one in noted_dependencies()}
    for address in PAGES.values():
        with CaptureQueriesContext(connection) as queries:
            tag = client.get(address).headers["ETag"]
        named = {table for table in tables for query in queries if f'"{table}"' in query["sql"]}
        assert named - noted == set(), address
        assert client.get(address, headers={"if-none-match": tag}).status_code == 304, address


@pytest.mark.slow("parses every kind of page as the standard says")
@pytest.mark.one_engine
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_is_valid_html(demo_kinds: ReadSite, language: str) -> None:
    wrong = []
    for address, answer in demo_kinds(language).items():
        page = answer.body.decode()
        wrong += [f"{address}: {error}" for error in _errors(page)]
        assert f'<html lang="{language}"' in page
    assert wrong == []


def _errors(page: str) -> list[str]:
    """What the HTML standard's parser objects to, and headings that skip a level."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(page)
    levels = [int(node.tag[1]) for node in tree.iter() if re.fullmatch(r"h[1-6]", str(node.tag))]
    found = [f"line {place[0]}: {code} {details}" for place, code, details in parser.errors]
    if levels[:1] != [1] or levels.count(1) != 1:
        found.append(f"headings {levels}")
    skips = [(one, other) for one, other in itertools.pairwise(levels) if other > one + 1]
    return found + [f"heading {other} after {one}" for one, other in skips]
