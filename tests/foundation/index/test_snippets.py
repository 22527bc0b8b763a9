"""Search results show where the words stand, and never more than text."""

import pytest

from foundation.index.search import terms
from foundation.index.snippets import LENGTH, highlight, snippet


@pytest.mark.parametrize(
    ("text", "q", "language", "found"),
    [
        ("Review the laws", "law", "en", "Review the <mark>laws</mark>"),
        ("A lawyer", "law", "en", "A lawyer"),
        ("A lawyer", "law*", "en", "A <mark>lawyer</mark>"),
        ("О свободе, законах", "закон", "ru", "О свободе, <mark>законах</mark>"),
        ("Заңды сақтау", "заң", "kk", "<mark>Заңды</mark> сақтау"),
        ("Макс Бокаев", "Bokayev", "ru", "Макс <mark>Бокаев</mark>"),
        ("Human rights, right", '"human rights"', "en",
         "<mark>Human</mark> <mark>rights</mark>, right"),
        ("No law here", "-law here", "en", "No law <mark>here</mark>"),
        ("<b>law</b> & “law”", "law", "en",
         "&lt;b&gt;<mark>law</mark>&lt;/b&gt; &amp; “<mark>law</mark>”"),
        ("<script>", "script", "en", "&lt;<mark>script</mark>&gt;"),
        ("Cafe\u0301", "café", "en", "<mark>Café</mark>"),
        ("Nothing", "", "en", "Nothing"),
    ],
)  # fmt: skip
def test_words_that_were_found_are_marked(text: str, q: str, language: str, found: str) -> None:
    assert highlight(text, terms(q), language=language) == found


def test_snippet_is_the_passage_around_the_first_word() -> None:
    text = "word " * 100 + "Zebra <i> " + "more " * 100
    found = snippet(text, terms("zebra"), language="en")
    assert found.startswith("… word")
    assert found.endswith("more …")
    assert "<mark>Zebra</mark> &lt;i&gt; more" in found
    assert len(found) < LENGTH + 40


def test_snippet_of_a_short_text_is_the_text() -> None:
    assert snippet("A zebra", terms("zebra"), language="en") == "A <mark>zebra</mark>"
    cut = "z" * LENGTH
    assert snippet("z" * 500, terms("z*"), language="en") == f"<mark>{cut}</mark> …"


def test_text_without_the_words_has_no_snippet() -> None:
    assert snippet("A zebra", terms("-zebra lion"), language="en") == ""
