"""Random lists, written down in random ways, are read back: all of them, and none that is excepted."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.uprdocs.test_addendum_sentences import read
from uprdocs.model import Position

PREFIX = 140
Numbers = list[int]
# What a State may say, with the list in place of the braces.
ANSWERS: dict[Position, list[str]] = {
    "supported": [
        "{state} accepts recommendations {list}.",
        "{state} is pleased to accept the following recommendations: {list}.",
        "Recommendations {list} enjoy the support of {state}.",
        "{list} are supported.",
        "The following recommendations enjoy the support of {state}: {list}.",
        "The Government expresses its support for recommendations {list}.",
        "Recommendations {list}: accepted.",
        "Supported: {list}.",
    ],
    "noted": [
        "{state} takes note of recommendations {list}.",
        "{state} does not accept recommendations {list}.",
        "{state} is not in a position to support the recommendations contained in paragraphs {list}.",
        "Recommendations {list} do not enjoy the support of {state}.",
        "{list} cannot be accepted.",
        "We reject recommendations {list}.",
        "Recommendations {list} – noted.",
    ],
    "partially_supported": [
        "{state} partially accepts recommendations {list}.",
        "Recommendations {list} are accepted in part.",
    ],
    "pending": ["Recommendations {list} remain under consideration."],
}
EXCEPTIONS = [
    ", except {list}",
    ", with the exception of recommendations {list},",
    " (excluding {list})",
    " other than {list}",
]
numbers = st.sets(st.integers(1, 300), min_size=1, max_size=25).map(sorted)
states = st.sampled_from(
    ["Ruritania", "The Government", "The Republic of Ruritania", "Bosnia and Herzegovina"]
)


@st.composite
def lists(draw: st.DrawFn, members: Numbers) -> str:
    """The numbers as a State may print them: ranges of two kinds, short forms, States in brackets."""
    elements, at = [], 0
    while at < len(members):
        end = at
        while end + 1 < len(members) and members[end + 1] == members[end] + 1 and draw(st.booleans()):
            end += 1
        element = f"{PREFIX}.{members[at]}"
        if end > at:
            dash = draw(st.sampled_from(["–", "-", "–\n", " to ", " through "]))
            element += dash + draw(st.sampled_from([f"{PREFIX}.", ""])) + str(members[end])
        elements.append(
            element + draw(st.sampled_from(["", "", "", " (Chile)", " (Iran (Islamic Republic of))"]))
        )
        at = end + 1
    text = elements[0]
    for element in elements[1:-1]:
        text += draw(st.sampled_from([", ", "; ", ",\n"])) + element
    if len(elements) > 1:
        text += draw(st.sampled_from([", ", " and ", ", and ", " as well as "])) + elements[-1]
    return text


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, dict[str, Position]]:
    """Paragraphs with answers, and what they say."""
    left = draw(st.sets(st.integers(1, 300), min_size=2, max_size=60).map(sorted))
    paragraphs, expected = [], {}
    for number in range(draw(st.integers(1, 4))):
        members = [n for n in left if draw(st.booleans())]
        if not members:
            continue
        left = [n for n in left if n not in members]
        position = draw(st.sampled_from(sorted(ANSWERS)))
        template = draw(st.sampled_from(ANSWERS[position]))
        sentence = template.replace("{list}", draw(lists(members))).replace("{state}", draw(states))
        paragraphs.append(f"{number + 2}. {sentence}")
        expected |= {f"{PREFIX}.{n}": position for n in members}
    return "\n".join(["1. This is the response.", *paragraphs]), expected


@settings(max_examples=100, deadline=None)
@given(texts())
def test_what_is_written_down_is_read_back(text_and_positions: tuple[str, dict[str, Position]]) -> None:
    text, expected = text_and_positions
    assert read(text).positions == expected


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_nothing_is_told_of_what_is_excepted(data: st.DataObject) -> None:
    members = data.draw(st.sets(st.integers(1, 99), min_size=3, max_size=30).map(sorted))
    excepted = [n for n in members if data.draw(st.booleans())][:8] or members[:1]
    exception = data.draw(st.sampled_from(EXCEPTIONS)).replace("{list}", data.draw(lists(excepted)))
    whole = data.draw(st.sampled_from(["all recommendations", "recommendations {list}"]))
    whole = whole.replace("{list}", data.draw(lists(members)))
    sentence = data.draw(
        st.sampled_from(
            [
                "1. Ruritania accepts {}{}.",
                "1. {}{} enjoy the support of Ruritania.",
                "1. Ruritania notes {}{}.",
            ]
        )
    ).format(whole, exception)
    addendum = read(sentence)
    assert {f"{PREFIX}.{n}" for n in excepted} & set(addendum.positions) == set()
    assert set(addendum.positions) <= {f"{PREFIX}.{n}" for n in members}
    assert addendum.doubts
