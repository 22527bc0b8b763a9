"""A report from its lines: numbers, headings, positions and claims."""

from datetime import date

import pytest

from tests.support import report_pages as pages
from uprdocs import NotAReport, Report, read_report
from uprdocs.reports.headings import claim_in, position_in
from uprdocs.reports.paragraphs import join_lines, paragraphs


def read(lists: str, dialogue: str = "") -> Report:
    return read_report(pages.report_text(lists, dialogue).encode())


def rows(report: Report) -> list[tuple[str, str, tuple[str, ...], str, str]]:
    return [
        (r.paragraph, r.text, r.recommending_states, r.position, r.state_claim)
        for r in report.recommendations
    ]


def test_front_page() -> None:
    report = read("5. The recommendations below enjoy the support of Chad:\n5.1 Build roads (Peru).")
    assert (report.symbol, report.state_under_review, report.session) == ("A/HRC/99/7", "TCD", 21)
    assert (report.reviewed_on, report.adopted_on) == (date(2015, 6, 2), date(2015, 6, 4))


def test_each_list_gives_its_position_and_the_introduction_is_no_recommendation() -> None:
    report = read(
        "5. The following recommendations enjoy the support of Chad, which considers that\n"
        "they have already been implemented:\n"
        "5.1. Build schools in\nevery village (Peru);\n"
        "6. The recommendations below did not enjoy the support of Chad:\n"
        "6.1 Sell rivers (Fiji), (Mali);\n"
        "7. The following will be examined by Chad, which will respond in due time:\n"
        "7.1 Plant trees (Cuba)."
    )
    assert rows(report) == [
        ("5.1", "Build schools in every village", ("PER",), "supported", "already_implemented"),
        ("6.1", "Sell rivers", ("FJI", "MLI"), "noted", "none"),
        ("7.1", "Plant trees", ("CUB",), "pending", "none"),
    ]


def test_plain_numbers_and_letters_of_the_first_cycle() -> None:
    report = read(
        "5. The recommendations listed below enjoy the support of Chad:\n"
        "1. To build roads (Peru);\n2. To plant trees (Cuba);\n"
        "6. The recommendations below did not enjoy the support of Chad:\n"
        "(a) To sell rivers (Fiji);\n(b) To sell lakes (Mali)."
    )
    assert [(r.paragraph, r.position) for r in report.recommendations] == [
        ("5.1", "supported"),
        ("5.2", "supported"),
        ("6.a", "noted"),
        ("6.b", "noted"),
    ]


def test_a_recommendation_in_running_text() -> None:
    report = read("5. The following recommendation did not enjoy support: Sell rivers (Fiji).")
    assert rows(report) == [("5", "Sell rivers", ("FJI",), "noted", "none")]


def test_a_recommendation_in_two_lists_is_read_twice() -> None:
    report = read(
        "5. The following enjoy the support of Chad:\n5.1 Plant trees (Cuba);\n"
        "6. The following did not enjoy the support of Chad:\n6.1 Plant trees (Cuba)."
    )
    assert [r.position for r in report.recommendations] == ["supported", "noted"]


def test_a_list_that_points_at_the_dialogue() -> None:
    report = read(
        "5. The following enjoy the support of Chad:\n1. Plant trees (Cuba);\n"
        "6. The recommendations noted in the report in paragraphs 2 (b) and 3 above did not\n"
        "enjoy the support of Chad.",
        dialogue="2. Peru welcomed it. It recommended that Chad (a) build roads; (b) sell rivers.\n"
        "3. The Netherlands recommended that Chad ban fishing. It asked about lakes.",
    )
    assert rows(report)[1:] == [
        ("2.b", "sell rivers", ("PER",), "noted", "none"),
        ("3", "ban fishing", ("NLD",), "noted", "none"),
    ]


def test_a_later_paragraph_claims_for_single_recommendations() -> None:
    report = read(
        "5. The following enjoy the support of Chad:\n5.1 Plant trees (Cuba);\n5.2 Sow (Fiji).\n"
        "6. Chad considers that recommendation 5.2 above has already been implemented."
    )
    assert [r.state_claim for r in report.recommendations] == ["none", "already_implemented"]


def test_a_wrapped_number_is_text() -> None:
    (paragraph,) = paragraphs(
        pages.as_lines("5. The list:\n5.1 Keep the target of\n0.7 per cent set in\n2009. Again")
    )
    assert [item.text for item in paragraph.items] == ["Keep the target of 0.7 per cent set in 2009. Again"]


def marks(text: str) -> list[str]:
    return [item.mark for paragraph in paragraphs(pages.as_lines(text)) for item in paragraph.items]


