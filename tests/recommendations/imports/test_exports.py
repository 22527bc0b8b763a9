"""Other people's exports brought into the tracker."""

import pytest

from recommendations.imports import Refused, map_label, read_file
from recommendations.imports.matching import compared_words
from recommendations.imports.vocabulary import plain_label
from recommendations.models import (
    PositionStatement,
    Recommendation,
    Review,
    SchemeLabel,
    Source,
    UnknownLabel,
)
from tests.support import factories
from tests.support import import_files as files
from tests.uprdocs.test_thematic_list import CYCLES_2_3, matrix
from uprdocs.reports.states import state_meant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vocabularies() -> None:
    files.vocabularies()


def themes(row: Recommendation) -> list[str]:
    return sorted(theme.slug for theme in row.themes.all())


def test_rows_of_one_recommendation_come_together_with_all_their_states() -> None:
    made = files.imported(files.upr_info(files.row("Plant trees"), files.row("plant trees.", "Peru")))
    assert files.outcomes(made) == (1, 0, 0)
    row = Recommendation.objects.get()
    states = [link.state.iso3 for link in row.recommending_state_set.order_by("order")]
    assert (row.number, row.text, states) == ("", "Plant trees", ["CUB", "PER"])
    assert (themes(row), row.action_category) == (["environment"], "specific")
    # The session was in 2014; only a report would tell the day.
    assert row.review.slug == "tcd-2014"


def test_database_alone_is_no_position_that_counts() -> None:
    files.imported(files.upr_info(files.row("Plant trees")))
    statement = PositionStatement.objects.get()
    assert (statement.position, str(statement.document)) == (
        "supported",
        "Database of UPR recommendations",
    )
    assert not PositionStatement.objects.current().exists()


def test_row_is_matched_by_its_words_and_its_state() -> None:
    files.imported(files.report())
    made = files.imported(
        files.upr_info(
            files.row("Plant trees in every village!"),
            files.row("Build roads that last long", "Peru"),
        )
    )
    assert files.outcomes(made) == (0, 2, 0)
    assert [(row.number, themes(row)) for row in Recommendation.objects.order_by("number")] == [
        ("5.1", ["environment"]),
        ("5.2", ["environment"]),
        ("6.1", []),
    ]


def test_row_that_could_be_several_is_told_and_left_out() -> None:
    lists = (
        "5. The following enjoy the support of Chad:\n"
        "5.1 Build many new roads in the north of the country (Cuba);\n"
        "5.2 Build many new roads in the south of the country (Cuba);"
    )
    files.imported(files.report(lists))
    made = files.imported(files.upr_info(files.row("Build many new roads in the east of the country")))
    assert files.outcomes(made) == (0, 0, 0)
    [sentence] = files.sentences(made)
    assert sentence.startswith(("row 2: It could be 5.1, 5.2: “", "row 2: It could be 5.2, 5.1: “"))
    assert Recommendation.objects.count() == 2


def test_row_that_a_numbered_review_does_not_have_is_told_and_left_out() -> None:
    files.imported(files.report())
    made = files.imported(files.upr_info(files.row("Feed the fish")))
    [sentence] = files.sentences(made)
    assert sentence == (
        "row 2: No recommendation of this review has these words: “Feed the fish”. It was left "
        "out, since the review is recorded with its numbers."
    )
    assert Recommendation.objects.count() == 3


def test_position_that_differs_is_kept_beside_and_does_not_count() -> None:
    files.imported(files.report())
    made = files.imported(files.upr_info(files.row("Plant trees in every village", response="Noted")))
    assert made.counts["conflicts"] == 1
    row = Recommendation.objects.get(number="5.1")
    assert [one.position for one in row.position_statements.order_by("pk")] == [
        "supported",
        "noted",
    ]
    assert PositionStatement.objects.current().get(recommendation=row).position == "supported"
    assert [one.position for one in PositionStatement.objects.conflicting()] == ["noted"]


def test_position_of_a_database_before_the_state_answered_is_no_conflict() -> None:
    pending = files.LISTS.replace("enjoy the support of Chad:", "will be examined by Chad:")
    files.imported(files.report(pending))
    data = files.upr_info(files.row("Plant trees in every village"))
    made = files.imported(data)
    assert (made.counts["conflicts"], files.outcomes(made)) == (0, (0, 1, 0))
    row = Recommendation.objects.get(number="5.1")
    assert row.position_statements.count() == 2
    assert not PositionStatement.objects.conflicting().exists()
    assert PositionStatement.objects.current().get(recommendation=row).position == "pending"


