"""What readers and editors read in Russian and Kazakh: no gap, no lost number, no wrong form."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import django
import import_export
import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import RequestFactory
from django.utils import translation
from django.views.i18n import JSONCatalog

from tests.support.page_types import LANGUAGES

DJANGO = Path(django.__file__).parent
# Each library's locale folder, and the language whose catalogue names all its texts.
LIBRARIES = {
    "django": (DJANGO / "conf/locale", "en"),
    "admin": (DJANGO / "contrib/admin/locale", "en"),
    "auth": (DJANGO / "contrib/auth/locale", "en"),
    "contenttypes": (DJANGO / "contrib/contenttypes/locale", "en"),
    "import_export": (Path(import_export.__file__).parent / "locale", "ru"),
}
# Nothing to translate: no words, or words that are the same everywhere.
THE_SAME = re.compile(r"[\W\d_]*|(?:%\(\w+\)s\W*)+|URL|IPv4|IPv6|Esperanto|Afrikaans|Interlingua|Ido|Igbo")
PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sdr]|\{\w*\}")


def texts_of(path: Path, language: str | None = None) -> Iterator[Message]:
    with path.open("rb") as file:
        yield from (message for message in read_po(file, locale=language) if message.id)


def texts_of_library(name: str, domain: str = "django") -> list[Message]:
    folder, language = LIBRARIES[name]
    return list(texts_of(folder / language / f"LC_MESSAGES/{domain}.po"))


def forms(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def said(message: Message, number: int = 5) -> str:
    """What an editor reads in the active language, for a number of things where it counts."""
    one, *many = forms(message)
    if many and message.context:
        return translation.npgettext(message.context, one, many[0], number)
    if many:
        return translation.ngettext(one, many[0], number)
    return translation.pgettext(message.context, one) if message.context else translation.gettext(one)


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("library", LIBRARIES)
def test_every_text_of_the_libraries_is_translated(library: str, language: str) -> None:
    with translation.override(language):
        missing = [
            message.id
            for message in texts_of_library(library)
            for number in (1, 5)
            if said(message, number) in forms(message) and not THE_SAME.fullmatch(forms(message)[0])
        ]
    assert missing == []


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("library", LIBRARIES)
def test_texts_of_the_libraries_keep_their_placeholders(library: str, language: str) -> None:
    with translation.override(language):
        lost = {
            (text, said(message, number))
            for message in texts_of_library(library)
            for number in (1, 2, 5, 21)
            if sorted(PLACEHOLDER.findall(text := forms(message)[-1]))
            != sorted(PLACEHOLDER.findall(said(message, number)))
        }
    assert lost == set()


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_calendar_and_choosers_of_the_admin_are_translated(language: str) -> None:
    with translation.override(language):
        view = JSONCatalog.as_view(packages=["django.contrib.admin"])
        catalogue = json.loads(view(RequestFactory().get("/")).content)["catalog"]
    named = {
        f"{message.context}\x04{forms(message)[0]}" if message.context else forms(message)[0]
        for message in texts_of_library("admin", "djangojs")
    }
    assert {name for name in named if not catalogue.get(name)} == set()


@pytest.mark.parametrize(("domain", "libraries"), [("django", list(LIBRARIES)), ("djangojs", ["admin"])])
def test_texts_kept_for_libraries_are_still_theirs(domain: str, libraries: list[str]) -> None:
    theirs = {
        (message.context, message.id)
        for library in libraries
        for message in texts_of_library(library, domain)
    }
    kept = {
        (message.context, message.id)
        for path in (settings.BASE_DIR / "locale" / "libraries").glob(f"*/*/{domain}.po")
        for message in texts_of(path)
    }
    assert kept - theirs == set()


@pytest.mark.parametrize(("language", "number_of_forms"), [("ru", 4), ("kk", 2)])
@pytest.mark.parametrize("folder", ["locale", "locale/libraries"])
def test_every_counted_text_has_all_its_forms_with_their_numbers(
    folder: str, language: str, number_of_forms: int
) -> None:
    path = settings.BASE_DIR / folder / language / "LC_MESSAGES/django.po"
    wrong = []
    for message in texts_of(path, language):
        if not isinstance(message.id, tuple):
            continue
        one, many = (sorted(PLACEHOLDER.findall(text)) for text in message.id)
        # The first form of Kazakh is said of 1 alone, that of Russian of 21 and 101 too.
        right = [one if language == "kk" else many] + [many] * (number_of_forms - 1)
        if [sorted(PLACEHOLDER.findall(form)) for form in message.string] != right or not all(message.string):
            wrong.append(message.id)
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "read"),
    [
        ("en", "1 case, 2 cases, 5 cases, 11 cases, 21 cases, 111 cases"),
        ("ru", "1 дело, 2 дела, 5 дел, 11 дел, 21 дело, 111 дел"),
        ("kk", "1 іс, 2 іс, 5 іс, 11 іс, 21 іс, 111 іс"),
    ],
)
def test_counts_are_read_as_a_person_says_them(language: str, read: str) -> None:
    with translation.override(language):
        counted = [
            translation.ngettext("%(n)s case", "%(n)s cases", n) % {"n": n} for n in (1, 2, 5, 11, 21, 111)
        ]
    assert ", ".join(counted) == read


def test_every_language_of_the_site_has_its_texts() -> None:
    """A fourth language is added in all places or in none: docs/languages.md lists them."""
    codes = {code for code, _name in settings.LANGUAGES}
    folders = {path.parent.parent.name for path in (settings.BASE_DIR / "locale").glob("*/*/django.po")}
    assert codes == {"en", *folders} == set(LANGUAGES)


def test_no_code_spells_the_languages_out() -> None:
    """Which languages there are say the settings; a fourth one is not looked for in the code."""
    lists = re.compile(r'_ru"[^)]{0,80}_kk"|"ru",\s*"kk"')
    spelled = [
        str(path.relative_to(settings.BASE_DIR))
        for folder in ("cases", "foundation", "recommendations", "upr_tracker", "uprdocs")
        for path in sorted((settings.BASE_DIR / folder).rglob("*.py"))
        if "migrations" not in path.parts and lists.search(path.read_text(encoding="utf-8"))
    ]
    assert spelled == []
