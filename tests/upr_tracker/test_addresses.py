"""No address breaks a page: whatever stands in a path or in a query, the answer is one of the site.

The addresses come from the site itself, so that a new one is tried without being named here.
"""

import re
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from cases.filters import CaseFilterSet, LawFilterSet
from foundation.web.addresses import is_too_large, key_in
from recommendations.index.filters import NewRecommendationFilterSet, RecommendationFilterSet
from recommendations.models import UnknownLabel
from tests.support import factories
from tests.support.admin import address
from tests.support.page_types import FILES, PAGES, REDIRECTS

pytestmark = pytest.mark.django_db

# As an address writes them. Numbers that no table reaches, that no database holds, that Python
# refuses to read, or that are written otherwise; characters that nobody sees; bytes that are no
# text; what only a machine types.
NUMBERS = (
    "0", "-1", "007", "2147483648", "999999999999999999", "9223372036854775808", f"1{'0' * 30}",
    "9" * 5_000, "1.5", "1e5", "%D9%A3", "%C2%B3", f"1{'_0' * 30}",
)  # fmt: skip
TEXTS = (
    "%00", "a%00b", "%ff", "%ED%A0%80", "%0B", "%0D%0AX-Header:%20a", "%E2%80%AEa", "%EF%BF%BE",
    "%F0%9F%98%80", "..", "%2e%2e%2f", "'%22%3C%3E", "%25", "%", "x" * 10_000, "_00", "text-",
    "text-000000000000",
)  # fmt: skip
HOSTILE = (*NUMBERS, *TEXTS)
PARAMETERS = {
    "page", "q", "sort", "from", "to", "review", "theme", "kind", "all", "separator", "unknown%00",
    *RecommendationFilterSet.base_filters, *CaseFilterSet.base_filters,
    *LawFilterSet.base_filters, *NewRecommendationFilterSet.base_filters,
}  # fmt: skip
EXPECTED = {200, 301, 302, 400, 403, 404, 405}


