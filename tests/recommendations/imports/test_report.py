"""A report of the Working Group, and its addendum, brought into the tracker."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from foundation.publishing.state import publish
from recommendations.imports import Refused
from recommendations.models import PositionStatement, Recommendation, Review, Source, State
from tests.support import factories
from tests.support import import_files as files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vocabularies() -> None:
    files.vocabularies()


def chad(**values: object) -> Review:
    return factories.review("tcd-2015", report=None, reviewed_on=dt.date(2015, 6, 2), **values)


def recorded() -> list[tuple[str, str, list[str], list[str]]]:
    """Number, text, recommending States and positions of every recommendation."""
    return [
        (
            row.number,
            row.text,
            [link.state.iso3 for link in row.recommending_state_set.order_by("order")],
            [one.position for one in row.position_statements.order_by("pk")],
        )
        for row in Recommendation.objects.order_by("number_order")
    ]


AS_PRINTED = [
    ("5.1", "Plant trees in every village", ["CUB"], ["supported"]),
    ("5.2", "Build roads that last", ["PER", "MEX"], ["supported"]),
    ("6.1", "Abolish the tax on salt", ["FRA"], ["noted"]),
]


def test_report_of_a_review_nobody_recorded_brings_the_review_and_its_recommendations() -> None:
    made = files.imported(files.report())
    assert files.outcomes(made) == (3, 0, 0)
    assert recorded() == AS_PRINTED
    review = Review.objects.get()
    assert review.session is not None
    assert (review.slug, review.session.number, review.reviewed_on, str(review.report)) == (
        "tcd-2015",
        21,
        dt.date(2015, 6, 2),
        "A/HRC/99/7",
    )


def test_what_comes_in_is_a_draft() -> None:
    files.imported(files.report())
    assert set(Recommendation.objects.values_list("publication_state", flat=True)) == {"draft"}
    assert not Recommendation.objects.published().exists()


def test_position_stands_with_its_document_paragraph_and_day() -> None:
    files.imported(files.report())
    statement = PositionStatement.objects.get(recommendation__number="6.1")
    assert (str(statement), statement.stated_on) == (
        "Noted (not accepted) (A/HRC/99/7, para. 6)",
        dt.date(2015, 6, 4),
    )
    assert statement.words == "The following did not enjoy the support of Chad and are noted:"


def test_second_time_nothing_changes() -> None:
    files.imported(files.report())
    before = recorded()
    again = files.imported(files.report())
    assert files.outcomes(again) == (0, 0, 3)
    assert recorded() == before
    assert Source.objects.count() == Review.objects.count() == 1


def test_official_text_fills_in_where_it_is_missing_and_leaves_what_editors_wrote() -> None:
    factories.recommendation(
        "5.1", review=chad(), title_en="Plant trees", states=("CUB",), position=None,
        themes=("environment",), action_category="specific",
    )  # fmt: skip
    made = files.imported(files.report())
    assert files.outcomes(made) == (2, 1, 0)
    assert recorded() == AS_PRINTED
    row = Recommendation.objects.get(number="5.1")
    assert (row.title_en, row.action_category, row.text_is_excerpt, str(row.text_source)) == (
        "Plant trees",
        "specific",
        False,
        "A/HRC/99/7",
    )
    assert [theme.slug for theme in row.themes.all()] == ["environment"]
    assert row.publication_state == "published"


def test_excerpt_becomes_the_whole_text() -> None:
    factories.recommendation(
        "5.1", review=chad(), states=("CUB",), text="[…] trees in every village",
        text_is_excerpt=True, text_source=factories.source(),
    )  # fmt: skip
    made = files.imported(files.report())
    assert recorded()[0][1] == "Plant trees in every village"
    assert not Recommendation.objects.get(number="5.1").text_is_excerpt
    assert files.sentences(made) == []


def test_excerpt_that_does_not_stand_in_the_text_is_told() -> None:
    factories.recommendation(
        "5.1", review=chad(), states=("CUB",), text="[…] flowers […]",
        text_is_excerpt=True, text_source=factories.source(),
    )  # fmt: skip
    [sentence] = files.sentences(files.imported(files.report()))
    assert sentence == (
        "para. 5.1: The excerpt “[…] flowers […]” does not stand word for word in the official text."
    )


def test_whole_text_with_other_words_stays_and_is_told() -> None:
    factories.recommendation(
        "5.1", review=chad(), states=("CUB",), text="Plant flowers", text_source=factories.source()
    )
    made = files.imported(files.report())
    assert recorded()[0][1] == "Plant flowers"
    assert files.sentences(made) == ["para. 5.1: The recorded official text has other words: left as it is."]


def test_recommending_states_are_added_and_never_taken_away() -> None:
    review = chad()
    factories.recommendation("5.2", review=review, states=("MEX",))
    factories.recommendation("6.1", review=review, states=("CUB",))
    made = files.imported(files.report())
    assert [row[2] for row in recorded()] == [["CUB"], ["PER", "MEX"], ["CUB"]]
    assert files.sentences(made) == ["para. 6.1: The file names FRA as recommending, recorded is CUB: left."]


def test_another_position_becomes_a_second_statement_and_a_conflict() -> None:
    row = factories.recommendation("5.1", review=chad(), states=("CUB",), position=None)
    factories.position_statement(row, position="noted", document=factories.source("a-hrc-98-1"))
    seen = files.previewed(files.report())
    assert (seen.tally.conflicts, seen.changed[0][1].conflict) == (1, True)
    files.imported(files.report())
    assert recorded()[0][3] == ["noted", "supported"]


def test_position_recorded_from_the_same_document_is_not_written_over() -> None:
    document = factories.source("a-hrc-99-7")
    row = factories.recommendation("5.1", review=chad(), states=("CUB",), position=None)
    factories.position_statement(row, position="noted", document=document, paragraph="5")
    made = files.imported(files.report())
    assert recorded()[0][3] == ["noted"]
    [sentence] = files.sentences(made)
    assert sentence == (
        "para. 5.1: From this document “Noted (not accepted)” is recorded, the file says "
        "“Supported (accepted)”: left."
    )


def test_report_gives_the_number_to_what_a_database_brought_without() -> None:
    files.imported(files.upr_info(files.row("Plant trees in every village.")))
    [before] = Recommendation.objects.all()
    made = files.imported(files.report())
    assert files.outcomes(made) == (2, 1, 0)
    after = Recommendation.objects.get(number="5.1")
    assert (after.pk, after.text, after.text_fingerprint, str(after.text_source)) == (
        before.pk,
        "Plant trees in every village",
        "",
        "A/HRC/99/7",
    )


def test_what_a_database_brought_and_the_report_does_not_hold_is_told() -> None:
    files.imported(files.upr_info(files.row("Feed the fish")))
    made = files.imported(files.report())
    assert files.outcomes(made) == (3, 0, 0)
    [sentence] = files.sentences(made)
    assert sentence == (
        "tcd-2014: Recorded without a number, and not found in the report: “Feed the fish”. Look "
        "whether it is one of those that were found."
    )


def test_address_from_before_the_number_leads_on_to_it(client: Client) -> None:
    files.imported(files.upr_info(files.row("Plant trees in every village.")))
    row = Recommendation.objects.get()
    publish(row, at=timezone.now())
    before = row.get_absolute_url()
    assert client.get(before).status_code == 200
    files.imported(files.report())
    answer = client.get(before)
    assert (answer.status_code, answer["Location"]) == (
        301,
        "/recommendations/tcd-2014/5.1/",
    )


def test_address_of_a_text_that_is_cut_short_names_nothing(client: Client) -> None:
    files.imported(files.upr_info(files.row("Plant trees"), files.row("Build roads")))
    for row in Recommendation.objects.all():
        publish(row, at=timezone.now())
    for address in ("text-", "text-0", row.address[:-1]):
        assert client.get(f"/recommendations/tcd-2014/{address}/").status_code == 404


def test_item_with_several_recommendations_gives_each_a_number_of_its_own() -> None:
    lists = "5. The following enjoy the support of Chad:\n5.1 Sign it (Cuba); ratify it (Peru);"
    files.imported(files.report(lists))
    assert [row[:3] for row in recorded()] == [
        ("5.1 (1)", "Sign it", ["CUB"]),
        ("5.1 (2)", "ratify it", ["PER"]),
    ]
    assert files.outcomes(files.imported(files.report(lists))) == (0, 0, 2)


def test_report_of_a_state_that_the_table_lacks_is_refused() -> None:
    State.objects.get(iso3="FRA").delete()
    with pytest.raises(Refused, match=r"para\. 6\.1: The State FRA is not in the table of States"):
        files.imported(files.report())
    assert Recommendation.objects.count() == Review.objects.count() == 0


def test_addendum_moves_recommendations_by_number_and_range() -> None:
    lists = files.LISTS.replace("enjoy the support of Chad:", "will be examined by Chad:")
    files.imported(files.report(lists))
    assert [row[3] for row in recorded()] == [["pending"], ["pending"], ["noted"]]
    made = files.imported(files.addendum("1. Chad accepts recommendations 5.1–5.2."))
    assert files.outcomes(made) == (0, 2, 0)
    assert [row[3] for row in recorded()] == [
        ["pending", "supported"],
        ["pending", "supported"],
        ["noted"],
    ]
    current = PositionStatement.objects.current().get(recommendation__number="5.1")
    assert (current.position, current.stated_on) == ("supported", dt.date(2015, 9, 3))
    assert current.paragraph == "1"
    assert str(current.document) == "A/HRC/99/7/Add.1"


def test_addendum_that_excepts_a_number_says_so_and_moves_nothing() -> None:
    lists = files.LISTS.replace("enjoy the support of Chad:", "will be examined by Chad:")
    files.imported(files.report(lists))
    sentence = "Chad accepts all recommendations except 5.2."
    made = files.imported(files.addendum(f"1. {sentence}"))
    assert [row[3] for row in recorded()] == [["pending"], ["pending"], ["noted"]]
    assert [doubt.split(": ", 1)[1] for doubt in files.sentences(made)] == [
        f"It answers all recommendations without their numbers: “{sentence}”. None was taken.",
        "5.2: excepted from an answer, and not answered elsewhere.",
        "The addendum gives no answer to 5.1, 5.2, which are still waiting for one.",
    ]


def test_addendum_that_leaves_out_the_paragraph_means_the_only_list_with_that_number() -> None:
    files.imported(files.report())
    made = files.imported(files.addendum("1. Chad accepts recommendations 1, 2 and 9."))
    assert recorded()[1][3] == ["supported", "supported"]
    assert [doubt.split(": ", 1)[1] for doubt in files.sentences(made)] == [
        "The number 1 stands in several lists of the report: left out.",
        "The report has no recommendation 9: left out.",
    ]


def test_addendum_of_a_report_nobody_imported_is_refused() -> None:
    with pytest.raises(Refused, match="The report A/HRC/99/7 is not recorded here"):
        files.imported(files.addendum("1. Chad accepts recommendations 5.1–5.2."))
