"""A public list as a page and as a file: the same filters, the same rows."""

import datetime as dt
import itertools
import re
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
from django.utils import timezone
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
# Rows of a file read together; few at first, so that the download begins soon.
FIRST, CHUNK = 100, 1_500
# Limits of a query string; ten values in every filter are shorter.
MOST_CHARACTERS, MOST_PARAMETERS = 8_000, 250
# Excel splits cells at its list separator: a semicolon in Russian and Kazakh.
DELIMITERS = {"comma": ",", "semicolon": ";"}
# Parameters that other sites append to links: they are ignored silently.
TRACKING = (
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_term",
    "utm_content",
    "fbclid",
    "gclid",
)


# Of the name of a file, what says which rows it holds.
LONGEST_SELECTION = 80

_Sliced_co = TypeVar("_Sliced_co", covariant=True)


class Sliced(Protocol[_Sliced_co]):
    """A sequence that pages are cut from."""

    def __len__(self) -> int: ...
    def __getitem__(self, part: slice, /) -> Iterable[_Sliced_co]: ...


class Rows(Generic[_Line]):
    """The rows of a result, read lazily by slice."""

    def __init__(self, answer: Result, read_rows: Callable[[list[int]], Sequence[_Line]]) -> None:
        self.answer = answer
        self.read_rows = read_rows

    def __len__(self) -> int:
        return self.answer.total

    def __getitem__(self, part: slice) -> Sequence[_Line]:
        return self.read_rows(self.answer.keys(part.start or 0, part.stop))


def in_key_order(rows: QuerySet[_Row], keys: list[int]) -> list[_Row]:
    """The rows of the queryset with these keys, in the order of the keys."""
    by_key = {row.pk: row for row in rows.filter(pk__in=keys)}
    return [by_key[key] for key in keys if key in by_key]


