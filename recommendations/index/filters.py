"""The filters of the public lists: one FilterSet behind each page and its CSV."""

from django.utils.translation import gettext_lazy as _

from foundation.lists.filters import KnownValuesFilter, ListFilterSet, SearchFilter

from ..choices import ActionCategory, ImplementationStatus, Position, RegionalGroup, StateClaim
from ..models import NewRecommendation, Recommendation
from .lists import NEW_RECOMMENDATIONS, RECOMMENDATIONS


class RecommendationFilterSet(ListFilterSet):
    index = RECOMMENDATIONS

    q = SearchFilter(label=_("Words in title, text or finding"))
    theme = KnownValuesFilter(label=_("Theme"))
    recommending_state = KnownValuesFilter(label=_("Recommending State"))
    regional_group = KnownValuesFilter(
        label=_("Regional group of the recommending State"), choices=RegionalGroup.choices
    )
    position = KnownValuesFilter(label=_("Answer of the State"), choices=Position.choices)
    state_claim = KnownValuesFilter(label=_("Claim of the State"), choices=StateClaim.choices)
    claim_gap = KnownValuesFilter(
        label=_("Claim gap"), choices=[("yes", _("The State says done; we found otherwise"))]
    )
    status = KnownValuesFilter(label=_("What we found"), choices=ImplementationStatus.choices)
    affected_group = KnownValuesFilter(label=_("Who it concerns"))
    action_category = KnownValuesFilter(
        label=_("How specific the request is"), choices=ActionCategory.choices
    )
    goal = KnownValuesFilter(label=_("Sustainable Development Goal"))
    review = KnownValuesFilter(label=_("Review"))

    class Meta:
        model = Recommendation
        fields: tuple[str, ...] = ()


class NewRecommendationFilterSet(ListFilterSet):
    index = NEW_RECOMMENDATIONS

    q = SearchFilter(label=_("Words in what is asked"))
    theme = KnownValuesFilter(label=_("Theme"))
    review = KnownValuesFilter(label=_("For the review"))

    class Meta:
        model = NewRecommendation
        fields: tuple[str, ...] = ()
