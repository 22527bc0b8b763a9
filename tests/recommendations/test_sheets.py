"""Sheets of recommendations and findings as editors and their programs change them: never a guess."""

from typing import Any

import pytest
from tablib import Dataset

from recommendations.admin.resources import AssessmentResource, RecommendationResource
from recommendations.models import Assessment, Goal, Recommendation
from tests.support import factories
from tests.support.spreadsheets import (
    exported,
    imported,
    outcome,
    refusals,
    rows_of,
    typed_by_hand,
)

pytestmark = pytest.mark.django_db


def read(columns: list[str], *rows: list[Any]) -> Any:
    return RecommendationResource().import_data(Dataset(*rows, headers=columns), user=None)


# Headings

COLUMNS = f"The columns are: {', '.join((*RecommendationResource.Meta.fields, 'as_exported'))}."


ONCE = "Each column once: rename or delete the others."


@pytest.mark.parametrize(
    ("columns", "letters"),
    [
        (["review", "number", "title_en", "title_en"], "C, D"),
        (["review", "number", "title_en", "themes", "title_en "], "C, E"),
        (["number", "review", "title_en", "number"], "A, D"),
        (["review", "number", "title_en", "title_en", "title_en"], "C, D, E"),
        (["review", "number", "title_en", "as_exported", "as_exported"], "D, E"),
        (["review", "number", "title_en", "\ufefftitle_en"], "C, D"),
    ],
)
def test_heading_that_stands_twice_is_refused_with_its_columns(columns: list[str], letters: str) -> None:
    factories.review()
    result = read(columns, ["kaz-2014", "1.1", *["x"] * (len(columns) - 2)])
    heading = columns[-1].strip("\ufeff ")
    count = letters.count(",") + 1
    told = f"The heading “{heading}” stands {count} times, over columns {letters}. {ONCE}"
    assert refusals(result) == [told]
    assert Recommendation.objects.count() == 0


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("titel_en", " Did you mean “title_en”?"),
        ("Title EN", " Did you mean “title_en”?"),
        ("TITLE_EN", " Did you mean “title_en”?"),
        ("theme", " Did you mean “themes”?"),
        ("recomending_states", " Did you mean “recommending_states”?"),
        ("as exported", " Did you mean “as_exported”?"),
        ("comment", ""),
    ],
)
def test_heading_that_nobody_knows_is_answered_with_the_nearest(heading: str, told: str) -> None:
    factories.review()
    result = read(["review", "number", "title_en", heading], ["kaz-2014", "1.1", "New", ""])
    assert refusals(result) == [f"Column D: nothing is called “{heading}”.{told}\n{COLUMNS}"]
    assert Recommendation.objects.count() == 0


def test_cells_without_a_heading_are_refused_and_an_empty_column_is_not() -> None:
    factories.review()
    result = read(
        ["review", "number", "title_en", ""], ["kaz-2014", "1.1", "New", None], ["kaz-2014", "1.2", "B", "x"]
    )
    assert refusals(result) == ["Column D has no heading, but row 2 has “x” in it."]
    result = read(["review", "number", " title_en ", None], ["kaz-2014", "1.1", "New", None])
    assert (refusals(result), outcome(result)) == ([], ["new"])


# Numbers that a spreadsheet shortened


def both() -> tuple[Recommendation, Recommendation]:
    """124.1 and 124.10, which a spreadsheet takes for one."""
    source = factories.source()
    first = factories.recommendation(
        "124.1", title_en="Ratify the convention on disappearances", text="Ratify it.", text_source=source,
        states=("FRA", "ARG"), themes=("treaties",),
    )  # fmt: skip
    tenth = factories.recommendation(
        "124.10", title_en="Pass the bill on domestic violence", title_ru="Принять закон о насилии",
        text="Adopt the bill.", text_source=source, states=("SVN",), themes=("women", "children"),
    )  # fmt: skip
    return first, tenth


SHORTENED = "“124.1” looks like “124.10” shortened by a spreadsheet"
AS_TEXT = "Format the column as text and write it again."
FULL = ("title_en", "title_ru", "text", "text_source", "recommending_states", "themes")


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        (FULL, "title_en, title_ru, text, recommending_states, themes"),
        (("title_en",), "title_en"),
        (("title_ru",), "title_ru"),
        (("text", "text_source"), "text"),
        (("recommending_states",), "recommending_states"),
        (("themes", "affected_groups"), "themes"),
        (("title_en", "action_category"), "title_en"),
    ],
)
@pytest.mark.parametrize("cell", ["124.1", "124.1 "])
def test_row_that_is_that_of_a_longer_number_is_refused(
    columns: tuple[str, ...], told: str, cell: str
) -> None:
    both()
    before = rows_of(Recommendation)
    _first, tenth = typed_by_hand(exported(RecommendationResource))
    row = {"review": "kaz-2014", "number": cell} | {name: tenth[name] for name in columns}
    said = f"{SHORTENED}: what this row says under {told} is that of 124.10. {AS_TEXT}"
    assert refusals(imported(RecommendationResource, row)) == [(1, "number", said)]
    assert rows_of(Recommendation) == before


