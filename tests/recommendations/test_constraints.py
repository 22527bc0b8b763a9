"""Every rule of the database: a change that keeps to it, one that breaks it, what an editor reads.

A line of `RULES` saves a valid row and names two changes to it: one that the rule still allows, as
near to its edge as there is one, and one that breaks this rule and no other. Both are written past
all validation. A constraint without a line fails `test_every_constraint_has_its_rule`.
`tests/cases/test_constraints.py` reads its own lines with what is defined here.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, connection, models, transaction

from recommendations.models import (
    Goal,
    Recommendation,
    RecommendingState,
    SchemeLabel,
    Target,
    WorkingGroupSession,
)
from recommendations.models.recommendations import fingerprint
from tests import factories

pytestmark = pytest.mark.django_db

Change = dict[str, Any]
Row = Callable[[], Any]


@dataclass(frozen=True)
class Rule:
    """A constraint, a row, a change of the row that breaks it and one that keeps to it.

    A value that depends on the row is written as a function of it.
    """

    name: str
    row: Row
    broken: Change
    kept: Change = field(default_factory=dict)
    # The field whose own check stops an editor before the rule can speak.
    stopped_by: str = ""

    def __str__(self) -> str:
        return self.name

    def constraint(self, row: models.Model) -> Any:
        [found] = [known for known in row._meta.constraints if known.name == self.name]
        return found


def changes(row: models.Model, change: Change) -> Change:
    return {name: value(row) if callable(value) else value for name, value in change.items()}


def write(row: models.Model, change: Change) -> None:
    """Change a row as an import or a shell could: past all validation."""
    if change:
        models.QuerySet(type(row)).filter(pk=row.pk).update(**change)


def refused(row: models.Model, change: Change) -> str:
    """What the engine says it refused, without what PostgreSQL adds about the row."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write(row, change)
    if connection.vendor == "sqlite":
        return str(refusal.value)
    cause: Any = refusal.value.__cause__
    return str(cause.diag.constraint_name or f"{cause.diag.table_name}.{cause.diag.column_name}")


def in_the_words_of_the_engine(row: models.Model, constraint: models.BaseConstraint) -> str:
    """PostgreSQL gives the name of a constraint; SQLite the columns of a unique one."""
    if connection.vendor != "sqlite":
        return constraint.name
    if isinstance(constraint, models.UniqueConstraint):
        columns = [row._meta.get_field(name).column for name in constraint.fields]  # type: ignore[union-attr]
        return "UNIQUE constraint failed: " + ", ".join(
            f"{row._meta.db_table}.{column}" for column in columns
        )
    return f"CHECK constraint failed: {constraint.name}"


def told(row: models.Model, change: Change) -> dict[str, list[str]]:
    """What an editor reads who makes a change: sentences by field, `__all__` for the whole row."""
    for name, value in change.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return refusal.value.message_dict


def assert_kept(rule: Rule) -> None:
    row = rule.row()
    change = changes(row, rule.kept)
    write(row, change)
    saved = type(row).objects.get(pk=row.pk)
    assert {name: getattr(saved, name) for name in change} == change


def assert_valid(rule: Rule) -> None:
    row = rule.row()
    for name, value in changes(row, rule.kept).items():
        setattr(row, name, value)
    row.full_clean()


def assert_refused(rule: Rule) -> None:
    row = rule.row()
    expected = in_the_words_of_the_engine(row, rule.constraint(row))
    assert refused(row, changes(row, rule.broken)) == expected


def assert_told(rule: Rule) -> None:
    row = rule.row()
    messages = told(row, changes(row, rule.broken))
    if rule.stopped_by:
        assert list(messages) == [rule.stopped_by]
    else:
        assert messages[NON_FIELD_ERRORS] == [rule.constraint(row).violation_error_message]


def assert_one_of_each(twice: Callable[[], tuple[Any, Any]], name: str) -> None:
    """The second row cannot take the first one's value: nor in the database, nor in a form."""
    first, second = twice()
    table, column = second._meta.db_table, second._meta.get_field(name).column
    change = {name: getattr(first, name)}
    assert refused(second, change) == (
        f"UNIQUE constraint failed: {table}.{column}"
        if connection.vendor == "sqlite"
        else f"{table}_{column}_key"
    )
    assert list(told(second, change)) == [name]


