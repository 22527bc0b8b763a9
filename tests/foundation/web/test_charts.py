"""Stacked bars: widths, legend, table, and a page that can be read without colour or a script."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from foundation.web.charts import Chart, ChartRow, Fill, Segment, Series, chart_row

DONE = Series("done", "Done", Fill.SOLID)
NOT_DONE = Series("not_done", "Not done", Fill.FALLING)
WORSE = Series("worse", "Worse", Fill.CROSSED)
UNKNOWN = Series("unknown", "Not yet assessed", Fill.OPEN, always=True)
KINDS = (DONE, NOT_DONE, WORSE, UNKNOWN)
LABEL = re.compile(r">([^<]+):</span>")


def chart(*rows: ChartRow, shares: bool = False, key: str = "test") -> Chart:
    return Chart(key, "What we found", "Theme", KINDS, rows, shares=shares)


def drawn(chart: Chart) -> list[list[tuple[str, str, str]]]:
    return [
        [(LABEL.findall(part.labelled_count)[0], part.x, part.width) for part in parts]
        for _row, parts, _told in chart.bars
    ]


def rendered(chart: Chart) -> str:
    return render_to_string("_chart_stacked.html", {"chart": chart})


PRISONS = chart_row("Prisons", KINDS, {"done": 1, "not_done": 2, "unknown": 1})
COURTS = chart_row("Courts", KINDS, {"not_done": 8})


def test_longest_bar_is_as_wide_as_the_page_and_others_as_long_as_their_counts() -> None:
    assert drawn(chart(PRISONS, COURTS)) == [
        [
            ("Done", "0%", "12.5%"),
            ("Not done", "12.5%", "25%"),
            ("Not yet assessed", "37.5%", "12.5%"),
        ],
        [("Not done", "0%", "100%")],
    ]


def test_bars_of_shares_are_all_as_wide_as_the_page() -> None:
    assert drawn(chart(PRISONS, COURTS, shares=True)) == [
        [("Done", "0%", "25%"), ("Not done", "25%", "50%"), ("Not yet assessed", "75%", "25%")],
        [("Not done", "0%", "100%")],
    ]


def test_parts_touch_each_other_and_end_where_the_bar_does() -> None:
    [parts] = drawn(chart(chart_row("Thirds", KINDS, {"done": 1, "not_done": 1, "unknown": 1})))
    assert parts == [
        ("Done", "0%", "33.333%"),
        ("Not done", "33.333%", "33.333%"),
        ("Not yet assessed", "66.667%", "33.333%"),
    ]


def test_row_of_nothing_is_an_empty_bar() -> None:
    assert drawn(chart(chart_row("Empty", KINDS, {}))) == [[]]
    assert drawn(chart(chart_row("Empty", KINDS, {}), shares=True)) == [[]]
    assert drawn(chart()) == []


def test_what_nobody_assessed_is_told_even_where_there_is_none_of_it() -> None:
    assert [(one.kind.slug, one.count) for one in COURTS.segments] == [
        ("not_done", 8),
        ("unknown", 0),
    ]
    assert [kind.slug for kind in chart(COURTS).legend] == ["not_done", "unknown"]


def test_legend_is_in_the_order_of_the_kinds_and_the_table_has_a_cell_for_each() -> None:
    both = chart(PRISONS, COURTS)
    assert [kind.slug for kind in both.legend] == ["done", "not_done", "unknown"]
    assert [list(cells) for _row, cells in both.table] == [
        ["1", "2", "1"],
        ["0", "8", "0"],
    ]
    assert [one.total for one in both.rows] == [4, 8]


def test_only_what_is_there_has_an_address() -> None:
    found = chart_row("Courts", KINDS, {"done": 2}, address_of=lambda slug: f"?status={slug}")
    assert found.segments == [Segment(DONE, 2, "?status=done"), Segment(UNKNOWN, 0, "")]


def test_two_kinds_that_look_the_same_are_refused() -> None:
    like = Series("other", "Other", Fill.OPEN)
    with pytest.raises(ValueError, match="look the same"):
        Chart("test", "Found", "Theme", (*KINDS, like), ())


def test_every_fill_is_a_pattern_of_its_own() -> None:
    kinds = [Series(fill.value, fill.value, fill, always=True) for fill in Fill]
    page = rendered(Chart("all", "All", "ChartRow", kinds, [chart_row("One", kinds, {})]))
    patterns = re.findall(r'<pattern id="all-(\w+)".*?>(.*?)</pattern>', page, re.DOTALL)
    assert [fill for fill, _tile in patterns] == [fill.value for fill in Fill]
    assert len({" ".join(tile.split()) for _fill, tile in patterns}) == len(Fill)


def test_page_prints_each_number_as_text_in_bar_and_table_and_links_it() -> None:
    one = chart_row("A < B", KINDS, {"done": 3}, address="?theme=a&x=1", address_of=lambda slug: "?s&t")
    page = rendered(chart(one))
    assert page.count('<a href="?s&amp;t"><span class="visually-hidden">Done:</span> 3</a>') == 1
    assert page.count('<td><a href="?s&amp;t">3</a></td>') == 1
    assert page.count('<a href="?theme=a&amp;x=1">A &lt; B&nbsp;<span class="number">3</span></a>') == 1
    assert page.count('<span class="visually-hidden">Not yet assessed:</span> 0') == 1
    assert page.count("<td>0</td>") == 1


def test_row_without_an_address_has_no_link() -> None:
    assert "<a " not in rendered(chart(PRISONS))


def test_patterns_are_named_after_the_chart_and_each_is_there() -> None:
    """Two charts of a page must not share an id, and what is filled must be defined."""
    page = rendered(chart(PRISONS, key="one")) + rendered(chart(COURTS, PRISONS, key="two"))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    named = re.findall(r'(?:aria-labelledby="|url\(#)([^")]+)', page)
    assert set(named) <= set(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", page)) == {
        "one-solid", "one-falling", "one-open", "two-solid", "two-falling", "two-open",
    }  # fmt: skip


def test_chart_has_no_style_and_no_script() -> None:
    """The policy of the site forbids both; a bar that needs them would be invisible."""
    page = rendered(chart(PRISONS))
    assert re.findall(r"<style|<script|\sstyle=|\son\w+=|javascript:", page) == []


def test_widths_have_a_point_in_every_language() -> None:
    with override("ru"):
        assert re.findall(r' width="([^"]+%)"', rendered(chart(PRISONS, COURTS))) == [
            "100%", "12.5%", "25%", "12.5%", "100%", "100%",
        ]  # fmt: skip
