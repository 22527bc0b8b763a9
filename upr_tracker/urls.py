"""All addresses. English has no prefix; Russian and Kazakh begin with /ru/ and /kk/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

import foundation.web.addresses  # noqa: F401  # <number:…>
import upr_tracker.checks  # noqa: F401  # Registers what `check --deploy` looks at.
from foundation.accounts import views as accounts

from .pages import changes as feeds
from .pages import home as views
from .pages import machines as sitemaps
from .pages import redirects, sources
from .pages.redirects import PREFIXES

urlpatterns = [
    path("favicon.ico", redirects.favicon, name="favicon"),
    *(
        path(f"{prefix}/", redirects.under_prefix, {"prefix": prefix}, name=f"prefix_{prefix}")
        for prefix in PREFIXES
    ),
    *(
        path(f"{prefix}/<path:rest>", redirects.under_prefix, {"prefix": prefix}, name=f"under_{prefix}")
        for prefix in PREFIXES
    ),
    path("robots.txt", sitemaps.robots_txt, name="robots"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemaps/lists.xml", sitemaps.sitemap_of_lists, name="sitemap_of_lists"),
    path("sitemaps/<slug:section>-<number:number>.xml", sitemaps.sitemap, name="sitemap_file"),
    path(".well-known/security.txt", sitemaps.security_txt, name="security"),
    *i18n_patterns(
        path("", views.Home.as_view(), name="home"),
        path("about/", views.About.as_view(), name="about"),
        path("changes/", feeds.Changes.as_view(), name="changes"),
        path("changes/between/", feeds.ChangesBetween.as_view(), name="changes_between"),
        path("changes.atom", feeds.changes_atom, name="changes_atom"),
        path("data/", views.Data.as_view(), name="data"),
        path("sources/", sources.SourceList.as_view(), name="sources"),
        path("sources/<slug:slug>/", sources.SourceDetail.as_view(), name="source"),
        path("recommendations/export.csv", views.RecommendationsFile.as_view(), name="recommendations_csv"),
        path("", include("recommendations.urls")),
        path("", include("cases.urls")),
        path("admin/account/", include("foundation.accounts.urls")),
        # Django’s own would be doors beside ours.
        path("admin/login/", accounts.to_login, name="admin_login"),
        path("admin/password_change/", accounts.to_password, name="admin_password"),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]
