"""One record of every table that editors write, in any state of publication, and where the public
reads it. `tests/test_publishing_rights.py` tries every way of writing on each of them.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from cases import models as evidence
from cases.models import CaseRelation, FormerNumber, Mention, OtherSpelling
from recommendations import models as review
from recommendations.models import Goal, SchemeLabel, Target, WorkingGroupSession
from tests.support import factories

# What an editor types, by the name of the field in a form.
Typed = dict[str, Any]
PUBLIC_REVIEW = "/reviews/kaz-2014/"
RECOMMENDATION = "/recommendations/kaz-2014/124.21/"
SUBMISSION = "/submissions/watch-2019/"


@dataclass(frozen=True)
class Record:
    """A row of a table. `make`: saves it, with an owner in a state of publication.

    `changed`: what is typed into its form so that the public reads something else; `private`: so
    that it does not. `another`: the form of another row beside it. `pages`: where the public reads
    the row where its owner is published. `column`: of `changed`, in a spreadsheet.
    """

    make: Callable[[str], Any]
    changed: Typed
    another: Callable[[Any], Typed]
    pages: tuple[str, ...]
    private: Typed = field(default_factory=dict)
    # Public with its owner, so that another one is too.
    part: bool = False
    # In every state of what names it.
    always_public: bool = False
    # No page shows it yet: it only counts as public.
    nowhere: bool = False
    # Rows of other tables rest on it, which no right overrules.
    in_use: bool = False


def recommendation(state: str, **values: Any) -> Any:
    return factories.recommendation("124.21", publication_state=state, **values)


def goal_of(state: str) -> Goal:
    goal = Goal.objects.create(number=3, title_en="Health")
    recommendation(state).goals.add(goal)
    return goal


def session_of(state: str) -> WorkingGroupSession:
    session = WorkingGroupSession.objects.create(
        number=20, cycle=factories.cycle(), first_day=dt.date(2014, 10, 27),
        last_day=dt.date(2014, 11, 7), precision="range",
    )  # fmt: skip
    factories.review(session=session)
    recommendation(state)
    return session


def theme_of(state: str) -> Any:
    recommendation(state, themes=("torture",))
    return factories.theme("torture")


def group_of(state: str) -> Any:
    recommendation(state, affected_groups=("women",))
    return factories.affected_group("women")


def source_of(state: str) -> Any:
    source = factories.source("a-book", symbol="", kind="publication", title="A book")
    law(state).sources.add(source)
    return source


def law(state: str) -> Any:
    return factories.law("act", publication_state=state)


def case(state: str) -> Any:
    return factories.case("activist", publication_state=state)


def submission(state: str) -> Any:
    row = factories.submission(publication_state=state)
    row.organisations.add(factories.organisation())
    return row


def section(state: str) -> Any:
    return factories.section(submission(state))


def body_of(state: str) -> Any:
    body = factories.body("court")
    factories.case_event(case(state), body=body)
    return body


def organisation_of(state: str) -> Any:
    finding = factories.assessment(recommendation("published"), publication_state=state)
    return finding.organisation


def evidence_of(state: str, **target: Any) -> Any:
    """Public with its recommendation, which is, and with what it is."""
    target = target or {"case": case(state)}
    return factories.evidence(recommendation("published"), reason_en="It shows it.", **target)


def ask(state: str) -> Any:
    return factories.new_recommendation(section(state))


def days(year: int) -> Typed:
    return {"precision": "day", "first_day": f"{year}-05-10", "last_day": f"{year}-05-10"}


FINDING: Typed = {
    "status": "not_implemented", "method": "by_organisation", "summary_en": "Nothing.",
    "evidence_up_to": "2019-01-31", "evidence_up_to_precision": "month",
    "assessed_on": "2019-10-02",
}  # fmt: skip

RECORDS: dict[type[Any], Record] = {
    review.State: Record(
        lambda state: factories.state("XYZ"),
        {"name_en": "Renamed"},
        lambda row: {"iso3": "ZZZ", "name_en": "Another", "regional_group": "asia_pacific"},
        ("/states/",),
        part=True,
        always_public=True,
    ),
    review.Cycle: Record(
        lambda state: recommendation(state).review.cycle,
        {"last_year": 2017},
        lambda row: {"number": 9, "first_year": 2050, "last_year": 2055},
        (PUBLIC_REVIEW,),
        in_use=True,
        always_public=True,
    ),
    review.WorkingGroupSession: Record(
        session_of,
        {"number": 21},
        lambda row: {"number": 99, "cycle": row.cycle_id, **days(2030)},
        (PUBLIC_REVIEW,),
        in_use=True,
        always_public=True,
    ),
    review.Theme: Record(
        theme_of,
        {"name_en": "Renamed"},
        lambda row: {"slug": "another", "name_en": "Another", "order": 1},
        (RECOMMENDATION,),
    ),
    review.AffectedGroup: Record(
        group_of,
        {"name_en": "Renamed"},
        lambda row: {"slug": "another", "name_en": "Another", "order": 1},
        (RECOMMENDATION,),
    ),
    review.SchemeLabel: Record(
        lambda state: SchemeLabel.objects.create(scheme="uhri", label="Torture", theme=theme_of(state)),
        {"label": "Renamed"},
        lambda row: {"scheme": "uhri", "label": "Another", "theme": row.theme_id},
        (RECOMMENDATION,),
        part=True,
        nowhere=True,
    ),
    review.Goal: Record(
        goal_of,
        {"title_en": "Renamed"},
        lambda row: {"number": 4, "title_en": "Another"},
        (RECOMMENDATION,),
    ),
    review.Target: Record(
        lambda state: Target.objects.create(code="3.1", goal=goal_of(state), title_en="Target"),
        {"title_en": "Renamed"},
        lambda row: {"code": "3.2", "goal": row.goal_id, "title_en": "Another"},
        (RECOMMENDATION,),
        part=True,
        nowhere=True,
    ),
    review.Organisation: Record(
        organisation_of,
        {"name_en": "Renamed"},
        lambda row: {"slug": "another", "name_en": "Another"},
        (RECOMMENDATION,),
        in_use=True,
    ),
    review.Source: Record(
        source_of,
        {"title": "Renamed"},
        lambda row: {"slug": "another", "kind": "publication", "title": "Another"},
        ("/laws/act/",),
    ),
    review.Review: Record(
        lambda state: recommendation(state).review,
        {"summary_en": "Rewritten"},
        lambda row: {
            "slug": "kaz-2030",
            "state_under_review": row.state_under_review_id,
            "cycle": factories.cycle(5).pk,
        },
        (PUBLIC_REVIEW,),
        part=True,
        in_use=True,
        always_public=True,
    ),
    review.Recommendation: Record(
        recommendation,
        {"title_en": "Rewritten"},
        lambda row: {"review": row.review_id, "number": "124.99", "title_en": "Another"},
        (RECOMMENDATION,),
    ),
    review.RecommendingState: Record(
        lambda state: recommendation(state).recommending_state_set.get(),
        {"state": lambda row: factories.state("NOR").pk},
        lambda row: {"state": factories.state("NOR").pk, "order": 2},
        (RECOMMENDATION,),
        part=True,
    ),
    review.PositionStatement: Record(
        lambda state: recommendation(state).position_statements.get(),
        {"words": "Rewritten"},
        lambda row: {
            "position": "noted",
            "state_claim": "none",
            "document": row.document_id,
            "paragraph": "125",
            "stated_on": "2014-11-05",
        },
        (RECOMMENDATION,),
        part=True,
    ),
    review.Assessment: Record(
        lambda state: factories.assessment(recommendation("published"), publication_state=state),
        {"summary_ru": "Ничего."},
        lambda row: {
            **FINDING,
            "recommendation": row.recommendation_id,
            "organisation": row.organisation_id,
        },
        (f"/ru{RECOMMENDATION}",),
    ),
    review.Submission: Record(
        submission,
        {"title_en": "Rewritten"},
        lambda row: {
            "key": "another",
            "title_en": "Another",
            "review": row.review_id,
            "organisations": factories.organisation().pk,
        },
        (SUBMISSION,),
        private={"key": "renamed"},
    ),
    review.Section: Record(
        section,
        {"heading_en": "Rewritten"},
        lambda row: {"submission": row.submission_id, "order": 2, "heading_en": "Another"},
        (SUBMISSION,),
        part=True,
    ),
    review.Citation: Record(
        lambda state: factories.citation(section(state), recommendation("published")),
        {"words": "Rewritten"},
        lambda row: {
            "section": row.section_id,
            "recommendation": factories.recommendation("124.22").pk,
            "certainty": "certain",
            "words": "Another",
        },
        (SUBMISSION,),
        part=True,
    ),
    review.NewRecommendation: Record(
        ask,
        {"text_en": "Rewritten"},
        lambda row: {"section": row.section_id, "order": 2, "text_en": "Another"},
        (SUBMISSION,),
        part=True,
    ),
    evidence.Body: Record(
        body_of,
        {"name_en": "Renamed"},
        lambda row: {"slug": "another", "name_en": "Another", "kind": "court"},
        ("/cases/activist/",),
        in_use=True,
    ),
    evidence.Case: Record(
        case,
        {"summary_en": "Rewritten"},
        lambda row: {"key": "another", "kind": "person"},
        ("/cases/activist/",),
        private={
            "key": "renamed",
            "private_name": "A secret",
            "protection_note": "A secret",
            "basis": "consent",
            "basis_note": "A secret",
            "name_display": "initials",
        },
    ),
    evidence.OtherSpelling: Record(
        lambda state: OtherSpelling.objects.create(case=case(state), spelling="Activiste"),
        {"spelling": "Rewritten"},
        lambda row: {"spelling": "Another"},
        ("/cases/activist/",),
        part=True,
    ),
    evidence.CaseRelation: Record(
        lambda state: CaseRelation.objects.create(
            from_case=case(state), kind="heads", to_case=factories.case("union")
        ),
        {"kind": "headed"},
        lambda row: {"kind": "headed", "to_case": row.to_case_id},
        ("/cases/activist/",),
        part=True,
    ),
    evidence.CaseEvent: Record(
        lambda state: factories.case_event(case(state)),
        {"place_en": "Elsewhere"},
        lambda row: {
            "case": row.case_id,
            "kind": "charged",
            "assertion": "reported",
            "order": 0,
            **days(2019),
        },
        ("/cases/activist/",),
        part=True,
    ),
    evidence.Law: Record(
        law,
        {"summary_en": "Rewritten"},
        lambda row: {"key": "another", "title_en": "Another", "kind": "act"},
        ("/laws/act/",),
        private={"key": "renamed"},
    ),
    evidence.Provision: Record(
        lambda state: factories.provision(law(state)),
        {"title_en": "Rewritten"},
        lambda row: {"law": row.law_id, "number": "175"},
        ("/laws/act/",),
        part=True,
    ),
    evidence.FormerNumber: Record(
        lambda state: FormerNumber.objects.create(provision=factories.provision(law(state)), number="164"),
        {"number": "165"},
        lambda row: {"number": "166"},
        ("/laws/act/",),
        part=True,
    ),
    evidence.LawChange: Record(
        lambda state: factories.law_change(law(state)),
        {"summary_en": "Rewritten"},
        lambda row: {
            "law": row.law_id,
            "kind": "adopted",
            "assertion": "reported",
            "order": 0,
            **days(2019),
        },
        ("/laws/act/",),
        part=True,
    ),
    evidence.Event: Record(
        lambda state: factories.event("march", publication_state=state),
        {"summary_en": "Rewritten"},
        lambda row: {
            "key": "another",
            "title_en": "Another",
            "kind": "happening",
            "assertion": "reported",
            "order": 0,
            **days(2019),
        },
        ("/events/march/",),
        private={"key": "renamed"},
    ),
    evidence.Figure: Record(
        lambda state: factories.figure("count", publication_state=state),
        {"wording_en": "dozens"},
        lambda row: {
            "key": "another",
            "title_en": "Another",
            "wording_en": "many",
            "unit_en": "people",
            "assertion": "reported",
            "order": 0,
            **days(2019),
        },
        ("/figures/count/",),
        private={"key": "renamed"},
    ),
    evidence.Evidence: Record(
        evidence_of,
        {"reason_en": "Rewritten"},
        lambda row: {
            "recommendation": factories.recommendation("124.22").pk,
            "case": row.case_id or "",
            "direction": "progress",
        },
        (RECOMMENDATION, "/cases/activist/"),
        part=True,
    ),
    evidence.Mention: Record(
        lambda state: Mention.objects.create(new_recommendation=ask(state), law=factories.law("act")),
        {"law": lambda row: factories.law("other-act").pk},
        lambda row: {
            "new_recommendation": row.new_recommendation_id,
            "law": factories.law("third-act").pk,
        },
        ("/new-recommendations/watch-2019/1.1/",),
        part=True,
    ),
}


# Evidence on the pages of what it is, beside those of cases.
EVIDENCE_OF = {
    evidence.Law: replace(
        RECORDS[evidence.Evidence],
        make=lambda state: evidence_of(state, law=law(state)),
        pages=("/laws/act/",),
    ),
    evidence.Event: replace(
        RECORDS[evidence.Evidence],
        make=lambda state: evidence_of(state, event=factories.event("march", publication_state=state)),
        pages=("/events/march/",),
    ),
    evidence.Figure: replace(
        RECORDS[evidence.Evidence],
        make=lambda state: evidence_of(state, figure=factories.figure("count", publication_state=state)),
        pages=("/figures/count/",),
    ),
    # On the page of the recommendation a row names what it is, another case.
    review.Recommendation: replace(
        RECORDS[evidence.Evidence],
        make=lambda state: factories.evidence(
            recommendation(state), case=factories.case("activist"), reason_en="It shows it."
        ),
        another=lambda row: {"direction": "progress", "case": factories.case("union").pk},
    ),
}
