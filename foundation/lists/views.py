"""A public list as a page and as a file: the same filters, the same rows."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import ClassVar, Generic, Protocol, TypeVar
from urllib.parse import urlencode

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    QueryDict,
    StreamingHttpResponse,
)
from django.utils.formats import get_format
from django.utils.translation import get_language, gettext
from django.views.generic import TemplateView, View

from ..garbage_collector import collector_resting
from ..i18n.texts import presentable_bytes
from ..index.live import one_snapshot_each
from ..index.query import Result
from ..index.write_log import one_moment
from ..typing import StrOrPromise
from ..web.page_cache import CachedPage
from .csv import Column, csv_parts
from .facets import groups
from .filters import Ignored, ListFilterSet, TooLong

_Row = TypeVar("_Row", bound=Model)
_Line = TypeVar("_Line")

PER_PAGE = 50
# Rows of a file that are read together; few at first, so that a reader sees that something comes.
FIRST, CHUNK = 100, 1_500
# Of an address; every filter of every list with ten values is shorter.
MOST_CHARACTERS, MOST_PARAMETERS = 8_000, 250
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


_Sliced_co = TypeVar("_Sliced_co", covariant=True)


class Sliced(Protocol[_Sliced_co]):
    """What a page is cut from."""

    def __len__(self) -> int: ...
    def __getitem__(self, part: slice, /) -> Iterable[_Sliced_co]: ...


class Rows(Generic[_Line]):
    """The rows of an answer, read only as far as they are looked at."""

    def __init__(self, answer: Result, read: Callable[[list[int]], Sequence[_Line]]) -> None:
        self.answer = answer
        self.read = read

    def __len__(self) -> int:
        return self.answer.total

    def __getitem__(self, part: slice) -> Sequence[_Line]:
        return self.read(self.answer.keys(part.start or 0, part.stop))


def in_key_order(rows: QuerySet[_Row], keys: list[int]) -> list[_Row]:
    """The rows of these keys that the query gives, in the order of the keys."""
    found = {row.pk: row for row in rows.filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


class FilteredList(CachedPage, TemplateView):
    """A list, narrowed by whatever the reader chose. Says what it did not understand."""

    # The name of the address of the file with the same rows, if there is one.
    csv_address: ClassVar[str] = ""
    filterset_class: ClassVar[type[ListFilterSet]]

    def read(self, keys: list[int]) -> Sequence[object]:
        """The published rows of these keys, in their order."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        data, ignored = query_of(self.request)
        filterset = self.filterset_class(data)
        rows = Rows(filterset.answer, self.read)
        page_obj, ignored_page = page_of(rows, data.get("page"))
        whole = data.getlist("all")
        ignored += [Ignored("all", name) for name in whole if name not in filterset.filters]
        ignored += filterset.ignored(allowed=["page", "all", *TRACKING])
        return super().get_context_data(
            filterset=filterset,
            groups=groups(filterset, whole=whole),
            chosen=filterset.chosen(),
            csv_address=self.csv_address,
            csv_query=csv_query(filterset),
            ignored=[*ignored, *ignored_page],
            page_obj=page_obj,
            pages_query=filterset.query_string(),
            sorts=self.sorts(filterset),
            terms=filterset.answer.terms,
            **kwargs,
        )

    # What each order of the list is called; lists with one order have none.
    sort_names: ClassVar[dict[str, StrOrPromise]] = {}

    def sorts(self, filterset: ListFilterSet) -> list[tuple[StrOrPromise, str, bool]]:
        """Each order by name, the query of the list in it, and whether it is in force."""
        usual = next(iter(self.sort_names), "")
        kept = [pair for pair in filterset.pairs if pair[0] != "sort"]
        return [
            (
                label,
                urlencode(kept if name == usual else [*kept, ("sort", name)]),
                name == (filterset.sort or usual),
            )
            for name, label in self.sort_names.items()
        ]


def query_of(request: HttpRequest) -> tuple[QueryDict, list[Ignored]]:
    """The parameters of a request, as many as a person can mean; a note if there were more."""
    # Bytes stand as Latin-1 characters in what a server hands over (PEP 3333).
    given = request.META.get("QUERY_STRING", "").encode("latin-1")
    kept = b"&".join(given[:MOST_CHARACTERS].split(b"&", MOST_PARAMETERS)[:MOST_PARAMETERS])
    if len(kept) == len(given):
        return QueryDict(kept), []
    # What was cut in the middle is not what anybody meant.
    return QueryDict(kept.rpartition(b"&")[0]), [TooLong("", "")]