def test_row_of_a_longer_number_that_was_mended_too_is_refused() -> None:
    both()
    _first, tenth = typed_by_hand(exported(RecommendationResource))
    row = {
        **tenth,
        "number": "124.1",
        "title_en": "Pass the bill on domestic violence soon",
        "themes": "women",
    }
    [(number, column, told)] = refusals(imported(RecommendationResource, row))
    assert (number, column) == (1, "number")
    assert "looks like “124.10” shortened" in told


def test_row_of_a_longer_number_is_refused_where_the_shorter_is_not_there() -> None:
    first, _tenth = both()
    first.delete()
    [tenth] = typed_by_hand(exported(RecommendationResource))
    [(number, column, told)] = refusals(imported(RecommendationResource, {**tenth, "number": "124.1"}))
    assert (number, column) == (1, "number")
    assert "looks like “124.10” shortened" in told
    assert Recommendation.objects.count() == 1


@pytest.mark.parametrize("whole", ["124.20", "007", "5.0", "124.100"])
def test_other_numbers_that_spreadsheets_shorten_are_seen(whole: str) -> None:
    factories.recommendation(whole, title_en="Pass the bill on domestic violence", states=("SVN",))
    short = f"{float(whole):g}"
    row = {"review": "kaz-2014", "number": short, "title_en": "Pass the bill on domestic violence"}
    [(number, column, told)] = refusals(imported(RecommendationResource, row))
    assert (number, column) == (1, "number")
    assert told.startswith(f"“{short}” looks like “{whole}” shortened by a spreadsheet")


@pytest.mark.parametrize(
    "cells",
    [
        {"title_en": "Ratify the convention on enforced disappearances"},
        {"title_en": "Ratify the convention on disappearances", "themes": "women;children"},
        {"recommending_states": "FRA;ARG", "action_category": "specific"},
        {"text": "Ratify it.", "text_source": "a-hrc-28-10", "title_kk": "Жаңа"},
    ],
)
def test_row_of_the_shorter_number_itself_is_written(cells: dict[str, str]) -> None:
    both()
    result = imported(RecommendationResource, {"review": "kaz-2014", "number": "124.1", **cells})
    assert refusals(result) == []


def test_new_recommendation_may_repeat_the_words_of_a_longer_number_from_other_states() -> None:
    factories.state("BRA")
    factories.recommendation("124.10", title_en="Ratify the convention", states=("SVN",))
    row = {
        "review": "kaz-2014",
        "number": "124.1",
        "title_en": "Ratify the convention",
        "recommending_states": "BRA",
    }
    assert outcome(imported(RecommendationResource, row)) == ["new"]


CANNOT_TELL = (
    "“124.1” may be 124.1, or 124.10 shortened by a spreadsheet: no number in this sheet ends with a zero, "
    "and nothing else in this row tells. Export again and keep the column “as_exported”, or add the titles."
)


def test_number_of_which_nothing_tells_is_refused_with_the_way_out() -> None:
    both()
    row = {"review": "kaz-2014", "number": "124.1", "action_category": "specific"}
    assert refusals(imported(RecommendationResource, row)) == [(1, "number", CANNOT_TELL)]


def test_number_is_believed_where_a_zero_survived_in_the_sheet() -> None:
    both()
    rows = [
        {"review": "kaz-2014", "number": number, "action_category": "specific"}
        for number in ("124.1", "124.10")
    ]
    assert outcome(imported(RecommendationResource, *rows)) == ["update", "update"]


def test_column_of_the_export_is_the_way_out() -> None:
    """A sheet without its numbers is read by the records that it names."""
    both()
    rows = [
        {"as_exported": row["as_exported"], "action_category": category}
        for row, category in zip(exported(RecommendationResource), ("specific", "general"), strict=True)
    ]
    assert outcome(imported(RecommendationResource, *rows)) == ["update", "update"]
    categories = dict(Recommendation.objects.values_list("number", "action_category"))
    assert categories == {"124.1": "specific", "124.10": "general"}


