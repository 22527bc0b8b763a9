"""The public site is byte-identical whether a confidential record exists or not."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import models
from django.test import Client
from django.utils import timezone
from modeltranslation.translator import NotRegistered, translator

import cases.privacy
import recommendations.privacy
from cases.models import Case, CaseEvent, CaseRelation, Figure, Law, Mention, OtherSpelling
from recommendations.models import (
    Assessment,
    NewRecommendation,
    Recommendation,
    Review,
    Source,
    UnknownLabel,
)
from tests import factories
from tests.public import crawl, read
from tests.rules import tables

pytestmark = pytest.mark.django_db

# What only confidential records say. Whatever leaks, leaks one of these.
SECRET = "Xanadu"
PRIVATE_STATES = ("draft", "in_review", "withdrawn")


def public_world() -> Recommendation:
    """A little of everything, published; returns the recommendation that all of it is about."""
    row = factories.recommendation(
        "124.21", state_claim="already_implemented", themes=("freedom-of-religion",),
        affected_groups=("religious-communities",), states=("IRL", "NLD"),
    )  # fmt: skip
    factories.recommendation("126.1", position="noted", themes=("torture",), states=("DEU",))
    # So that there is something to compare it with.
    earlier = factories.review("kaz-2010", cycle=factories.cycle(1), report=None)
    row.precursors.add(factories.recommendation("95.1", review=earlier))
    factories.assessment(row)
    case = factories.case("public-case")
    factories.case_event(case)
    for target in (
        {"case": case},
        {"law": factories.law("public-law")},
        {"law_change": factories.law_change(factories.law("changed-law"))},
        {"event": factories.event("public-event")},
        {"figure": factories.figure("public-figure")},
    ):
        factories.evidence(row, **target)
    factories.figure("loose-figure")
    factories.provision(Law.objects.get(key="public-law"))
    section = factories.section(factories.submission())
    ask = factories.new_recommendation(section)
    ask.follows_up.add(row)
    ask.themes.add(factories.theme("freedom-of-religion"))
    return row


def confidential_recommendation(_row: Recommendation, state: str) -> Any:
    factories.theme(SECRET.lower(), name_en=SECRET)
    factories.affected_group(f"{SECRET.lower()}-group", name_en=SECRET)
    row = factories.recommendation(
        "125.99", title_en=SECRET, text=SECRET, text_source=factories.source(),
        publication_state=state, themes=(SECRET.lower(), "torture"),
        affected_groups=(f"{SECRET.lower()}-group",), states=("FRA", "IRL"),
    )  # fmt: skip
    factories.assessment(row, summary_en=SECRET)
    factories.evidence(row, case=Case.objects.get(key="public-case"), reason_en=SECRET)
    NewRecommendation.objects.get().follows_up.add(row)
    # Through a recommendation that nobody sees no figure leads to what is asked next.
    factories.evidence(row, figure=Figure.objects.get(key="loose-figure"))
    row.precursors.add(Recommendation.objects.get(number="124.21"))
    return row


def confidential_review(_row: Recommendation, state: str) -> Any:
    review = factories.review(
        "uzb-2018", cycle=factories.cycle(3), report=None, summary_en=SECRET,
    )  # fmt: skip
    return factories.recommendation(
        "7.1", review=review, title_en=SECRET, publication_state=state, states=("IRL",)
    )


def confidential_finding(row: Recommendation, state: str) -> Any:
    partner = factories.organisation("secret-partner", name_en=SECRET)
    # Whose finding would be the headline, if it were public.
    Review.objects.update(headline_organisation=partner)
    return factories.assessment(
        row, status="regressed", summary_en=SECRET, publication_state=state, organisation=partner,
        evidence_up_to=dt.date(2020, 12, 31), assessed_on=dt.date(2021, 1, 1),
        recorded_by=User.objects.create(username=SECRET),
    )  # fmt: skip


def confidential_correction(row: Recommendation, state: str) -> Any:
    """Of a public finding, which goes on standing."""
    return factories.assessment(
        row, status="in_progress", summary_en=SECRET, publication_state=state,
        corrects=row.assessments.earliest("pk"), evidence_up_to=dt.date(2018, 12, 31),
    )  # fmt: skip


def secret_source() -> Source:
    return factories.source(SECRET.lower(), symbol="", kind="publication", title=SECRET)


def confidential_case(row: Recommendation, state: str) -> Any:
    case = factories.case(
        f"{SECRET.lower()}-case", public_name_en=SECRET, summary_en=SECRET, private_name=SECRET,
        publication_state=state, role="asylum_seeker",
    )  # fmt: skip
    case.themes.add(factories.theme(SECRET.lower(), name_en=SECRET))
    case.sources.add(secret_source())
    # Everything that the list of cases filters by has a value that only this case has.
    for kind in ("psychiatric_detention", "asylum_refused"):
        event = factories.case_event(
            case, kind=kind, place_en=SECRET, summary_en=SECRET, first_day=dt.date(1999, 5, 10),
            provision=Law.objects.get(key="public-law").provisions.get(),
        )  # fmt: skip
        event.sources.add(secret_source())
    # The ground on which a public case was published is private, and cites nothing.
    Case.objects.filter(key="public-case").update(basis_source=secret_source())
    OtherSpelling.objects.create(case=case, spelling=SECRET)
    public_case = Case.objects.get(key="public-case")
    CaseRelation.objects.create(from_case=public_case, kind="heads", to_case=case)
    Mention.objects.create(new_recommendation=NewRecommendation.objects.get(), case=case)
    factories.evidence(row, case=case, direction="regression", reason_en=SECRET)
    return case


def confidential_law(row: Recommendation, state: str) -> Any:
    law = factories.law(SECRET.lower(), title_en=SECRET, publication_state=state, kind="regulation")
    law.themes.add(factories.theme(SECRET.lower(), name_en=SECRET))
    law.sources.add(secret_source())
    Mention.objects.create(new_recommendation=NewRecommendation.objects.get(), law=law)
    provision = factories.provision(law, title_en=SECRET)
    Mention.objects.create(new_recommendation=NewRecommendation.objects.get(), provision=provision)
    factories.evidence(row, law=law, reason_en=SECRET)
    CaseEvent.objects.filter(case__key="public-case").update(provision=provision)
    factories.evidence(
        row, law_change=factories.law_change(law, summary_en=SECRET, kind="repealed")
    )
    return law


def confidential_event(row: Recommendation, state: str) -> Any:
    event = factories.event(SECRET.lower(), title_en=SECRET, publication_state=state)
    event.sources.add(secret_source())
    factories.evidence(row, event=event, reason_en=SECRET)
    return event


def confidential_figure(row: Recommendation, state: str) -> Any:
    figure = factories.figure(
        SECRET.lower(), title_en=SECRET, wording_en=SECRET, unit_en=SECRET, publication_state=state
    )
    factories.evidence(row, figure=figure, reason_en=SECRET)
    Figure.objects.filter(key="public-figure").update(part_of=figure)
    return figure


def confidential_submission(row: Recommendation, state: str) -> Any:
    submission = factories.submission(
        f"{SECRET.lower()}-submission", title_en=SECRET, publication_state=state
    )
    submission.organisations.add(factories.organisation("secret-partner", name_en=SECRET))
    section = factories.section(submission, prose_en=SECRET)
    factories.citation(section, row, words=SECRET)
    ask = factories.new_recommendation(section, text_en=SECRET)
    ask.follows_up.add(row)
    ask.themes.add(factories.theme(SECRET.lower(), name_en=SECRET))
    return submission


CONFIDENTIAL: tuple[Callable[[Recommendation, str], Any], ...] = (
    confidential_recommendation,
    confidential_review,
    confidential_finding,
    confidential_correction,
    confidential_case,
    confidential_law,
    confidential_event,
    confidential_figure,
    confidential_submission,
)
GUESSES = (
    "/recommendations/kaz-2014/125.99/",
    "/recommendations/kaz-2014/125.99/compare/",
    "/recommendations/uzb-2018/7.1/",
    "/reviews/uzb-2018/",
    "/reviews/uzb-2018/from/irl/",
    "/reviews/kaz-2014/from/fra/",
    "/states/fra/",
    "/states/uzb/",
    f"/themes/{SECRET.lower()}/",
    f"/recommendations/?theme={SECRET.lower()}",
    f"/recommendations/?affected_group={SECRET.lower()}-group",
    "/recommendations/?recommending_state=FRA",
    "/recommendations/?review=uzb-2018",
    "/recommendations/?status=regressed",
    f"/recommendations/?q={SECRET}",
    f"/recommendations/?q={SECRET[:3]}",
    f"/recommendations/?q={SECRET[:3]}*",
    f"/recommendations/?q=-{SECRET}&sort=finding",
    f'/recommendations/?q="{SECRET}"',
    "/recommendations/?all=recommending_state&all=theme&all=affected_group",
    f"/new-recommendations/?q={SECRET}",
    f"/new-recommendations/?theme={SECRET.lower()}",
    "/new-recommendations/?review=uzb-2018",
    f"/cases/?q={SECRET[:4]}*",
    "/cases/?q=Ksanadu",
    "/cases/?all=provision&all=year",
    f"/recommendations/export.csv?theme={SECRET.lower()}",
    f"/recommendations/export.csv?q={SECRET}",
    "/recommendations/export.csv?recommending_state=FRA",
    f"/cases/{SECRET.lower()}-case/",
    f"/cases/?q={SECRET}",
    "/cases/?liberty=psychiatric_detention",
    "/cases/?restriction=asylum_refused",
    "/cases/?role=asylum_seeker",
    f"/cases/?theme={SECRET.lower()}",
    f"/cases/?provision={SECRET.lower()}:174",
    "/cases/?provision=public-law:174",
    "/cases/?year=1999",
    f"/cases/export.csv?q={SECRET}",
    "/cases/export.csv?year=1999",
    f"/laws/?q={SECRET}",
    "/laws/?kind=regulation",
    "/laws/?status=repealed",
    f"/laws/?theme={SECRET.lower()}",
    f"/laws/export.csv?q={SECRET}",
    f"/laws/{SECRET.lower()}/",
    f"/events/{SECRET.lower()}/",
    f"/figures/{SECRET.lower()}/",
    f"/sources/{SECRET.lower()}/",
    f"/submissions/{SECRET.lower()}-submission/",
    f"/new-recommendations/{SECRET.lower()}-submission/1.1/",
)


def everything() -> dict[str, Any]:
    """Every address that links lead to, and those that somebody could guess."""
    answers: dict[str, Any] = dict(crawl())
    for guess in GUESSES:
        for prefix in ("", "/ru", "/kk"):
            answers[f"guess {prefix}{guess}"] = read(prefix + guess)
    return answers


@pytest.fixture
def world() -> Recommendation:
    for iso3 in ("FRA", "UZB"):
        factories.state(iso3)
    return public_world()


@pytest.mark.parametrize("state", PRIVATE_STATES)
def test_public_site_same_with_every_confidential_record_and_without(
    world: Recommendation, state: str
) -> None:
    before = everything()
    for confidential in CONFIDENTIAL:
        confidential(world, state)
    after = everything()
    assert after.keys() == before.keys()
    changed = {address for address, answer in after.items() if answer != before[address]}
    assert changed == set()


@pytest.mark.parametrize("confidential", CONFIDENTIAL)
def test_public_site_shows_the_same_record_once_it_is_published(
    world: Recommendation, confidential: Callable[[Recommendation, str], Any]
) -> None:
    """Without this the test above could pass because nothing shows anything."""
    confidential(world, "published")
    assert any(SECRET.encode() in answer.body for _address, answer in crawl())


@pytest.mark.django_db(transaction=True)
def test_lists_say_nothing_of_what_was_public_once(world: Recommendation) -> None:
    """The index is shared by all requests and only ever brought up to date: no word may stay."""
    made = [confidential(world, "draft") for confidential in CONFIDENTIAL]
    lists = [guess for guess in GUESSES if "/?" in guess] + [
        "/recommendations/", "/cases/", "/laws/", "/new-recommendations/", "/",
    ]  # fmt: skip
    before = {address: read(address) for address in lists}
    for row in made:
        slug = {"slug": f"{SECRET.lower()}-{row.pk}"} if hasattr(row, "slug") else {}
        state = {"publication_state": "published", "published_at": timezone.now(), **slug}
        type(row)._default_manager.filter(pk=row.pk).update(**state)
    public = {address for address in lists if SECRET.encode() in read(address).body}
    assert len(public) > 20
    for row in made:
        type(row)._default_manager.filter(pk=row.pk).update(publication_state="withdrawn")
    changed = {address for address in lists if read(address) != before[address]}
    assert changed == set()


def test_public_site_never_says_a_private_field(world: Recommendation) -> None:
    user = User.objects.create(username=SECRET)
    Assessment.objects.update(recorded_by=user)
    for app in (recommendations.privacy, cases.privacy):
        for name, fields in app.PRIVATE.items():
            model = apps.get_model(app.__name__.split(".")[0], name)
            texts = {
                field: f"{SECRET}-private"
                for field in fields
                if model._meta.get_field(field).get_internal_type()
                in ("CharField", "TextField", "SlugField")
                and not model._meta.get_field(field).choices
            }
            for row in model._default_manager.all():
                unique = {f: f"{text}-{row.pk}" for f, text in texts.items()}
                model._default_manager.filter(pk=row.pk).update(**unique)
    assert Case.objects.filter(private_name__startswith=SECRET).exists()
    # What imports and history keep of a published recommendation.
    factories.document_import(file_name=SECRET, doubts=[[SECRET, SECRET]])
    label = UnknownLabel.objects.create(scheme="uhri", label=SECRET)
    label.recommendations.add(world)
    world.title_en, title = SECRET, world.title_en
    world.save()
    world.title_en = title
    world.save()
    assert world.history.filter(title_en=SECRET).exists()  # type: ignore[attr-defined]
    leaks = {address for address, answer in everything().items() if SECRET.encode() in answer.body}
    guessed = {address for address in leaks if address.startswith("guess")}
    # An address that was asked for is repeated: in the search box and in the language links.
    assert leaks - guessed == set()


def test_public_page_is_the_same_for_an_editor_who_is_logged_in(world: Recommendation) -> None:
    editor = Client()
    editor.force_login(User.objects.create_superuser("root"))
    for address, answer in crawl():
        assert read(address, editor) == answer


def test_public_page_sets_no_cookie_and_has_no_token(world: Recommendation) -> None:
    for _address, answer in crawl():
        assert "Set-Cookie" not in dict(answer.headers)
        assert b"csrf" not in answer.body
        assert b"nonce" not in answer.body


def _base_name(model: type[models.Model], name: str) -> str | None:
    """The field as it is classified; None for the language versions of a translated field."""
    try:
        options = translator.get_options_for_model(model)
    except NotRegistered:
        return name
    versions = {version.name for fields in options.all_fields.values() for version in fields}
    return None if name in versions else name


@pytest.mark.parametrize(
    ("app", "privacy"),
    [("recommendations", recommendations.privacy), ("cases", cases.privacy)],
)
def test_every_field_is_classified_public_or_private(app: str, privacy: Any) -> None:
    for model in tables(app):
        name = model.__name__
        fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
        names = {_base_name(model, field.name) for field in fields} - {None}
        public, private = privacy.PUBLIC[name], privacy.PRIVATE.get(name, set())
        assert public & private == set()
        assert names == public | private, f"{app}.{name}: classify its fields in {app}/privacy.py"
