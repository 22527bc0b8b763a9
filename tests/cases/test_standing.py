"""Where a person stands: derived from the dated events, and only from them."""

import datetime as dt
from typing import Any

import pytest

from cases.choices import CaseEventKind, LibertyStatus, Restriction
from cases.standing import standing
from tests import factories

pytestmark = pytest.mark.django_db


def standing_after(*happened: tuple[str, int] | tuple[str, int, int]) -> Any:
    """The standing after (kind, day of May 2018[, order]) events, entered in that order."""
    case = factories.case()
    for kind, day, *order in happened:
        factories.case_event(
            case, kind=kind, first_day=dt.date(2018, 5, day), order=order[0] if order else 0
        )
    return standing(case.events.all())


@pytest.mark.parametrize(
    ("happened", "liberty", "restrictions"),
    [
        ((), "unknown", ()),
        ((("charged", 1),), "unknown", ("under_charge",)),
        ((("arrested", 1), ("house_arrest", 2)), "house_arrest", ()),
        ((("house_arrest", 2), ("arrested", 1)), "house_arrest", ()),
        ((("charged", 1), ("house_arrest", 2), ("charges_withdrawn", 9)), "house_arrest", ()),
        ((("charged", 1), ("convicted", 2), ("imprisoned", 3)), "imprisoned", ()),
        ((("imprisoned", 1), ("transferred", 5), ("parole_denied", 6)), "imprisoned", ()),
        (
            (("imprisoned", 1), ("released_on_parole", 5), ("banned_from_activity", 5)),
            "released_on_parole",
            ("banned_from_activity",),
        ),
        ((("banned_from_activity", 1), ("ban_lifted", 5)), "unknown", ()),
        (
            (("charged", 1), ("psychiatric_detention", 2), ("excused_from_liability", 3),
             ("released", 3, 1)),
            "free",
            (),
        ),
        ((("asylum_refused", 4), ("deportation_stopped", 1)), "unknown", ("asylum_refused",)),
        ((("released", 3, 1), ("detained", 3, 2)), "detained", ()),
    ],
)  # fmt: skip
def test_standing_follows_from_events(
    happened: Any, liberty: str, restrictions: tuple[str, ...]
) -> None:
    found = standing_after(*happened)
    assert found.liberty == LibertyStatus(liberty)
    assert [one for one, _event in found.restrictions] == [Restriction(r) for r in restrictions]


def test_standing_names_the_event_it_follows_from() -> None:
    found = standing_after(("arrested", 1), ("released", 9))
    assert found.liberty_event.kind == CaseEventKind.RELEASED
    assert found.liberty_event.when == "9 May 2018"


def test_standing_compares_dates_by_their_last_day() -> None:
    case = factories.case()
    factories.case_event(
        case, kind="released", first_day=dt.date(2018, 5, 1), last_day=dt.date(2018, 5, 31),
        precision="month",
    )  # fmt: skip
    factories.case_event(case, kind="arrested", first_day=dt.date(2018, 5, 10))
    assert standing(case.events.all()).liberty == LibertyStatus.FREE
