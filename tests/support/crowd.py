"""Many editors at once: each in a thread with a connection and a browser of its own.

All open their pages before anybody saves. Whoever is told of a conflict looks at what the page that
came back shows, and saves again. Every save that was accepted is written down with what its page
showed; an edit is lost where the record no longer holds it, and nobody who replaced it was shown it.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from tests.support.admin import as_shown

SECONDS = 300
# Who is told of a conflict saves again; among fifty, others are quicker for a while.
MOST_TRIES = 200


@dataclass(frozen=True)
class Edit:
    """An accepted edit of one place: what it put there, and what its page showed there."""

    place: str
    value: str
    shown: str


@dataclass
class Journal:
    edits: list[Edit] = field(default_factory=list)

    def accepted(self, place: object, value: str, shown: object) -> None:
        self.edits.append(Edit(str(place), value, str(shown or "")))

    def lost(self, stands_now: dict[str, str]) -> list[Edit]:
        """The accepted edits that are not in the record, nor were shown to whoever replaced them."""
        chain: set[Edit] = set()
        for place, text in stands_now.items():
            value = text
            while edit := next((one for one in self.edits if (one.place, one.value) == (place, value)), None):
                chain.add(edit)
                value = edit.shown
        return [edit for edit in self.edits if edit not in chain]


class QuietBrowser(Client):
    """A browser that does not note rendered templates: Django’s test client notes those of all threads."""

    def request(self, **request: Any) -> Any:
        answer = self.handler(self._base_environ(**request))
        if answer.cookies:
            self.cookies.update(answer.cookies)
        assert answer.status_code < 500, answer.content[-2000:]
        return answer


def editors(count: int) -> list[QuietBrowser]:
    browsers = []
    for number in range(count):
        browser = QuietBrowser()
        browser.force_login(User.objects.create_superuser(f"editor-{number}"))
        browsers.append(browser)
    return browsers


def page_shown(answer: Any) -> dict[str, Any]:
    """What a browser posts of a page with a form."""
    return as_shown(SimpleNamespace(context=answer.context_data))


def at_once(*acts: Callable[[Callable[[], None]], None]) -> None:
    """Let each do its part in a thread. Each is given what waits until all have opened their pages."""
    barrier, failures = threading.Barrier(len(acts)), []

    def run(act: Callable[[Callable[[], None]], None]) -> None:
        try:
            act(lambda: [barrier.wait(SECONDS)].clear())
        except BaseException as error:
            failures.append(error)
            barrier.abort()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,), daemon=True) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
        assert not thread.is_alive(), "somebody still waits"
    broken = [error for error in failures if not isinstance(error, threading.BrokenBarrierError)]
    if broken:
        raise broken[0]