def test_themes_that_editors_set_are_left_alone() -> None:
    files.imported(files.report())
    row = Recommendation.objects.get(number="5.1")
    row.themes.add(factories.theme("justice"))
    files.imported(files.upr_info(files.row("Plant trees in every village")))
    assert themes(row) == ["justice"]


def test_second_time_nothing_changes() -> None:
    data = files.upr_info(files.row("Plant trees"), files.row("Build roads", issue="Unheard of"))
    files.imported(data)
    assert files.outcomes(files.imported(data)) == (0, 0, 2)
    assert Source.objects.count() == Review.objects.count() == 1


def test_unknown_label_waits_with_its_recommendations_until_somebody_maps_it() -> None:
    made = files.imported(files.upr_info(files.row("Build roads", issue="Environment,Roads")))
    assert made.counts["unknown_labels"] == {"Roads": 1}
    row = Recommendation.objects.get()
    assert themes(row) == ["environment"]
    label = SchemeLabel.objects.create(scheme="upr_info", label="roads", theme=factories.theme("transport"))
    assert map_label(label, by=None) == 1
    assert themes(row) == ["environment", "transport"]
    assert not UnknownLabel.objects.exists()


@pytest.mark.parametrize(
    ("printed", "known"),
    [
        ("A12 Acceptance of norms", "Acceptance of norms"),
        ("Food and  water", "Food & water"),
        ("RIGHT TO HEALTH", "Right to health"),
        ("Children’s rights", "Children's rights"),
    ],
)
def test_label_is_known_however_it_is_printed(printed: str, known: str) -> None:
    assert plain_label(printed) == plain_label(known)


def test_label_of_another_name_is_not_known() -> None:
    assert plain_label("Right to health") != plain_label("Right to a healthy diet")


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ"])
def test_text_is_the_same_whatever_its_apostrophe(apostrophe: str) -> None:
    assert compared_words(f"Respect women{apostrophe}s rights") == compared_words("Respect women's rights")
    assert compared_words("Respect womens rights") != compared_words("Respect women's rights")


def test_index_row_is_matched_by_its_paragraph_and_adds_groups_and_goals() -> None:
    files.imported(files.report())
    made = files.imported(files.uhri())
    assert files.outcomes(made) == (0, 1, 0)
    row = Recommendation.objects.get(number="5.1")
    assert [group.slug for group in row.affected_groups.all()] == ["women"]
    assert [goal.number for goal in row.goals.all()] == [13]


def test_index_row_whose_number_means_other_words_is_told_and_left_out() -> None:
    files.imported(files.report())
    made = files.imported(files.uhri(Text="5.1 Ratify every treaty there is, at once (Cuba);"))
    assert files.outcomes(made) == (0, 0, 0)
    assert files.sentences(made)[0].startswith("row 1: It could be 5.1:")


def test_index_names_the_report_before_anybody_saw_it() -> None:
    files.imported(files.uhri())
    source = Review.objects.get().report
    assert source is not None
    assert (source.symbol, source.seen_by_us, str(source.cited_in)) == (
        "A/HRC/99/7",
        False,
        "Universal Human Rights Index",
    )
    files.imported(files.report())
    source.refresh_from_db()
    assert (source.seen_by_us, source.cited_in) == (True, None)


def test_rows_of_other_mechanisms_are_counted_and_skipped() -> None:
    treaty_body = files.uhri(Body=["CRC"])
    with pytest.raises(Refused, match="holds no recommendation of the Universal Periodic Review"):
        files.imported(treaty_body)
    both = treaty_body.rstrip(b"]") + b"," + files.uhri().lstrip(b"[")
    assert files.imported(both).counts["skipped"] == [
        [{"code": "skipped_other_mechanism", "values": {"mechanisms": "CRC"}}, 1]
    ]


def test_state_nobody_knows_is_told_with_row_and_column_and_the_rest_imported() -> None:
    data = files.upr_info(
        files.row("Plant trees"), files.row("Build roads", "Meksico"), files.row("Dig wells", "Xanadu")
    )
    batch = files.imported(data)
    assert files.sentences(batch) == [
        (
            "row 3, column “From / RS”: There is no State called “Meksico”: left out. If “Mexico” is meant, "
            "correct it and import the file again."
        ),
        "row 4, column “From / RS”: There is no State called “Xanadu”: left out.",
    ]
    states_by_text = {
        recommendation.text: [state.iso3 for state in recommendation.recommending_states.all()]
        for recommendation in Recommendation.objects.all()
    }
    assert states_by_text == {"Plant trees": ["CUB"], "Build roads": [], "Dig wells": []}


