"""The pages that see both apps: home, the public file, its dictionary, and how we work."""

import itertools
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, TemplateView

from recommendations.choices import STATUS_MEANINGS
from recommendations.facets import overview
from recommendations.filters import Ignored, RecommendationFilterSet
from recommendations.index import Selection, answer, themes_in_use
from recommendations.models import Review, Source
from upr_tracker.common.exports import csv_lines

from .citations import public_sources, resting_on
from .exports import COLUMNS, lines

# Excel splits at the list separator of its own settings: a semicolon in Russian and Kazakh.
DELIMITERS = {"comma": ",", "semicolon": ";"}


class Home(TemplateView):
    template_name = "home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = answer(Selection())
        reviews = Review.objects.published().select_related("state_under_review", "report")
        return super().get_context_data(
            overview=overview(rows), themes=themes_in_use(), reviews=reviews, **kwargs
        )


class SourceDetail(DetailView[Source]):
    """A source, where it is, and everything public that rests on it."""

    template_name = "source.html"

    def get_queryset(self) -> QuerySet[Source]:
        return public_sources()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Where we read of a source that we did not see is named only if it is public itself.
        cited_in = public_sources().filter(cites=self.object).first()
        return super().get_context_data(
            resting=resting_on(self.object), cited_in=cited_in, **kwargs
        )


class About(TemplateView):
    template_name = "about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        statuses = [
            {"slug": status.value, "label": status.label, "meaning": meaning}
            for status, meaning in STATUS_MEANINGS.items()
        ]
        return super().get_context_data(
            statuses=statuses, contact_email=settings.CONTACT_EMAIL, **kwargs
        )


class Data(TemplateView):
    template_name = "data.html"
    extra_context = {"columns": COLUMNS}


@require_safe
def recommendations_csv(request: HttpRequest) -> HttpResponseBase:
    """The recommendations that the list shows for the same query, all pages of them."""
    filterset = RecommendationFilterSet(request.GET)
    ignored = filterset.ignored(allowed=["separator"])
    separator = request.GET.get("separator", "comma")
    if separator not in DELIMITERS:
        ignored.append(Ignored("separator", separator))
    if ignored:
        return HttpResponse(_refusal(ignored), status=400, content_type="text/plain; charset=utf-8")
    rows = lines(answer(filterset.selection), site=request.build_absolute_uri("/").rstrip("/"))
    written = csv_lines(
        COLUMNS, rows, language=get_language() or "en", delimiter=DELIMITERS[separator]
    )
    # The first row is made before the answer begins: what fails there is an honest error.
    begun = list(itertools.islice(written, 2))
    response = StreamingHttpResponse(
        itertools.chain(begun, written), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="upr-recommendations.csv"'
    return response


def _refusal(ignored: list[Ignored]) -> str:
    """A sentence for each thing that is not known: nobody gets a file they did not ask for."""
    sentences = [
        _("“%(value)s” is not a value of “%(name)s”.")
        % {"name": one.name[:60], "value": one.value[:60]}
        if one.value
        else _("There is no filter “%(name)s”.") % {"name": one.name[:60]}
        for one in ignored[:20]
    ]
    sentences.append(_("Take this out of the address, or choose again on the page of the list."))
    return "\n".join(sentences) + "\n"
