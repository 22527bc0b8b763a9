"""Rows for tests: each function saves one row that is valid, and public unless told otherwise."""

import datetime as dt
import itertools
from typing import Any

from django.utils import timezone

from cases.models import Body, Case, CaseEvent, Event, Evidence, Figure, Law, LawChange, Provision
from recommendations.models import (
    AffectedGroup,
    Assessment,
    Citation,
    Cycle,
    Import,
    NewRecommendation,
    Organisation,
    PositionStatement,
    Recommendation,
    RecommendingState,
    Review,
    Section,
    Source,
    State,
    Submission,
    Theme,
)
from recommendations.state_names import forms_in

_count = itertools.count(1)


def _published(values: dict[str, Any], *, address: str | None = None) -> dict[str, Any]:
    """Adds what a published row must have, unless the test asks for another state."""
    values.setdefault("publication_state", "published")
    if values["publication_state"] == "published":
        values.setdefault("published_at", timezone.now())
    # A withdrawn record keeps its address.
    if address and values["publication_state"] in ("published", "withdrawn"):
        values.setdefault("slug", address)
    return values


def state(iso3: str = "KAZ", **values: Any) -> State:
    known = forms_in("en").get(iso3)
    values.setdefault("name_en", known.listed if known else f"State {iso3}")
    values.setdefault("regional_group", "asia_pacific")
    return State.objects.get_or_create(iso3=iso3, defaults=values)[0]


def cycle(number: int = 2) -> Cycle:
    return Cycle.objects.get_or_create(number=number, defaults={"first_year": 2012, "last_year": 2016})[0]


def source(slug: str = "a-hrc-28-10", **values: Any) -> Source:
    values.setdefault("kind", "un_document")
    values.setdefault("symbol", slug.upper().replace("-", "/"))
    return Source.objects.get_or_create(slug=slug, defaults=values)[0]


def review(slug: str = "kaz-2014", **values: Any) -> Review:
    if found := Review.objects.filter(slug=slug).first():
        return found
    values.setdefault("state_under_review", state(slug[:3].upper()))
    values.setdefault("cycle", cycle())
    values.setdefault("reviewed_on", dt.date(int(slug[-4:]), 10, 30))
    values.setdefault("report", source())
    return Review.objects.create(slug=slug, **values)


def theme(slug: str = "torture", **values: Any) -> Theme:
    values.setdefault("name_en", slug.replace("-", " ").capitalize())
    return Theme.objects.get_or_create(slug=slug, defaults=values)[0]


def affected_group(slug: str = "women", **values: Any) -> AffectedGroup:
    values.setdefault("name_en", slug.capitalize())
    return AffectedGroup.objects.get_or_create(slug=slug, defaults=values)[0]


def organisation(slug: str = "watch", **values: Any) -> Organisation:
    values.setdefault("name_en", slug.capitalize())
    return Organisation.objects.get_or_create(slug=slug, defaults=values)[0]


def recommendation(
    number: str | None = None,
    *,
    states: tuple[str, ...] = ("IRL",),
    position: str | None = "supported",
    state_claim: str = "none",
    themes: tuple[str, ...] = (),
    affected_groups: tuple[str, ...] = (),
    **values: Any,
) -> Recommendation:
    """A published recommendation of the review of Kazakhstan 2014, with its position."""
    number = number if number is not None else f"124.{next(_count)}"
    values.setdefault("review", review())
    values.setdefault("title_en", f"Do what is asked in {number}")
    row = Recommendation.objects.create(number=number, **_published(values))
    for order, iso3 in enumerate(states, 1):
        RecommendingState.objects.create(recommendation=row, state=state(iso3), order=order)
    row.themes.set([theme(slug) for slug in themes])
    row.affected_groups.set([affected_group(slug) for slug in affected_groups])
    if position:
        position_statement(row, position=position, state_claim=state_claim)
    return row


def document_import(**values: Any) -> Import:
    """A report that was imported."""
    values.setdefault("file_name", "report.pdf")
    values.setdefault("file_hash", "0" * 64)
    values.setdefault("kind", "report")
    values.setdefault("state", "done")
    if values["state"] != "waiting":
        values.setdefault("carried_out_at", timezone.now())
    return Import.objects.create(**values)


