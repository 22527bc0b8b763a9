"""A numbered item cut into recommendations and the States that made them."""

import pytest

from recommendations.documents.pieces import pieces
from recommendations.documents.states import state_called, states_in


def read(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(piece.text, piece.states) for piece in pieces(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ratify it (CRPD) (Egypt);", [("Ratify it (CRPD)", ("EGY",))]),
        ("Close prisons (Peru) (Chad), (Mali).", [("Close prisons", ("PER", "TCD", "MLI"))]),
        (
            "Close prisons (Peru/Chad and Mali; Fiji);",
            [("Close prisons", ("PER", "TCD", "MLI", "FJI"))],
        ),
        ("Build schools (Iran (Islamic Republic of));", [("Build schools", ("IRN",))]),
        ("Build schools (Iran (Islamic Republic of);", [("Build schools", ("IRN",))]),
        ("Build schools (Spain;", [("Build schools", ("ESP",))]),
        ("Build schools Spain);", [("Build schools", ("ESP",))]),
        ("Build schools (Egypt on behalf of the African Group)", [("Build schools", ("EGY",))]),
        ("Build schools (Peru); (Chad); (Mali);", [("Build schools", ("PER", "TCD", "MLI"))]),
    ],
)
def test_one_recommendation_with_its_states(
    text: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert read(text) == expected


def test_a_semicolon_after_states_begins_another_recommendation() -> None:
    assert read("Build schools (Peru); build roads (Chad);") == [
        ("Build schools", ("PER",)),
        ("build roads", ("TCD",)),
    ]


def test_a_sentence_that_goes_on_holds_what_stands_before_it() -> None:
    assert read("Ratify CED (France) (Iraq) and recognize its Committee (Uruguay)") == [
        ("Ratify CED", ("FRA", "IRQ")),
        ("Ratify CED and recognize its Committee", ("URY",)),
    ]


def test_another_infinitive_is_a_recommendation_of_its_own() -> None:
    assert read("To train judges (Peru) and to build roads (Chad);") == [
        ("To train judges", ("PER",)),
        ("to build roads", ("TCD",)),
    ]


def test_alternatives_share_the_treaty_after_the_last_bracket() -> None:
    assert read("Sign (Peru)/sign and ratify (Chad)/accede to (Mali) the Treaty on Rivers;") == [
        ("Sign the Treaty on Rivers", ("PER",)),
        ("sign and ratify the Treaty on Rivers", ("TCD",)),
        ("accede to the Treaty on Rivers", ("MLI",)),
    ]


def test_one_more_treaty_goes_under_the_same_verb() -> None:
    assert read("To ratify CED (Peru); the Optional Protocol to CAT (Chad);")[1] == (
        "To ratify the Optional Protocol to CAT",
        ("TCD",),
    )


def test_a_misspelt_state_is_read_and_told() -> None:
    (piece,) = pieces("Build schools (Austira);")
    assert piece.states == ("AUT",)
    assert "Austira" in piece.doubt


def test_an_item_without_a_state_is_kept_and_told() -> None:
    (piece,) = pieces("Build schools (CRC)")
    assert (piece.text, piece.states) == ("Build schools (CRC)", ())
    assert piece.doubt == "No recommending State is named."


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Côte d’Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Türkiye", "TUR"),
        ("the former Yugoslav Republic of Macedonia", "MKD"),
        ("Netherlands (Kingdom of the)", "NLD"),
        ("State of Palestine", "PSE"),
        ("Holy See", "VAT"),
        ("Republic of Korea", "KOR"),
        ("Democratic People’s Republic of Korea", "PRK"),
        ("Guinea-Bissau", "GNB"),
        ("Niger", "NER"),
        ("OP-CAT", ""),
    ],
)
def test_names_as_un_reports_print_them(name: str, code: str) -> None:
    assert state_called(name) == code


def test_a_remark_in_brackets_names_no_state() -> None:
    assert states_in("see paragraph 12") is None
    assert states_in("Committee against Torture") is None
