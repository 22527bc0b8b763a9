"""The real documents beside the repository, as the first users import them."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from recommendations.models import Recommendation
from tests.support import import_files as files

# What an import writes is tried on both engines by tests of files that we made.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def titles() -> dict[str, Any]:
    return dict(Recommendation.objects.filter(review__slug="kaz-2014").values_list("number", "title_en"))


def test_report_of_2014_fills_in_all_194_texts_and_touches_no_title(shared: Path) -> None:
    call_command("load_fixtures", verbosity=0)
    before = titles()
    data = (shared / "corpus/wg_reports/kazakhstan2014.pdf").read_bytes()
    made = files.imported(data)
    assert files.outcomes(made) == (0, 194, 0)
    assert titles() == before
    official = Recommendation.objects.filter(
        review__slug="kaz-2014", text_is_excerpt=False, text_source__symbol="A/HRC/28/10"
    ).exclude(text="")
    assert official.count() == 194
    assert files.outcomes(files.imported(data)) == (0, 0, 194)


def test_report_of_2010_adds_the_first_cycle(shared: Path) -> None:
    call_command("load_fixtures", verbosity=0)
    made = files.imported((shared / "corpus/wg_reports/kazakhstan2010.pdf").read_bytes())
    of_2010 = Recommendation.objects.filter(review__slug="kaz-2010")
    assert of_2010.count() == made.counts["new"] > 100
    assert set(of_2010.values_list("publication_state", flat=True)) == {"draft"}


@pytest.mark.slow("reads a whole report and two exports")
def test_rows_of_upr_info_find_the_recommendations_of_the_report(shared: Path) -> None:
    """Kazakhstan's 198 rows mean 194 recommendations; the tracker has a position for each."""
    call_command("load_fixtures", verbosity=0)
    files.imported((shared / "corpus/wg_reports/kazakhstan2014.pdf").read_bytes())
    data = (shared / "formats/upr_info_export_sessions_17-20.xls").read_bytes()
    made = files.imported(data)
    assert not [doubt for doubt in files.sentences(made) if "It could be" in doubt]
    assert Recommendation.objects.filter(review__slug="kaz-2014").count() == 194
    # All States of the file but Kazakhstan, whose review was there.
    assert made.counts["reviews"] == {"new": 41, "recorded": 1}
    assert files.outcomes(files.imported(data))[0] == 0