def position_statement(recommendation: Recommendation, **values: Any) -> PositionStatement:
    values.setdefault("position", "supported")
    values.setdefault("document", source())
    values.setdefault("paragraph", "124")
    values.setdefault("stated_on", dt.date(2014, 11, 4))
    return PositionStatement.objects.create(recommendation=recommendation, **values)


def assessment(recommendation: Recommendation, **values: Any) -> Assessment:
    values.setdefault("organisation", organisation())
    values.setdefault("status", "not_implemented")
    values.setdefault("summary_en", "Nothing has changed.")
    values.setdefault("evidence_up_to", dt.date(2019, 3, 31))
    values.setdefault("evidence_up_to_precision", "month")
    values.setdefault("assessed_on", dt.date(2019, 10, 1))
    return Assessment.objects.create(recommendation=recommendation, **_published(values))


def submission(key: str = "watch-2019", **values: Any) -> Submission:
    values.setdefault("title_en", "Submission")
    values.setdefault("review", review("kaz-2019", cycle=cycle(3), report=None))
    return Submission.objects.create(key=key, **_published(values, address=key))


def section(submission: Submission, order: int = 1, **values: Any) -> Section:
    values.setdefault("heading_en", f"Section {order}")
    return Section.objects.create(submission=submission, order=order, **values)


def citation(section: Section, recommendation: Recommendation, **values: Any) -> Citation:
    values.setdefault("certainty", "certain")
    values.setdefault("words", "as it was recommended")
    return Citation.objects.create(section=section, recommendation=recommendation, **values)


def new_recommendation(section: Section, order: int = 1, **values: Any) -> NewRecommendation:
    values.setdefault("text_en", f"Do at last what was asked ({order})")
    return NewRecommendation.objects.create(section=section, order=order, **values)


def body(slug: str = "court", **values: Any) -> Body:
    values.setdefault("name_en", slug.capitalize())
    values.setdefault("kind", "court")
    return Body.objects.get_or_create(slug=slug, defaults=values)[0]


def case(key: str | None = None, **values: Any) -> Case:
    key = key or f"case-{next(_count)}"
    # The address of a case follows its public name.
    values.setdefault("public_name_en", key.replace("-", " ").capitalize())
    values.setdefault("existence_acknowledged", True)
    values.setdefault("name_display", "full_name")
    values.setdefault("basis", "own_advocacy")
    return Case.objects.create(key=key, **_published(values, address=key))


def case_event(case: Case, **values: Any) -> CaseEvent:
    values.setdefault("kind", "arrested")
    values.setdefault("first_day", dt.date(2018, 5, 10))
    values.setdefault("last_day", values["first_day"])
    return CaseEvent.objects.create(case=case, **values)


def law(key: str | None = None, **values: Any) -> Law:
    key = key or f"law-{next(_count)}"
    values.setdefault("title_en", f"Law {key}")
    values.setdefault("kind", "act")
    return Law.objects.create(key=key, **_published(values, address=key))


def provision(law: Law, number: str = "174", **values: Any) -> Provision:
    return Provision.objects.create(law=law, number=number, **values)


def law_change(law: Law, **values: Any) -> LawChange:
    values.setdefault("kind", "amended")
    values.setdefault("first_day", dt.date(2015, 12, 2))
    values.setdefault("last_day", values["first_day"])
    return LawChange.objects.create(law=law, **values)


def event(key: str | None = None, **values: Any) -> Event:
    key = key or f"event-{next(_count)}"
    values.setdefault("title_en", f"Event {key}")
    values.setdefault("kind", "happening")
    values.setdefault("first_day", dt.date(2018, 5, 10))
    values.setdefault("last_day", values["first_day"])
    return Event.objects.create(key=key, **_published(values, address=key))


def figure(key: str | None = None, **values: Any) -> Figure:
    key = key or f"figure-{next(_count)}"
    values.setdefault("title_en", f"Figure {key}")
    values.setdefault("wording_en", "165")
    values.setdefault("unit_en", "administrative cases")
    values.setdefault("first_day", dt.date(2018, 1, 1))
    values.setdefault("last_day", dt.date(2018, 12, 31))
    values.setdefault("precision", "year")
    return Figure.objects.create(key=key, **_published(values, address=key))


def evidence(recommendation: Recommendation, **values: Any) -> Evidence:
    values.setdefault("direction", "no_change")
    return Evidence.objects.create(recommendation=recommendation, **values)
