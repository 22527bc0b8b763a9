"""What has no Russian or Kazakh text yet is shown in English, and says that it is English.

A screen reader then changes its voice, a browser offers to translate, and hyphens fall rightly.
"""

import re
from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from django.test import Client

from tests.support.page_types import FILES, LANGUAGES, PAGES, VARIANTS
from tests.support.seeds import MARK

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
CYRILLIC = re.compile("[а-яА-ЯёЁәғқңөұүһіӘҒҚҢӨҰҮҺІ]{3}")
# Of sources that have no symbol the page is headed by the title, in the language of the document.
ADDRESSES = {**PAGES, **VARIANTS, "a publication": "/sources/hrw-upr-kazakhstan-2019/"}
# The name of the page in the tab of the browser holds text only: no part of it can be marked.
UNMARKABLE = ("title", "script", "style")


def _texts(node: Any, language: str, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Every text of a page as its language, its place and itself; a tail belongs to the parent."""
    if not isinstance(node.tag, str) or node.tag in UNMARKABLE:
        return
    language = node.get("lang", language)
    path = f"{path} {node.tag}{'.' + node.get('class') if node.get('class') else ''}"
    yield language, path, node.text or ""
    for child in node:
        yield from _texts(child, language, path)
        yield language, path, child.tail or ""


def _bare(tree: Any) -> Iterator[str]:
    """What can hold no element: attributes and texts. Markup there was meant for elsewhere."""
    for node in tree.iter():
        yield from node.attrib.values()
        yield node.text or ""


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("kind", ADDRESSES)
def test_every_text_stands_in_an_element_of_its_language(
    english_only: None, client: Client, kind: str, language: str
) -> None:
    address = LANGUAGES[language] + ADDRESSES[kind]
    tree = html5lib.parse(client.get(address).content.decode(), namespaceHTMLElements=False)
    unmarked = {
        f"{' '.join(path.split()[-3:])}: {text.strip()[:60]}"
        for found, path, text in _texts(tree, "")
        if (MARK in text and found != "en") or (CYRILLIC.search(text) and found == "en")
    }
    assert unmarked == set()
    assert [text for text in _bare(tree) if "<span" in text] == []


@pytest.mark.parametrize("kind", ["changes_atom", "recommendations_csv", "cases:cases_csv", "cases:laws_csv"])
def test_files_have_the_bare_text(english_only: None, client: Client, kind: str) -> None:
    response = client.get(LANGUAGES["kk"] + FILES[kind])
    text = b"".join(response).decode()
    assert (response.status_code, MARK in text, "span" in text) == (200, True, False)
