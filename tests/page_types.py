"""One address of every kind of public page, in the first dataset, and of every public file.

    python -m tests.page_types        loads that dataset into the database of DATABASE_URL

Whatever must hold for all pages (accessibility, weight, links, translations) goes by this table; a
test compares it with the addresses of the site, so that no kind of page is forgotten.
"""

import datetime as dt
import io
import os

PAGES = {
    "home": "/",
    "about": "/about/",
    "data": "/data/",
    "changes": "/changes/",
    "changes_between": "/changes/between/?from=2014-10&to=2019-03",
    "sources": "/sources/",
    "source": "/sources/a-hrc-28-10/",
    "recommendations:recommendations": "/recommendations/",
    "recommendations:recommendation": "/recommendations/kaz-2014/124.21/",
    "recommendations:comparison": "/recommendations/kaz-2014/124.21/compare/",
    "recommendations:themes": "/themes/",
    "recommendations:theme": "/themes/defamation/",
    "recommendations:reviews": "/reviews/",
    "recommendations:review": "/reviews/kaz-2014/",
    "recommendations:review_from_state": "/reviews/kaz-2014/from/irl/",
    "recommendations:submission": "/submissions/human-rights-watch-kazakhstan-2019/",
    "recommendations:new_recommendations": "/new-recommendations/",
    "recommendations:new_recommendation": (
        "/new-recommendations/human-rights-watch-kazakhstan-2019/5.1/"
    ),
    "recommendations:states": "/states/",
    "recommendations:state": "/states/irl/",
    "cases:cases": "/cases/",
    "cases:case": "/cases/amin-eleusinov/",
    "cases:laws": "/laws/",
    "cases:law": "/laws/criminal-code/",
    "cases:events": "/events/",
    "cases:event": "/events/discrimination-against-lgbt-people/",
    "cases:figures": "/figures/",
    "cases:figure": "/figures/believers-imprisoned-2018/",
}  # fmt: skip
# The same kind of page where it looks different: a selection, a search, nothing, nothing yet.
VARIANTS = {
    "a selection": "/recommendations/?theme=freedom-of-religion&status=not_implemented",
    "a search": "/recommendations/?q=religion+law",
    "nothing found": "/recommendations/?q=unicorn&theme=unknown",
    "not yet assessed": "/recommendations/kaz-2014/124.1/",
    "a review to come": "/reviews/kaz-2019/",
    "no such page": "/no-such-page/",
}
FILES = {
    "robots": "/robots.txt",
    "sitemap": "/sitemap.xml",
    "sitemap_of_lists": "/sitemaps/lists.xml",
    "sitemap_file": "/sitemaps/recommendations-1.xml",
    "security": "/.well-known/security.txt",
    "changes_atom": "/changes.atom",
    "recommendations_csv": "/recommendations/export.csv",
    "cases:cases_csv": "/cases/export.csv",
    "cases:laws_csv": "/laws/export.csv",
}
LANGUAGES = {"en": "", "ru": "/ru", "kk": "/kk"}


def load() -> None:
    """The first dataset, and what some kind of page needs that is not in it yet.

    It has no recommendation of an earlier review, so one is made up, with an answer and a finding.
    """
    from django.core.management import call_command  # noqa: PLC0415 - when Django is set up

    from recommendations.models import Recommendation, Review, Source  # noqa: PLC0415
    from tests import factories  # noqa: PLC0415

    call_command("load_fixtures", stdout=io.StringIO())
    earlier = factories.recommendation(
        "95.27",
        review=Review.objects.get(slug="kaz-2010"),
        title_en="Review the law on religion",
        text="Review its law on religious associations in the light of international obligations.",
        text_source=Source.objects.get(slug="a-hrc-14-10"),
        states=("NOR",),
        position=None,
    )
    factories.position_statement(
        earlier,
        document=Source.objects.get(slug="a-hrc-14-10"),
        stated_on=dt.date(2010, 2, 16),
    )
    Recommendation.objects.get(number="124.21").precursors.add(earlier)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upr_tracker.settings")
    import django

    django.setup()
    load()
