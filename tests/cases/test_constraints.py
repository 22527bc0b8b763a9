"""Every rule of the database about evidence: kept, broken, and what an editor reads.

How a line is read and tried, `tests/support/rules.py` says.
"""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from cases.models import CaseRelation, Evidence, FormerNumber, Mention, OtherSpelling
from tests.support import factories
from tests.support.rules import (
    Row,
    Rule,
    RulesOfAnApp,
    Two,
    Where,
    addressed,
    dated,
    itself,
    known_choice,
    last,
    not_empty,
)

pytestmark = pytest.mark.django_db

JUNE = dt.date(2018, 6, 10)


def law_change() -> Any:
    return factories.law_change(factories.law())


def case_event() -> Any:
    return factories.case_event(factories.case())


def provision() -> Any:
    return factories.provision(factories.law())


def figure_calculated() -> Any:
    return factories.figure(low=7, high=7, calculation="12 − 5")


def former_number(number: str = "164") -> FormerNumber:
    return FormerNumber.objects.create(provision=provision(), number=number)


def other_spelling(spelling: str = "Бокаев") -> OtherSpelling:
    return OtherSpelling.objects.create(case=factories.case(), spelling=spelling)


def relation() -> CaseRelation:
    return CaseRelation.objects.create(from_case=factories.case(), kind="heads", to_case=factories.case())


TARGETS: dict[str, Row] = {
    "case": factories.case,
    "law": factories.law,
    "law_change": law_change,
    "event": factories.event,
    "figure": factories.figure,
}
MENTIONED: dict[str, Row] = {
    "case": factories.case,
    "law": factories.law,
    "provision": provision,
}


def evidence(target: str = "case") -> Evidence:
    return factories.evidence(factories.recommendation(), **{target: TARGETS[target]()})


def second_evidence(target: str) -> Evidence:
    first = evidence(target)
    return factories.evidence(first.recommendation, **{target: TARGETS[target]()})


def mention(target: str = "case") -> Mention:
    section = factories.section(factories.submission())
    asked = factories.new_recommendation(section)
    return Mention.objects.create(new_recommendation=asked, **{target: MENTIONED[target]()})


def second_mention(target: str) -> Mention:
    first = mention(target)
    return Mention.objects.create(
        new_recommendation=first.new_recommendation, **{target: MENTIONED[target]()}
    )


def first_one(row: Any) -> Any:
    """The row that was there before, of the same kind."""
    return type(row).objects.exclude(pk=row.pk).get()


def new(make: Row) -> Callable[[Any], Any]:
    """A value for a change: another record, whatever the row."""
    return lambda _row: make()


def one_target(name: str, row: Callable[[str], Any], targets: dict[str, Row]) -> list[Rule]:
    """None is too few, one more of any other kind too many, one instead of another allowed."""
    rules = []
    for target in targets:
        make_row = partial(row, target)
        for other in [kind for kind in targets if kind != target]:
            kept = {target: None, other: new(targets[other])}
            rules.append(Rule(name, make_row, {other: new(targets[other])}, kept))
        rules.append(Rule(name, make_row, {target: None}))
    return rules


def once_each(prefix: str, second: Callable[[str], Any], targets: dict[str, Row]) -> list[Rule]:
    return [
        Rule(
            f"{prefix}_{target}_once",
            partial(second, target),
            {target: lambda row, target=target: getattr(first_one(row), target)},
            {target: new(make)},
        )
        for target, make in targets.items()
    ]


def sourced(table: str, row: Row) -> list[Rule]:
    return known_choice(table, row, "assertion")


