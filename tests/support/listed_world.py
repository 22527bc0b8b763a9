"""Rows of every list that has an index, and a draft of each: the seed `listed_world`."""

import datetime as dt

from tests.support import factories


def listed_world() -> None:
    factories.theme("religion", parent=factories.theme("civil"))
    row = factories.recommendation(
        "124.21", themes=("religion",), affected_groups=("believers",), states=("IRL", "NLD"),
        state_claim="already_implemented",
    )  # fmt: skip
    factories.recommendation("124.22", themes=("torture",), states=("FRA",))
    factories.recommendation("125.1", publication_state="draft", themes=("religion",))
    earlier = factories.review(
        "kaz-2010", cycle=factories.cycle(1), reviewed_on=dt.date(2010, 2, 12), report=None
    )
    factories.recommendation("7", review=earlier)
    mistaken = factories.assessment(row, summary_en="All were released", status="in_progress")
    # Evidence of an earlier day: what makes it stand is only that it corrects.
    earlier_day = dt.date(2018, 12, 31)
    factories.assessment(row, summary_en="Nobody was released", corrects=mistaken, evidence_up_to=earlier_day)
    other = factories.recommendation("124.23")
    corrected_soon = factories.assessment(other)
    factories.assessment(
        other, status="regressed", corrects=corrected_soon, evidence_up_to=earlier_day,
        publication_state="draft", published_at=corrected_soon.published_at,
    )  # fmt: skip
    factories.assessment(
        other, status="fully_implemented", evidence_up_to=earlier_day,
        organisation=factories.organisation("forum"),
    )  # fmt: skip
    case = factories.case("maks-bokaev", role="activist")
    law = factories.law("criminal-code", title_en="Criminal Code")
    provision = factories.provision(law)
    provision.former_numbers.create(number="164")
    factories.law_change(law)
    factories.law("lonely")
    factories.law("draft-law", publication_state="draft")
    case.other_spellings.create(spelling="Бокаев")
    case.themes.add(factories.theme("religion"))
    factories.case_event(case, provision=provision)
    factories.case("nobody", publication_state="draft")
    ask = factories.new_recommendation(factories.section(factories.submission()))
    ask.themes.add(factories.theme("religion"))
