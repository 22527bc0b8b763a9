"""Where one recommendation of an item ends and the next begins, and whose words are whose."""

import pytest

from tests.support import report_pages as pages
from uprdocs import Code, read_report
from uprdocs.reports.items import pieces

# An item, and the texts of its States; each kind stands in a report of the first cycle.
ITEMS = [
    # An adverb, a colon or a stray letter before the verb of a new recommendation.
    (
        "To pay teachers on time (Peru), and to regularly inspect all village schools (Chad);",
        {("PER",): "To pay teachers on time", ("TCD",): "to regularly inspect all village schools"},
    ),
    (
        "Close old prisons (Peru): and to raise the pay of guards (Chad);",
        {("PER",): "Close old prisons", ("TCD",): "to raise the pay of guards"},
    ),
    (
        "Close old prisons (Peru) and to (a) raise the pay of guards (Chad);",
        {("PER",): "Close old prisons", ("TCD",): "to (a) raise the pay of guards"},
    ),
    # A comma forgotten between two treaties.
    (
        "Ratify the Rome Statute (Peru) the Convention on Rivers (Chad), the Protocol on Lakes (Mali);",
        {
            ("PER",): "Ratify the Rome Statute",
            ("TCD",): "Ratify the Convention on Rivers",
            ("MLI",): "Ratify the Protocol on Lakes",
        },
    ),
    # One State only says when.
    (
        "Ratify (Chile, Fiji) as soon as possible (Cuba) the Convention on Rivers;",
        {
            ("CHL", "FJI"): "Ratify the Convention on Rivers",
            ("CUB",): "Ratify as soon as possible the Convention on Rivers",
        },
    ),
    # Another State's verb acts somewhere.
    (
        "Consider ratifying (Chile)/ratify and implement in domestic law the Convention on Rivers (Cuba);",
        {
            ("CHL",): "Consider ratifying the Convention on Rivers",
            ("CUB",): "ratify and implement in domestic law the Convention on Rivers",
        },
    ),
    # Two things considered.
    (
        "Consider becoming a party to (Mali); the possibility of (Fiji) signing a Protocol on Rivers (Cuba);",
        {
            ("MLI",): "Consider becoming a party to a Protocol on Rivers",
            ("FJI",): "Consider the possibility of signing a Protocol on Rivers",
            ("CUB",): "Consider the possibility of signing a Protocol on Rivers",
        },
    ),
    # What follows a semicolon and is no recommendation without the words before it.
    (
        "Provide human rights courses for the courts (Peru); guards and police officers (Chad);",
        {
            ("PER",): "Provide human rights courses for the courts",
            ("TCD",): "Provide human rights courses for the courts; guards and police officers",
        },
    ),
    (
        "Build village schools (Peru, Chad); in particular, schools for girls (Chad);",
        {
            ("PER",): "Build village schools",
            ("TCD",): "Build village schools; in particular, schools for girls",
        },
    ),
    (
        "Accede to CAT in good time (Peru, Chad); as recommended by the Committee in 2007 (Chad);",
        {
            ("PER",): "Accede to CAT in good time",
            ("TCD",): "Accede to CAT in good time; as recommended by the Committee in 2007",
        },
    ),
    (
        "Adopt the bill on water (Peru, Chad); and implement it in all towns (Chad);",
        {
            ("PER",): "Adopt the bill on water",
            ("TCD",): "Adopt the bill on water; and implement it in all towns",
        },
    ),
    # The purpose of the same State belongs to its words before.
    (
        "Revise the law on rivers (Peru, Chad) to protect all who fish in them (Chad);",
        {
            ("PER",): "Revise the law on rivers",
            ("TCD",): "Revise the law on rivers to protect all who fish in them",
        },
    ),
]


@pytest.mark.parametrize(("item", "expected"), ITEMS, ids=[item for item, _ in ITEMS])
def test_each_state_has_its_words(item: str, expected: dict[tuple[str, ...], str]) -> None:
    divided = pieces(item)
    assert {piece.states: piece.text for piece in divided} == expected
    assert len(divided) == len(expected)


@pytest.mark.parametrize(
    "item",
    [
        "Build schools (Peru); better apply the laws on rivers in force in the whole of the north (Chad);",
        "Build schools (Peru); with regard to rivers, ban fishing (Chad);",
        "Build schools (Peru); annul the decree on rivers (Chad);",
        "Build schools (Peru); turn to the villages (Chad);",
    ],
)
def test_a_clause_with_a_verb_of_its_own_stays_apart(item: str) -> None:
    assert [piece.states for piece in pieces(item)] == [("PER",), ("TCD",)]


def pointed_at(dialogue: str, letter: str) -> tuple[list[tuple[str, str]], list[Code]]:
    """The recommendations of paragraph 2 at a letter, each with its State, and the codes of all doubts."""
    report = read_report(
        pages.report_text(
            "5. The following enjoy the support of Chad:\n1. Plant trees (Cuba);\n"
            f"6. The recommendations noted in the report in paragraph 2{letter} above did not\n"
            "enjoy the support of Chad.",
            f"2. {dialogue}\n",
        ).encode()
    )
    read = [(r.text, *r.recommending_states) for r in report.recommendations[1:]]
    return read, [doubt.code for doubt in report.doubts]


def test_letters_of_an_article_are_no_letters_of_the_dialogue() -> None:
    dialogue = (
        "Peru recommended that Chad (a) build roads; (b) withdraw its reservations to articles 9 (2) and 16 "
        "(1), (c), (d) and (g) of the Convention; (c) ban fishing."
    )
    assert pointed_at(dialogue, " (b)")[0] == [
        ("withdraw its reservations to articles 9 (2) and 16 (1), (c), (d) and (g) of the Convention", "PER")
    ]
    assert pointed_at(dialogue, " (c)")[0] == [("ban fishing", "PER")]


def test_what_others_had_recommended_is_not_what_the_speaker_recommends() -> None:
    dialogue = (
        "Peru recalled that a Committee had called on the Government to close the prison. As recommended by "
        "CAT, doors were opened. Peru recommended that Chad build roads."
    )
    assert pointed_at(dialogue, "")[0] == [("build roads", "PER")]


def test_who_recommends_after_a_letter_is_no_part_of_the_words() -> None:
    dialogue = (
        "Peru welcomed it and (a) recommended further reducing fees; and (b) recommended that Chad build "
        "roads and also (c) and that the bridge be opened."
    )
    assert pointed_at(dialogue, " (a), (b) and (c)")[0] == [
        ("further reducing fees", "PER"),
        ("build roads", "PER"),
        ("the bridge be opened", "PER"),
    ]


def test_letters_share_the_verbs_before_them() -> None:
    dialogue = (
        "Peru recommended that Chad (a) ratify ICCPR and adhere to both the (b) Rome Statute and (c) the "
        "OP-CAT; (d) ban fishing."
    )
    read, codes = pointed_at(dialogue, "")
    assert [text for text, _ in read] == [
        "ratify ICCPR",
        "adhere to Rome Statute",
        "adhere to the OP-CAT",
        "ban fishing",
    ]
    assert codes.count(Code.PUT_TOGETHER) == 2
