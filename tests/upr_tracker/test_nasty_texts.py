"""Whatever texts stand in the database, written past every door: nothing that is read breaks."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection, models
from django.test import Client

from cases.models import CaseEvent, Event, Figure, FormerNumber, OtherSpelling, Provision
from foundation.i18n.texts import odd
from foundation.lists.csv import BYTE_ORDER_MARK
from foundation.spreadsheets.admin import SpreadsheetAdmin
from recommendations.models import Recommendation, Section
from tests.support import factories
from tests.support.admin import address
from tests.support.public import Answer, crawl, read
from tests.support.public_world import main_recommendation, public_world
from tests.support.texts import storable

pytestmark = pytest.mark.django_db

# What names a record in addresses, and codes: rules of the database or of the address hold them.
NAMES = {"iso3", "number", "former_address", "text_fingerprint", "number_order", "code"}
NAMES |= {"language", "text_language"}
FILES = (
    "/changes.atom", "/ru/changes.atom", "/kk/changes.atom", "/sitemap.xml",
    "/sitemaps/recommendations-1.xml", "/recommendations/export.csv", "/cases/export.csv",
    "/kk/laws/export.csv", "/robots.txt",
)  # fmt: skip


def texts_of(model: type[models.Model]) -> list[Any]:
    """The fields of a model that hold texts which a person writes."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.SlugField)
        and not field.choices
        and field.name not in NAMES
        and not getattr(field, "generated", False)
    ]


def own_models() -> list[type[models.Model]]:
    return [
        model
        for label in ("recommendations", "cases")
        for model in apps.get_app_config(label).get_models()
        if not model._meta.proxy
    ]


def spoiled(field: Any, text: str) -> str:
    """Such characters within a text and at its end; a field that says nothing says something."""
    if isinstance(field, models.URLField):
        text = text or "https://example.org/report"
    text = text or "Words that say something."
    return f"{text[:-2]}{storable()}{text[-2:]}{storable()}"[: field.max_length]


def nasty_world() -> None:
    """A little of everything, with such characters in every text that a person writes."""
    public_world()
    case = factories.case("second-case")
    # What a rule of the database allows only together.
    factories.case_event(case, kind="convicted")
    Event.objects.update(quoted_person="A minister")
    Figure.objects.update(low=1, high=1)
    Recommendation.objects.update(text="Words", text_source=factories.source())
    CaseEvent.objects.filter(kind="arrested").update(kind="convicted")
    case.sources.add(factories.source("report", symbol="", kind="publication", title="Report"))
    factories.citation(Section.objects.get(), main_recommendation())
    OtherSpelling.objects.create(case=case, spelling="Another")
    FormerNumber.objects.create(provision=Provision.objects.get(), number="164")
    for model in own_models():
        fields = texts_of(model)
        for record in models.QuerySet(model):
            texts = {one.attname: spoiled(one, getattr(record, one.attname)) for one in fields}
            if texts:
                models.QuerySet(model).filter(pk=record.pk).update(**texts)


def holds_odd(answer: Answer) -> bool:
    return odd(answer.body.decode().removeprefix(BYTE_ORDER_MARK))


@pytest.mark.slow("reads the whole site")
def test_pages_feed_and_files_are_whole_whatever_texts_the_database_holds() -> None:
    nasty_world()
    answers = dict(crawl(selections=False))
    answers |= {where: read(where) for where in FILES}
    assert [where for where, answer in answers.items() if answer.status != 200] == []
    assert [where for where, answer in answers.items() if holds_odd(answer)] == []
    for where, answer in answers.items():
        check(where, answer)


def check(where: str, answer: Answer) -> None:
    """That a program can read it."""
    kind, text = dict(answer.headers)["Content-Type"].partition(";")[0], answer.body.decode()
    if "xml" in kind:
        ET.fromstring(answer.body)  # noqa: S314  # our own
    elif kind == "text/csv":
        semicolon = "separator=semicolon" in where
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if semicolon else ","))
        assert len({len(line) for line in lines}) == 1
        assert len(lines) > 1
    for script in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S):
        json.loads(script)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes no such bytes")
def test_bytes_that_are_no_text_break_no_page() -> None:
    """As SQLite’s own shell writes them in a terminal of another encoding."""
    row = factories.recommendation("124.1", title_en="Review it")
    factories.case("first")
    with connection.cursor() as cursor:
        for table, column in (("recommendations_recommendation", "title_en"),
                              ("cases_case", "public_name_en")):  # fmt: skip
            cursor.execute(f"UPDATE {table} SET {column} = CAST(X'41C3FF42' AS TEXT)")  # noqa: S608
    for where in ("/", "/recommendations/", row.get_absolute_url(), "/cases/", "/changes/"):
        answer = read(where)
        assert (answer.status, "A��B" in answer.body.decode()) == (200, True), where
    for where in ("/changes.atom", "/recommendations/export.csv", "/cases/export.csv"):
        assert "A��B" in read(where).body.decode()


def editors_pages() -> Iterator[str]:
    """Of each kind of record: the list, one record, its history."""
    for model in admin.site._registry:
        yield address(model, "changelist")
        row = model._default_manager.first()
        # A work queue shows the same records once more.
        if row is None or model._meta.proxy:
            continue
        yield address(model, "change", row.pk)
        yield address(model, "history", row.pk)


@pytest.mark.slow("reads every page of the admin")
def test_editors_pages_and_sheets_are_whole_whatever_texts_the_database_holds() -> None:
    nasty_world()
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    answers = {where: client.get(where) for where in editors_pages()}
    assert [where for where, answer in answers.items() if answer.status_code != 200] == []
    admins = admin.site._registry.items()
    sheets = [model for model, its in admins if isinstance(its, SpreadsheetAdmin)]
    assert len(sheets) == 8
    for model in sheets:
        for number, name in enumerate(("csv", "xlsx")):
            answer = client.post(address(model, "export"), {"format": number, "resource": 0})
            assert answer.headers["Content-Disposition"].endswith(f'.{name}"'), model
            rows = read_sheet(name, answer.content)
            assert len(rows) > 1, model
            assert [cell for row in rows for cell in row if odd(str(cell))] == []


def read_sheet(name: str, content: bytes) -> list[tuple[Any, ...]]:
    if name == "csv":
        return list(map(tuple, csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))))
    book = openpyxl.load_workbook(io.BytesIO(content))
    return list(book.active.iter_rows(values_only=True))  # type: ignore[union-attr]