def assert_required(row: Row, name: str) -> None:
    saved = row()
    column = f"{saved._meta.db_table}.{saved._meta.get_field(name).column}"
    assert refused(saved, {name: None}) == (
        f"NOT NULL constraint failed: {column}" if connection.vendor == "sqlite" else column
    )
    assert told(saved, {name: None})[name] == ["This field cannot be null."]


def constraint_names(app: str) -> set[str]:
    every_model = apps.get_app_config(app).get_models()
    return {rule.name for model in every_model for rule in model._meta.constraints}


def unique_fields(app: str) -> set[tuple[str, str]]:
    return {
        (model.__name__, known.name)
        for model in apps.get_app_config(app).get_models()
        for known in model._meta.concrete_fields
        if known.unique and not known.primary_key
    }


def required_links_and_dates(app: str) -> set[tuple[str, str]]:
    """Text and numbers have values of their own for “nothing”; links and dates have only NULL."""
    return {
        (model.__name__, known.name)
        for model in apps.get_app_config(app).get_models()
        for known in model._meta.concrete_fields
        if isinstance(known, models.ForeignKey | models.DateField) and not known.null
    }


def last(*rows: Any) -> Any:
    return rows[-1]


def itself(row: Any) -> Any:
    return row


def known_choice(table: str, row: Row, name: str) -> list[Rule]:
    return [Rule(f"{table}_{name}_known", row, {name: "unknown"}, stopped_by=name)]


def not_empty(table: str, row: Row, name: str) -> list[Rule]:
    """Of a translated text, only the rule asks for the English; it can be empty or NULL."""
    rule = f"{table}_{name}_not_empty"
    if name.endswith("_en"):
        return [Rule(rule, row, {name: nothing}, {name: "A"}) for nothing in ("", None)]
    return [Rule(rule, row, {name: ""}, {name: "A"}, stopped_by=name)]


def publishable(table: str, row: Row) -> list[Rule]:
    return [
        *known_choice(table, row, "publication_state"),
        Rule(
            f"{table}_published_has_date",
            row,
            {"published_at": None},
            {"publication_state": "withdrawn", "published_at": None},
        ),
    ]


def addressed(table: str, row: Row) -> list[Rule]:
    return [
        *publishable(table, row),
        Rule(
            f"{table}_published_has_address",
            row,
            {"slug": None},
            {"publication_state": "in_review", "slug": None},
        ),
    ]


def dated(table: str, row: Row) -> list[Rule]:
    """That the rule stands; what it says of each precision, `test_dated.py` shows."""
    first_day = dt.date(2018, 5, 10)
    days = {"first_day": first_day, "precision": "range"}
    return [
        Rule(
            f"{table}_days_fit_precision",
            row,
            {**days, "last_day": first_day - dt.timedelta(days=1)},
            {**days, "last_day": first_day + dt.timedelta(days=1)},
        )
    ]


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


