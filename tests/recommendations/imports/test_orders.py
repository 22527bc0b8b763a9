"""Report, OHCHR's list, the Index and UPR Info give the same recommendations once, whichever comes first."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from itertools import chain, permutations

import pytest

from recommendations.imports import carry_out, read_file
from recommendations.imports.incoming import IncomingFile
from recommendations.imports.paragraphs import item_of
from recommendations.models import Recommendation
from tests.support import import_files as files
from tests.uprdocs.test_thematic_list import CYCLES_2_3, matrix

pytestmark = pytest.mark.django_db

# Of one State, of two, two in one paragraph, alternatives between slashes, and one not accepted.
ITEMS = {
    "5.1": "Plant trees in every village (Cuba);",
    "5.2": "Build roads that last (Peru) (Mexico);",
    "5.3": "Train judges in the law of rivers (Cuba); Close the old prison of the north (Peru);",
    "5.4": "Sign (Mexico)/ratify (France) the Convention on the Protection of Lakes;",
    "6.1": "Abolish the tax on salt (France);",
}
STATES = {
    "5.1": ["CUB"],
    "5.2": ["PER", "MEX"],
    "5.3": ["CUB", "PER"],
    "5.4": ["MEX", "FRA"],
    "6.1": ["FRA"],
}
ANSWERS = {number: "Noted" if number == "6.1" else "Supported" for number in ITEMS}
IN_LIST = "\nSource of position: A/HRC/99/7/Add.1 - Para. 3"


def report() -> bytes:
    lists = "5. The following enjoy the support of Chad:\n"
    lists += "\n".join(f"{number} {text}" for number, text in ITEMS.items() if number < "6")
    lists += "\n6. The following did not enjoy the support of Chad and are noted:\n"
    return files.report(f"{lists}6.1 {ITEMS['6.1']}")


def thematic_list() -> bytes:
    rows = [(f"{number} {text}{IN_LIST}", ANSWERS[number], "Reading", "") for number, text in ITEMS.items()]
    return matrix(CYCLES_2_3, *rows, header="UPR of Chad (3rd Cycle – 21st session)")


def index() -> bytes:
    records = [
        files.uhri(
            Text=f"{number} {text}",
            UprRecommendingCountry=[files.NAMES[iso3] for iso3 in STATES[number]],
            UprPositions=[ANSWERS[number]],
        )
        for number, text in ITEMS.items()
    ]
    return b"[" + b",".join(record.removeprefix(b"[").removesuffix(b"]") for record in records) + b"]"


def upr_info() -> bytes:
    """A row for each State, with its words, some of them typed or shortened by hand."""
    return files.upr_info(
        files.row("Plant trees in every village.", "Cuba"),
        files.row("Build roads that last", "Peru"),
        files.row("Build roads that last", "Mexico"),
        files.row("Train judges in the law of rivers", "Cuba"),
        files.row("Close the old prison of the north.", "Peru"),
        files.row("Sign the Convention on the Protection of Lakes", "Mexico"),
        files.row("Ratify the Convention on the Protection of Lakes", "France"),
        files.row("Abolish the tax on salt", "France", "Rejected"),
    )


SOURCES = {"report": report, "list": thematic_list, "index": index, "upr_info": upr_info}


@cache
def read(name: str) -> IncomingFile:
    return read_file(SOURCES[name](), name=name)


def states_by_item() -> dict[str, list[str]]:
    """The States of each paragraph, whether it stands whole or in parts; a paragraph twice has them twice."""
    states: dict[str, list[str]] = defaultdict(list)
    for recommendation in Recommendation.objects.order_by("number_order", "pk"):
        links = recommendation.recommending_state_set.select_related("state").order_by("order")
        states[item_of(recommendation.number)] += [link.state.iso3 for link in links]
    return dict(states)


def imported_in(order: Sequence[str]) -> list[str]:
    """Imports the sources; the sentences of the last import."""
    files.vocabularies()
    batches = [carry_out(deepcopy(read(name)), by=None) for name in order]
    return files.sentences(batches[-1])


@pytest.mark.parametrize("order", list(permutations(SOURCES)), ids="-".join)
def test_any_order_gives_the_same_recommendations_once(order: Sequence[str]) -> None:
    imported_in(order)
    assert states_by_item() == STATES


def assert_nothing_twice(order: Sequence[str]) -> None:
    doubts = imported_in(order)
    # Without a report the parts of a paragraph that came first have no numbers.
    states = Counter(chain.from_iterable(states_by_item().values()))
    expected = Counter(chain.from_iterable(STATES.values()))
    if "list" in order and "index" not in order and "report" not in order and order[0] != "upr_info":
        # OHCHR's list names no State behind 5.4: the rows of its two stay out, and are told.
        assert sum("“Sign" in doubt or "“Ratify" in doubt for doubt in doubts) == 2
        expected -= Counter(STATES["5.4"])
    assert states == expected


@pytest.mark.parametrize("order", list(permutations(SOURCES, 2)), ids="-".join)
def test_of_any_two_the_later_brings_no_recommendation_again(order: Sequence[str]) -> None:
    assert_nothing_twice(order)


@pytest.mark.slow("24 orders more of what the two tests before hold")
@pytest.mark.parametrize("order", list(permutations(SOURCES, 3)), ids="-".join)
def test_of_any_three_none_brings_a_recommendation_again(order: Sequence[str]) -> None:
    assert_nothing_twice(order)


def test_a_paragraph_is_not_taken_for_parts_that_it_does_not_hold() -> None:
    """Words in common are not enough: another paragraph, or only some of the words."""
    files.vocabularies()
    files.imported(
        files.upr_info(
            files.row("Train judges in the law of rivers", "Cuba"),
            files.row("Train judges in the law of lakes", "Cuba"),
        )
    )
    whole = (
        "5.3 Train judges in the law of rivers and of lakes; train police officers in first aid; build "
        "village schools, bridges and hospitals; close the old prison of the north (Cuba);"
    )
    files.imported(files.uhri(Text=whole))
    assert sorted(Recommendation.objects.values_list("number", flat=True)) == ["", "", "5.3"]
