"""A numbered item cut into recommendations and the States that made them."""

import pytest

from uprdocs.reports.items import pieces
from uprdocs.reports.states import state_called, state_meant, states_in


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
def test_one_recommendation_with_its_states(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
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


def test_a_state_named_again_goes_on_with_what_it_said() -> None:
    text = "Train judges (Peru, Chad) in every town (Mali) and pay them (Chad);"
    assert read(text) == [
        ("Train judges", ("PER",)),
        ("Train judges and pay them", ("TCD",)),
        ("Train judges in every town", ("MLI",)),
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Train judges (Peru) and to build roads (Peru);", "to build roads"),
        ("Train judges (Peru) as well as to build roads (Peru);", "to build roads"),
        ("Train judges (Peru), and that Chad build roads (Peru);", "that Chad build roads"),
        ("Ratify CED (Peru) and the Rome Statute (Peru);", "Ratify the Rome Statute"),
    ],
)
def test_a_state_named_again_where_a_recommendation_begins_made_two(text: str, last: str) -> None:
    assert [states for _, states in read(text)] == [("PER",), ("PER",)]
    assert read(text)[1][0] == last


def test_a_protocol_thereto_stands_with_its_treaty() -> None:
    assert read("Ratify CED (Peru) and the Optional Protocol thereto (Chad);")[1] == (
        "Ratify CED and the Optional Protocol thereto",
        ("TCD",),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Introduce (Peru) the reform of courts (Chad);", "Introduce the reform of courts"),
        ("Step up efforts (Peru) to close prisons (Chad);", "Step up efforts to close prisons"),
        (
            "Ensure the end of (Peru) / ban (Chad) all hunting (Mali);",
            "Ensure the end of all hunting",
        ),
        ("Consider issuing (Peru)/Issue (Chad) an invitation;", "Consider issuing an invitation"),
        ("Sign (Peru)/ratify (Chad) CED, and create posts (Chad);", "Sign CED"),
        (
            "Complete the ratification (Peru), ratify CED (Chad);",
            "Complete the ratification CED",
        ),
    ],
)
def test_verbs_before_a_bracket_take_what_they_act_on_from_behind_it(text: str, expected: str) -> None:
    assert read(text)[0] == (expected, ("PER",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(a) Build roads; and (b) close prisons (Peru);", ["Build roads", "close prisons"]),
        ("Ratify (i) CAT and (ii) CED (Peru);", ["Ratify CAT", "Ratify CED"]),
        ("Do all this: (a) roads; (b) schools (Peru);", ["Do all this: (a) roads; (b) schools"]),
    ],
)
def test_letters_at_the_beginning_are_recommendations_of_their_own(text: str, expected: list[str]) -> None:
    assert read(text) == [(part, ("PER",)) for part in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Recommended to Chad to ban fishing (Peru);",
        "Recommended that Chad ban fishing (Peru);",
        "Recommended to Chad that it ban fishing (Peru);",
    ],
)
def test_who_speaks_to_whom_is_left_out(text: str) -> None:
    assert read(text) == [("ban fishing", ("PER",))]


def test_words_of_the_state_under_review_are_left_out() -> None:
    assert read("Regarding the recommendation to ban fishing (Peru), Chad considers it done;") == [
        ("ban fishing", ("PER",))
    ]
    (piece,) = pieces("Ban fishing (Peru). The country offered the following comments: it is done.")
    assert (piece.text, piece.states) == ("Ban fishing", ("PER",))
    assert list(map(str, piece.doubts)) == ["A comment after the State is left out."]


def test_a_recommendation_that_the_state_under_review_takes_up() -> None:
    text = (
        "With regard to the recommendation of the Netherlands reflected in paragraph 12 above, "
        "Chad would build schools in the north;"
    )
    assert read(text) == [("build schools in the north", ("NLD",))]


def test_an_item_of_many_pages_is_left_whole() -> None:
    (piece,) = pieces("Build schools (Peru) " * 1000)
    assert piece.states == ()
    assert list(map(str, piece.doubts)) == ["Longer than any recommendation: left whole."]


def test_a_misspelt_state_is_read_and_told() -> None:
    (piece,) = pieces("Build schools (Austira);")
    assert piece.states == ("AUT",)
    assert list(map(str, piece.doubts)) == ["Misspelt State: “Austira” read as AUT"]


def test_an_item_without_a_state_is_kept_and_told() -> None:
    (piece,) = pieces("Build schools (CRC)")
    assert (piece.text, piece.states) == ("Build schools (CRC)", ())
    assert list(map(str, piece.doubts)) == ["No recommending State is named."]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Côte d’Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("the former Yugoslav Republic of Macedonia", "MKD"),
        ("Netherlands (Kingdom of the)", "NLD"),
        ("State of Palestine", "PSE"),
        ("Holy See", "VAT"),
        ("Republic of Korea", "KOR"),
        ("Democratic People’s Republic of Korea", "PRK"),
        ("Guinea-Bissau", "GNB"),
        ("Niger", "NER"),
        ("Türkiye", "TUR"),
        ("Bahamas (The)", "BHS"),
        ("Gambia (Republic of The)", "GMB"),
        ("Micronesia (Federated States of)", "FSM"),
        ("Hashemite Kingdom of Jordan", "JOR"),
        ("Republic of Armenia", "ARM"),
        ("Socialist Republic of Viet Nam", "VNM"),
        ("Congo (Democratic Republic of)", "COD"),
        ("Korea (Democratic People’s Republic of)", "PRK"),
        ("OP-CAT", ""),
    ],
)
def test_names_as_un_reports_print_them(name: str, code: str) -> None:
    assert state_called(name) == code


def test_a_misspelt_name_is_compared_by_what_counts_of_it() -> None:
    # "Republic of Gambia" has more letters in common with it than "Armenia" has.
    named = states_in("Republic of Armennia")
    assert named is not None
    assert named.states == ("ARM",)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Bolivia (Plurinational Republic of)", "BOL"),
        ("Venezuela (Federated Republic of)", "VEN"),
        ("Syria (Arab Republic)", "SYR"),
        ("Sierra Le one", "SLE"),
        ("Ger many", "DEU"),
        ("Bosnia and Herze govina", "BIH"),
    ],
)
def test_a_name_of_a_form_or_spacing_of_its_own_is_read_and_told(name: str, code: str) -> None:
    (piece,) = pieces(f"Build schools (Chad, {name});")
    assert piece.states == ("TCD", code)
    assert list(map(str, piece.doubts)) == [f"Misspelt State: “{name}” read as {code}"]
    assert state_meant(name) == (code, piece.doubts[0])


def test_a_form_that_several_states_share_is_no_guess() -> None:
    assert state_meant("Guinea (Plurinational Republic of)") == ("", None)
    assert state_meant("Peru") == ("PER", None)


def test_a_remark_in_brackets_names_no_state() -> None:
    assert states_in("see paragraph 12") is None
    assert states_in("Committee against Torture") is None
