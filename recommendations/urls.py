"""Addresses of recommendations, themes, reviews and States: UN symbols and slugs, no keys."""

from django.urls import path

import foundation.web.addresses  # noqa: F401  # <number:…>

from . import views

app_name = "recommendations"

urlpatterns = [
    path("recommendations/", views.RecommendationList.as_view(), name="recommendations"),
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
    path(
        "reviews/<slug:slug>/from/<slug:iso3>/",
        views.ReviewFromState.as_view(),
        name="review_from_state",
    ),
    path("submissions/<slug:slug>/", views.SubmissionDetail.as_view(), name="submission"),
    path("new-recommendations/", views.NewRecommendationList.as_view(), name="new_recommendations"),
    path(
        "new-recommendations/<slug:submission>/<number:section>.<number:order>/",
        views.NewRecommendationDetail.as_view(),
        name="new_recommendation",
    ),
    path("states/", views.StateList.as_view(), name="states"),
    path("states/<slug:iso3>/", views.StateDetail.as_view(), name="state"),
]