def test_shortened_number_beside_the_column_of_the_export_is_refused() -> None:
    both()
    _first, tenth = exported(RecommendationResource)
    [(number, column, told)] = refusals(imported(RecommendationResource, {**tenth, "number": "124.1"}))
    assert (number, column) == (1, "number")
    assert told.startswith("“124.1” looks like “124.10” shortened by a spreadsheet: this row was exported as")


@pytest.mark.parametrize("cell", ["1.5.2024", "May-24", "24-May", "05.май", "01/05/24"])
def test_number_that_became_a_date_is_refused(cell: str) -> None:
    factories.recommendation("5.24")
    row = {"review": "kaz-2014", "number": cell, "title_en": "New"}
    told = f"“{cell}” is a date: a spreadsheet made it of a number (5.24 becomes May-24). {AS_TEXT}"
    assert refusals(imported(RecommendationResource, row)) == [(1, "number", told)]


# Labels


def vocabularies() -> None:
    factories.theme("torture", name_en="Torture", name_ru="Пытки", name_kk="Азаптау")
    factories.theme("water", name_en="Water")
    factories.state("IRL", name_en="Ireland", name_ru="Ирландия")
    Goal.objects.create(number=16, title_en="Peace and justice", title_ru="Мир и правосудие")
    factories.review()


@pytest.mark.parametrize(
    "cells",
    [
        {"themes": "torture", "recommending_states": "IRL", "goals": "16"},
        {"themes": "Torture", "recommending_states": "Ireland", "goals": "Peace and justice"},
        {"themes": "Пытки", "recommending_states": "ИРЛАНДИЯ", "goals": "мир и правосудие"},
        {"themes": " азаптау ;torture", "recommending_states": "irl; Ireland", "goals": 16},
        {"themes": "TORTURE;", "recommending_states": "IRL;Ирландия", "goals": 16.0},
    ],
)
def test_names_are_read_by_slug_or_label_in_any_language(cells: dict[str, Any]) -> None:
    vocabularies()
    row = {"review": "KAZ-2014", "number": "1.1", "title_en": "New", "action_category": "specific", **cells}
    assert refusals(imported(RecommendationResource, row)) == []
    saved = Recommendation.objects.get()
    assert [theme.slug for theme in saved.themes.all()] == ["torture"]
    assert [state.iso3 for state in saved.recommending_states.all()] == ["IRL"]
    assert [goal.number for goal in saved.goals.all()] == [16]


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("themes", "Пытка", "Unknown: Пытка. Did you mean “Пытки”?"),
        ("themes", "torture;watter", "Unknown: watter. Did you mean “water”?"),
        ("recommending_states", "Irland", "Unknown: Irland. Did you mean “Ireland”?"),
        ("recommending_states", "Ирланди", "Unknown: Ирланди. Did you mean “Ирландия”?"),
        ("review", "kaz-2041", "Unknown: kaz-2041. Did you mean “kaz-2014”?"),
        ("action_category", "specfic", "Unknown: specfic. Did you mean “specific”?"),
    ],
)
def test_unknown_name_is_answered_with_the_nearest(column: str, cell: str, told: str) -> None:
    vocabularies()
    row = {"review": "kaz-2014", "number": "1.1", "title_en": "New", column: cell}
    [(number, where, sentence)] = refusals(imported(RecommendationResource, row))
    assert (number, where) == (1, column)
    assert sentence == told
    assert Recommendation.objects.count() == 0


def test_label_of_two_rows_is_refused_with_both() -> None:
    factories.theme("courts", name_en="Justice")
    factories.theme("justice-for-children", name_en="Justice")
    factories.review()
    row = {"review": "kaz-2014", "number": "1.1", "title_en": "New", "themes": "justice"}
    told = "“justice” can mean several: courts, justice-for-children. Write which."
    assert refusals(imported(RecommendationResource, row)) == [(1, "themes", told)]


@pytest.mark.parametrize(
    ("cell", "truth"),
    [("ИСТИНА", True), ("Yes", True), ("да", True), ("иә", True), ("ЛОЖЬ", False), ("жоқ", False)],
)
def test_words_for_yes_and_no_are_written_as_what_they_mean(cell: str, truth: bool) -> None:
    source = factories.source()
    factories.recommendation("124.4", text="Words", text_source=source, text_is_excerpt=not truth)
    row = {"review": "kaz-2014", "number": "124.4", "text_is_excerpt": cell}
    assert refusals(imported(RecommendationResource, row)) == []
    assert Recommendation.objects.get().text_is_excerpt is truth