def csv_query(filterset: ListFilterSet) -> str:
    """The query of the file with exactly these rows, split as Excel expects in this language."""
    query = filterset.query_string()
    # Where the comma stands in numbers, Excel splits cells at semicolons.
    if get_format("DECIMAL_SEPARATOR") == ",":
        query += ("&" if query else "") + "separator=semicolon"
    return query


def page_of(rows: Sliced[_Line], number: str | None) -> tuple[Page[_Line], list[Ignored]]:
    """The page asked for, or the first and a note where there is no such page."""
    pages: Paginator[_Line] = Paginator(rows, PER_PAGE)  # type: ignore[arg-type]  # It only slices.
    try:
        return pages.page(number or 1), []
    except (EmptyPage, PageNotAnInteger):
        return pages.page(1), [Ignored("page", str(number))]


def _refusal(ignored: Sequence[Ignored]) -> HttpResponse:
    """Why there is no file, in a sentence for each thing that is not known."""
    sentences = [reason.sentence for reason in ignored[:20]]
    sentences.append(gettext("Take this out of the address, or choose again on the page of the list."))
    text = "\n".join(sentences) + "\n"
    return HttpResponse(text, status=400, content_type="text/plain; charset=utf-8")


def in_chunks(
    keys: list[int], read: Callable[[list[int]], Iterable[_Line]], *, size: int = CHUNK
) -> Iterator[list[_Line]]:
    """What is read of the keys, so many of them at a time; each chunk is of one moment.

    The whole file is not: a reader on a slow line would keep the database from cleaning up behind
    its writers for as long as the line is slow.
    """

    def lines(chunk: list[int]) -> list[_Line]:
        with _one_moment():
            return list(read(chunk))

    starts = range(FIRST, len(keys), size)
    pieces = (keys[start : start + size] for start in starts)
    return map(lines, filter(None, [keys[:FIRST], *pieces]))


def _one_moment() -> AbstractContextManager[None]:
    """What is read inside belongs together: no row is half before and half after a write."""
    connection = connections[DEFAULT_DB_ALIAS]
    return nullcontext() if connection.in_atomic_block else one_moment(connection)


class FilteredFile(View, Generic[_Line]):
    """The rows that a list shows for the same query, all pages of them, as a CSV file."""

    filterset_class: type[ListFilterSet]
    columns: Sequence[Column[_Line]]
    # Of the file, without its ending.
    file_name: str

    def reader(self, language: str, site: str) -> Callable[[list[int]], Iterable[_Line]]:
        """What reads a chunk of keys: what the cells are made of, in the order of the keys.

        `site`: scheme and host that addresses in the file begin with, without a slash at the end.
        """
        raise NotImplementedError

    def get(self, request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponseBase:
        data, ignored = query_of(request)
        with one_snapshot_each():
            filterset = self.filterset_class(data)
            ignored += filterset.ignored(allowed=["separator"])
            separator = data.get("separator", "comma")
            if separator not in DELIMITERS:
                ignored.append(Ignored("separator", separator))
            if ignored:
                return _refusal(ignored)
            language = get_language() or "en"
            read = self.reader(language, site_of(request))
            parts = csv_parts(
                self.columns,
                in_chunks(filterset.answer.keys(), read),
                language=language,
                delimiter=DELIMITERS[separator],
            )
            return _sent_as_written(parts, self.file_name)


def _sent_as_written(parts: Iterator[str], name: str) -> HttpResponseBase:
    # The names of the columns and the first rows are made before the answer begins: what fails
    # there is an honest error.
    heading, *first = itertools.islice(_resting(parts), 2)
    rows = (presentable_bytes(part.encode()) for part in itertools.chain(first, _resting(parts)))
    # The heading begins with the mark that no text may hold.
    response = StreamingHttpResponse(
        itertools.chain([heading.encode()], rows), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _resting(parts: Iterator[str]) -> Iterator[str]:
    """The same parts. Of each, thousands of tuples are made and gone again before the collector
    could look for circles among them; there are none."""
    while True:
        with collector_resting():
            part = next(parts, None)
        if part is None:
            return
        yield part


def site_of(request: HttpRequest) -> str:
    """Scheme and host that addresses in a file begin with, without a slash at the end."""
    return request.build_absolute_uri("/").rstrip("/")