def test_targets_of_the_goals_at_the_start_of_a_line_are_text() -> None:
    text = "6. The list:\n6.1 Work towards targets\n6.2 and 6.3 (Peru);\n6.2 Build roads (Mali)."
    assert marks(text) == ["6.1", "6.2"]
    assert marks(text.replace("Build", "build")) == ["6.1", "6.2"]


def test_a_number_that_lost_its_full_stop_is_one_where_the_item_before_has_ended() -> None:
    text = "5. The list:\n1. Sow in (Peru);\n2 Build\n3 Houses of stone (Mali);\n3. Rest (Fiji)."
    assert marks(text) == ["1", "2", "3"]


def test_numbers_may_go_on_from_list_to_list() -> None:
    items = "".join(f"124.{at} Build schools (Peru);\n" for at in range(1, 31))
    text = f"124. The list:\n{items}125. Those that follow:\n125.31 Build roads (Mali)."
    assert marks(text)[-2:] == ["124.30", "125.31"]


def test_a_number_left_out_is_told() -> None:
    report = read("5. The following enjoy the support of Chad:\n5.1 Sow (Fiji);\n5.3 Plant trees (Cuba).")
    assert [(doubt.paragraph, str(doubt)) for doubt in report.doubts] == [
        ("5.3", "The numbers jump from 5.1 to 5.3: is one missing?")
    ]


def test_a_number_far_ahead_or_repeated_is_read_and_told() -> None:
    for marks_of_items in (("5.1", "5.14", "5.15"), ("1", "14", "15"), ("5.2", "5.1", "5.2")):
        first, second, third = marks_of_items
        items = f"{first}. Sow (Fiji);\n{second}. Plant trees (Cuba);\n{third}. Build roads (Peru)."
        report = read(f"5. The following enjoy the support of Chad:\n{items}")
        assert [r.text for r in report.recommendations] == ["Sow", "Plant trees", "Build roads"]
        assert list(map(str, report.doubts)) == [
            f"The numbers jump from {first} to {second}: is one missing?"
        ]


def test_a_number_far_ahead_inside_an_item_is_text() -> None:
    text = "5. The list:\n5.1 Reach\n5.14 of them (Fiji);\n5.2 Allot what is due as in\n5.30 Rome (Mali)."
    assert marks(text) == ["5.1", "5.2"]


def test_the_letter_of_a_list_is_no_part_of_its_numbers() -> None:
    text = (
        "124. The list:\nA - 124.1 Sow (Fiji);\nA – 124.2. Build (Mali);\n125. Another:\nB - 125.1 Rest "
        "(Peru);\nB-125.2 Sing as in\nB 12.4 (Cuba)."
    )
    assert marks(text) == ["124.1", "124.2", "125.1", "125.2"]


def test_numbers_that_begin_anew_with_a_letter_are_read_and_told() -> None:
    items = "".join(f"A - 5.{at} Build schools (Peru);\n" for at in range(1, 21))
    report = read(f"5. The following enjoy the support of Chad:\n{items}B - 5.1 Sow (Fiji).")
    assert (report.recommendations[-1].paragraph, report.recommendations[-1].text) == ("5.1", "Sow")
    assert list(map(str, report.doubts)) == ["The numbers jump from 5.20 to 5.1: is one missing?"]


def test_hyphens_at_the_end_of_a_line_stay() -> None:
    assert join_lines(["the follow-", "up of non\ufffegovernmental – ", "groups"]) == (
        "the follow-up of non-governmental – groups"
    )


@pytest.mark.parametrize(
    ("heading", "position", "claim"),
    [
        ("The recommendations enjoy the support of Chad:", "supported", "none"),
        ("Chad cannot accept the recommendations below:", "noted", "none"),
        ("The following were rejected by Chad:", "noted", "none"),
        ("The recommendations below were noted by Chad:", "noted", "none"),
        ("The following enjoy the support of Chad in part:", "partially_supported", "none"),
        ("Chad will examine these and provide responses in due time:", "pending", "none"),
        (
            "The following enjoy support, which Chad considers in process of implementation:",
            "supported",
            "in_process",
        ),
        ("A heading that answers nothing:", None, "none"),
    ],
)
def test_what_a_heading_says(heading: str, position: str | None, claim: str) -> None:
    assert (position_in(heading), claim_in(heading)) == (position, claim)


def test_text_without_the_lists_is_no_report() -> None:
    with pytest.raises(NotAReport, match="Conclusions and/or recommendations"):
        read_report(b"A letter about something else, with words enough.", name="letter.txt")
