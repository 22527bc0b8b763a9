"""The site with the seed `demo`, read once in a run of the tests for all that ask of its pages."""

import fcntl
import os
import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection
from django.urls import resolve
from django.utils.translation import override

from recommendations.models import Recommendation
from tests.support.effort import SOAK
from tests.support.page_types import LANGUAGES, PAGES, SELECTIONS, VARIANTS
from tests.support.public import Answer, crawl, read

# In the languages other than English, and on the second engine, so many of each kind of page.
OF_EACH_KIND = 5
ReadSite = Callable[[str], Mapping[str, Answer]]


def read_site(language: str, folder: Path) -> Mapping[str, Answer]:
    """Addresses of one language with their answers.

    In English every address that links lead to, but those of `left_unread`; in another language some
    of each kind; in `make soak` every one of each. `folder` is of this run: who comes first reads, the
    other workers wait and take what was read.
    """
    if language == "en" or SOAK in os.environ:
        entrances = (f"{LANGUAGES[language]}/",)
        unread = left_unread()
        return _once(
            folder,
            language,
            lambda: crawl(entrances=entrances, selections=False, only=language, unread=unread),
        )
    english = read_site("en", folder)
    some = (LANGUAGES[language] + address for address in some_of_each_kind(english))
    return _once(folder, language, lambda: ((address, read(address)) for address in some))


def left_unread() -> frozenset[str]:
    """Addresses in English of recommendations whose pages differ from others in words only.

    No evidence, finding, citation, request or other cycle speaks of them. Every fifth is read all the
    same; in `make soak` each is.
    """
    if SOAK in os.environ:
        return frozenset()
    bare = Recommendation.objects.published().filter(
        evidence=None, assessments=None, citations=None, followed_up_by=None, precursors=None, successors=None
    )
    with override("en"):
        addresses = sorted(row.get_absolute_url() for row in bare.select_related("review"))
    return frozenset(address for place, address in enumerate(addresses) if place % 5)


def read_kinds(language: str, folder: Path) -> Mapping[str, Answer]:
    """One page of each kind in a language, by address: with its variants, and with selections of lists."""
    addresses = [LANGUAGES[language] + where for where in (*PAGES.values(), *VARIANTS.values(), *SELECTIONS)]
    return _once(folder, f"kinds-{language}", lambda: ((address, read(address)) for address in addresses))


def _once(folder: Path, name: str, pages: Callable[[], Iterable[tuple[str, Answer]]]) -> Mapping[str, Answer]:
    file = _file(folder, connection.vendor, name)
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            file.write_bytes(pickle.dumps(dict(pages())))
    answers: dict[str, Answer] = pickle.loads(file.read_bytes())  # noqa: S301 - our own, of this run
    return answers


def read_on_sqlite(folder: Path) -> Mapping[str, Answer] | None:
    """What SQLite answered in this run; None if it was not all read there.

    Some of each kind of page and file in English; and in each language a page of each kind, its
    variants and selections.
    """
    files = [_file(folder, "sqlite", name) for name in ("en", *(f"kinds-{code}" for code in LANGUAGES))]
    if not all(file.exists() for file in files):
        return None
    site, *kinds = (pickle.loads(file.read_bytes()) for file in files)  # noqa: S301 - our own, of this run
    compared = {address: site[address] for address in some_of_each_kind(site)}
    for answers in kinds:
        compared |= answers
    return compared


def _file(folder: Path, engine: str, name: str) -> Path:
    return folder / f"site-{engine}-{name}.pickle"


def some_of_each_kind(addresses: Iterable[str]) -> Iterator[str]:
    kinds: dict[str, list[str]] = defaultdict(list)
    with override("en"):
        for address in addresses:
            kinds[resolve(urlsplit(address).path).view_name].append(address)
    return chain.from_iterable(islice(kind, OF_EACH_KIND) for kind in kinds.values())