RULES = [
    Rule(
        "state_iso3_is_three_capitals",
        factories.state,
        {"iso3": "kaz"},
        {"iso3": "UZB"},
        stopped_by="iso3",
    ),
    Rule("state_iso3_is_three_capitals", factories.state, {"iso3": "KA"}, stopped_by="iso3"),
    *not_empty("recommendations_state", factories.state, "name_en"),
    *known_choice("recommendations_state", factories.state, "un_status"),
    *known_choice("recommendations_state", factories.state, "regional_group"),
    Rule(
        "state_members_have_a_group",
        factories.state,
        {"regional_group": ""},
        {"regional_group": "", "un_status": "observer"},
    ),
    Rule("state_members_have_a_group", factories.state, {"un_status": "observer"}),
    Rule(
        "cycle_years_in_order",
        factories.cycle,
        {"last_year": 2011},
        {"last_year": 2012},
    ),
    *dated("recommendations_workinggroupsession", session),
    *not_empty("recommendations_theme", factories.theme, "name_en"),
    Rule(
        "theme_not_its_own_parent",
        factories.theme,
        {"parent": itself},
        {"parent": lambda _: factories.theme("justice")},
    ),
    *not_empty("recommendations_affectedgroup", factories.affected_group, "name_en"),
    Rule(
        "schemelabel_unique",
        lambda: last(scheme_label("Torture"), scheme_label("Women")),
        {"label": "Torture"},
        {"label": "Torture", "scheme": "uhri"},
    ),
    *known_choice("recommendations_schemelabel", scheme_label, "scheme"),
    Rule(
        "schemelabel_means_something",
        scheme_label,
        {"theme": None},
        {"theme": None, "affected_group": lambda _: factories.affected_group()},
    ),
    Rule("goal_number_1_to_17", goal, {"number": 0}, {"number": 1}),
    Rule("goal_number_1_to_17", goal, {"number": 18}, {"number": 17}),
    *not_empty("recommendations_goal", goal, "title_en"),
    *not_empty("recommendations_target", target, "title_en"),
    *not_empty("recommendations_organisation", factories.organisation, "name_en"),
    *known_choice("recommendations_source", factories.source, "kind"),
    Rule(
        "source_symbol_paragraph_unique",
        lambda: last(factories.source("a-hrc-28-10"), factories.source("a-hrc-28-10-add-1")),
        {"symbol": "A/HRC/28/10"},
        {"symbol": "A/HRC/28/10", "paragraph": "5"},
    ),
    Rule(
        "source_un_document_has_symbol",
        factories.source,
        {"symbol": "", "title": "Report"},
        {"symbol": "", "title": "Report", "kind": "publication"},
    ),
    Rule(
        "source_is_named",
        publication,
        {"title": ""},
        {"title": "", "publisher": "Watch"},
    ),
    Rule(
        "source_seen_or_cited",
        factories.source,
        {"seen_by_us": False},
        {"seen_by_us": False, "cited_in": lambda _: publication()},
    ),
    Rule(
        "source_not_cited_in_itself",
        factories.source,
        {"cited_in": itself},
        {"cited_in": lambda _: publication()},
    ),
    Rule(
        "review_once_a_cycle",
        lambda: last(factories.review(), other_review()),
        {"cycle": lambda _: factories.cycle(2)},
        {"cycle": lambda _: factories.cycle(4)},
    ),
    Rule(
        "review_slug_is_code_and_year",
        factories.review,
        {"slug": "KAZ-2014"},
        {"slug": "kaz-2015"},
        stopped_by="slug",
    ),
    Rule("review_slug_is_code_and_year", factories.review, {"slug": "kaz-14"}, stopped_by="slug"),
    Rule(
        "review_slug_is_code_and_year", factories.review, {"slug": "kaz-2014-1"}, stopped_by="slug"
    ),
    Rule(
        "review_adopted_after_reviewed",
        factories.review,
        {"adopted_on": dt.date(2014, 10, 29)},
        {"adopted_on": dt.date(2014, 10, 30)},
    ),
    Rule(
        "review_due_before_reviewed",
        factories.review,
        {"submission_due_on": dt.date(2014, 10, 31)},
        {"submission_due_on": dt.date(2014, 10, 30)},
    ),
    *publishable("recommendations_recommendation", factories.recommendation),
    Rule(
        "recommendation_number_unique",
        lambda: last(factories.recommendation("124.1"), factories.recommendation("124.2")),
        {"number": "124.1"},
        {"number": "124.1", "review": lambda _: other_review()},
    ),
    Rule(
        "recommendation_text_unique",
        lambda: last(unnumbered("Ratify it."), unnumbered("Sign it.")),
        {"text": "RATIFY  it", "text_fingerprint": fingerprint("Ratify it.")},
        {
            "text": "RATIFY  it",
            "text_fingerprint": fingerprint("Ratify it."),
            "review": lambda _: other_review(),
        },
    ),
    Rule(
        "recommendation_numbered_or_with_text",
        factories.recommendation,
        {"number": ""},
        {
            "number": "",
            "text": "Ratify it.",
            "text_source": lambda _: factories.source(),
            "text_fingerprint": fingerprint("Ratify it."),
        },
    ),
    Rule(
        "recommendation_text_has_source",
        factories.recommendation,
        {"text": "Ratify it."},
        {"text": "Ratify it.", "text_source": lambda _: factories.source()},
    ),
    Rule(
        "recommendation_excerpt_of_text",
        factories.recommendation,
        {"text_is_excerpt": True},
        {
            "text_is_excerpt": True,
            "text": "… ratify it.",
            "text_source": lambda _: factories.source(),
        },
    ),
    *(
        Rule(
            "recommendation_says_something",
            factories.recommendation,
            {"title_en": nothing},
            {
                "title_en": nothing,
                "text": "Ratify it.",
                "text_source": lambda _: factories.source(),
            },
        )
        for nothing in ("", None)
    ),
    *known_choice("recommendations_recommendation", factories.recommendation, "action_category"),
    Rule(
        "recommendingstate_unique",
        lambda: recommending_state("IRL", "NOR"),
        {"state": lambda _: factories.state("IRL")},
        {"state": lambda _: factories.state("SWE")},
    ),
    Rule(
        "positionstatement_once_a_paragraph",
        second_position,
        {"paragraph": "124"},
        {
            "paragraph": "124",
            "document": lambda _: factories.source("a-hrc-28-10-add-1"),
        },
    ),
    *known_choice("recommendations_positionstatement", position, "position"),
    *known_choice("recommendations_positionstatement", position, "state_claim"),
    *(
        Rule(
            "positionstatement_pending_claims_nothing",
            position,
            {"position": "pending", "state_claim": claim},
            {"position": "pending", "state_claim": "none"},
        )
        for claim in ("already_implemented", "in_process")
    ),
    *publishable("recommendations_assessment", assessment),
    *known_choice("recommendations_assessment", assessment, "status"),
    *known_choice("recommendations_assessment", assessment, "method"),
    *not_empty("recommendations_assessment", assessment, "summary_en"),
    Rule(
        "assessment_assesses",
        assessment,
        {"status": "not_assessed"},
        {"status": "insufficient_information"},
    ),
    Rule(
        "assessment_evidence_before_assessment",
        assessment,
        {"assessed_on": dt.date(2019, 3, 30)},
        {"assessed_on": dt.date(2019, 3, 31)},
    ),
    *(
        Rule(
            "assessment_evidence_up_to_is_last_day",
            assessment,
            {"evidence_up_to": dt.date(*broken), "evidence_up_to_precision": precision},
            {"evidence_up_to": dt.date(*kept), "evidence_up_to_precision": precision},
        )
        for precision, broken, kept in (
            ("month", (2019, 3, 30), (2018, 12, 31)),
            ("month", (2016, 2, 28), (2016, 2, 29)),
            ("year", (2018, 11, 30), (2018, 12, 31)),
            ("year", (2018, 12, 30), (2018, 12, 31)),
        )
    ),
    Rule(
        "assessment_evidence_up_to_is_last_day",
        assessment,
        {"evidence_up_to_precision": "quarter"},
        {"evidence_up_to_precision": "day"},
        stopped_by="evidence_up_to_precision",
    ),
    Rule(
        "assessment_does_not_correct_itself",
        assessment,
        {"corrects": itself},
        {"corrects": lambda row: factories.assessment(row.recommendation)},
    ),
    *addressed("recommendations_submission", factories.submission),
    *not_empty("recommendations_submission", factories.submission, "title_en"),
    Rule(
        "submission_word_limit_positive",
        factories.submission,
        {"word_limit": 0},
        {"word_limit": 1},
    ),
    Rule("section_order_unique", second_section, {"order": 1}, {"order": 3}),
    *not_empty("recommendations_section", section, "heading_en"),
    Rule(
        "citation_unique",
        second_citation,
        {"recommendation": lambda _: Recommendation.objects.get(number="124.1")},
        {"recommendation": lambda _: factories.recommendation("124.3")},
    ),
    *known_choice("recommendations_citation", citation, "certainty"),
    *not_empty("recommendations_citation", citation, "words"),
    Rule(
        "newrecommendation_order_unique",
        second_new_recommendation,
        {"order": 1},
        {"order": 3},
    ),
    *not_empty("recommendations_newrecommendation", new_recommendation, "text_en"),
]