RULES = [
    *not_empty("cases_body", factories.body, "name_en"),
    *known_choice("cases_body", factories.body, "kind"),
    *addressed("cases_law", factories.law),
    *not_empty("cases_law", factories.law, "title_en"),
    *known_choice("cases_law", factories.law, "kind"),
    Rule(
        "provision_unique",
        lambda: factories.provision(provision().law, "175"),
        {"number": "174"},
        {"number": "174", "law": lambda _: factories.law()},
    ),
    *not_empty("cases_provision", provision, "number"),
    Rule(
        "formernumber_unique",
        lambda: FormerNumber.objects.create(provision=former_number().provision, number="165"),
        {"number": "164"},
        {"number": "164", "provision": lambda _: provision()},
    ),
    *dated("cases_lawchange", law_change),
    *sourced("cases_lawchange", law_change),
    *known_choice("cases_lawchange", law_change, "kind"),
    *(
        Rule(
            "lawchange_unique",
            lambda: factories.law_change(law_change().law, order=1),
            {"order": 0},
            {"order": 0, **other},
        )
        for other in (
            {"kind": "repealed"},
            {"first_day": JUNE, "last_day": JUNE},
            {"law": lambda _: factories.law()},
        )
    ),
    *addressed("cases_case", factories.case),
    *known_choice("cases_case", factories.case, "kind"),
    *known_choice("cases_case", factories.case, "role"),
    *known_choice("cases_case", factories.case, "name_display"),
    *known_choice("cases_case", factories.case, "basis"),
    Rule(
        "case_published_is_acknowledged",
        factories.case,
        {"existence_acknowledged": False},
        {"existence_acknowledged": False, "publication_state": "in_review"},
    ),
    *(
        Rule(
            "case_published_has_public_name",
            factories.case,
            nameless,
            {**nameless, "publication_state": "in_review"},
        )
        for nameless in (
            {"public_name_en": ""},
            {"public_name_en": None},
            {"name_display": ""},
        )
    ),
    Rule(
        "case_published_has_basis",
        factories.case,
        {"basis": ""},
        {"basis": "", "publication_state": "in_review"},
    ),
    Rule(
        "case_public_sources_are_cited",
        factories.case,
        {"basis": "public_sources"},
        {"basis": "public_sources", "basis_source": lambda _: factories.source()},
    ),
    Rule(
        "case_public_sources_are_cited",
        factories.case,
        {"basis": "public_sources"},
        {"basis": "public_sources", "publication_state": "draft"},
    ),
    Rule(
        "otherspelling_unique",
        lambda: OtherSpelling.objects.create(case=other_spelling().case, spelling="Bokayev"),
        {"spelling": "Бокаев"},
        {"spelling": "Бокаев", "case": lambda _: factories.case()},
    ),
    *(
        Rule(
            "caserelation_unique",
            lambda: last(relation(), relation()),
            {
                "from_case": lambda row: first_one(row).from_case,
                "to_case": lambda row: first_one(row).to_case,
            },
            kept,
        )
        for kept in (
            {"from_case": lambda row: first_one(row).from_case},
            {"to_case": lambda row: first_one(row).to_case},
            {
                "from_case": lambda row: first_one(row).from_case,
                "kind": "headed",
                "to_case": lambda row: first_one(row).to_case,
            },
        )
    ),
    *known_choice("cases_caserelation", relation, "kind"),
    Rule(
        "caserelation_to_another",
        relation,
        {"to_case": lambda row: row.from_case},
        {"to_case": lambda _: factories.case()},
    ),
    *dated("cases_caseevent", case_event),
    *sourced("cases_caseevent", case_event),
    *known_choice("cases_caseevent", case_event, "kind"),
    *(
        Rule(
            "caseevent_unique",
            lambda: factories.case_event(case_event().case, order=1),
            {"order": 0},
            {"order": 0, **other},
        )
        for other in (
            {"kind": "charged"},
            {"first_day": JUNE, "last_day": JUNE},
            {"case": lambda _: factories.case()},
        )
    ),
    Rule(
        "caseevent_penalty_needs_conviction",
        case_event,
        {"penalty_en": "Five years"},
        {"penalty_en": "Five years", "kind": "convicted"},
    ),
    *addressed("cases_event", factories.event),
    *dated("cases_event", factories.event),
    *sourced("cases_event", factories.event),
    *not_empty("cases_event", factories.event, "title_en"),
    *known_choice("cases_event", factories.event, "kind"),
    Rule(
        "event_quotation_has_speaker",
        factories.event,
        {"quotation": "“Fascists!”"},
        {"quotation": "“Fascists!”", "quoted_person": "A minister"},
    ),
    *addressed("cases_figure", factories.figure),
    *dated("cases_figure", factories.figure),
    *sourced("cases_figure", factories.figure),
    *not_empty("cases_figure", factories.figure, "title_en"),
    *not_empty("cases_figure", factories.figure, "wording_en"),
    *not_empty("cases_figure", factories.figure, "unit_en"),
    Rule(
        "figure_low_not_above_high",
        factories.figure,
        {"low": 2, "high": 1},
        {"low": 1, "high": 1},
    ),
    Rule("figure_low_not_above_high", factories.figure, {"low": 2, "high": 1}, {"low": 2}),
    Rule(
        "figure_low_not_above_high",
        factories.figure,
        {"low": 2, "high": 1},
        {"high": 1},
    ),
    *(
        Rule("figure_calculation_has_result", figure_calculated, broken, {"low": 8, "high": 8})
        for broken in ({"low": None}, {"high": None}, {"high": 8}, {"low": None, "high": None})
    ),
    Rule(
        "figure_not_part_of_itself",
        factories.figure,
        {"part_of": itself},
        {"part_of": lambda _: factories.figure()},
    ),
    *one_target("evidence_has_one_target", evidence, TARGETS),
    *once_each("evidence", second_evidence, TARGETS),
    *known_choice("cases_evidence", evidence, "direction"),
    *one_target("mention_has_one_target", mention, MENTIONED),
    *once_each("mention", second_mention, MENTIONED),
]

TWICE: dict[Where, Two] = {
    ("Body", "slug"): lambda: (factories.body(), factories.body("police")),
    ("Law", "key"): lambda: (factories.law(), factories.law()),
    ("Law", "slug"): lambda: (factories.law(), factories.law()),
    ("Case", "key"): lambda: (factories.case(), factories.case()),
    # Of the same name: another name would be given an address of its own.
    ("Case", "slug"): lambda: (
        factories.case(public_name_en="Namesake", slug="namesake"),
        factories.case(public_name_en="Namesake", slug="namesake-2"),
    ),
    ("Event", "key"): lambda: (factories.event(), factories.event()),
    ("Event", "slug"): lambda: (factories.event(), factories.event()),
    ("Figure", "key"): lambda: (factories.figure(), factories.figure()),
    ("Figure", "slug"): lambda: (factories.figure(), factories.figure()),
}

REQUIRED: dict[Where, Row] = {
    ("Provision", "law"): provision,
    ("FormerNumber", "provision"): former_number,
    ("LawChange", "law"): law_change,
    ("LawChange", "first_day"): law_change,
    ("OtherSpelling", "case"): other_spelling,
    ("CaseRelation", "from_case"): relation,
    ("CaseRelation", "to_case"): relation,
    ("CaseEvent", "case"): case_event,
    ("CaseEvent", "first_day"): case_event,
    ("Event", "first_day"): factories.event,
    ("Figure", "first_day"): factories.figure,
    ("Evidence", "recommendation"): evidence,
    ("Mention", "new_recommendation"): mention,
}


class TestRules(RulesOfAnApp):
    app = "cases"
    rules = RULES
    twice = TWICE
    required = REQUIRED


def test_records_without_an_address_yet_stand_side_by_side() -> None:
    drafts = [factories.case(publication_state="draft") for _ in range(2)]
    assert [draft.slug for draft in drafts] == [None, None]
