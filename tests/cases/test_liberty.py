"""Where a person stands: derived from the dated events, and only from them."""

import datetime as dt
from typing import Any

import pytest

from cases.choices import CaseEventKind, LawStatus, LibertyStatus, Restriction
from cases.liberty import law_status, liberty_of, never_began
from tests.support import factories

pytestmark = pytest.mark.django_db


def standing_after(*happened: tuple[str, int] | tuple[str, int, int]) -> Any:
    """The standing after (kind, day of May 2018[, order]) events, entered in that order."""
    case = factories.case()
    for kind, day, *order in happened:
        factories.case_event(case, kind=kind, first_day=dt.date(2018, 5, day), order=order[0] if order else 0)
    return liberty_of(case.events.all())


@pytest.mark.parametrize(
    ("happened", "liberty", "restrictions"),
    [
        ((), "unknown", ()),
        ((("charged", 1),), "unknown", ("under_charge",)),
        ((("arrested", 1), ("house_arrest", 2)), "house_arrest", ()),
        ((("house_arrest", 2), ("arrested", 1)), "house_arrest", ()),
        ((("charged", 1), ("house_arrest", 2), ("charges_withdrawn", 9)), "free", ()),
        ((("investigated", 1), ("detained", 2), ("case_closed", 9)), "free", ()),
        ((("imprisoned", 1), ("charged", 2), ("charges_withdrawn", 9)), "imprisoned", ()),
        ((("charged", 1), ("charges_withdrawn", 9)), "unknown", ()),
        ((("charged", 1), ("extradited", 5)), "detained", ("under_charge",)),
        ((("parole_denied", 5),), "imprisoned", ()),
        ((("organisation_banned", 1), ("ban_lifted", 5)), "unknown", ()),
        (
            (("registration_refused", 1), ("site_blocked", 2), ("organisation_closed", 3)),
            "unknown",
            ("registration_refused", "site_blocked", "organisation_closed"),
        ),
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
def test_standing_follows_from_events(happened: Any, liberty: str, restrictions: tuple[str, ...]) -> None:
    found = standing_after(*happened)
    assert found.status == LibertyStatus(liberty)
    assert [one.restriction for one in found.restrictions] == [Restriction(r) for r in restrictions]


def test_standing_names_the_event_it_follows_from() -> None:
    found = standing_after(("arrested", 1), ("released", 9))
    assert found.status_event.kind == CaseEventKind.RELEASED
    assert found.status_event.when == "9 May 2018"


def test_standing_compares_dates_by_their_last_day() -> None:
    case = factories.case()
    factories.case_event(
        case, kind="released", first_day=dt.date(2018, 5, 1), last_day=dt.date(2018, 5, 31),
        precision="month",
    )  # fmt: skip
    factories.case_event(case, kind="arrested", first_day=dt.date(2018, 5, 10))
    assert liberty_of(case.events.all()).status == LibertyStatus.FREE


def test_confirmation_makes_what_stands_newer_and_changes_nothing_else() -> None:
    found = standing_after(("imprisoned", 1), ("banned_from_activity", 2), ("confirmed", 9))
    assert found.status == LibertyStatus.IMPRISONED
    assert (found.status_event.when, found.status_as_of.when) == ("1 May 2018", "9 May 2018")
    [ban] = found.restrictions
    assert (ban.event.when, ban.as_of.when) == ("2 May 2018", "9 May 2018")


def test_unknown_liberty_is_as_of_the_last_thing_known() -> None:
    nothing = standing_after()
    assert (nothing.status, nothing.status_as_of) == (LibertyStatus.UNKNOWN, None)
    found = standing_after(("convicted", 1), ("confirmed", 9))
    assert (found.status, found.status_event) == (LibertyStatus.UNKNOWN, None)
    assert found.status_as_of.when == "9 May 2018"


def test_law_confirmed_unchanged_keeps_its_status_as_of_a_newer_day() -> None:
    law = factories.law()
    assert law_status(law.changes.all()) == (LawStatus.NO_CHANGE, None)
    factories.law_change(law, kind="confirmed", first_day=dt.date(2017, 1, 2))
    status, as_of = law_status(law.changes.all())
    assert (status, as_of.when) == (LawStatus.NO_CHANGE, "2 January 2017")
    factories.law_change(law, kind="amended", first_day=dt.date(2018, 3, 4))
    factories.law_change(law, kind="confirmed", first_day=dt.date(2019, 5, 6))
    status, as_of = law_status(law.changes.all())
    assert (status, as_of.when) == (LawStatus.AMENDED, "6 May 2019")


@pytest.mark.parametrize(
    ("happened", "refused"),
    [
        ((("released", 5),), ["released"]),
        ((("detained", 1), ("released", 5)), []),
        ((("released", 1), ("detained", 5)), ["released"]),
        ((("detained", 5), ("released", 5, 1)), []),
        ((("released", 5), ("detained", 5, 1)), ["released"]),
        ((("detained", 1), ("released_on_parole", 5)), ["released_on_parole"]),
        ((("parole_denied", 1), ("released_on_parole", 5)), []),
        ((("charges_withdrawn", 5), ("excused_from_liability", 6)),
         ["charges_withdrawn", "excused_from_liability"]),
        ((("charged", 1), ("charges_withdrawn", 5)), []),
        ((("banned_from_activity", 1), ("ban_lifted", 5)), []),
        ((("charged", 1), ("ban_lifted", 5)), ["ban_lifted"]),
        ((("parole_denied", 1), ("transferred", 5), ("protested", 6)), []),
    ],
)  # fmt: skip
def test_end_of_what_never_began_is_found(happened: Any, refused: list[str]) -> None:
    case = factories.case()
    for kind, day, *order in happened:
        factories.case_event(case, kind=kind, first_day=dt.date(2018, 5, day), order=order[0] if order else 0)
    assert [event.kind for event, _sentence in never_began(case.events.all())] == refused


def test_beginning_of_unknown_day_may_lie_before_the_end() -> None:
    case = factories.case()
    factories.case_event(
        case, kind="imprisoned", first_day=dt.date(2018, 1, 1), last_day=dt.date(2018, 12, 31),
        precision="year",
    )  # fmt: skip
    factories.case_event(case, kind="released", first_day=dt.date(2018, 5, 10))
    assert never_began(case.events.all()) == []
