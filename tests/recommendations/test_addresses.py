"""The address of a recommendation is built in one place, as Django itself would."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from recommendations.addresses import fingerprint, lookups_in_review, name_in_review, path
from tests.support import factories
from tests.support.public import read

NUMBERS = ("124.21", "93 (a)", "64.b", "1-2_3", "ж.7")


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("number", NUMBERS)
def test_path_is_that_of_the_route(number: str, language: str) -> None:
    with override(language):
        expected = reverse("recommendations:recommendation", args=["kaz-2014", number])
        assert path("kaz-2014", number, "") == expected
    assert path("kaz-2014", number, "", language=language) == expected


def test_name_leads_back_to_the_recommendation() -> None:
    without_number = fingerprint("Ratify it")
    assert lookups_in_review(name_in_review("124.21", "")) == {"number": "124.21"}
    assert lookups_in_review(name_in_review("", without_number)) == {
        "number": "",
        "text_fingerprint__startswith": without_number[:12],
    }


@pytest.mark.django_db
def test_sitemap_and_file_and_page_say_the_same() -> None:
    row = factories.recommendation("93 (a)")
    own = row.get_absolute_url()
    assert read(own).status == 200
    for machine in ("/sitemaps/recommendations-1.xml", "/recommendations/export.csv"):
        assert f"http://testserver{own}" in read(machine).body.decode(), machine
