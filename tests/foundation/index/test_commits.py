"""PostgreSQL with several writers: each commit is seen, and nobody waits for anybody else."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, connections, transaction

from foundation.index.query import Result
from recommendations.index import RECOMMENDATIONS, Query
from recommendations.models import Recommendation
from tests.support import factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("two_engines"),
]


@pytest.fixture
def two_engines() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")


class Writer:
    """A second connection that does one thing after the other when it is told to."""

    def __init__(self) -> None:
        self._wanted = threading.Semaphore(0)
        self._done = threading.Semaphore(0)
        self._steps: list[Callable[[], Any]] = []
        self.failed: list[BaseException] = []
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            while True:
                self._wanted.acquire()
                step = self._steps.pop(0)
                if step == self.close:
                    return
                try:
                    step()
                except BaseException as error:
                    self.failed.append(error)
                finally:
                    self._done.release()
        finally:
            connections["default"].close()

    def do(self, step: Callable[[], Any]) -> None:
        self._steps.append(step)
        self._wanted.release()
        assert self._done.acquire(timeout=10), "the writer waits for somebody"
        assert self.failed == []

    def close(self) -> None:
        self._steps.append(self.close)
        self._wanted.release()
        self._thread.join()


@pytest.fixture
def writers() -> Iterator[tuple[Writer, Writer]]:
    made = Writer(), Writer()
    yield made
    for writer in made:
        writer.close()


def begin() -> None:
    connections["default"].set_autocommit(False)


def commit() -> None:
    connections["default"].commit()
    connections["default"].set_autocommit(True)


def retitled(number: str, title: str) -> Callable[[], Any]:
    return lambda: Recommendation.objects.filter(number=number).update(title_en=title)


def found(words: str) -> list[str]:
    keys = Result(RECOMMENDATIONS.snapshot(), Query(q=words), language="en").keys()
    return [row.number for row in Recommendation.objects.filter(pk__in=keys).order_by("number")]


def test_who_began_first_and_commits_last_is_seen(writers: tuple[Writer, Writer]) -> None:
    """An index that follows the numbers of the notes would pass over the first for ever."""
    for number in ("1", "2"):
        factories.recommendation(number)
    first, second = writers
    first.do(begin)
    first.do(retitled("1", "Zebra"))
    second.do(retitled("2", "Zebra"))
    assert found("zebra") == ["2"]
    first.do(commit)
    assert found("zebra") == ["1", "2"]


def test_writers_do_not_wait_for_each_other_nor_deadlock(writers: tuple[Writer, Writer]) -> None:
    for number in ("1", "2", "3", "4"):
        factories.recommendation(number)
    first, second = writers
    first.do(begin)
    second.do(begin)
    # In opposite order: what they write to must not be shared before they commit.
    first.do(retitled("1", "Zebra"))
    second.do(retitled("2", "Zebra"))
    first.do(lambda: factories.theme("new-one"))
    second.do(lambda: factories.theme("new-two"))
    first.do(retitled("3", "Zebra"))
    second.do(retitled("4", "Zebra"))
    second.do(commit)
    assert found("zebra") == ["2", "4"]
    first.do(commit)
    assert found("zebra") == ["1", "2", "3", "4"]


def test_many_writes_of_one_transaction_are_carried_over_once() -> None:
    rows = [factories.recommendation() for _ in range(5)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM common_change")
        [before] = cursor.fetchone()
        with transaction.atomic():
            for row in rows:
                row.title_en = "Zebra"
                row.save()
        cursor.execute("SELECT count(*) FROM common_change")
        [after] = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM common_pending")
        [pending] = cursor.fetchone()
    assert (after - before, pending) == (1, 0)
    assert len(found("zebra")) == 5