def test_unknown_word_for_yes_is_refused_and_nothing_written() -> None:
    factories.recommendation("124.4", text="Words", text_source=factories.source(), text_is_excerpt=True)
    row = {"review": "kaz-2014", "number": "124.4", "text_is_excerpt": "x"}
    told = "“x” is neither yes nor no. Write 1 or 0."
    assert refusals(imported(RecommendationResource, row)) == [(1, "text_is_excerpt", told)]
    assert Recommendation.objects.get().text_is_excerpt is True


@pytest.mark.parametrize(("is_excerpt", "exported_cell"), [(True, "1"), (False, "0")])
def test_emptied_truth_is_told_as_the_sheet_said_it(is_excerpt: bool, exported_cell: str) -> None:
    source = factories.source()
    factories.recommendation("124.4", text="Words", text_source=source, text_is_excerpt=is_excerpt)
    (row,) = exported(RecommendationResource)
    assert row["text_is_excerpt"] == exported_cell
    told = f"This cell is empty; it was “{exported_cell}”."
    result = imported(RecommendationResource, {**row, "text_is_excerpt": ""})
    assert refusals(result) == [(1, "text_is_excerpt", told)]


def finding(**cells: Any) -> dict[str, Any]:
    return {
        "recommendation": "kaz-2014 124.1", "organisation": "hrw", "status": "not_implemented",
        "method": "by_organisation", "summary_en": "Nothing.", "evidence_up_to": "2019-03-31",
        "evidence_up_to_precision": "month", "assessed_on": "2019-10-01", **cells,
    }  # fmt: skip


@pytest.mark.parametrize(
    "cells",
    [
        {"status": "Не выполнено"},
        {"status": "Не выполнена", "evidence_up_to": "31.03.2019", "assessed_on": "1.10.2019"},
        {"status": "Орындалмады", "organisation": "Human Rights Watch"},
        {
            "status": "not implemented",
            "assessed_on": "1 октября 2019 г.",
            "evidence_up_to_precision": "Month",
        },
        {"assessed_on": "2019-10-01 00:00:00", "evidence_up_to": "31/03/2019"},
    ],
)
def test_finding_is_read_in_the_words_of_the_editor(cells: dict[str, Any]) -> None:
    factories.recommendation("124.1")
    factories.organisation("hrw", name_en="Human Rights Watch")
    assert refusals(imported(AssessmentResource, finding(**cells))) == []
    days = ("status", "evidence_up_to", "assessed_on")
    [values] = Assessment.objects.values(*days)
    assert list(map(str, values.values())) == ["not_implemented", "2019-03-31", "2019-10-01"]
    assert outcome(imported(AssessmentResource, finding())) == ["skip"]


def test_day_that_reads_two_ways_is_refused_with_row_and_column() -> None:
    factories.recommendation("124.1")
    factories.organisation("hrw")
    result = imported(
        AssessmentResource, finding(), finding(assessed_on="01/10/2019", evidence_up_to="2019-02-28")
    )
    told = (
        "“01/10/2019” can be read as 1 October 2019 and as 10 January 2019. Write the one that you mean with "
        "points, the day first: 01.10.2019, or with its month in words."
    )
    assert refusals(result) == [(2, "assessed_on", told)]
    assert Assessment.objects.count() == 0


def test_two_rows_of_one_finding_are_seen_however_their_days_are_written() -> None:
    factories.recommendation("124.1")
    factories.organisation("hrw", name_en="Human Rights Watch")
    result = imported(
        AssessmentResource, finding(), finding(evidence_up_to="31.03.2019", organisation="human rights watch")
    )
    [told] = refusals(result)
    assert told.startswith("Rows 1 and 2 are both “kaz-2014 124.1 hrw 2019-03-31 2019-10-01”.")


def test_sheet_that_was_read_in_a_wrong_encoding_is_refused() -> None:
    """As LibreOffice opens a CSV in UTF-8 that it takes for one of Western Europe."""
    factories.recommendation("124.4", title_ru="Принять закон")
    [cells] = exported(RecommendationResource)
    misread = cells["title_ru"].encode().decode("latin-1")
    [told] = refusals(imported(RecommendationResource, {**cells, "title_ru": misread}))
    assert told.startswith("Row 1: title_ru: “Ð")
    assert "was “Принять закон” before a program read the CSV in a wrong encoding." in told
    assert Recommendation.objects.get().title_ru == "Принять закон"
