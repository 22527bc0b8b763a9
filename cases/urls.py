"""Addresses of the evidence: slugs given at first publication, no keys."""

from django.urls import path

from . import views

app_name = "cases"

urlpatterns = [
    path(
        "reviews/<slug:slug>/evidence/<slug:which>/<slug:claim>/",
        views.ReviewEvidence.as_view(),
        name="review_evidence",
    ),
    path("cases/", views.CaseList.as_view(), name="cases"),
    path("cases/export.csv", views.CaseFile.as_view(), name="cases_csv"),
    path("cases/<slug:slug>/", views.CaseDetail.as_view(), name="case"),
    path("laws/", views.LawList.as_view(), name="laws"),
    path("laws/export.csv", views.LawFile.as_view(), name="laws_csv"),
    path("laws/<slug:slug>/", views.LawDetail.as_view(), name="law"),
    path("events/", views.EventList.as_view(), name="events"),
    path("events/<slug:slug>/", views.EventDetail.as_view(), name="event"),
    path("figures/", views.FigureList.as_view(), name="figures"),
    path("figures/<slug:slug>/", views.FigureDetail.as_view(), name="figure"),
]
