"""Reading the site as the public does: every address that links lead to, its bytes and headers."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils.translation import get_language_from_path

from foundation.web.page_cache import CachedPage

ENTRANCES = ("/", "/ru/", "/kk/")
_LINK = re.compile(r"""(?:href|src)="([^"#]*)""")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def read(address: str, client: Client | None = None) -> Answer:
    response = (client or Client()).get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    # The server writes cookies among the headers; Django keeps them apart until then.
    cookies = [("Set-Cookie", cookie.OutputString()) for cookie in response.cookies.values()]
    headers = sorted([*response.headers.items(), *cookies])
    return Answer(response.status_code, tuple(headers), body)


def context_of(address: str) -> dict[str, Any]:
    """What the page at an English address is made from, as its view puts it together; nothing is rendered."""
    match = resolve(urlsplit(address).path)
    request = RequestFactory().get(address)
    view = match.func.view_class()  # type: ignore[attr-defined]
    view.setup(request, *match.args, **match.kwargs)
    # Past the cache of pages, which keeps bytes only.
    context: dict[str, Any] = super(CachedPage, view).get(request, *match.args, **match.kwargs).context_data
    return context


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return words_in(response.content)


def words_in(body: bytes) -> str:
    """The words of a page without its tags, blanks folded as a browser folds them."""
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body.decode().replace("&nbsp;", " ")))
    return text.replace(" ,", ",").replace(" :", ":").replace("( ", "(").replace(" )", ")")


def crawl(
    *,
    entrances: tuple[str, ...] = ENTRANCES,
    selections: bool = True,
    only: str = "",
    unread: Set[str] = frozenset(),
) -> Iterator[tuple[str, Answer]]:
    """Every public address that can be reached by links, with its answer.

    Filters multiply addresses without end: of the list, one value at a time is followed, or none.
    `only`: follow no link to a page in another language than this. `unread`: addresses to leave out.
    """
    seen: set[str] = set(unread)
    waiting = list(entrances)
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = read(address)
        yield address, answer
        for target in links(address, answer):
            if target.query.count("=") > selections:
                continue
            if only and get_language_from_path(target.path) != (None if only == "en" else only):
                continue
            waiting.append(target.path + (f"?{target.query}" if target.query else ""))


def links(address: str, answer: Answer) -> Iterator[SplitResult]:
    """What a page of the site leads to on the site: other public pages and files."""
    if "text/html" not in dict(answer.headers).get("Content-Type", ""):
        return
    for link in _LINK.findall(answer.body.decode()):
        target = urlsplit(urljoin(address, link.replace("&amp;", "&")))
        is_elsewhere = target.netloc or target.scheme not in ("", "http")
        if not (is_elsewhere or target.path.startswith(("/static/", "/admin/"))):
            yield target
