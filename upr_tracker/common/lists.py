"""A public list as a page and as a file: the same filters, the same rows."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, ClassVar, TypeVar

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language, gettext
from django.views.generic import TemplateView

from .exports import Column, csv_lines
from .filters import Ignored, ListFilterSet
from .index.answer import Answer

_Row = TypeVar("_Row", bound=Model)

PER_PAGE = 50
# Excel splits at the list separator of its own settings: a semicolon in Russian and Kazakh.
DELIMITERS = {"comma": ",", "semicolon": ";"}
# What other sites hang on links; the reader did not write it and need not read of it.
TRACKING = (
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_term",
    "utm_content",
    "fbclid",
    "gclid",
)


class Rows:
    """The rows of an answer, read only as far as they are looked at."""

    def __init__(self, answer: Answer, read: Callable[[list[int]], Sequence[Any]]) -> None:
        self.answer = answer
        self.read = read

    def __len__(self) -> int:
        return self.answer.total

    def __getitem__(self, part: slice) -> Sequence[Any]:
        return self.read(self.answer.keys(part.start or 0, part.stop))


def of_keys(rows: QuerySet[_Row], keys: list[int]) -> list[_Row]:
    """The rows of these keys that the query gives, in the order of the keys."""
    found = {row.pk: row for row in rows.filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def in_chunks(
    answer: Answer, read: Callable[[list[int]], Iterable[Any]], *, size: int
) -> Iterator[Any]:
    """All rows of an answer, read so many at a time that memory stays flat."""
    keys = answer.keys()
    for start in range(0, len(keys), size):
        yield from read(keys[start : start + size])


class FilteredList(TemplateView):
    """A list, narrowed by whatever the reader chose. Says what it did not understand."""

    # The name of the address of the file with the same rows, if there is one.
    csv_address: ClassVar[str] = ""
    filterset_class: ClassVar[type[ListFilterSet]]

    def read(self, keys: list[int]) -> Sequence[Any]:
        """The published rows of these keys, in their order."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filterset = self.filterset_class(self.request.GET)
        rows = Rows(filterset.answer, self.read)
        page, ignored_page = page_of(rows, self.request.GET.get("page"))
        return super().get_context_data(
            filterset=filterset,
            chosen=filterset.chosen(),
            csv_address=self.csv_address,
            csv_query=csv_query(filterset),
            ignored=[*filterset.ignored(allowed=["page", *TRACKING]), *ignored_page],
            page_obj=page,
            **kwargs,
        )


def csv_query(filterset: ListFilterSet) -> str:
    """The query of the file with exactly these rows, split as Excel expects in this language."""
    query = filterset.query()
    if get_language() in ("ru", "kk"):
        query += ("&" if query else "") + "separator=semicolon"
    return query


def page_of(rows: Any, number: str | None) -> tuple[Page[Any], list[Ignored]]:
    """The page asked for, or the first and a note where there is no such page."""
    pages = Paginator(rows, PER_PAGE)
    try:
        return pages.page(number or 1), []
    except (EmptyPage, PageNotAnInteger):
        return pages.page(1), [Ignored("page", str(number))]


def refusal(request: HttpRequest, filterset: ListFilterSet) -> HttpResponse | None:
    """Why there is no file, in a sentence for each thing that is not known; None if all is."""
    ignored = filterset.ignored(allowed=["separator"])
    separator = request.GET.get("separator", "comma")
    if separator not in DELIMITERS:
        ignored.append(Ignored("separator", separator))
    if not ignored:
        return None
    sentences = [one.sentence for one in ignored[:20]]
    sentences.append(
        gettext("Take this out of the address, or choose again on the page of the list.")
    )
    text = "\n".join(sentences) + "\n"
    return HttpResponse(text, status=400, content_type="text/plain; charset=utf-8")


def csv_file(
    request: HttpRequest, columns: Iterable[Column], rows: Iterable[Any], *, name: str
) -> HttpResponseBase:
    """The rows as a file of this name, sent as it is written."""
    written = csv_lines(
        columns,
        rows,
        language=get_language() or "en",
        delimiter=DELIMITERS[request.GET.get("separator", "comma")],
    )
    # The first row is made before the answer begins: what fails there is an honest error.
    begun = list(itertools.islice(written, 2))
    response = StreamingHttpResponse(
        itertools.chain(begun, written), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def site_of(request: HttpRequest) -> str:
    """Scheme and host that addresses in a file begin with, without a slash at the end."""
    return request.build_absolute_uri("/").rstrip("/")
