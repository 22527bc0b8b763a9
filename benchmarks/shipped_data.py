"""The public pages of the shipped data, against a page of the site without data.

    python -m benchmarks.shipped_data [rounds]

Builds its own database in memory. Prints, for each address, the median time in milliseconds, the
number of queries, and the ratio to the floor; on the last line the same as JSON.
"""

import io
import json
import os
import statistics
import sys
import time

os.environ["DATABASE_URL"] = "sqlite://:memory:"
os.environ["DJANGO_SETTINGS_MODULE"] = "upr_tracker.settings"
os.environ.update({"SECRET_KEY": "benchmark", "HTTPS": "false", "DEBUG": "false"})

import django
from django.conf import settings

django.setup()
# Static files are not measured.
settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

FLOOR = "/about/"
ADDRESSES = (
    "/",
    "/recommendations/",
    "/recommendations/?theme=freedom-of-religion",
    "/recommendations/?q=law&position=supported&state_claim=in_process",
    "/recommendations/kaz-2014/124.21/",
    "/reviews/kaz-2014/",
    "/recommendations/export.csv",
    "/cases/",
    "/cases/?restriction=under_charge&year=2018",
    "/cases/maks-bokaev/",
    "/laws/criminal-code/",
    "/cases/export.csv",
)


def seconds(client: Client, address: str) -> float:
    begin = time.perf_counter()
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    assert response.status_code == 200, address
    assert body, address
    return time.perf_counter() - begin


def main(rounds: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("load_fixtures", stdout=io.StringIO())
    client = Client(HTTP_HOST="localhost")
    times: dict[str, list[float]] = {address: [] for address in (FLOOR, *ADDRESSES)}
    for _ in range(rounds + 1):
        for address, samples in times.items():
            samples.append(seconds(client, address))
    medians = {address: statistics.median(samples[1:]) for address, samples in times.items()}
    results = {}
    for address, median in medians.items():
        with CaptureQueriesContext(connection) as queries:
            seconds(client, address)
        results[address] = {
            "median_ms": round(median * 1000, 1),
            "queries": len(queries),
            "ratio_to_floor": round(median / medians[FLOOR], 1),
        }
        row = results[address]
        print(
            f"{address:70} {row['median_ms']:8} ms {row['queries']:4} queries "
            f"{row['ratio_to_floor']:6} × floor"
        )
    print(json.dumps(results))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
