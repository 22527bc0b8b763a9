"""Addresses cut short at a slash: each leads to the nearest page that holds what it names.

None asks whether that exists; what is not public is as unknown there as what never was.
"""

from django.views.generic import RedirectView

from ..addresses import list_path


class RecommendationsOfReview(RedirectView):
    """`/recommendations/kaz-2014/`: the list, narrowed to the review."""

    permanent = True

    def get_redirect_url(self, *_args: object, **kwargs: str) -> str:
        return list_path({"review": [kwargs["review"]]})


class StatesOfReview(RedirectView):
    """`/reviews/kaz-2014/from/`: the review, which names the States that recommended."""

    permanent = True
    pattern_name = "recommendations:review"


class Submissions(RedirectView):
    """`/submissions/`: what they ask for, each with its submission."""

    permanent = True
    pattern_name = "recommendations:new_recommendations"


class RecommendationsOfSubmission(RedirectView):
    """`/new-recommendations/hrw-2019/`: the submission, which prints what it asks for."""

    permanent = True
    pattern_name = "recommendations:submission"
