"""The whole site, read once in a run of the tests for all that ask something of every page."""

import fcntl
import pickle
from pathlib import Path

from tests.public import Answer, crawl


def read_whole(language: str, folder: Path) -> dict[str, Answer]:
    """Every address of the seed `demo` that links of one language lead to, with its answer.

    `folder`: of this run. Who comes first reads; other workers wait, and take what was read.
    """
    prefix = "" if language == "en" else f"/{language}"
    file = folder / f"site-{language}.pickle"
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            answers = dict(crawl(entrances=(f"{prefix}/",), selections=False, only=language))
            file.write_bytes(pickle.dumps(answers))
    whole: dict[str, Answer] = pickle.loads(file.read_bytes())  # noqa: S301 - our own, of this run
    return whole
