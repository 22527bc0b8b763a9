"""How much evidence the public can read."""

from dataclasses import dataclass

from recommendations.models import NewRecommendation

from .models import Case, Event, Law


@dataclass(frozen=True)
class EvidenceOverview:
    """Counts of published records. Figures are not counted: they are numbers themselves."""

    cases: int
    laws: int
    events: int
    new_recommendations: int

    @property
    def total(self) -> int:
        return self.cases + self.laws + self.events + self.new_recommendations


def evidence_overview() -> EvidenceOverview:
    """Four queries."""
    return EvidenceOverview(
        cases=Case.objects.published().count(),
        laws=Law.objects.published().count(),
        events=Event.objects.published().count(),
        new_recommendations=NewRecommendation.objects.published().count(),
    )
