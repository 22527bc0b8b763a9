"""Loading what the project ships into an empty database, against `loaddata` with the same files.

    python -m benchmarks.loading [--engines sqlite,postgresql] [--rounds 3]

Each load has a process and a database of its own. Prints processor seconds (of Python, not of the
database), the minimum of the rounds: of the first load, of loading again, and of `loaddata`, which
compares nothing and overwrites the work of editors. The last line is JSON.
"""

import argparse
import io
import json
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from benchmarks.serving import ENGINES, database, json_printed_by


def processor_seconds(command: str, *arguments: str) -> float:
    from django.core.management import call_command  # noqa: PLC0415

    begin = time.process_time()
    call_command(command, *arguments, stdout=io.StringIO())
    return time.process_time() - begin


def in_process(contender: str) -> dict[str, float]:
    """One contender, in the empty database of the environment."""
    import django  # noqa: PLC0415

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.core.serializers import sort_dependencies  # noqa: PLC0415

    from foundation.shipped_data.folders import fixture_files  # noqa: PLC0415
    from foundation.shipped_data.records import read_files  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    if contender == "load_fixtures":
        return {
            "first": processor_seconds("load_fixtures"),
            "again": processor_seconds("load_fixtures"),
        }
    # `loaddata` needs rows after those they refer to: one file for each table, in order.
    tables = defaultdict(list)
    for record in read_files(fixture_files(settings.FIXTURES_DIR)):
        tables[record.model].append({"model": record.name, "fields": record.fields})
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for model in sort_dependencies([(None, list(tables))]):
            files.append(Path(folder) / f"{model._meta.label_lower}.json")
            files[-1].write_text(json.dumps(tables[model]))
        return {"loaddata": processor_seconds("loaddata", *map(str, files))}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(in_process(arguments.one)))
        return
    results = {}
    for engine in arguments.engines.split(","):
        least: dict[str, float] = {}
        for contender in ("load_fixtures", "loaddata") * arguments.rounds:
            with tempfile.TemporaryDirectory() as folder, database(engine, Path(folder)) as environment:
                timing = json_printed_by("benchmarks.loading", "--one", contender, environment=environment)
            for name, seconds in timing.items():
                least[name] = min(seconds, least.get(name, seconds))
        results[engine] = {name: round(seconds, 2) for name, seconds in least.items()}
        print(
            f"{engine:12} first {least['first']:6.2f} s   again {least['again']:6.2f} s   "
            f"loaddata {least['loaddata']:6.2f} s   {least['loaddata'] / least['first']:5.1f} ×"
        )
    print(json.dumps(results))


if __name__ == "__main__":
    main()
