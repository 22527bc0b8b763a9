"""The garbage collector belongs to all threads: nobody wakes it too early, nobody thaws."""

import gc
import threading
from collections.abc import Iterator

import pytest

from foundation.garbage_collector import built_to_stay, collector_resting
from recommendations.index import RECOMMENDATIONS
from tests.support import import_files as files


@pytest.fixture(autouse=True)
def enabled_before_and_after() -> Iterator[None]:
    assert gc.isenabled()
    yield
    assert gc.isenabled()


def is_looked_at(thing: object) -> bool:
    """Does the collector go through it? Not through what is frozen."""
    return any(tracked is thing for tracked in gc.get_objects())


def test_rests_until_the_outermost_is_done() -> None:
    seen = []
    with collector_resting():
        with collector_resting():
            seen.append(gc.isenabled())
        seen.append(gc.isenabled())
    assert seen == [False, False]


def test_first_to_finish_does_not_wake_it_for_another_thread() -> None:
    inside, finish = threading.Event(), threading.Event()

    def another() -> None:
        with collector_resting():
            inside.set()
            finish.wait(10)

    thread = threading.Thread(target=another)
    with collector_resting():
        thread.start()
        assert inside.wait(10)
    while_the_other_rests = gc.isenabled()
    finish.set()
    thread.join(10)
    assert while_the_other_rests is False


def test_what_was_off_before_stays_off() -> None:
    gc.disable()
    try:
        with collector_resting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_wakes_when_the_work_fails_and_keeps_nothing_of_it() -> None:
    made: list[list[int]] = []

    def fail() -> None:
        with built_to_stay():
            made.append([1])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert gc.isenabled()
    assert is_looked_at(made[0])


def test_what_was_built_to_stay_is_never_looked_at_again() -> None:
    with built_to_stay():
        index = [1]
    later = [2]
    assert (is_looked_at(index), is_looked_at(later)) == (False, True)
    with collector_resting():
        pass
    gc.collect()
    assert (is_looked_at(index), is_looked_at(later)) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_an_import_does_not_thaw_the_index() -> None:
    RECOMMENDATIONS._shared = None
    RECOMMENDATIONS.snapshot()
    held = RECOMMENDATIONS._shared
    assert held is not None
    assert not is_looked_at(held[1])
    files.vocabularies()
    files.imported(files.report())
    assert not is_looked_at(held[1])
    assert gc.get_freeze_count() > 0
