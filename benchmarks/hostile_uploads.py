"""Pages of the site while sixteen editors upload files made to harm, against the same pages at rest.

    python -m benchmarks.hostile_uploads [--rounds 0] [--seconds 30] [--threads 24]

The server is the one of `make demo`, with the shipped data in a temporary folder. One reader asks for pages
in turn, kept ones and ones that were never asked for; uploads go on meanwhile, through the form of the admin.
`--rounds`: instead, sixteen files at once so many times, of which every second is a report; each must be
answered as it is when it comes alone. Fails where the server died, an answer differs or a child is left.
The last line is JSON.
"""

import argparse
import http.cookiejar
import itertools
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.serving import ROOT, database, program, serving
from tests.support.hostile_files import DOCUMENTS
from tests.support.report_pages import report_text

UPLOADS = 16
# Of both kinds, those that end at a limit of the child and those that a bound refuses.
HOSTILE = (
    "pdf, 2 layers of compression", "text, 50,000 items", "pdf, forms to the power of ten",
    "docx, list that begins at a thousand million letters", "xlsx, a million rows of one cell",
    "json, twelve million empty lists", "text, a million States", "csv, a million columns",
)  # fmt: skip
SMALL = (
    "csv, a million columns",
    "pdf, page tree in a loop",
    "docx, cut",
    "json, a million lists in each other",
)
KEPT = ("/", "/recommendations/", "/cases/", "/reviews/kaz-2014/")
WORDS = ("law", "rights", "torture", "women", "children", "judges", "media", "prison", "ratify", "religion")
REPORT = report_text("5. The following enjoy the support of Chad:\n5.1 Plant trees (Cuba);").encode()
PASSWORD = "benchmark"  # noqa: S105 - of a server that is gone afterwards
PREPARE = (
    "import django; django.setup(); from django.core.management import call_command as call; "
    "call('migrate', verbosity=0); call('load_fixtures', verbosity=0); "
    "call('collectstatic', interactive=False, verbosity=0); "
    "from django.contrib.auth.models import User; "
    f"User.objects.create_superuser('editor', password='{PASSWORD}')"
)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
REFUSALS = re.compile(r'<ul class="errorlist">(.*?)</ul>', re.DOTALL)
IMPORTS = "/admin/recommendations/import/add/"


class Editor:
    """A browser of somebody who is logged in; its windows may upload at once."""

    def __init__(self, port: int) -> None:
        self.site = f"http://127.0.0.1:{port}"
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.browser = urllib.request.build_opener(cookies)
        form = {"username": "editor", "password": PASSWORD}
        self.send("/admin/login/?next=/admin/", form, None)

    def page(self, address: str) -> str:
        with self.browser.open(self.site + address, timeout=600) as response:
            return str(response.read().decode())

    def send(self, address: str, fields: dict[str, str], file: bytes | None) -> str:
        token = TOKEN.search(self.page(address))
        assert token, f"{address} has no form"
        border = uuid.uuid4().hex
        parts = [
            f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {**fields, "csrfmiddlewaretoken": token[1]}.items()
        ]
        if file is not None:
            parts.append(
                f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="upload"\r\n'
                "Content-Type: application/octet-stream\r\n\r\n".encode()
                + file
                + b"\r\n"
            )
        request = urllib.request.Request(  # noqa: S310 - this machine
            self.site + address,
            b"".join([*parts, f"--{border}--\r\n".encode()]),
            {"Content-Type": f"multipart/form-data; boundary={border}", "Referer": self.site + address},
        )
        with self.browser.open(request, timeout=600) as response:
            return f"{response.geturl().removeprefix(self.site)}\n{response.read().decode()}"

    def upload(self, file: bytes) -> str:
        """The sentence with which the file was refused, or “read”."""
        address, _, page = self.send(IMPORTS, {}, file).partition("\n")
        if address != IMPORTS:
            return "read"
        refusals = REFUSALS.search(page)
        return " ".join(re.sub(r"<[^>]+>", " ", refusals[1] if refusals else "").split())


