"""Two who write at the same time, each with a connection of its own, on PostgreSQL.

The first stops in the middle of what it does until the second waits for it in the database.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

SECONDS = 20
WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
)


class InTheMiddle:
    """Stops whoever first calls a function, behind it, until told to go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, where: str, name: str) -> None:
        self.reached, self.go_on = threading.Event(), threading.Event()
        module = __import__(where, fromlist=[name])
        function = getattr(module, name)

        def stopped(*args: Any, **values: Any) -> Any:
            outcome = function(*args, **values)
            if not self.reached.is_set():
                self.reached.set()
                assert self.go_on.wait(SECONDS)
            return outcome

        monkeypatch.setattr(module, name, stopped)


def both(middle: InTheMiddle, first: Callable[[], Any], second: Callable[[], Any]) -> tuple[Any, Any]:
    """What each of the two comes to: what it returns, or what it raises."""
    outcomes: dict[str, Any] = {}

    def run(name: str, act: Callable[[], Any]) -> None:
        try:
            outcomes[name] = act()
        except Exception as error:
            outcomes[name] = error
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=pair, daemon=True)
        for pair in (("first", first), ("second", second))
    ]
    threads[0].start()
    assert middle.reached.wait(SECONDS), outcomes
    threads[1].start()
    _wait_until_somebody_waits(threads[1])
    middle.go_on.set()
    for thread in threads:
        thread.join(SECONDS)
        assert not thread.is_alive()
    return outcomes["first"], outcomes["second"]


def _wait_until_somebody_waits(second: threading.Thread) -> None:
    """In the database, for a lock. Without the lock the second would come to its end."""
    deadline = time.monotonic() + SECONDS
    while second.is_alive() and time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
