"""One order of what is dated: in Python, in SQL, and on the pages that show a timeline."""

import datetime as dt
import re

import pytest
from django.test import Client

from cases.models import CaseEvent, Event
from foundation.choices import Precision
from foundation.dates.order import chronological, newest_first, oldest_first
from tests.support import factories

pytestmark = pytest.mark.django_db

D = dt.date
# In the order in which a reader wants them, with the dates as the page writes them.
HAPPENINGS: list[tuple[str, Precision, D, D | None]] = [
    ("2011", Precision.YEAR, D(2011, 1, 1), D(2011, 12, 31)),
    ("October 2014 – March 2019", Precision.RANGE, D(2014, 10, 1), D(2019, 3, 31)),
    ("since October 2014", Precision.SINCE, D(2014, 10, 1), None),
    ("since March 2018", Precision.SINCE, D(2018, 3, 1), None),
    ("10 March 2018", Precision.DAY, D(2018, 3, 10), D(2018, 3, 10)),
    ("not later than March 2018", Precision.BY, D(2018, 3, 31), D(2018, 3, 31)),
    ("March 2018", Precision.MONTH, D(2018, 3, 1), D(2018, 3, 31)),
    ("first half of 2018", Precision.HALF_YEAR, D(2018, 1, 1), D(2018, 6, 30)),
    ("27 February 2019", Precision.DAY, D(2019, 2, 27), D(2019, 2, 27)),
    ("not later than March 2019", Precision.BY, D(2019, 3, 31), D(2019, 3, 31)),
]
IN_ORDER = [when for when, *_rest in HAPPENINGS]


@pytest.fixture
def events() -> list[Event]:
    """The happenings on one theme, entered in disorder."""
    theme = factories.theme()
    entered = []
    for when, precision, first, last in sorted(HAPPENINGS, key=lambda row: row[0]):
        event = factories.event(title_en=when, first_day=first, last_day=last, precision=precision)
        event.themes.add(theme)
        entered.append(event)
    return entered


def test_ranges_and_open_ends_stand_where_they_begin(events: list[Event]) -> None:
    assert [event.when for event in chronological(events)] == IN_ORDER


def test_the_database_puts_them_in_the_same_order(events: list[Event]) -> None:
    assert [event.when for event in Event.objects.order_by(*oldest_first(Event))] == IN_ORDER
    assert [event.when for event in Event.objects.order_by(*newest_first(Event))] == IN_ORDER[::-1]


def test_what_happened_once_within_a_range_stands_at_its_end() -> None:
    case = factories.case()
    detained = factories.case_event(
        case, kind="detained", first_day=D(2018, 1, 1), last_day=D(2018, 4, 30), precision="season"
    )
    examined = factories.case_event(
        case, kind="complaint_examined", first_day=D(2018, 1, 1), last_day=D(2018, 5, 31), precision="range"
    )
    assert chronological([examined, detained]) == [detained, examined]
    assert list(CaseEvent.objects.order_by(*oldest_first(CaseEvent))) == [detained, examined]


def test_the_order_that_an_editor_gave_decides_among_equals() -> None:
    second = factories.event(order=2)
    first = factories.event(order=1)
    assert chronological([second, first]) == [first, second]
    assert list(Event.objects.order_by(*oldest_first(Event))) == [first, second]


def test_a_theme_tells_its_timeline_in_order(client: Client, events: list[Event]) -> None:
    factories.recommendation().themes.add(factories.theme())
    page = client.get("/themes/torture/").content.decode().replace("\u00a0", " ")
    timeline = page[page.index('id="timeline"') :]
    assert re.findall(r'<span class="when">(.*?)</span>', timeline) == IN_ORDER


def test_a_list_by_year_begins_with_the_newest(client: Client, events: list[Event]) -> None:
    titles = re.findall(r'<h3><a href="[^"]*">(.*?)</a>', client.get("/events/").content.decode())
    titles = [title.replace("\u00a0", " ") for title in titles]
    # Whose year is not known stands last.
    newest = IN_ORDER[::-1]
    assert titles == sorted(newest, key=lambda when: when.startswith("not later than"))