TWICE: dict[tuple[str, str], Callable[[], tuple[Any, Any]]] = {
    ("State", "iso3"): lambda: (factories.state("KAZ"), factories.state("UZB")),
    ("Cycle", "number"): lambda: (factories.cycle(2), factories.cycle(3)),
    ("WorkingGroupSession", "number"): lambda: (session(20), session(21)),
    ("Theme", "slug"): lambda: (factories.theme(), factories.theme("justice")),
    ("AffectedGroup", "slug"): lambda: (
        factories.affected_group(),
        factories.affected_group("children"),
    ),
    ("Goal", "number"): lambda: (goal(1), goal(2)),
    ("Target", "code"): lambda: (target("5.1"), target("5.2")),
    ("Organisation", "slug"): lambda: (
        factories.organisation(),
        factories.organisation("other"),
    ),
    ("Source", "slug"): lambda: (factories.source(), publication()),
    ("Review", "slug"): lambda: (factories.review(), other_review()),
    ("Submission", "key"): lambda: (
        factories.submission(),
        factories.submission("other"),
    ),
    ("Submission", "slug"): lambda: (
        factories.submission(),
        factories.submission("other"),
    ),
}

REQUIRED: dict[tuple[str, str], Row] = {
    ("WorkingGroupSession", "first_day"): session,
    ("WorkingGroupSession", "cycle"): session,
    ("Target", "goal"): target,
    ("Review", "state_under_review"): factories.review,
    ("Review", "cycle"): factories.review,
    ("Recommendation", "review"): factories.recommendation,
    ("RecommendingState", "recommendation"): recommending_state,
    ("RecommendingState", "state"): recommending_state,
    ("PositionStatement", "recommendation"): position,
    ("PositionStatement", "document"): position,
    ("PositionStatement", "stated_on"): position,
    ("Assessment", "recommendation"): assessment,
    ("Assessment", "organisation"): assessment,
    ("Assessment", "evidence_up_to"): assessment,
    ("Assessment", "assessed_on"): assessment,
    ("Submission", "review"): factories.submission,
    ("Section", "submission"): section,
    ("Citation", "section"): citation,
    ("Citation", "recommendation"): citation,
    ("NewRecommendation", "section"): new_recommendation,
}


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_change_that_keeps_the_rule_is_saved(rule: Rule) -> None:
    assert_kept(rule)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_change_that_keeps_the_rule_passes_validation(rule: Rule) -> None:
    assert_valid(rule)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_change_that_breaks_the_rule_is_refused_by_the_database(rule: Rule) -> None:
    assert_refused(rule)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_editor_who_breaks_the_rule_reads_why(rule: Rule) -> None:
    assert_told(rule)


