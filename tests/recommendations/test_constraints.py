"""Every rule of the database about recommendations: kept, broken, and what an editor reads.

How a line is read and tried, `tests/support/rules.py` says.
"""

import datetime as dt

import pytest
from django.utils import timezone

from recommendations.addresses import fingerprint
from recommendations.models import Recommendation
from tests.support import factories
from tests.support import recommendation_rows as rows
from tests.support.rules import (
    Row,
    Rule,
    RulesOfAnApp,
    Two,
    Where,
    addressed,
    dated,
    in_the_words_of_the_engine,
    itself,
    known_choice,
    last,
    not_empty,
    publishable,
    refused,
)

pytestmark = pytest.mark.django_db

ALL_OF_2019 = {"evidence_up_to": dt.date(2019, 12, 31), "evidence_up_to_precision": "year"}

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
        "state_members_have_a_group",
        factories.state,
        {"un_status": "non_member"},
        {"un_status": "non_member", "regional_group": ""},
    ),
    Rule(
        "cycle_years_in_order",
        factories.cycle,
        {"last_year": 2011},
        {"last_year": 2012},
    ),
    *dated("recommendations_workinggroupsession", rows.session),
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
        lambda: last(rows.scheme_label("Torture"), rows.scheme_label("Women")),
        {"label": "Torture"},
        {"label": "Torture", "scheme": "uhri"},
    ),
    *known_choice("recommendations_schemelabel", rows.scheme_label, "scheme"),
    Rule(
        "schemelabel_means_something",
        rows.scheme_label,
        {"theme": None},
        {"theme": None, "affected_group": lambda _: factories.affected_group()},
    ),
    Rule("goal_number_1_to_17", rows.goal, {"number": 0}, {"number": 1}),
    Rule("goal_number_1_to_17", rows.goal, {"number": 18}, {"number": 17}),
    *not_empty("recommendations_goal", rows.goal, "title_en"),
    *not_empty("recommendations_target", rows.target, "title_en"),
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
        rows.publication,
        {"title": ""},
        {"title": "", "publisher_en": "Watch"},
    ),
    Rule(
        "source_seen_or_cited",
        factories.source,
        {"seen_by_us": False},
        {"seen_by_us": False, "cited_in": lambda _: rows.publication()},
    ),
    Rule(
        "source_not_cited_in_itself",
        factories.source,
        {"cited_in": itself},
        {"cited_in": lambda _: rows.publication()},
    ),
    Rule(
        "review_once_a_cycle",
        lambda: last(factories.review(), rows.other_review()),
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
    Rule("review_slug_is_code_and_year", factories.review, {"slug": "kaz-2014-1"}, stopped_by="slug"),
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
        {"number": "124.1", "review": lambda _: rows.other_review()},
    ),
    Rule(
        "recommendation_text_unique",
        lambda: last(rows.unnumbered("Ratify it."), rows.unnumbered("Sign it.")),
        {"text": "RATIFY  it", "text_fingerprint": fingerprint("Ratify it.")},
        {
            "text": "RATIFY  it",
            "text_fingerprint": fingerprint("Ratify it."),
            "review": lambda _: rows.other_review(),
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
    *(
        Rule(
            "recommendation_number_fits_an_address",
            factories.recommendation,
            {"number": number},
            {"number": "93 (a)"},
            stopped_by="number",
        )
        for number in ("x/y", "text-1")
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
        lambda: rows.recommending_state("IRL", "NOR"),
        {"state": lambda _: factories.state("IRL")},
        {"state": lambda _: factories.state("SWE")},
    ),
    Rule(
        "positionstatement_once_a_paragraph",
        rows.second_position,
        {"paragraph": "124"},
        {
            "paragraph": "124",
            "document": lambda _: factories.source("a-hrc-28-10-add-1"),
        },
    ),
    *known_choice("recommendations_positionstatement", rows.position, "position"),
    *known_choice("recommendations_positionstatement", rows.position, "state_claim"),
    *(
        Rule(
            "positionstatement_pending_claims_nothing",
            rows.position,
            {"position": "pending", "state_claim": claim},
            {"position": "pending", "state_claim": "none"},
        )
        for claim in ("already_implemented", "in_process")
    ),
    Rule(
        "positionstatement_stated_on_plausible",
        rows.position,
        {"stated_on": dt.date(19, 11, 4)},
        {"stated_on": dt.date(1900, 1, 1)},
        stopped_by="stated_on",
    ),
    Rule(
        "assessment_days_plausible",
        rows.assessment,
        {"evidence_up_to": dt.date(1899, 12, 31), "evidence_up_to_precision": "day"},
        {"evidence_up_to": dt.date(1900, 1, 1), "evidence_up_to_precision": "day"},
        stopped_by="evidence_up_to",
    ),
    *publishable("recommendations_assessment", rows.assessment),
    *known_choice("recommendations_assessment", rows.assessment, "status"),
    *known_choice("recommendations_assessment", rows.assessment, "method"),
    Rule(
        "assessment_coded_by_rule",
        rows.coded_assessment,
        {"coding_rule": ""},
        {"coding_rule": "", "method": "by_organisation"},
    ),
    Rule(
        "assessment_status_follows_rule",
        rows.coded_assessment,
        {"status": "regressed"},
        {"status": "regressed", "coding_rule": "worse"},
    ),
    *not_empty("recommendations_assessment", rows.assessment, "summary_en"),
    Rule(
        "assessment_assesses",
        rows.assessment,
        {"status": "not_assessed"},
        {"status": "insufficient_information"},
    ),
    Rule(
        "assessment_evidence_before_assessment",
        rows.assessment,
        {"assessed_on": dt.date(2019, 2, 28)},
        # The month is not over, but has begun.
        {"assessed_on": dt.date(2019, 3, 1)},
    ),
    Rule(
        "assessment_evidence_before_assessment",
        rows.assessment,
        {**ALL_OF_2019, "assessed_on": dt.date(2018, 12, 31)},
        {**ALL_OF_2019, "assessed_on": dt.date(2019, 1, 1)},
    ),
    Rule(
        "assessment_evidence_before_assessment",
        rows.assessment,
        {"evidence_up_to_precision": "day", "assessed_on": dt.date(2019, 3, 30)},
        {"evidence_up_to_precision": "day", "assessed_on": dt.date(2019, 3, 31)},
    ),
    *(
        Rule(
            "assessment_evidence_up_to_is_last_day",
            rows.assessment,
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
        rows.assessment,
        {"evidence_up_to_precision": "quarter"},
        {"evidence_up_to_precision": "day"},
        stopped_by="evidence_up_to_precision",
    ),
    Rule(
        "assessment_corrects_an_earlier_one",
        rows.second_assessment,
        {"corrects": itself},
        {"corrects": lambda row: row.recommendation.assessments.earliest("pk")},
        stopped_by="corrects",
    ),
    Rule(
        "assessment_corrects_an_earlier_one",
        rows.assessment,
        {"corrects": lambda row: factories.assessment(row.recommendation)},
        stopped_by="corrects",
    ),
    *addressed("recommendations_submission", factories.submission),
    *not_empty("recommendations_submission", factories.submission, "title_en"),
    Rule(
        "submission_word_limit_positive",
        factories.submission,
        {"word_limit": 0},
        {"word_limit": 1},
    ),
    Rule("section_order_unique", rows.second_section, {"order": 1}, {"order": 3}),
    *not_empty("recommendations_section", rows.section, "heading_en"),
    Rule(
        "citation_unique",
        rows.second_citation,
        {"recommendation": lambda _: Recommendation.objects.get(number="124.1")},
        {"recommendation": lambda _: factories.recommendation("124.3")},
    ),
    *known_choice("recommendations_citation", rows.citation, "certainty"),
    *not_empty("recommendations_citation", rows.citation, "words"),
    Rule(
        "newrecommendation_order_unique",
        rows.second_new_recommendation,
        {"order": 1},
        {"order": 3},
    ),
    *not_empty("recommendations_newrecommendation", rows.new_recommendation, "text_en"),
    *known_choice("recommendations_import", factories.document_import, "kind"),
    *known_choice("recommendations_import", factories.document_import, "state"),
    Rule(
        "import_hash_is_sha256",
        factories.document_import,
        {"file_hash": "A" * 64},
        {"file_hash": "a" * 64},
        stopped_by="file_hash",
    ),
    Rule(
        "import_hash_is_sha256",
        factories.document_import,
        {"file_hash": "a" * 63},
        stopped_by="file_hash",
    ),
    Rule(
        "import_state_has_its_day",
        factories.document_import,
        {"state": "undone"},
        {"state": "undone", "undone_at": timezone.now()},
    ),
    Rule(
        "import_state_has_its_day",
        lambda: factories.document_import(
            state="partly", undone_at=timezone.now(), left_in_place=[["124.1", "It stays."]]
        ),
        {"undone_at": None},
        {"undone_at": timezone.now()},
    ),
    Rule(
        "import_partly_undone_says_what_stays",
        factories.document_import,
        {"state": "partly", "undone_at": timezone.now()},
        {"state": "partly", "undone_at": timezone.now(), "left_in_place": [["124.1", "It stays."]]},
    ),
    Rule("import_partly_undone_says_what_stays", factories.document_import, {"left_in_place": [["", ""]]}),
    Rule("import_state_has_its_day", factories.document_import, {"state": "waiting"}),
    Rule("import_state_has_its_day", factories.document_import, {"carried_out_at": None}),
    Rule(
        "import_content_only_while_waiting",
        factories.document_import,
        {"content": b"%PDF"},
        {"state": "waiting", "carried_out_at": None, "content": b"%PDF"},
    ),
    Rule(
        "importchange_once_a_field",
        rows.second_import_change,
        {"field": "title_en"},
        {"field": "title_ru"},
    ),
    Rule("unknownlabel_unique", rows.second_unknown_label, {"label": "A"}, {"label": "C"}),
    *known_choice("recommendations_unknownlabel", rows.unknown_label, "scheme"),
]

TWICE: dict[Where, Two] = {
    ("State", "iso3"): lambda: (factories.state("KAZ"), factories.state("UZB")),
    ("Cycle", "number"): lambda: (factories.cycle(2), factories.cycle(3)),
    ("WorkingGroupSession", "number"): lambda: (rows.session(20), rows.session(21)),
    ("Theme", "slug"): lambda: (factories.theme(), factories.theme("justice")),
    ("AffectedGroup", "slug"): lambda: (
        factories.affected_group(),
        factories.affected_group("children"),
    ),
    ("Goal", "number"): lambda: (rows.goal(1), rows.goal(2)),
    ("Target", "code"): lambda: (rows.target("5.1"), rows.target("5.2")),
    ("Organisation", "slug"): lambda: (
        factories.organisation(),
        factories.organisation("other"),
    ),
    ("Source", "slug"): lambda: (factories.source(), rows.publication()),
    ("Review", "slug"): lambda: (factories.review(), rows.other_review()),
    ("Submission", "key"): lambda: (
        factories.submission(),
        factories.submission("other"),
    ),
    ("Submission", "slug"): lambda: (
        factories.submission(),
        factories.submission("other"),
    ),
}

REQUIRED: dict[Where, Row] = {
    ("WorkingGroupSession", "first_day"): rows.session,
    ("WorkingGroupSession", "cycle"): rows.session,
    ("Target", "goal"): rows.target,
    ("Review", "state_under_review"): factories.review,
    ("Review", "cycle"): factories.review,
    ("Recommendation", "review"): factories.recommendation,
    ("RecommendingState", "recommendation"): rows.recommending_state,
    ("RecommendingState", "state"): rows.recommending_state,
    ("PositionStatement", "recommendation"): rows.position,
    ("PositionStatement", "document"): rows.position,
    ("PositionStatement", "stated_on"): rows.position,
    ("Assessment", "recommendation"): rows.assessment,
    ("Assessment", "organisation"): rows.assessment,
    ("Assessment", "evidence_up_to"): rows.assessment,
    ("Assessment", "assessed_on"): rows.assessment,
    ("Submission", "review"): factories.submission,
    ("Section", "submission"): rows.section,
    ("Citation", "section"): rows.citation,
    ("Citation", "recommendation"): rows.citation,
    ("NewRecommendation", "section"): rows.new_recommendation,
    ("Import", "uploaded_at"): factories.document_import,
    ("ImportChange", "made_in"): rows.import_change,
}


class TestRules(RulesOfAnApp):
    app = "recommendations"
    rules = RULES
    twice = TWICE
    required = REQUIRED


def test_number_and_fingerprint_together_are_refused_by_the_database() -> None:
    row = factories.recommendation()
    change = {"text_fingerprint": fingerprint("Ratify it.")}
    [rule] = [line for line in RULES if line.name == "recommendation_numbered_or_with_text"]
    assert refused(row, change) == in_the_words_of_the_engine(row, rule.constraint(row))


def test_unnumbered_recommendations_of_different_texts_stand_side_by_side() -> None:
    rows.unnumbered("Ratify it.")
    rows.unnumbered("Sign it.")
    assert Recommendation.objects.filter(number="").count() == 2


def test_number_that_was_found_takes_the_place_of_the_fingerprint() -> None:
    row = rows.unnumbered("Ratify it.")
    row.number = "124.1"
    row.full_clean()
    row.save()
    assert Recommendation.objects.get().text_fingerprint == ""
