"""The public site is byte-identical whether a confidential record exists or not."""

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, models
from django.test import Client
from django.utils import timezone
from modeltranslation.translator import NotRegistered, translator

import cases.privacy
import recommendations.privacy
from cases.models import Case, CaseEvent, CaseRelation, Figure, Law, Mention, OtherSpelling
from foundation.history.reading import revisions_of
from foundation.web import page_cache
from recommendations.models import (
    Assessment,
    NewRecommendation,
    Review,
    Source,
    Theme,
    UnknownLabel,
)
from tests.support import factories
from tests.support.effort import SOAK
from tests.support.public import Answer, crawl, read
from tests.support.public_world import main_recommendation
from tests.support.rules import tables

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_world")]


@dataclass(frozen=True)
class Secret:
    """What tells the records of one private state: whatever leaks, leaks one of these.

    `number` of a recommendation, `under_review` the State of a review that nobody may know of.
    """

    state: str
    word: str
    number: str
    under_review: str

    @property
    def slug(self) -> str:
        return self.word.lower()

    @property
    def review(self) -> str:
        return f"{self.under_review.lower()}-2018"

    def source(self) -> Source:
        return factories.source(self.slug, symbol="", kind="publication", title=self.word)

    def theme(self) -> Theme:
        return factories.theme(self.slug, name_en=self.word)


# Words of which none is the beginning of another.
DRAFT = Secret("draft", "Xanadu", "125.97", "UZB")
SECRETS = (
    DRAFT,
    Secret("in_review", "Yoknapatawpha", "125.98", "TKM"),
    Secret("withdrawn", "Zembla", "125.99", "KGZ"),
)
# The same records where everybody may read them.
PUBLISHED = Secret("published", "Arcadia", "125.96", "TJK")


def confidential_recommendation(secret: Secret) -> Any:
    secret.theme()
    factories.affected_group(f"{secret.slug}-group", name_en=secret.word)
    row = factories.recommendation(
        secret.number, title_en=secret.word, text=secret.word, text_source=factories.source(),
        publication_state=secret.state, themes=(secret.slug, "torture"),
        affected_groups=(f"{secret.slug}-group",), states=("FRA", "IRL"),
    )  # fmt: skip
    factories.assessment(row, summary_en=secret.word)
    factories.evidence(row, case=Case.objects.get(key="public-case"), reason_en=secret.word)
    NewRecommendation.objects.first().follows_up.add(row)  # type: ignore[union-attr]
    # Through a recommendation that nobody sees no figure leads to what is asked next.
    factories.evidence(row, figure=Figure.objects.get(key="loose-figure"))
    row.precursors.add(main_recommendation())
    return row


def confidential_review(secret: Secret) -> Any:
    review = factories.review(
        secret.review, state_under_review=factories.state(secret.under_review),
        cycle=factories.cycle(3), report=None, summary_en=secret.word,
    )  # fmt: skip
    return factories.recommendation(
        "7.1", review=review, title_en=secret.word, publication_state=secret.state, states=("IRL",)
    )


def confidential_finding(secret: Secret) -> Any:
    partner = factories.organisation(f"{secret.slug}-partner", name_en=secret.word)
    # Whose finding would be the headline, if it were public.
    Review.objects.update(headline_organisation=partner)
    return factories.assessment(
        main_recommendation(), status="regressed", summary_en=secret.word,
        publication_state=secret.state, organisation=partner,
        evidence_up_to=dt.date(2020, 12, 31), assessed_on=dt.date(2021, 1, 1),
        recorded_by=User.objects.create(username=secret.word),
    )  # fmt: skip


def confidential_correction(secret: Secret) -> Any:
    """Of a public finding, which goes on standing."""
    row = main_recommendation()
    return factories.assessment(
        row, status="in_progress", summary_en=secret.word, publication_state=secret.state,
        corrects=row.assessments.earliest("pk"), evidence_up_to=dt.date(2018, 12, 31),
    )  # fmt: skip