def test_every_constraint_has_its_rule() -> None:
    assert {rule.name for rule in RULES} == constraint_names("recommendations")


@pytest.mark.parametrize(("model", "name"), TWICE, ids="-".join)
def test_value_that_identifies_a_row_is_refused_a_second_time(model: str, name: str) -> None:
    assert_one_of_each(TWICE[model, name], name)


def test_every_unique_field_is_tried_twice() -> None:
    assert set(TWICE) == unique_fields("recommendations")


@pytest.mark.parametrize(("model", "name"), REQUIRED, ids="-".join)
def test_row_without_what_it_hangs_on_is_refused(model: str, name: str) -> None:
    assert_required(REQUIRED[model, name], name)


def test_every_required_link_and_date_is_tried_without() -> None:
    assert set(REQUIRED) == required_links_and_dates("recommendations")


def test_number_and_fingerprint_together_are_refused_by_the_database() -> None:
    row = factories.recommendation()
    change = {"text_fingerprint": fingerprint("Ratify it.")}
    rule = "recommendation_numbered_or_with_text"
    expected = rule if connection.vendor != "sqlite" else f"CHECK constraint failed: {rule}"
    assert refused(row, change) == expected


def test_unnumbered_recommendations_of_different_texts_stand_side_by_side() -> None:
    unnumbered("Ratify it.")
    unnumbered("Sign it.")
    assert Recommendation.objects.filter(number="").count() == 2


def test_number_that_was_found_takes_the_place_of_the_fingerprint() -> None:
    row = unnumbered("Ratify it.")
    row.number = "124.1"
    row.full_clean()
    row.save()
    assert Recommendation.objects.get().text_fingerprint == ""
