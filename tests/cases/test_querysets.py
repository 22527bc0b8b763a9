"""Which pieces of evidence the public may read, which stay behind, and in which order."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from cases.models import (
    Case,
    CaseEvent,
    CaseRelation,
    Event,
    Evidence,
    Figure,
    Law,
    LawChange,
    Mention,
    Provision,
)
from tests.support import factories

pytestmark = pytest.mark.django_db

STATES = ("draft", "in_review", "published", "withdrawn")

# The five kinds of evidence, each made in a state of publication; a change has that of its law.
TARGETS: dict[str, Callable[[str], Any]] = {
    "case": lambda state: factories.case(publication_state=state),
    "law": lambda state: factories.law(publication_state=state),
    "law_change": lambda state: factories.law_change(factories.law(publication_state=state)),
    "event": lambda state: factories.event(publication_state=state),
    "figure": lambda state: factories.figure(publication_state=state),
}
MENTIONED: dict[str, Callable[[str], Any]] = {
    "case": lambda state: factories.case(publication_state=state),
    "provision": lambda state: factories.provision(factories.law(publication_state=state)),
}


def evidence(target: str, of_target: str, of_recommendation: str = "published") -> Evidence:
    row = factories.recommendation(publication_state=of_recommendation)
    return factories.evidence(row, **{target: TARGETS[target](of_target)})


# Evidence


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("of_target", STATES)
@pytest.mark.parametrize("of_recommendation", STATES)
def test_evidence_is_public_when_both_its_ends_are(
    target: str, of_target: str, of_recommendation: str
) -> None:
    row = evidence(target, of_target, of_recommendation)
    both = of_target == of_recommendation == "published"
    assert list(Evidence.objects.published()) == ([row] if both else [])


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("of_target", STATES)
@pytest.mark.parametrize("of_recommendation", STATES)
def test_evidence_that_a_public_recommendation_hides_is_shown_to_editors(
    target: str, of_target: str, of_recommendation: str
) -> None:
    row = evidence(target, of_target, of_recommendation)
    hidden = of_recommendation == "published" != of_target
    assert list(Evidence.objects.hidden_behind_private()) == ([row] if hidden else [])


def test_evidence_of_a_public_recommendation_is_either_public_or_hidden() -> None:
    row = factories.recommendation()
    tied = {
        state: [factories.evidence(row, **{name: make(state)}) for name, make in TARGETS.items()]
        for state in ("published", "draft")
    }
    assert list(Evidence.objects.published().order_by("pk")) == tied["published"]
    assert list(Evidence.objects.hidden_behind_private().order_by("pk")) == tied["draft"]


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("case", "case"),
        ("law", "law"),
        ("law_change", "law"),
        ("event", "event"),
        ("figure", "figure"),
    ],
)
def test_evidence_says_of_which_kind_it_is(target: str, kind: str) -> None:
    row = evidence(target, "published")
    assert list(Evidence.objects.with_kind().values_list("pk", "kind")) == [(row.pk, kind)]


# Mentions


@pytest.mark.parametrize("target", MENTIONED)
@pytest.mark.parametrize("of_target", STATES)
@pytest.mark.parametrize("of_submission", STATES)
def test_mention_is_public_when_both_its_ends_are(target: str, of_target: str, of_submission: str) -> None:
    section = factories.section(factories.submission(publication_state=of_submission))
    mention = Mention.objects.create(
        new_recommendation=factories.new_recommendation(section),
        **{target: MENTIONED[target](of_target)},
    )
    both = of_target == of_submission == "published"
    assert list(Mention.objects.published()) == ([mention] if both else [])


# Root records


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    ("model", "make"),
    [
        (Case, factories.case),
        (Law, factories.law),
        (Event, factories.event),
        (Figure, factories.figure),
    ],
)
def test_record_is_public_when_published(model: Any, make: Callable[..., Any], state: str) -> None:
    row = make(publication_state=state)
    public = state == "published"
    assert list(model.objects.published()) == ([row] if public else [])
    assert list(model.objects.unpublished()) == ([] if public else [row])


# Parts


@pytest.mark.parametrize("state", STATES)
def test_case_event_is_public_with_its_case(state: str) -> None:
    event = factories.case_event(factories.case(publication_state=state))
    assert list(CaseEvent.objects.published()) == ([event] if state == "published" else [])


@pytest.mark.parametrize("of_one", STATES)
@pytest.mark.parametrize("of_other", STATES)
def test_relation_is_public_when_both_cases_are(of_one: str, of_other: str) -> None:
    relation = CaseRelation.objects.create(
        from_case=factories.case(publication_state=of_one),
        kind="heads",
        to_case=factories.case(publication_state=of_other),
    )
    both = of_one == of_other == "published"
    assert list(CaseRelation.objects.published()) == ([relation] if both else [])


@pytest.mark.parametrize("state", STATES)
def test_provision_is_public_with_its_law(state: str) -> None:
    provision = factories.provision(factories.law(publication_state=state))
    assert list(Provision.objects.published()) == ([provision] if state == "published" else [])


@pytest.mark.parametrize("state", STATES)
def test_change_in_a_law_is_public_with_its_law(state: str) -> None:
    change = factories.law_change(factories.law(publication_state=state))
    assert list(LawChange.objects.published()) == ([change] if state == "published" else [])


# Newest first


def test_case_events_stand_newest_first_by_the_last_day_each_can_have_been() -> None:
    case = factories.case()
    days = {
        "since 2018": (dt.date(2018, 6, 1), None, "since"),
        "May 2018": (dt.date(2018, 5, 1), dt.date(2018, 5, 31), "month"),
        "2018": (dt.date(2018, 1, 1), dt.date(2018, 12, 31), "year"),
        "10 May 2018": (dt.date(2018, 5, 10), dt.date(2018, 5, 10), "day"),
        "2017": (dt.date(2017, 1, 1), dt.date(2017, 12, 31), "year"),
    }
    for summary, (first_day, last_day, precision) in days.items():
        factories.case_event(
            case,
            summary_en=summary,
            first_day=first_day,
            last_day=last_day,
            precision=precision,
        )
    assert [event.summary_en for event in CaseEvent.objects.newest_first()] == [
        "2018",
        "since 2018",
        "May 2018",
        "10 May 2018",
        "2017",
    ]


def test_case_events_of_one_day_stand_newest_first_by_their_order() -> None:
    case = factories.case()
    charged = factories.case_event(case, kind="charged", order=2)
    arrested = factories.case_event(case, kind="arrested", order=1)
    assert list(CaseEvent.objects.newest_first()) == [charged, arrested]


def test_case_events_of_one_day_and_order_stand_newest_first_as_recorded() -> None:
    case = factories.case()
    first = factories.case_event(case, kind="charged")
    second = factories.case_event(case, kind="arrested")
    assert list(CaseEvent.objects.newest_first()) == [second, first]