class FilteredList(CachedPage, TemplateView):
    """A filtered list. It reports parameters that it ignored."""

    # The URL name of the file with the same rows, if there is one.
    csv_address: ClassVar[str] = ""
    filterset_class: ClassVar[type[ListFilterSet]]

    def read_rows(self, keys: list[int]) -> Sequence[object]:
        """The published rows of these keys, in their order."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        data, ignored = query_of(self.request)
        filterset = self.filterset_class(data)
        rows = Rows(filterset.answer, self.read_rows)
        page_obj, ignored_page = page_of(rows, data.get("page"))
        expanded_names = data.getlist("all")
        ignored += [Ignored("all", name) for name in expanded_names if name not in filterset.filters]
        ignored += filterset.ignored(other_parameters=["page", "all", *TRACKING])
        return super().get_context_data(
            filterset=filterset,
            groups=groups(filterset, expanded_names=expanded_names),
            selected_values=filterset.selected_values(),
            csv_address=self.csv_address,
            csv_query=csv_query(filterset),
            ignored=[*ignored, *ignored_page],
            page_obj=page_obj,
            pages_query=filterset.query_string(),
            sorts=self.sorts(filterset),
            terms=filterset.answer.terms,
            **kwargs,
        )

    # Labels of the sort orders by name, the default first; empty for lists with one order.
    sort_names: ClassVar[dict[str, StrOrPromise]] = {}

    def sorts(self, filterset: ListFilterSet) -> list[tuple[StrOrPromise, str, bool]]:
        """For each sort order: its label, the query string, and whether it is active."""
        default_sort = next(iter(self.sort_names), "")
        other_pairs = [pair for pair in filterset.pairs if pair[0] != "sort"]
        return [
            (
                label,
                urlencode(other_pairs if name == default_sort else [*other_pairs, ("sort", name)]),
                name == (filterset.sort or default_sort),
            )
            for name, label in self.sort_names.items()
        ]


def query_of(request: HttpRequest) -> tuple[QueryDict, list[Ignored]]:
    """The parameters of a request up to a limit, and a note if there were more."""
    # WSGI decodes bytes as Latin-1 (PEP 3333).
    query_bytes = request.META.get("QUERY_STRING", "").encode("latin-1")
    short_query = b"&".join(query_bytes[:MOST_CHARACTERS].split(b"&", MOST_PARAMETERS)[:MOST_PARAMETERS])
    if len(short_query) == len(query_bytes):
        return QueryDict(short_query), []
    # The last parameter may have been cut in the middle.
    return QueryDict(short_query.rpartition(b"&")[0]), [TooLong("", "")]


def csv_query(filterset: ListFilterSet) -> str:
    """The query string of the file with these rows, with the separator of the active language."""
    query = filterset.query_string()
    # Excel splits cells at semicolons where the comma is the decimal separator.
    if get_format("DECIMAL_SEPARATOR") == ",":
        query += ("&" if query else "") + "separator=semicolon"
    return query


def page_of(rows: Sliced[_Line], number: str | None) -> tuple[Page[_Line], list[Ignored]]:
    """The page with a number, or the first page and a note if it does not exist."""
    pages: Paginator[_Line] = Paginator(rows, PER_PAGE)  # type: ignore[arg-type]  # It only slices.
    try:
        return pages.page(number or 1), []
    except (EmptyPage, PageNotAnInteger):
        return pages.page(1), [Ignored("page", str(number))]


def _refusal(ignored: Sequence[Ignored]) -> HttpResponse:
    """A 400 response with a sentence for each unknown parameter or value."""
    sentences = [reason.sentence for reason in ignored[:20]]
    sentences.append(gettext("Take this out of the address, or choose again on the page of the list."))
    text = "\n".join(sentences) + "\n"
    return HttpResponse(text, status=400, content_type="text/plain; charset=utf-8")


def in_chunks(
    keys: list[int], read_rows: Callable[[list[int]], Iterable[_Line]], *, size: int = CHUNK
) -> Iterator[list[_Line]]:
    """The lines of the keys, read chunk by chunk; each chunk is consistent in itself.

    The whole file is not: on a slow connection a long transaction would keep the database from
    vacuuming.
    """

    def lines(chunk: list[int]) -> list[_Line]:
        with _one_moment():
            return list(read_rows(chunk))

    starts = range(FIRST, len(keys), size)
    pieces = (keys[start : start + size] for start in starts)
    return map(lines, filter(None, [keys[:FIRST], *pieces]))


def _one_moment() -> AbstractContextManager[None]:
    """Read everything inside from one database snapshot, unless a transaction is open already."""
    connection = connections[DEFAULT_DB_ALIAS]
    return nullcontext() if connection.in_atomic_block else one_moment(connection)


class FilteredFile(View, Generic[_Line]):
    """All rows that a list shows for the same query, as a CSV file."""

    filterset_class: type[ListFilterSet]
    columns: Sequence[Column[_Line]]
    # What the name of the file begins with.
    subject: str

    def reader(self, language: str, site: str) -> Callable[[list[int]], Iterable[_Line]]:
        """A function that reads the lines of a chunk of keys, in their order.

        `site`: scheme and host that addresses in the file begin with, without a slash at the end.
        """
        raise NotImplementedError

    def get(self, request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponseBase:
        data, ignored = query_of(request)
        with one_snapshot_each():
            filterset = self.filterset_class(data)
            ignored += filterset.ignored(other_parameters=["separator"])
            separator = data.get("separator", "comma")
            if separator not in DELIMITERS:
                ignored.append(Ignored("separator", separator))
            if ignored:
                return _refusal(ignored)
            language = get_language() or "en"
            read_rows = self.reader(language, site_of(request))
            parts = csv_parts(
                self.columns,
                in_chunks(filterset.answer.keys(), read_rows),
                language=language,
                delimiter=DELIMITERS[separator],
            )
            name = file_name(self.subject, filterset.pairs, language, timezone.localdate())
            return _sent_as_written(parts, name)


def file_name(subject: str, pairs: Iterable[tuple[str, str]], language: str, day: dt.date) -> str:
    """What a file holds and when it was made: “upr-recommendations-theme-torture-ru-2026-11-28”.

    `pairs`: what the reader chose, by filter. Words of a search stay out: they may be a name.
    """
    values = ["search" if name == "q" else f"{name}-{value}" for name, value in pairs]
    chosen = re.sub(r"[^0-9A-Za-z.]+", "-", "-".join(dict.fromkeys(values)))[:LONGEST_SELECTION].strip("-.")
    return "-".join(filter(None, [subject, chosen or "all", language, day.isoformat()]))


def _sent_as_written(parts: Iterator[str], name: str) -> HttpResponseBase:
    # Make the heading and the first rows before the response begins, so that an error there is a 500.
    heading, *first = itertools.islice(_resting(parts), 2)
    rows = (presentable_bytes(part.encode()) for part in itertools.chain(first, _resting(parts)))
    # The heading is not cleaned: it begins with the BOM, which no text may hold.
    response = StreamingHttpResponse(
        itertools.chain([heading.encode()], rows), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _resting(parts: Iterator[str]) -> Iterator[str]:
    """The same parts, each made with the garbage collector paused: its tuples contain no cycles."""
    while True:
        with collector_resting():
            part = next(parts, None)
        if part is None:
            return
        yield part


def site_of(request: HttpRequest) -> str:
    """Scheme and host that addresses in a file begin with, without a slash at the end."""
    return request.build_absolute_uri("/").rstrip("/")