def test_row_without_a_state_under_review_is_left_out_and_told() -> None:
    data = files.upr_info(
        files.row("Plant trees"),
        files.row("Build roads", under_review=""),
        files.row("Dig wells", under_review="Xanadu"),
    )
    batch = files.imported(data)
    assert files.sentences(batch) == [
        (
            "row 3, column “To / SuR”: The State under review is missing: the row was left out. Fill it "
            "in and import the file again."
        ),
        "row 4, column “To / SuR”: There is no State called “Xanadu”: left out.",
    ]
    assert [recommendation.text for recommendation in Recommendation.objects.all()] == ["Plant trees"]


def test_column_that_names_no_state_refuses_the_file_with_row_and_column() -> None:
    data = files.upr_info(files.row("Plant trees", "Xanadu"), files.row("Build roads", "Meksico"))
    assert [str(remark) for remark in read_file(data, name="f").refusals] == [
        "row 2, column “From / RS”: There is no State called “Xanadu”.",
        "row 3, column “From / RS”: There is no State called “Meksico”. Did you mean “Mexico”?",
    ]
    with pytest.raises(Refused):
        files.imported(data)
    assert not Recommendation.objects.exists()


def test_state_whose_name_is_misspelt_is_read_and_told() -> None:
    data = files.upr_info(files.row("Plant trees", "Mexi co"), files.row("Build roads", "Peru"))
    made = files.imported(data)
    assert files.outcomes(made) == (2, 0, 0)
    assert files.sentences(made) == [
        "row 2, column “From / RS”: Misspelt State: “Mexi co” read as MEX",
    ]
    planted = Recommendation.objects.get(text="Plant trees")
    assert [state.iso3 for state in planted.recommending_states.all()] == ["MEX"]


def test_state_that_the_export_calls_unknown_is_told_and_the_rest_imported() -> None:
    made = files.imported(files.upr_info(files.row("Plant trees", "(Unknown)")))
    assert files.outcomes(made) == (1, 0, 0)
    assert files.sentences(made) == ["row 2: The recommending State is “(Unknown)”."]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty"),
        (b"\x00\x01\x02\x81", "No known headings"),
        (b"%PDF-1.4 cut off", "damaged"),
        (b"a;b\n1;2\n", "No known headings"),
        (files.upr_info().replace(b"Response", b"Answer"), "no column “Response”"),
        (b"PK\x03\x04 cut off", "cut off or damaged"),
    ],
    ids=["empty", "bytes", "pdf", "csv", "column", "zip"],
)
def test_file_that_is_none_of_the_known_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_file(data, name="file")
    assert said in str(refusal.value)


def test_session_that_the_table_lacks_is_refused() -> None:
    data = files.upr_info(("Chad", "Plant trees", "Cuba", "Accepted", "Environment", 60))
    with pytest.raises(Refused, match="row 2: There is no session 60 in the table of sessions"):
        files.imported(data)
    assert not Review.objects.exists()


# Files of people


LIST_OF_CHAD = "UPR of Chad (3rd Cycle – 21st session)"
IN_LIST = "\nSource of position: A/HRC/99/7/Add.1 - Para. 3"


def a_list(*texts: str, themes: str = "Reading") -> bytes:
    rows = [(f"{text}{IN_LIST}", "Supported", themes, "") for text in texts]
    return matrix(CYCLES_2_3, *rows, header=LIST_OF_CHAD)


def rows_by_number() -> dict[str, tuple[str, list[str]]]:
    return {
        row.number: (
            row.text,
            [link.state.iso3 for link in row.recommending_state_set.order_by("order")],
        )
        for row in Recommendation.objects.order_by("number_order")
    }


TWO_IN_ONE = "5. The following enjoy the support of Chad:\n5.1 Plant trees (Cuba); Build roads (Peru);"
WHOLE = "5.1 Plant trees (Cuba); Build roads (Peru);"
PARTS = {"5.1 (1)": ("Plant trees", ["CUB"]), "5.1 (2)": ("Build roads", ["PER"])}


def test_paragraph_of_a_list_is_matched_to_the_parts_that_the_report_has() -> None:
    files.imported(files.report(TWO_IN_ONE))
    SchemeLabel.objects.create(scheme="ohchr", label="Reading", theme=factories.theme("reading"))
    imported = files.imported(a_list(WHOLE))
    assert files.outcomes(imported) == (0, 2, 0)
    assert files.sentences(imported) == [
        (
            "row 2: 5.1 is one paragraph in the file and 2 recommendations here: what it says was taken for "
            "each of them. Check their themes."
        )
    ]
    assert rows_by_number() == PARTS
    assert [themes(row) for row in Recommendation.objects.all()] == [["reading"], ["reading"]]
    assert files.outcomes(files.imported(a_list(WHOLE, themes="Other"))) == (0, 0, 2)