def pages(port: int, seconds: float, addresses: "itertools.cycle[str]") -> list[float]:
    """Milliseconds of each page that is asked for within so many seconds."""
    times = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        begin = time.perf_counter()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{next(addresses)}", timeout=600) as response:
            assert response.status == 200
            response.read()
        times.append((time.perf_counter() - begin) * 1000)
        time.sleep(0.02)
    return times


def within(times: list[float], percent: int) -> float:
    return sorted(times)[len(times) * percent // 100]


def meanwhile(port: int, seconds: float) -> dict[str, float]:
    """Pages at rest, and while uploads go on."""
    searches = (f"/recommendations/?q={'+'.join(three)}" for three in itertools.permutations(WORDS, 3))
    editor = Editor(port)
    addresses = itertools.cycle([page for search in searches for page in (*KEPT, search)])
    pages(port, 5, addresses)
    calm = pages(port, seconds, addresses)
    files = [DOCUMENTS[name]() for name in HOSTILE]
    ended, answers = threading.Event(), Counter[str]()

    def upload(number: int) -> None:
        for file in itertools.cycle(files[number % len(files) :] + files[: number % len(files)]):
            if ended.is_set():
                return
            answers[editor.upload(file)] += 1

    uploads = [threading.Thread(target=upload, args=[number]) for number in range(UPLOADS)]
    for thread in uploads:
        thread.start()
    time.sleep(5)
    busy = pages(port, seconds, addresses)
    ended.set()
    for thread in uploads:
        thread.join()
    for answer, count in answers.most_common():
        print(f"{count:5}  {answer[:150]}")
    return {
        "pages_calm": len(calm), "pages_busy": len(busy), "uploads": answers.total(),
        "median_calm": statistics.median(calm), "median_busy": statistics.median(busy),
        "p95_calm": within(calm, 95), "p95_busy": within(busy, 95),
        "times_median": statistics.median(busy) / statistics.median(calm),
        "times_p95": within(busy, 95) / within(calm, 95),
    }  # fmt: skip


def rounds_of(port: int, count: int) -> dict[str, float]:
    """Sixteen at once, so many times: each is answered as it is when it comes alone."""
    editor = Editor(port)
    hostile = [DOCUMENTS[name]() for name in SMALL]
    alone = {file: editor.upload(file) for file in (REPORT, *hostile)}
    assert alone[REPORT] == "read", alone[REPORT]
    files = [hostile[at // 2 % len(hostile)] if at % 2 else REPORT for at in range(UPLOADS)]
    different = 0
    with ThreadPoolExecutor(UPLOADS) as at_once:
        for _round in range(count):
            answers = list(at_once.map(editor.upload, files))
            different += sum(answer != alone[file] for answer, file in zip(answers, files, strict=True))
    return {"rounds": count, "uploads": count * UPLOADS, "different": different}


def children_left() -> int:
    """Of this session only: others may read files too."""
    own = ["/bin/ps", "-s", str(os.getsid(0)), "-o", "args"]
    listed = subprocess.run(own, check=True, capture_output=True, text=True)  # noqa: S603 - what stands above
    return sum("isolated_child" in line for line in listed.stdout.splitlines())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--threads", default="24")
    arguments = parser.parse_args()
    server = [
        program("granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", "{port}", "--no-ws",
        "--blocking-threads", arguments.threads, "--log-level", "error", "upr_tracker.wsgi:application",
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, database("sqlite", Path(folder)) as environment:
        subprocess.run([sys.executable, "-c", PREPARE], cwd=ROOT, env=environment, check=True)  # noqa: S603
        with serving(server, "/", environment=environment) as port:
            result = (
                rounds_of(port, arguments.rounds) if arguments.rounds else meanwhile(port, arguments.seconds)
            )
            result["children_left"] = children_left()
    print(json.dumps(result))
    assert not result["children_left"]
    assert not result.get("different")


if __name__ == "__main__":
    main()