def confidential_case(secret: Secret) -> Any:
    case = factories.case(
        f"{secret.slug}-case", public_name_en=secret.word, summary_en=secret.word,
        private_name=secret.word, publication_state=secret.state, role="asylum_seeker",
    )  # fmt: skip
    case.themes.add(secret.theme())
    case.sources.add(secret.source())
    # Everything that the list of cases filters by has a value that only this case has.
    for kind in ("psychiatric_detention", "asylum_refused"):
        event = factories.case_event(
            case, kind=kind, place_en=secret.word, summary_en=secret.word,
            first_day=dt.date(1999, 5, 10),
            provision=Law.objects.get(key="public-law").provisions.get(),
        )  # fmt: skip
        event.sources.add(secret.source())
    # The ground on which a public case was published is private, and cites nothing.
    Case.objects.filter(key="public-case").update(basis_source=secret.source())
    OtherSpelling.objects.create(case=case, spelling=secret.word)
    public_case = Case.objects.get(key="public-case")
    CaseRelation.objects.create(from_case=public_case, kind="heads", to_case=case)
    Mention.objects.create(new_recommendation=NewRecommendation.objects.first(), case=case)
    factories.evidence(main_recommendation(), case=case, direction="regression", reason_en=secret.word)
    return case


def confidential_law(secret: Secret) -> Any:
    row, follow_up = main_recommendation(), NewRecommendation.objects.first()
    law = factories.law(secret.slug, title_en=secret.word, publication_state=secret.state, kind="regulation")
    law.themes.add(secret.theme())
    law.sources.add(secret.source())
    Mention.objects.create(new_recommendation=follow_up, law=law)
    provision = factories.provision(law, title_en=secret.word)
    Mention.objects.create(new_recommendation=follow_up, provision=provision)
    factories.evidence(row, law=law, reason_en=secret.word)
    event = CaseEvent.objects.filter(case__key="public-case", provision=None)[0]
    CaseEvent.objects.filter(pk=event.pk).update(provision=provision)
    factories.evidence(row, law_change=factories.law_change(law, summary_en=secret.word, kind="repealed"))
    return law


def confidential_event(secret: Secret) -> Any:
    event = factories.event(secret.slug, title_en=secret.word, publication_state=secret.state)
    event.sources.add(secret.source())
    factories.evidence(main_recommendation(), event=event, reason_en=secret.word)
    return event


def confidential_figure(secret: Secret) -> Any:
    figure = factories.figure(
        secret.slug, title_en=secret.word, wording_en=secret.word, unit_en=secret.word,
        publication_state=secret.state,
    )  # fmt: skip
    factories.evidence(main_recommendation(), figure=figure, reason_en=secret.word)
    part = Figure.objects.filter(key__startswith="public-figure", part_of=None)[0]
    Figure.objects.filter(pk=part.pk).update(part_of=figure)
    return figure


def confidential_submission(secret: Secret) -> Any:
    submission = factories.submission(
        f"{secret.slug}-submission", title_en=secret.word, publication_state=secret.state
    )
    submission.organisations.add(factories.organisation(f"{secret.slug}-partner", name_en=secret.word))
    section = factories.section(submission, prose_en=secret.word)
    factories.citation(section, main_recommendation(), words=secret.word)
    follow_up = factories.new_recommendation(section, text_en=secret.word)
    follow_up.follows_up.add(main_recommendation())
    follow_up.themes.add(secret.theme())
    return submission


def in_every_state() -> list[Any]:
    """Every confidential record in every state, saved beside the public ones."""
    return [confidential(secret) for secret in SECRETS for confidential in CONFIDENTIAL]