def test_parts_of_a_report_are_matched_to_the_paragraph_that_a_list_has_whole() -> None:
    files.imported(a_list(WHOLE))
    imported = files.imported(files.report(TWO_IN_ONE))
    assert files.outcomes(imported) == (0, 1, 0)
    assert files.sentences(imported) == [
        (
            "para. 5.1: 5.1 is recorded as one recommendation and 2 in the file: it was left whole. "
            "Divide it by hand if they are to be assessed one by one."
        )
    ]
    assert rows_by_number() == {"5.1": ("Plant trees (Cuba); Build roads", ["CUB", "PER"])}
    [current] = PositionStatement.objects.current()
    assert (current.position, str(current.document)) == ("supported", "A/HRC/99/7")
    assert files.outcomes(files.imported(a_list(WHOLE))) == (0, 0, 1)


def test_paragraph_with_other_states_than_its_parts_is_a_doubt() -> None:
    files.imported(files.report(TWO_IN_ONE))
    imported = files.imported(a_list("5.1 Plant trees (Cuba); Build roads (Mexico);"))
    assert files.outcomes(imported)[0] == 0
    assert "row 2: The file names CUB, MEX as recommending, recorded is CUB, PER: left." in files.sentences(
        imported
    )
    assert rows_by_number() == PARTS


@pytest.mark.parametrize("text", ["5.1 Plant trees (Cuba);", "5.1 Build roads (Peru);"])
def test_one_part_is_not_taken_for_the_paragraph(text: str) -> None:
    files.imported(files.report(TWO_IN_ONE))
    imported = files.imported(a_list(text))
    assert (files.outcomes(imported)[0], files.sentences(imported)) == (0, [])
    assert rows_by_number() == PARTS


def test_paragraph_of_other_words_is_not_matched_to_its_parts() -> None:
    files.imported(files.report(TWO_IN_ONE))
    files.imported(a_list("5.1 Abolish the tax on salt (Cuba); Open the archives of the police (Peru);"))
    assert {number: rows_by_number()[number] for number in PARTS} == PARTS


def test_list_says_goals_by_code_and_nobody_in_particular() -> None:
    imported = files.imported(
        a_list(
            "5.1 Plant trees (Cuba);", themes="- S13 SDG 13 - climate action\nAffected persons:\n- general"
        )
    )
    assert files.sentences(imported) == []
    assert [goal.number for goal in Recommendation.objects.get().goals.all()] == [13]
    assert not UnknownLabel.objects.exists()


@pytest.mark.parametrize("printed", ["2.1. Reading", "A12 Reading", "14. Reading", "3.1.2. reading"])
def test_code_before_a_theme_is_no_part_of_its_name(printed: str) -> None:
    assert plain_label(printed) == "reading"


def test_who_is_no_member_state_is_left_out_and_told() -> None:
    imported = files.imported(
        files.uhri(Text="5.1 Plant trees", UprRecommendingCountry=["Cuba", "European Union", "Kosovo*"])
    )
    place = "row 1, column “UPR Reccomending States”"
    assert files.sentences(imported) == [
        f"{place}: “{name}” is no State that recommends in the review: left out."
        for name in ("European Union", "Kosovo*")
    ]
    assert rows_by_number() == {"5.1": ("Plant trees", ["CUB"])}


def test_row_of_two_states_under_review_refuses_no_other() -> None:
    both = files.uhri(Countries=["Chad", "Peru"]).rstrip(b"]") + b"," + files.uhri().lstrip(b"[")
    imported = files.imported(both)
    assert files.outcomes(imported) == (1, 0, 0)
    assert files.sentences(imported) == ["row 1: One State is under review, but the row names: Chad, Peru."]


def test_refusal_of_a_file_without_recommendations_says_what_was_noticed() -> None:
    assert [
        str(remark) for remark in read_file(files.uhri(Countries=["Chad", "Peru"]), name="f").refusals
    ] == [
        "The file holds no recommendation of the Universal Periodic Review.",
        "row 1: One State is under review, but the row names: Chad, Peru.",
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Bolivia (Plurinational State of)", "BOL"),
        ("Bolivia (Plurinational Republic of)", "BOL"),
        ("Vatican City", "VAT"),
        ("Serbia and Montenegro", "SRB"),
        ("Swaziland", "SWZ"),
        ("Turkiye", "TUR"),
    ],
)
def test_renamed_state_is_known(name: str, code: str) -> None:
    assert state_meant(name)[0] == code
