"""Which rows the public may read, in every state that they and what they hang on can be in."""

import pytest

from recommendations.models import (
    AffectedGroup,
    Assessment,
    Citation,
    NewRecommendation,
    Organisation,
    PositionStatement,
    Recommendation,
    Review,
    Submission,
    Theme,
)
from tests.support import factories

pytestmark = pytest.mark.django_db

STATES = ("draft", "in_review", "published", "withdrawn")


@pytest.mark.parametrize("state", STATES)
def test_recommendation_is_public_when_published(state: str) -> None:
    row = factories.recommendation(publication_state=state)
    public = state == "published"
    assert list(Recommendation.objects.published()) == ([row] if public else [])
    assert list(Recommendation.objects.unpublished()) == ([] if public else [row])


@pytest.mark.parametrize("state", STATES)
def test_position_is_public_with_its_recommendation(state: str) -> None:
    row = factories.recommendation(publication_state=state)
    public = [row.position_statements.get()] if state == "published" else []
    assert list(PositionStatement.objects.published()) == public


@pytest.mark.parametrize("of_finding", STATES)
@pytest.mark.parametrize("of_recommendation", STATES)
def test_finding_is_public_with_its_recommendation(of_finding: str, of_recommendation: str) -> None:
    row = factories.recommendation(publication_state=of_recommendation)
    finding = factories.assessment(row, publication_state=of_finding)
    both = of_finding == of_recommendation == "published"
    assert list(Assessment.objects.published()) == ([finding] if both else [])


@pytest.mark.parametrize("state", STATES)
def test_submission_is_public_when_published(state: str) -> None:
    row = factories.submission(publication_state=state)
    public = state == "published"
    assert list(Submission.objects.published()) == ([row] if public else [])
    assert list(Submission.objects.unpublished()) == ([] if public else [row])


@pytest.mark.parametrize("state", STATES)
def test_review_is_public_through_a_public_recommendation(state: str) -> None:
    review = factories.recommendation(publication_state=state).review
    assert list(Review.objects.published()) == ([review] if state == "published" else [])


@pytest.mark.parametrize("state", STATES)
def test_review_is_public_through_a_public_submission(state: str) -> None:
    review = factories.submission(publication_state=state).review
    assert list(Review.objects.published()) == ([review] if state == "published" else [])


def test_review_is_public_once_however_much_of_it_is() -> None:
    empty, full = (
        factories.review("kaz-2010", cycle=factories.cycle(1)),
        factories.review(),
    )
    for number in ("124.1", "124.2"):
        factories.recommendation(number, review=full)
    factories.recommendation("1", review=empty, publication_state="draft")
    for key in ("watch-2014", "other-2014"):
        factories.submission(key, review=full)
    assert list(Review.objects.published()) == [full]


@pytest.mark.parametrize("of_finding", STATES)
@pytest.mark.parametrize("of_recommendation", STATES)
def test_organisation_is_public_through_a_public_finding(of_finding: str, of_recommendation: str) -> None:
    row = factories.recommendation(publication_state=of_recommendation)
    finding = factories.assessment(row, publication_state=of_finding)
    both = of_finding == of_recommendation == "published"
    assert list(Organisation.objects.published()) == ([finding.organisation] if both else [])


@pytest.mark.parametrize("state", STATES)
def test_organisation_is_public_through_a_public_submission(state: str) -> None:
    organisation = factories.organisation()
    factories.submission(publication_state=state).organisations.add(organisation)
    public = [organisation] if state == "published" else []
    assert list(Organisation.objects.published()) == public


def test_organisation_that_says_nothing_in_public_is_not_named() -> None:
    silent, speaking = (
        factories.organisation("silent"),
        factories.organisation("speaking"),
    )
    for number in ("124.1", "124.2"):
        factories.assessment(factories.recommendation(number), organisation=speaking)
    factories.submission().organisations.add(speaking)
    factories.submission("silent-2019", publication_state="draft").organisations.add(silent)
    assert list(Organisation.objects.published()) == [speaking]


@pytest.mark.parametrize("state", STATES)
def test_theme_is_in_use_through_a_public_recommendation(state: str) -> None:
    factories.recommendation(publication_state=state, themes=("torture",))
    factories.theme("justice")
    in_use = ["torture"] if state == "published" else []
    assert [theme.slug for theme in Theme.objects.in_use()] == in_use


@pytest.mark.parametrize("state", STATES)
def test_theme_is_in_use_through_a_public_new_recommendation(state: str) -> None:
    section = factories.section(factories.submission(publication_state=state))
    factories.new_recommendation(section).themes.add(factories.theme("torture"))
    factories.theme("justice")
    in_use = ["torture"] if state == "published" else []
    assert [theme.slug for theme in Theme.objects.in_use()] == in_use


def test_theme_is_in_use_itself_and_not_through_a_theme_below_it() -> None:
    above = factories.theme("justice")
    factories.theme("torture", parent=above)
    for number in ("124.1", "124.2"):
        factories.recommendation(number, themes=("torture",))
    assert [theme.slug for theme in Theme.objects.in_use()] == ["torture"]


@pytest.mark.parametrize("state", STATES)
def test_affected_group_is_in_use_through_a_public_recommendation(state: str) -> None:
    factories.recommendation(publication_state=state, affected_groups=("women",))
    factories.affected_group("children")
    in_use = ["women"] if state == "published" else []
    assert [group.slug for group in AffectedGroup.objects.in_use()] == in_use


@pytest.mark.parametrize("state", STATES)
def test_new_recommendation_is_public_with_its_submission(state: str) -> None:
    section = factories.section(factories.submission(publication_state=state))
    asked = factories.new_recommendation(section)
    public = [asked] if state == "published" else []
    assert list(NewRecommendation.objects.published()) == public


@pytest.mark.parametrize("of_submission", STATES)
@pytest.mark.parametrize("of_recommendation", STATES)
def test_citation_is_public_with_its_submission_and_its_recommendation(
    of_submission: str, of_recommendation: str
) -> None:
    section = factories.section(factories.submission(publication_state=of_submission))
    row = factories.recommendation(publication_state=of_recommendation)
    citation = factories.citation(section, row)
    both = of_submission == of_recommendation == "published"
    assert list(Citation.objects.published()) == ([citation] if both else [])