def routes(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """The whole route of each address, as “/states/<slug:iso3>/”, in English."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern.url_patterns, route)


ROUTES = list(routes(get_resolver().url_patterns))
PUBLIC = [route for route in ROUTES if not route.startswith("/admin/")]
PART = re.compile(r"<(?:\w+:)?(\w+)>")


def broken(client: Client, addresses: Iterator[str]) -> list[tuple[str, Any]]:
    """Of the addresses those whose answer is none of a site that works, or none at all."""
    found: list[tuple[str, Any]] = []
    for where in addresses:
        try:
            with transaction.atomic():
                status: Any = client.get(where).status_code
        except Exception as error:  # whatever it is, the next one is tried too
            status = repr(error)[:200]
        if status not in EXPECTED:
            found.append((where[:200], status))
    return found


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


def with_hostile_parts() -> Iterator[str]:
    """Each part of each public address in turn, the others as they are somewhere.

    Of slugs, which let little through, each tries some of the values, and together they try all.
    """
    some = cycle(HOSTILE)
    valid = {}
    for where in (*PAGES.values(), *FILES.values(), *REDIRECTS.values()):
        match = resolve(urlsplit(where).path)
        valid[f"/{match.route}"] = match.kwargs
    assert set(valid) == set(PUBLIC)
    for route, parts in valid.items():
        for name in parts:
            values = islice(some, 7) if f"<slug:{name}>" in route else HOSTILE
            for value in values:
                own = {**parts, name: value}
                yield PART.sub(lambda found, own=own: str(own[found[1]]), route)  # type: ignore[misc]


def with_hostile_queries() -> Iterator[str]:
    """Each public address with such values in all its parameters; the values take turns."""
    values = cycle(value for value in HOSTILE if len(value) < 100)
    for where in (*PAGES.values(), *FILES.values(), *REDIRECTS.values()):
        path = urlsplit(where).path
        yield f"{path}?{'&'.join(f'{name}={next(values)}' for name in sorted(PARAMETERS))}"
        # On its own, so that nothing else decides.
        yield f"{path}?page={next(values)}"
    for value in HOSTILE:
        yield f"/changes/between/?from={value}&to={value}&review={value}&theme={value}"
        yield f"/laws/?q={value}&page={value}"
        yield f"/laws/export.csv?q={value}"
        yield f"/static/{value}"


@pytest.mark.slow("tries every address of the site with many values")
def test_no_part_and_no_query_of_a_public_address_breaks_its_page(demo: None) -> None:
    assert broken(Client(), with_hostile_parts()) == []
    assert broken(Client(), with_hostile_queries()) == []


def test_address_of_a_file_or_a_record_is_written_one_way() -> None:
    factories.case("first")
    section = factories.section(factories.submission("watch"), 5)
    factories.new_recommendation(section, 1)
    client = Client()
    for where in ("/sitemaps/cases-1.xml", "/new-recommendations/watch/5.1/"):
        assert client.get(where).status_code == 200
        for other in NUMBERS:
            assert client.get(where.replace("1", other)).status_code == 404, other


def keys_of_editors() -> Iterator[str]:
    """Each address of the admin that carries a key; the values take turns."""
    values, names = cycle(HOSTILE), cycle(("term", "app_label", "model_name", "field_name", "page"))
    for route in ROUTES:
        if route.startswith("/admin/") and PART.search(route) and "(?P" not in route:
            yield PART.sub(next(values), route)
    for value in HOSTILE:
        yield f"/admin/recommendations/recommendation/{value}/change/"
        yield f"/admin/recommendations/import/{value}/change/"
        yield f"/admin/r/1/{value}/"
        yield f"/admin/recommendations/recommendation/update-status/?rows={value}"
        yield f"/admin/login/?next={value}"
        asked = {"app_label": "cases", "model_name": "evidence", "field_name": "case"}
        asked |= {next(names): value}
        yield f"/admin/autocomplete/?{'&'.join(f'{a}={b}' for a, b in asked.items())}"


def lists_of_editors() -> Iterator[str]:
    """Each list of the admin by each of its filters, and each form with what a link fills in."""
    values = cycle(value for value in HOSTILE if len(value) < 100)
    for model, its_admin in admin.site._registry.items():
        if model._meta.proxy:
            continue
        names = {"p", "q", "o", "all", "e", "_to_field", "_popup", "_changelist_filters", "id__in"}
        for one in its_admin.list_filter:
            name = one[0] if isinstance(one, tuple) else one
            if isinstance(name, str):
                names |= {f"{name}__exact", f"{name}__id__exact", f"{name}__isnull"}
            else:
                names.add(name.parameter_name)  # type: ignore[union-attr]
        for name in sorted(names):
            yield f"{address(model, 'changelist')}?{name}={next(values)}"
        fields = [field.name for field in model._meta.get_fields() if not field.auto_created]
        filled_in = "&".join(f"{name}={next(values)}" for name in fields)
        yield f"{address(model, 'add')}?{filled_in}"
        # A key that a row could have, but none has.
        yield f"{address(model, 'add')}?{'&'.join(f'{name}={10**17}' for name in fields)}"


@pytest.mark.slow("tries every page of the admin with many values")
def test_no_key_and_no_query_breaks_a_page_of_the_admin(editor: Client) -> None:
    factories.evidence(factories.recommendation(), case=factories.case())
    UnknownLabel.objects.create(scheme="uhri", label="Label")
    assert broken(editor, keys_of_editors()) == []
    assert broken(editor, lists_of_editors()) == []


@pytest.mark.parametrize("value", ["x", "", "-1", "1.5", f"1{'0' * 30}", "9" * 5_000, "٣", "³", "a\0b"])
def test_action_on_keys_that_cannot_exist_changes_nothing(editor: Client, value: str) -> None:
    row = factories.recommendation("124.1", publication_state="draft")
    chosen = {"action": "send_to_review", "_selected_action": [value]}
    answer = editor.post(address(type(row), "changelist"), chosen)
    assert answer.status_code in (302, 404)
    row.refresh_from_db()
    assert row.publication_state == "draft"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("0", 0),
        ("12", 12),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("-1", None),
        ("1.0", None),
        ("", None),
        (" 1", None),
        ("1_0", None),
        ("٣", None),
        ("³", None),
    ],
)
def test_key_is_what_a_row_can_have(text: str, key: int | None) -> None:
    assert key_in(text) == key


def test_number_is_too_large_however_it_is_written() -> None:
    for text in ("1" * 19, "-" + "9" * 30, "1,2," + "3" * 19, "٣" * 19, " " + "1_" * 12 + "0"):
        assert is_too_large(text)
    for text in ("1" * 18, "1,2,3", "", "a" * 30, "f" * 10 + "1" * 30, "2014-10-30"):
        assert not is_too_large(text)


def test_every_app_with_an_admin_is_tried() -> None:
    """The tables above go by the registry: it must be full when they are made."""
    assert {model._meta.app_label for model in admin.site._registry} == {
        *("auth", "recommendations", "cases", "common")
    }
    assert apps.ready
