"""The floor of a page: rendering the same HTML from prepared data."""

import statistics
import time

from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from recommendations.views import RecommendationList

ROUNDS = 5


def floor(addresses: list[str]) -> dict[str, float]:
    """Median milliseconds of a page and of its rendering alone, over these addresses.

    The page is made by the view, without a cache. Prepared data is its context after a first rendering
    has evaluated everything lazy; it is checked that no query is left. The two are measured in turn,
    so that other load affects both.
    """
    pages, ready = [], []
    for address in addresses:
        html = _page(address)
        view = _view(address)
        context = view.get_context_data()
        templates = view.get_template_names()
        context["page_obj"].object_list = list(context["page_obj"].object_list)
        with CaptureQueriesContext(connection) as captured:
            assert render_to_string(templates, context, view.request) == html
            captured_before = len(captured)
            render_to_string(templates, context, view.request)
        assert len(captured) == captured_before, captured.captured_queries
        for _round in range(ROUNDS):
            begin = time.perf_counter()
            _page(address)
            between = time.perf_counter()
            render_to_string(templates, context, view.request)
            pages.append(between - begin)
            ready.append(time.perf_counter() - between)
    return {
        "page": statistics.median(pages) * 1000,
        "ready": statistics.median(ready) * 1000,
    }


def _view(address: str) -> RecommendationList:
    view = RecommendationList()
    view.setup(RequestFactory(HTTP_HOST="127.0.0.1").get(address))
    return view


def _page(address: str) -> str:
    view = _view(address)
    return render_to_string(view.get_template_names(), view.get_context_data(), view.request)
