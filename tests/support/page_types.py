"""One address of every kind of public page, in the seed `demo`, and of every public file.

Whatever must hold for all pages (accessibility, weight, links, translations) goes by this table; a
test compares it with the addresses of the site, so that no kind of page is forgotten.
"""

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
    "cases:review_evidence": "/reviews/kaz-2014/evidence/without/already_implemented/",
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
# What lists are asked: facets, searches in three languages, orders, further pages; and what they ignore.
SELECTIONS = (
    "/recommendations/?recommending_state=DEU&recommending_state=IRL&position=supported",
    "/recommendations/?sort=finding&page=2",
    "/recommendations/?sort=title&claim_gap=yes",
    "/recommendations/?q=%D0%B7%D0%B0%D0%BA%D0%BE%D0%BD&sort=title",
    "/recommendations/?q=%22freedom+of+religion%22&all=theme&unknown=1",
    "/new-recommendations/?q=law",
    "/cases/?q=%D0%B1%D0%BE%D0%BA%D0%B0%D0%B5%D0%B2",
    "/cases/?sort=title&role=activist",
    "/laws/?q=%D0%B7%D0%B0%D2%A3&status=amended",
    "/changes/?page=2",
    "/changes/between/?from=2014&to=2019&kind=cases",
)
# Between them, every kind of link and control that a page has.
OF_MANY_CONTROLS = (
    "home", "data", "changes_between", "a selection", "recommendations:recommendation",
    "recommendations:state", "recommendations:review", "cases:law", "cases:figures", "source",
)  # fmt: skip
# What only leads to another address.
REDIRECTS = {
    "favicon": "/favicon.ico",
    "prefix_en": "/en/",
    "prefix_kz": "/kz/",
    "under_en": "/en/about/",
    "under_kz": "/kz/about/",
    "recommendations:recommendations_of_review": "/recommendations/kaz-2014/",
    "recommendations:states_of_review": "/reviews/kaz-2014/from/",
    "cases:evidence_of_review": "/reviews/kaz-2014/evidence/",
    "cases:some_evidence_of_review": "/reviews/kaz-2014/evidence/with/",
    "recommendations:submissions": "/submissions/",
    "recommendations:recommendations_of_submission": (
        "/new-recommendations/human-rights-watch-kazakhstan-2019/"
    ),
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
