"""Of each kind of record one or a few, public: the seed `public_world`.

A test of what must not show puts confidential records beside it.
"""

from cases.models import Law
from recommendations.models import Recommendation
from tests.support import factories

PRIVATE_STATES = ("draft", "in_review", "withdrawn")
# States that the world names nowhere: nobody knows of reviews and recommendations of theirs.
UNNAMED = ("FRA", "UZB", "TKM", "KGZ", "TJK")


def public_world() -> None:
    """All of it is about recommendation 124.21.

    What can name a confidential record is there once for each state in which one can be private:
    the world’s events in a case, and its figures that can be part of another.
    """
    for iso3 in UNNAMED:
        factories.state(iso3)
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
    for place, state in enumerate(PRIVATE_STATES):
        factories.case_event(case, order=place)
        factories.evidence(row, figure=factories.figure(f"public-figure-{state}"))
    for target in (
        {"case": case},
        {"law": factories.law("public-law")},
        {"law_change": factories.law_change(factories.law("changed-law"))},
        {"event": factories.event("public-event")},
    ):
        factories.evidence(row, **target)
    factories.figure("loose-figure")
    factories.provision(Law.objects.get(key="public-law"))
    section = factories.section(factories.submission())
    follow_up = factories.new_recommendation(section)
    follow_up.follows_up.add(row)
    follow_up.themes.add(factories.theme("freedom-of-religion"))


def main_recommendation() -> Recommendation:
    """The one that all of the world is about."""
    return Recommendation.objects.get(number="124.21")
