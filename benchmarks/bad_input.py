"""Hostile and nonsensical requests: how they are answered, and how fast."""

import contextlib
import http.client
import time
from typing import Any
from urllib.parse import quote, urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ROUNDS = 3
IGNORED = "This part of the address was ignored:"
MEGABYTE = "a megabyte"


def addresses(themes: list[str], turn: int) -> dict[str, str]:
    """An address of each kind, different in each turn, so that no cached page answers."""
    right_to_left = quote("\u202e")
    queries = {
        "a thousand unknown values": urlencode([("theme", f"x{turn}-{n}") for n in range(1000)]),
        "a thousand known values": urlencode(
            [("theme", themes[(n + turn) % len(themes)]) for n in range(1000)]
        ),
        MEGABYTE: f"q={turn}" + "a" * 1_000_000,
        "nested quotes": urlencode({"q": '"' * 40 + f"law{turn}" + ' “"rights' * 30 + '"' * 40}),
        "a page of 10 to the 30th": f"page={10**30 + turn}",
        "NUL bytes": f"q=law{turn}%00of%00&theme=%00&review={turn}%00",
        "right to left": f"q={right_to_left}law{turn}&theme={right_to_left}{turn}",
        "no UTF-8": f"q=%ff%fe{turn}&theme=%c3%28{turn}",
    }
    return {kind: f"/recommendations/?{query}" for kind, query in queries.items()}


def measure_answers(port: int, themes: list[str]) -> dict[str, dict[str, Any]]:
    """By kind: milliseconds of the slowest answer, the statuses, whether it reports ignored parameters.

    A server may refuse an address of a megabyte before the tracker sees it.
    """
    by_kind: dict[str, dict[str, Any]] = {}
    for turn in range(ROUNDS):
        for kind, address in addresses(themes, turn).items():
            milliseconds, status, text = _answer(port, address)
            result = by_kind.setdefault(kind, {"slowest": 0.0, "statuses": [], "says": True})
            result["slowest"] = max(result["slowest"], milliseconds)
            result["statuses"] = sorted({*result["statuses"], status})
            result["says"] &= IGNORED in text
    return by_kind


def _answer(port: int, address: str) -> tuple[float, int, str]:
    # A new connection: a server may close one after refusing a request.
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    begin = time.perf_counter()
    # A server may answer and close before it has read everything.
    with contextlib.suppress(OSError):
        connection.request("GET", address)
    response = connection.getresponse()
    text = response.read().decode(errors="replace")
    milliseconds = (time.perf_counter() - begin) * 1000
    connection.close()
    return milliseconds, response.status, text


def most_queries(themes: list[str], usual: list[str]) -> int:
    """The highest number of queries of any of these addresses, bad or usual."""
    client = Client(SERVER_NAME="localhost")
    query_counts = []
    for address in [*addresses(themes, ROUNDS).values(), *usual]:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        query_counts.append(len(queries))
    return max(query_counts)
