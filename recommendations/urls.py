"""Addresses of recommendations, themes, reviews and States: UN symbols and slugs, no keys."""

from django.urls import path

import foundation.web.addresses  # noqa: F401  # <number:…>, <iso3:…>

from . import views

app_name = "recommendations"

urlpatterns = [
    path("recommendations/", views.RecommendationList.as_view(), name="recommendations"),
    path(
        "recommendations/<slug:review>/",
        views.RecommendationsOfReview.as_view(),
        name="recommendations_of_review",
    ),
    path(
        "recommendations/<slug:review>/<str:number>/",
        views.RecommendationDetail.as_view(),
        name="recommendation",
    ),
    path(
        "recommendations/<slug:review>/<str:number>/compare/",
        views.RecommendationComparison.as_view(),
        name="comparison",
    ),
    path("themes/", views.ThemeList.as_view(), name="themes"),
    path("themes/<slug:slug>/", views.ThemeDetail.as_view(), name="theme"),
    path("reviews/", views.ReviewList.as_view(), name="reviews"),
    path("reviews/<slug:slug>/", views.ReviewDetail.as_view(), name="review"),
    path("reviews/<slug:slug>/from/", views.StatesOfReview.as_view(), name="states_of_review"),
    path(
        "reviews/<slug:slug>/from/<iso3:iso3>/",
        views.ReviewFromState.as_view(),
        name="review_from_state",
    ),
    path("submissions/", views.Submissions.as_view(), name="submissions"),
    path("submissions/<slug:slug>/", views.SubmissionDetail.as_view(), name="submission"),
    path("new-recommendations/", views.NewRecommendationList.as_view(), name="new_recommendations"),
    path(
        "new-recommendations/<slug:slug>/",
        views.RecommendationsOfSubmission.as_view(),
        name="recommendations_of_submission",
    ),
    path(
        "new-recommendations/<slug:submission>/<number:section>.<number:order>/",
        views.NewRecommendationDetail.as_view(),
        name="new_recommendation",
    ),
    path("states/", views.StateList.as_view(), name="states"),
    path("states/<iso3:iso3>/", views.StateDetail.as_view(), name="state"),
]
