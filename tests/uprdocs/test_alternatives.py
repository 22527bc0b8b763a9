"""Alternatives between slashes, and treaties under shared verbs, each with the right reading."""

import pytest

from uprdocs import Code, Message
from uprdocs.reports.items import pieces

CED = "the International Convention for the Protection of All Persons from Enforced Disappearance"
# An item, and the texts of its States.
DIVIDED = [
    (
        "Consider ratifying (Armenia)/Access and ratify (Estonia)/Ratify the OP-CAT (France, Tunisia);",
        {
            ("ARM",): "Consider ratifying the OP-CAT",
            ("EST",): "Access and ratify the OP-CAT",
            ("FRA", "TUN"): "Ratify the OP-CAT",
        },
    ),
    (
        "Consider ratifying, inter alia, the CED (Chile), OP-CAT (France) and ICRMW (Egypt);",
        {
            ("CHL",): "Consider ratifying, inter alia, the CED",
            ("FRA",): "Consider ratifying, inter alia, OP-CAT",
            ("EGY",): "Consider ratifying, inter alia, ICRMW",
        },
    ),
    (
        (
            "To favourably consider ratifying, inter alia (Republic of Korea)/positively consider ratifying"
            " (Mexico, Brazil), the ICCPR (Republic of Korea, Mexico) and the ICESCR (Brazil);"
        ),
        {
            ("KOR",): "To favourably consider ratifying, inter alia, the ICCPR",
            ("MEX",): "positively consider ratifying the ICCPR",
            ("BRA",): "positively consider ratifying the ICESCR",
        },
    ),
    (
        (
            "Continue to strengthen (Republic of Moldova) and promote gender equality and to safeguard the"
            " rights of women (Singapore);"
        ),
        {
            ("MDA",): "Continue to strengthen gender equality",
            ("SGP",): "promote gender equality and to safeguard the rights of women",
        },
    ),
    (
        f"Ratify (Chile)/sign and ratify (Spain)/consider acceding to (Brazil) {CED};",
        {
            ("CHL",): f"Ratify {CED}",
            ("ESP",): f"sign and ratify {CED}",
            ("BRA",): f"consider acceding to {CED}",
        },
    ),
    (
        (
            "Ratify OP-CAT (Estonia, Switzerland)/Accede to OP-CAT and set up a national preventive mechanism"
            " (Czech Republic);"
        ),
        {
            ("EST", "CHE"): "Ratify OP-CAT",
            ("CZE",): "Accede to OP-CAT and set up a national preventive mechanism",
        },
    ),
    (
        (
            "Abolish the death penalty (France)/Establish a moratorium on executions with a view to"
            " abolishing the death penalty (Italy, Belgium);"
        ),
        {
            ("FRA",): "Abolish the death penalty",
            ("ITA", "BEL"): "Establish a moratorium on executions with a view to abolishing the death"
            " penalty",
        },
    ),
    (
        "Extend (Latvia) / consider extending (Brazil) a standing invitation to all special procedures;",
        {
            ("LVA",): "Extend a standing invitation to all special procedures",
            ("BRA",): "consider extending a standing invitation to all special procedures",
        },
    ),
    (
        (
            "Consider signing and ratifying (Argentina)/Sign and ratify (Portugal) the Optional Protocol to"
            " ICESCR, and make a declaration under its article 10 (Portugal);"
        ),
        {
            ("ARG",): "Consider signing and ratifying the Optional Protocol to ICESCR",
            ("PRT",): "Sign and ratify the Optional Protocol to ICESCR, and make a declaration under its"
            " article 10",
        },
    ),
    (
        (
            "Repeal (Canada)/amend or repeal (Netherlands) the provisions of the Penal Code that criminalize"
            " homosexuality;"
        ),
        {
            ("CAN",): "Repeal the provisions of the Penal Code that criminalize homosexuality",
            ("NLD",): "amend or repeal the provisions of the Penal Code that criminalize homosexuality",
        },
    ),
    (
        "Step up its efforts (Morocco)/Continue its efforts (Algeria) to combat trafficking in persons;",
        {
            ("MAR",): "Step up its efforts to combat trafficking in persons",
            ("DZA",): "Continue its efforts to combat trafficking in persons",
        },
    ),
    (
        "Ratify the following instruments: CED (France)/ICRMW (Egypt)/ILO Convention No. 189 (Uruguay);",
        {
            ("FRA",): "Ratify the following instruments: CED",
            ("EGY",): "Ratify the following instruments: ICRMW",
            ("URY",): "Ratify the following instruments: ILO Convention No. 189",
        },
    ),
    (
        (
            "Accede to and/or ratify (Slovakia)/Become a party to (Ireland) the 1954 Convention relating"
            " to the Status of Stateless Persons (Slovakia) and the 1961 Convention on the Reduction of"
            " Statelessness (Ireland);"
        ),
        {
            ("SVK",): "Accede to and/or ratify the 1954 Convention relating to the Status of Stateless"
            " Persons",
            ("IRL",): "Become a party to the 1961 Convention on the Reduction of Statelessness",
        },
    ),
    (
        "Consider, with priority, (Italy) ratifying ICRMW (Chile)/accede to it (Peru);",
        {
            ("ITA",): "Consider, with priority, ratifying ICRMW",
            ("CHL",): "Consider, with priority, ratifying ICRMW",
            ("PER",): "accede to it",
        },
    ),
    (
        "Enact a law (Austria) to abolish (France) the death penalty; repeal it (Canada);",
        {
            ("AUT",): "Enact a law to abolish the death penalty",
            ("FRA",): "to abolish the death penalty",
            ("CAN",): "repeal it",
        },
    ),
    (
        "Sign (Peru)/ratify CED (Chad), as its Committee asked (Peru, Chad);",
        {
            ("PER",): "Sign CED, as its Committee asked",
            ("TCD",): "ratify CED, as its Committee asked",
        },
    ),
    (
        "Adopt measures to eliminate (Peru) / combat (Chad) domestic violence (Mali);",
        {
            ("PER",): "Adopt measures to eliminate domestic violence",
            ("TCD",): "combat domestic violence",
            ("MLI",): "combat domestic violence",
        },
    ),
    (
        "Issue (Latvia)/extend (Chile)/ consider issuing an invitation to the special procedures (Brazil);",
        {
            ("LVA",): "Issue an invitation to the special procedures",
            ("CHL",): "extend an invitation to the special procedures",
            ("BRA",): "consider issuing an invitation to the special procedures",
        },
    ),
    (
        "Strengthen its efforts (Peru)/continue to take steps (Chad) to end child labour;",
        {
            ("PER",): "Strengthen its efforts to end child labour",
            ("TCD",): "continue to take steps to end child labour",
        },
    ),
    (
        "Ratify CRPD (Ecuador)/and its Optional Protocol (Spain);",
        {("ECU",): "Ratify CRPD", ("ESP",): "Ratify CRPD and its Optional Protocol"},
    ),
    (
        "Sign/ratify the Rome Statute (Latvia);",
        {("LVA",): "Sign/ratify the Rome Statute"},
    ),
]
# An item, its words, the States that have them, and those for which that is a doubt.
WHOLE = [
    (
        "Adhere (Honduras)/ Continue with the measures carried out in order to ratify the ICRMW (Argentina);",
        "Adhere/Continue with the measures carried out in order to ratify the ICRMW",
        ("HND",),
        "HND",
    ),
    (
        "Establish an institution in line with the Paris Principles (India)/with category A status (Nepal);",
        "Establish an institution in line with the Paris Principles/with category A status",
        ("NPL",),
        "NPL",
    ),
    (
        "Take legal (Norway) and other measures against violence (France);",
        "Take legal and other measures against violence",
        ("NOR", "FRA"),
        "NOR",
    ),
    (
        "Build roads (Cuba). Sell rivers (Chad)/with all lakes (Mali);",
        "Sell rivers/with all lakes",
        ("MLI",),
        "MLI",
    ),
    ("Sign (Peru);", "Sign", ("PER",), "PER"),
]


@pytest.mark.parametrize(("item", "texts"), DIVIDED)
def test_alternatives_each_with_their_object(item: str, texts: dict[tuple[str, ...], str]) -> None:
    assert {piece.states: piece.text for piece in pieces(item)} == texts


@pytest.mark.parametrize(("item", "whole", "states", "doubtful"), WHOLE)
def test_what_cannot_be_told_apart_is_left_whole(
    item: str, whole: str, states: tuple[str, ...], doubtful: str
) -> None:
    (piece,) = [piece for piece in pieces(item) if piece.text == whole]
    assert piece.states == states
    assert piece.doubts == (Message(Code.LEFT_WHOLE, {"states": doubtful}),)


def test_a_misspelt_state_is_told_of_an_item_left_whole_too() -> None:
    (piece,) = pieces("Sign (Austira);")
    assert [doubt.code for doubt in piece.doubts] == [Code.STATE_MISSPELT, Code.LEFT_WHOLE]


def test_a_state_that_says_the_same_twice_is_not_lost() -> None:
    (piece,) = pieces("Build and pay (Peru)/build and pay (Chad)/Build and pay (Peru);")
    assert (piece.text, piece.states) == ("Build and pay/build and pay/Build and pay", ("PER", "TCD"))
