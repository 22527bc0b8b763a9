"""Names of cases in the database: which are protected, where they stand, what is put instead."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case, OtherSpelling
from cases.names import (
    CaseName,
    Hit,
    Level,
    Matcher,
    TextPlace,
    case_names,
    cases_without_names,
    masked,
    names_in,
    names_in_record,
    neutral_words,
    protected_names,
    public_texts_naming,
    texts_of,
)
from tests.support import factories

pytestmark = pytest.mark.django_db
PLACE = TextPlace("cases.event", 1, "summary_ru", "ru")


def held_back(name: str = "Айгерим Сыздыкова", **values: Any) -> Case:
    values = {"publication_state": "draft", "public_name_en": "", **values}
    return factories.case(private_name=name, **values)


def words_found(text: str) -> list[tuple[str, int, Level]]:
    return [(text[hit.start : hit.end], hit.case, hit.level) for hit in names_in({PLACE: text})]


# Whose names are protected


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
@pytest.mark.parametrize(
    "field", ["private_name", "public_name_en", "public_name_ru", "public_name_kk", "other spelling"]
)
def test_every_name_of_a_case_that_is_not_public_is_protected(state: str, field: str) -> None:
    values = {"public_name_en": "", field: "Айгерим Сыздыкова"}
    case = factories.case(publication_state=state, **{k: v for k, v in values.items() if " " not in k})
    if field == "other spelling":
        OtherSpelling.objects.create(case=case, spelling="Айгерим Сыздыкова")
    assert words_found("Aigerim Syzdykova spoke.") == [("Aigerim Syzdykova", case.pk, Level.CERTAIN)]


@pytest.mark.parametrize(
    ("display", "public_name", "text", "hits"),
    [
        # The public knows the name.
        ("full_name", "Aigerim Syzdykova", "Айгерим Сыздыкова", []),
        # It knows a part of it, or nothing.
        ("initials", "A. S.", "Айгерим Сыздыкова", ["Айгерим Сыздыкова"]),
        ("initials", "A. S.", "A. S.", []),
        ("initials", "Aigerim S.", "Aigerim S. spoke", []),
        ("initials", "Aigerim S.", "Сыздыковой отказали", ["Сыздыковой"]),
        ("pseudonym", "Red Poppy", "Red Poppy and A. Syzdykova", ["A. Syzdykova"]),
        ("pseudonym", "Syzdykova", "Syzdykova spoke", []),
        ("pseudonym", "Syzdykova", "Aigerim Syzdykova spoke", ["Aigerim Syzdykova"]),
        ("description", "A teacher from Semey", "A teacher from Semey, Syzdykova", ["Syzdykova"]),
    ],
)
def test_private_name_of_a_public_case_is_protected_as_far_as_it_is_secret(
    display: str, public_name: str, text: str, hits: list[str]
) -> None:
    held_back(publication_state="published", name_display=display, public_name_en=public_name)
    assert [words for words, _case, _level in words_found(text)] == hits


def test_case_about_to_be_published_may_name_itself_but_nobody_else() -> None:
    case = held_back("Айгерим Сыздыкова", public_name_en="Aigerim Syzdykova", summary_en="Syzdykova taught.")
    other = held_back("Мақсат Нұрпейісов")
    Case.objects.filter(pk=case.pk).update(summary_ru="Сыздыкова и М. Нурпеисов учили.")
    case.refresh_from_db()
    [hit] = names_in_record(case)
    assert (hit.case, hit.place, hit.level) == (
        other.pk,
        TextPlace("cases.case", case.pk, "summary_ru", "ru"),
        Level.CERTAIN,
    )


def test_case_about_to_be_published_under_another_name_may_not_tell_the_real_one() -> None:
    case = held_back(
        "Айгерим Сыздыкова",
        name_display="pseudonym",
        public_name_en="Red Poppy",
        summary_en="Red Poppy taught.",
    )
    event = factories.case_event(case, summary_kk="Сыздықованы ұстады.")
    assert [(hit.place.table, hit.place.row, hit.place.field) for hit in names_in_record(case)] == [
        ("cases.caseevent", event.pk, "summary_kk")
    ]


# Namesakes


def test_namesake_of_somebody_public_is_possible_only_where_the_given_name_fits_or_is_absent() -> None:
    factories.case(public_name_en="Asset Matayev")
    case = held_back("Ерлан Матаев")
    assert words_found("Асет Матаев освобождён.") == []
    assert words_found("Динара Матаева пришла.") == []
    assert words_found("Д. Матаева пришла.") == []
    assert words_found("Матаев освобождён.") == [("Матаев", case.pk, Level.POSSIBLE)]
    assert words_found("Ерлан Матаев освобождён.") == [("Ерлан Матаев", case.pk, Level.CERTAIN)]


def test_full_namesake_of_somebody_public_is_possible() -> None:
    factories.case(public_name_en="Erlan Matayev")
    case = held_back("Ерлан Матаев")
    assert words_found("Ерлану Матаеву отказали.") == [("Ерлану Матаеву", case.pk, Level.POSSIBLE)]


def test_person_quoted_in_public_is_a_namesake_too() -> None:
    factories.event(quotation="No.", quoted_person="Asset Matayev")
    held_back("Ерлан Матаев")
    assert words_found("Асет Матаев сказал.") == []


def test_person_quoted_in_a_draft_is_none() -> None:
    factories.event(quotation="No.", quoted_person="Asset Matayev", publication_state="draft")
    case = held_back("Ерлан Матаев")
    assert words_found("Асет Матаев сказал.") == [("Матаев", case.pk, Level.POSSIBLE)]


# Cases whose name nobody entered


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "Name in the submission, Civil Society ¶ 2 (charged in March 2018)",
        "Активистка из Шымкента",
        "N. N.",
    ],
)
def test_case_whose_name_nobody_entered_cannot_be_checked(name: str) -> None:
    held_back("Айгерим Сыздыкова")
    case = held_back(name)
    assert list(cases_without_names()) == [case]


def test_public_case_under_another_name_cannot_be_checked_without_the_real_one() -> None:
    factories.case(name_display="full_name")
    case = factories.case(name_display="pseudonym", public_name_en="Red Poppy")
    assert list(cases_without_names()) == [case]


# Every text


def test_texts_of_a_record_are_all_public_ones_with_their_language() -> None:
    event = factories.event(
        "march", title_en="A march", title_ru="Шествие", quotation="Нет.", quoted_person="Somebody"
    )
    key = event.pk
    assert texts_of(event) == {
        TextPlace("cases.event", key, "slug", ""): "march",
        TextPlace("cases.event", key, "title_en", "en"): "A march",
        TextPlace("cases.event", key, "title_ru", "ru"): "Шествие",
        TextPlace("cases.event", key, "quotation", ""): "Нет.",
        TextPlace("cases.event", key, "quoted_person", ""): "Somebody",
    }


def test_private_texts_are_no_texts_of_a_record() -> None:
    case = held_back(
        "Айгерим Сыздыкова", protection_note="Secret", basis_note="Secret", public_name_en="Poppy"
    )
    assert list(texts_of(case).values()) == ["Poppy"]


def test_text_in_one_language_says_which() -> None:
    source = factories.source("book", symbol="", kind="publication", title="Книга", language="ru")
    assert texts_of(source)[TextPlace("recommendations.source", source.pk, "title", "ru")] == "Книга"


NAME = "Сыздыкову Айгерим задержали."


def in_a_finding() -> Any:
    return factories.assessment(factories.recommendation(), summary_ru=NAME)


def in_a_citation() -> Any:
    return factories.citation(
        factories.section(factories.submission()), factories.recommendation(), words=NAME
    )


def in_a_section() -> Any:
    return factories.section(factories.submission(), prose_kk=NAME)


def in_the_title_of_a_source() -> Any:
    return factories.source("book", symbol="", kind="publication", title=NAME)


def in_the_address_of_a_source() -> Any:
    return factories.source(
        "link", symbol="", kind="publication", title="A", url="https://example.org/syzdykova-aigerim.pdf"
    )


def in_what_is_asked() -> Any:
    return factories.new_recommendation(factories.section(factories.submission()), text_en=NAME)


def in_an_event_of_another_case() -> Any:
    return factories.case_event(factories.case(), summary_ru=NAME)


def in_a_reason() -> Any:
    return factories.evidence(factories.recommendation(), event=factories.event(), reason_en=NAME)


def in_the_name_of_an_organisation() -> Any:
    return factories.organisation("fund", name_en="Fund of Aigerim Syzdykova")


@pytest.mark.parametrize(
    "make",
    [
        in_a_finding, in_a_citation, in_a_section, in_the_title_of_a_source, in_the_address_of_a_source,
        in_what_is_asked, in_an_event_of_another_case, in_a_reason, in_the_name_of_an_organisation,
    ],
)  # fmt: skip
def test_withdrawing_lists_every_text_with_the_name(make: Any) -> None:
    case = factories.case(public_name_ru="Айгерим Сыздыкова", public_name_en="A. S.")
    row = make()
    texts = [text for text in public_texts_naming(case) if not text.belongs_to_case]
    assert [(text.place.table, text.place.row) for text in texts] == [(row._meta.label_lower, row.pk)]
    assert [hit.level for hit in texts[0].hits] == [Level.CERTAIN]


def test_withdrawing_tells_what_is_public_and_what_goes_with_the_case() -> None:
    case = factories.case("poppy", public_name_en="Aigerim Syzdykova", summary_en="Syzdykova taught.")
    factories.case_event(case, summary_ru="Сыздыкову задержали.")
    factories.law(title_en="The Syzdykova law")
    factories.law(title_en="The Syzdykova act", publication_state="draft")
    told = {
        (text.place.table, text.text): (text.is_public, text.belongs_to_case)
        for text in public_texts_naming(case)
    }
    assert told == {
        ("cases.case", "Aigerim Syzdykova"): (True, True),
        ("cases.case", "Syzdykova taught."): (True, True),
        ("cases.caseevent", "Сыздыкову задержали."): (True, True),
        ("cases.law", "The Syzdykova law"): (True, False),
        ("cases.law", "The Syzdykova act"): (False, False),
    }


def test_record_is_compared_with_its_parts_and_the_sources_that_it_names() -> None:
    case = held_back("Айгерим Сыздыкова")
    law = factories.law(publication_state="draft")
    factories.law_change(law, summary_kk="Сыздықованың ісі")
    law.sources.add(
        factories.source("outer", symbol="", kind="publication", title="A", cited_in=factories.source("inner",
                         symbol="", kind="publication", title="A letter of Syzdykova"))
    )  # fmt: skip
    factories.law(title_en="The Syzdykova act")
    assert {(hit.place.table, hit.place.field, hit.case) for hit in names_in_record(law)} == {
        ("cases.lawchange", "summary_kk", case.pk),
        ("recommendations.source", "title", case.pk),
    }


def test_names_are_read_in_the_same_number_of_queries_whatever_there_is() -> None:
    texts = {PLACE._replace(row=row): f"Сыздыкова {row}" for row in range(20)}
    counts = []
    for cases in (1, 3):
        for _case in range(cases):
            held_back("Айгерим Сыздыкова")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            names_in(texts)
        counts.append(len(queries))
    assert counts == [3, 3]


# What is put instead


@pytest.mark.parametrize(
    ("text", "masked_text"),
    [
        ("Айгерим Сыздыкова и М.Нурпеисов пришли.", "X и X пришли."),
        ("«Сыздыкова»: (Айгерим Сыздыкова)", "«X»: (X)"),
        ("Никого нет.", "Никого нет."),
    ],
)
def test_exactly_the_names_are_masked(text: str, masked_text: str) -> None:
    held_back("Айгерим Сыздыкова")
    held_back("Мақсат Нұрпейісов")
    assert masked(text, names_in({PLACE: text}), "X") == masked_text


def test_hits_of_two_people_that_overlap_are_masked_as_one() -> None:
    hits = [Hit(PLACE, 2, 5, 1, Level.CERTAIN), Hit(PLACE, 4, 7, 2, Level.POSSIBLE)]
    assert masked("0123456789", hits, "X") == "01X789"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "[name withheld]"),
        ("ru", "[имя не разглашается]"),
        ("kk", "[есімі жарияланбайды]"),
        ("", "[name withheld]"),
        ("fr", "[name withheld]"),
    ],
)
def test_what_stands_instead_is_of_the_language_of_the_text(language: str, words: str) -> None:
    assert neutral_words(language) == words


# Nothing shows a name


def test_no_name_stands_in_what_is_logged() -> None:
    case = held_back("Айгерим Сыздыкова", public_name_en="Aigerim Syzdykova", publication_state="withdrawn")
    names = protected_names()
    factories.law(title_en="The Syzdykova law")
    [naming_text] = [text for text in public_texts_naming(case) if text.place.table == "cases.law"]
    shown = [
        repr(thing)
        for thing in (
            names, names.protected, case_names(case), Matcher(names.protected), naming_text, naming_text.hits,
            CaseName(1, "person", "Айгерим Сыздыкова"), names_in({PLACE: "Сыздыкова"}),
        )
    ]  # fmt: skip
    assert [text for text in shown if "yzdykova" in text or "ыздыков" in text] == []
