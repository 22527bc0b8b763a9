"""The contents that tests start from, each made once by `tests.support.databases`.

A test asks for a seed by a fixture of its name. Without one it starts from `empty`.
"""

import datetime as dt
import io
from typing import Any

from django.core.management import call_command
from django.db.models import F, Model, QuerySet, TextField, Value
from django.db.models.functions import Concat
from modeltranslation.translator import translator

from recommendations.models import Citation, PositionStatement, Recommendation, Review, Source
from tests.support import factories
from tests.support.databases import Seed
from tests.support.listed_world import listed_world
from tests.support.public_world import public_world

EMPTY = "empty"
# Stands before every English text of `english_only`; nothing else on the site has it.
MARK = "¤"


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def load_fixtures() -> None:
    call_command("load_fixtures", stdout=io.StringIO())


def add_earlier_review() -> None:
    """What some kind of page needs and the first dataset does not have yet.

    It has no recommendation of an earlier review, so one is made up, with an answer and a finding.
    """
    earlier = factories.recommendation(
        "95.27",
        review=Review.objects.get(slug="kaz-2010"),
        title_en="Review the law on religion",
        text="Review its law on religious associations in the light of international obligations.",
        text_source=Source.objects.get(slug="a-hrc-14-10"),
        states=("NOR",),
        position=None,
        # Not the moment at which the seed is made: pages are compared between engines.
        published_at=dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
    )
    factories.position_statement(
        earlier,
        document=Source.objects.get(slug="a-hrc-14-10"),
        stated_on=dt.date(2010, 2, 16),
    )
    Recommendation.objects.get(number="124.21").precursors.add(earlier)


def leave_only_english() -> None:
    """Take Russian and Kazakh away, and put a mark before each English text."""
    for model in translator.get_registered_models():
        if not model._meta.proxy:
            names = translator.get_options_for_model(model).get_field_names()
            _empty(model, [f"{name}_{code}" for name in names for code in ("ru", "kk")])
            for name in names:
                _mark(QuerySet(model), f"{name}_en")
    # Texts of one language each, which the row or its document names.
    _mark(Recommendation.objects.filter(text_language="en"), "text")
    _mark(Source.objects.filter(language="en"), "title")
    _mark(PositionStatement.objects.filter(document__language="en"), "words")
    _mark(Citation.objects.all(), "words")


def _empty(model: type[Model], names: list[str]) -> None:
    blank = {name: None if model._meta.get_field(name).null else "" for name in names}
    QuerySet(model).update(**blank)


def _mark(rows: QuerySet[Any], name: str) -> None:
    filled = rows.exclude(**{name: ""}).exclude(**{f"{name}__isnull": True})
    filled.update(**{name: Concat(Value(MARK), F(name), output_field=TextField())})


SEEDS: dict[str, Seed] = {
    EMPTY: Seed(None, migrate),
    # The data that the project ships.
    "shipped": Seed(EMPTY, load_fixtures),
    # With what some kind of page needs beside it: `tests/support/page_types.py`.
    "demo": Seed("shipped", add_earlier_review),
    "english_only": Seed("shipped", leave_only_english),
    # Of each kind of record one, public: `tests/support/public_world.py`.
    "public_world": Seed(EMPTY, public_world),
    # Of each list that has an index some rows, public or not: `tests/support/listed_world.py`.
    "listed_world": Seed(EMPTY, listed_world),
}