CONFIDENTIAL: tuple[Callable[[Secret], Any], ...] = (
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


def guesses(secret: Secret) -> tuple[str, ...]:
    """Addresses that somebody could try who suspects such records."""
    return (
        f"/recommendations/kaz-2014/{secret.number}/",
        f"/recommendations/kaz-2014/{secret.number}/compare/",
        f"/recommendations/{secret.review}/7.1/",
        f"/reviews/{secret.review}/",
        f"/reviews/{secret.review}/from/irl/",
        "/reviews/kaz-2014/from/fra/",
        "/states/fra/",
        f"/states/{secret.under_review.lower()}/",
        f"/themes/{secret.slug}/",
        f"/recommendations/?theme={secret.slug}",
        f"/recommendations/?affected_group={secret.slug}-group",
        "/recommendations/?recommending_state=FRA",
        f"/recommendations/?review={secret.review}",
        "/recommendations/?status=regressed",
        f"/recommendations/?q={secret.word}",
        f"/recommendations/?q={secret.word[:3]}",
        f"/recommendations/?q={secret.word[:3]}*",
        f"/recommendations/?q=-{secret.word}&sort=finding",
        f'/recommendations/?q=f"{secret.word}"',
        "/recommendations/?all=recommending_state&all=theme&all=affected_group",
        f"/new-recommendations/?q={secret.word}",
        f"/new-recommendations/?theme={secret.slug}",
        f"/new-recommendations/?review={secret.review}",
        f"/cases/?q={secret.word[:4]}*",
        f"/cases/?q={secret.word.replace('X', 'Ks')}",
        "/cases/?all=provision&all=year",
        f"/recommendations/export.csv?theme={secret.slug}",
        f"/recommendations/export.csv?q={secret.word}",
        "/recommendations/export.csv?recommending_state=FRA",
        f"/cases/{secret.slug}-case/",
        f"/cases/?q={secret.word}",
        "/cases/?liberty=psychiatric_detention",
        "/cases/?restriction=asylum_refused",
        "/cases/?role=asylum_seeker",
        f"/cases/?theme={secret.slug}",
        f"/cases/?provision={secret.slug}:174",
        "/cases/?provision=public-law:174",
        "/cases/?year=1999",
        f"/cases/export.csv?q={secret.word}",
        "/cases/export.csv?year=1999",
        f"/laws/?q={secret.word}",
        "/laws/?kind=regulation",
        "/laws/?status=repealed",
        f"/laws/?theme={secret.slug}",
        f"/laws/export.csv?q={secret.word}",
        f"/laws/{secret.slug}/",
        f"/events/{secret.slug}/",
        f"/figures/{secret.slug}/",
        f"/sources/{secret.slug}/",
        f"/submissions/{secret.slug}-submission/",
        f"/new-recommendations/{secret.slug}-submission/1.1/",
    )


PREFIXES = ("", "/ru", "/kk")
# What hides a record looks neither at the language nor, in a language, at the engine: the pages of
# one are read on the second.
READ_HERE = PREFIXES if connection.vendor == "sqlite" else ("",)


def everything() -> dict[str, Any]:
    """Every address that links lead to, and those that somebody could guess; no page is kept from before."""
    page_cache._pages.clear()
    only = "" if READ_HERE == PREFIXES else "en"
    return {**dict(crawl(only=only)), **{f"guess {guess}": read(guess) for guess in guessed()}}


def guessed() -> Iterator[str]:
    """Each guess for each state; the languages take turns, so that each guess is made in each.

    What was withdrawn keeps its address: that is tried in every language. `make soak` makes each guess
    for each state in each language.
    """
    for turn, secret in enumerate(SECRETS):
        for place, guess in enumerate(guesses(secret)):
            keeps_address = secret.state == "withdrawn" and "?" not in guess
            in_every_language = keeps_address or SOAK in os.environ or READ_HERE != PREFIXES
            for prefix in READ_HERE if in_every_language else [PREFIXES[(turn + place) % len(PREFIXES)]]:
                yield prefix + guess


def fill_private_fields(word: str) -> None:
    """Put a word into every text that is private, of every row, public or not."""
    user, _is_new = User.objects.get_or_create(username=word)
    Assessment.objects.update(recorded_by=user)
    for app in (recommendations.privacy, cases.privacy):
        for name, fields in app.PRIVATE.items():
            model = apps.get_model(app.__name__.split(".")[0], name)
            texts = {
                field
                for field in fields
                if model._meta.get_field(field).get_internal_type() in ("CharField", "TextField", "SlugField")
                and not model._meta.get_field(field).choices
            }
            for row in model._default_manager.all():
                unique = dict.fromkeys(texts, f"{word}-private-{row.pk}")
                model._default_manager.filter(pk=row.pk).update(**unique)
    assert Case.objects.filter(private_name__startswith=f"{word}-private").exists()
    # What imports and history keep of a published recommendation.
    world = main_recommendation()
    factories.document_import(file_name=word, doubts=[[word, word]])
    label = UnknownLabel.objects.create(scheme="uhri", label=word)
    label.recommendations.add(world)
    world.title_en, title = word, world.title_en
    world.save()
    world.title_en = title
    world.save()
    assert revisions_of(world).filter(before__title_en=word).exists()


@pytest.mark.slow("reads the whole site twice, and on SQLite once more as an editor")
# As a server reads: committed, with indexes that all requests share.
@pytest.mark.django_db(transaction=True)
def test_public_site_same_with_every_confidential_record_and_private_field_and_without() -> None:
    """All in one world: if any record in any state, or any field, leaks anything, bytes are different."""
    before = everything()
    in_every_state()
    fill_private_fields(DRAFT.word)
    after = everything()
    assert after.keys() == before.keys()
    changed = {address for address, answer in after.items() if answer != before[address]}
    assert changed == set()
    pages = {address: answer for address, answer in after.items() if not address.startswith("guess ")}
    assert {address for address, answer in pages.items() if DRAFT.word.encode() in answer.body} == set()
    for address, answer in pages.items():
        assert "Set-Cookie" not in dict(answer.headers), address
        assert b"csrf" not in answer.body, address
        assert b"nonce" not in answer.body, address
    if connection.vendor == "sqlite":
        assert_the_same_for_an_editor(pages)


def assert_the_same_for_an_editor(pages: Mapping[str, Answer]) -> None:
    page_cache._pages.clear()
    editor = Client()
    editor.force_login(User.objects.create_superuser("root"))
    whole = {address: answer for address, answer in pages.items() if "?" not in address}
    assert len(whole) > 100
    assert {address for address, answer in whole.items() if read(address, editor) != answer} == set()


def test_public_site_shows_the_same_records_once_they_are_published() -> None:
    """Without this the test above could pass because nothing shows anything."""
    unseen = {}
    for place, confidential in enumerate(CONFIDENTIAL):
        word = f"{PUBLISHED.word}{'abcdefghi'[place]}"
        confidential(replace(PUBLISHED, word=word))
        unseen[confidential.__name__] = word
    for _address, answer in crawl():
        text = answer.body.decode()
        unseen = {name: word for name, word in unseen.items() if word not in text}
        if not unseen:
            return
    assert unseen == {}


@pytest.mark.slow("reads every list three times")
@pytest.mark.django_db(transaction=True)
def test_lists_say_nothing_of_what_was_public_once() -> None:
    """The index is shared by all requests and only ever brought up to date: no word may stay."""
    rows = [confidential(DRAFT) for confidential in CONFIDENTIAL]
    lists = [guess for guess in guesses(DRAFT) if "/?" in guess] + [
        "/recommendations/", "/cases/", "/laws/", "/new-recommendations/", "/",
    ]  # fmt: skip
    before = {address: read(address) for address in lists}
    for row in rows:
        slug = {"slug": f"{DRAFT.slug}-{row.pk}"} if hasattr(row, "slug") else {}
        state = {"publication_state": "published", "published_at": timezone.now(), **slug}
        type(row)._default_manager.filter(pk=row.pk).update(**state)
    public = {address for address in lists if DRAFT.word.encode() in read(address).body}
    assert len(public) > 20
    for row in rows:
        type(row)._default_manager.filter(pk=row.pk).update(publication_state="withdrawn")
    changed = {address for address in lists if read(address) != before[address]}
    assert changed == set()


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
