"""Work queues of the editors: lists in the admin of what is still missing."""

from django.utils.translation import gettext_lazy as _

from recommendations.models import NewRecommendation, Recommendation

from .cases import Case
from .events import Event, Figure
from .laws import Law


class RecommendationWithoutEvidence(Recommendation):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("recommendation without evidence")
        verbose_name_plural = _("To do: recommendations without evidence")


class CaseTiedToNothing(Case):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("case not linked to a recommendation")
        verbose_name_plural = _("To do: cases not linked to a recommendation")


class LawTiedToNothing(Law):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("law not linked to a recommendation")
        verbose_name_plural = _("To do: laws not linked to a recommendation")


class EventTiedToNothing(Event):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("event not linked to a recommendation")
        verbose_name_plural = _("To do: events not linked to a recommendation")


class FigureTiedToNothing(Figure):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("figure not linked to a recommendation")
        verbose_name_plural = _("To do: figures not linked to a recommendation")


class NewRecommendationFollowingNothing(NewRecommendation):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("new recommendation that follows up nothing")
        verbose_name_plural = _("To do: new recommendations that follow up nothing")
