"""One valid row of each kind, or two that may stand side by side, for the rules to be tried on."""

import datetime as dt
from typing import Any

from recommendations.addresses import fingerprint
from recommendations.models import (
    Goal,
    ImportChange,
    Recommendation,
    RecommendingState,
    SchemeLabel,
    Target,
    UnknownLabel,
    WorkingGroupSession,
)
from tests.support import factories


def session(number: int = 20) -> WorkingGroupSession:
    return WorkingGroupSession.objects.create(
        number=number,
        cycle=factories.cycle(),
        first_day=dt.date(2014, 10, 27),
        last_day=dt.date(2014, 11, 7),
        precision="range",
    )


def scheme_label(label: str = "Torture") -> SchemeLabel:
    return SchemeLabel.objects.create(scheme="upr_info", label=label, theme=factories.theme())


def goal(number: int = 5) -> Goal:
    return Goal.objects.create(number=number, title_en=f"Goal {number}")


def target(code: str = "5.1") -> Target:
    on_goal = Goal.objects.filter(number=5).first() or goal()
    return Target.objects.create(code=code, goal=on_goal, title_en=f"Target {code}")


def publication() -> Any:
    return factories.source("report", kind="publication", symbol="", title="Report")


def other_review() -> Any:
    return factories.review("kaz-2019", cycle=factories.cycle(3), report=None)


def unnumbered(text: str) -> Recommendation:
    """As UPR Info exports it: the text without the number."""
    return factories.recommendation(
        "",
        text=text,
        text_source=factories.source(),
        text_fingerprint=fingerprint(text),
    )


def recommending_state(*codes: str) -> RecommendingState:
    recommendation = factories.recommendation(states=codes or ("IRL",))
    return recommendation.recommending_state_set.get(state__iso3=(codes or ("IRL",))[-1])


def position() -> Any:
    return factories.recommendation().position_statements.get()


def assessment() -> Any:
    return factories.assessment(factories.recommendation())


def second_assessment() -> Any:
    return factories.assessment(assessment().recommendation)


def coded_assessment() -> Any:
    return factories.assessment(
        factories.recommendation(),
        status="not_implemented", method="coded_from_text", coding_rule="no_step",
    )  # fmt: skip


def section() -> Any:
    return factories.section(factories.submission())


def second_section() -> Any:
    return factories.section(section().submission, 2)


def citation() -> Any:
    return factories.citation(section(), factories.recommendation("124.1"))


def second_citation() -> Any:
    return factories.citation(citation().section, factories.recommendation("124.2"))


def new_recommendation() -> Any:
    return factories.new_recommendation(section())


def second_new_recommendation() -> Any:
    return factories.new_recommendation(new_recommendation().section, 2)


def second_position() -> Any:
    return factories.position_statement(position().recommendation, paragraph="125")


def import_change() -> ImportChange:
    return ImportChange.objects.create(
        made_in=factories.document_import(), model="recommendation", row=1, field="title_en"
    )


def second_import_change() -> ImportChange:
    made_in = import_change().made_in
    return ImportChange.objects.create(made_in=made_in, model="recommendation", row=1, field="text")


def unknown_label(label: str = "A") -> UnknownLabel:
    return UnknownLabel.objects.create(scheme="uhri", label=label)


def second_unknown_label() -> UnknownLabel:
    unknown_label()
    return unknown_label("B")
