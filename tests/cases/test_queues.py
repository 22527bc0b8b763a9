"""The work queues of the editors: exactly what is missing, each row leading to the record."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import queues
from tests.support import factories
from tests.support.admin import address, browser_of, editors_browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, settings: Any, tmp_path: Path) -> Client:
    return editors_browser(client, settings, tmp_path)


def listed(client: Client, queue: Any) -> list[Any]:
    page = client.get(address(queue, "changelist"))
    assert page.status_code == 200
    return [row.pk for row in page.context["cl"].result_list]


def test_recommendations_without_evidence(editor: Client) -> None:
    tied, bare = factories.recommendation("124.1"), factories.recommendation("124.2")
    factories.evidence(tied, case=factories.case(publication_state="draft", published_at=None))
    assert listed(editor, queues.RecommendationWithoutEvidence) == [bare.pk]
    page = editor.get(address(queues.RecommendationWithoutEvidence, "changelist"))
    record = reverse("admin:recommendations_recommendation_change", args=[bare.pk])
    assert f'href="{record}' in page.content.decode()


@pytest.mark.parametrize(
    ("queue", "target", "make"),
    [
        (queues.CaseTiedToNothing, "case", factories.case),
        (queues.LawTiedToNothing, "law", factories.law),
        (queues.EventTiedToNothing, "event", factories.event),
        (queues.FigureTiedToNothing, "figure", factories.figure),
    ],
)
def test_evidence_tied_to_nothing(editor: Client, queue: Any, target: str, make: Any) -> None:
    tied, loose = make(), make()
    factories.evidence(factories.recommendation(), **{target: tied})
    assert listed(editor, queue) == [loose.pk]


def test_law_with_one_tied_change_is_tied(editor: Client) -> None:
    law = factories.law()
    factories.evidence(factories.recommendation(), law_change=factories.law_change(law))
    factories.law_change(law, kind="repealed")
    assert listed(editor, queues.LawTiedToNothing) == []


def test_new_recommendations_that_follow_up_nothing(editor: Client) -> None:
    section = factories.section(factories.submission())
    follows = factories.new_recommendation(section)
    follows.follows_up.add(factories.recommendation())
    loose = factories.new_recommendation(section, 2)
    assert listed(editor, queues.NewRecommendationFollowingNothing) == [loose.pk]


@pytest.mark.parametrize(
    ("permission", "status"), [("view_case", 200), ("change_case", 200), ("change_law", 403)]
)
def test_queue_opens_to_who_may_see_its_records(permission: str, status: int) -> None:
    where = address(queues.CaseTiedToNothing, "changelist")
    assert browser_of(permission).get(where).status_code == status
