"""Names made of several parts: in the reader's language as a whole, or in English and marked so."""

import pytest
from django.template import Context, Template
from django.utils import translation

from tests.support import factories

pytestmark = pytest.mark.django_db


def written(row: object, language: str, template: str = "{{ row|named }}") -> str:
    with translation.override(language):
        return Template("{% load i18n languages %}" + template).render(Context({"row": row}))


def test_name_in_the_readers_language_is_not_marked() -> None:
    factories.state("KAZ", name_en="Kazakhstan", name_ru="Казахстан", name_kk="Қазақстан")
    review = factories.review("kaz-2014")
    assert [written(review, code) for code in ("en", "ru", "kk")] == [
        "Kazakhstan 2014",
        "Казахстан 2014",
        "Қазақстан 2014",
    ]


def test_name_with_a_part_that_is_missing_is_english_as_a_whole_and_marked() -> None:
    article = factories.provision(factories.law(title_en="Code <of> 2014", title_kk="Кодекс"), "174")
    assert written(article, "en") == "Code &lt;of&gt; 2014, article 174"
    assert written(article, "ru") == '<span lang="en">Code &lt;of&gt; 2014, article 174</span>'
    assert written(article, "kk") == "Кодекс, 174-бап"


def test_name_within_a_sentence_has_its_form_or_keeps_its_mark() -> None:
    state = factories.state("KAZ", name_en="Kazakhstan", name_kk="Қазақстан")
    sentence = (
        '{% load sentences %}{% sentence _("{sur:possessive} answer") '
        '_("Answer of the State: {sur}") sur=row %}'
    )
    assert written(state, "ru", sentence) == 'Ответ государства: <span lang="en">Kazakhstan</span>'
    assert written(state, "kk", sentence) == "Қазақстанның жауабы"


def test_source_keeps_the_language_of_its_title() -> None:
    document = factories.source("a-hrc-28-10", title="Report")
    article = factories.source("article", kind="publication", symbol="", title="Статья", language="ru")
    assert [written(document, code) for code in ("en", "ru")] == ["A/HRC/28/10"] * 2
    assert written(article, "ru") == "Статья"
    assert written(article, "kk") == '<span lang="ru">Статья</span>'
