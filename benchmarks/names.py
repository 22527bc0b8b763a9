"""What looking for names costs: making the dictionary of 1,000 people, and 10,000 texts of 100 words.

    .venv/bin/python -m benchmarks.names [people] [texts]

The people do not exist; the texts are drawn from the words of what the project ships, one in a hundred
of them with a name. Beside it, what it costs only to cut the same texts into words: no search costs less.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("SECRET_KEY", "benchmark")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upr_tracker.settings")

import django

django.setup()

from django.conf import settings

from cases.names import CaseName, Matcher, TextPlace
from cases.names.reading import WORD
from tests.support.invented_people import FAMILY_NAMES, MEN, WOMEN

WORDS_IN_A_TEXT, ONE_WITH_A_NAME = 100, 100
SYLLABLES = [
    "бай",
    "бек",
    "тай",
    "жан",
    "гал",
    "дос",
    "қан",
    "мур",
    "нур",
    "сар",
    "тем",
    "ула",
    "шын",
    "ер",
    "ас",
    "ом",
]


def people(count: int, chance: random.Random) -> list[CaseName]:
    families = {*FAMILY_NAMES}
    while len(families) < count:
        word = "".join(chance.choice(SYLLABLES) for _syllable in range(chance.randint(2, 4)))
        families.add(word.capitalize() + chance.choice(["ов", "ев", "ова", "ева", "ин", ""]))
    given = [*MEN, *WOMEN]
    return [
        CaseName(number, "person", f"{chance.choice(given)} {family}")
        for number, family in enumerate(sorted(families)[:count])
    ]


def shipped_words() -> list[str]:
    """The words of all texts that are shipped, in their order: English, Russian, Kazakh."""
    words: list[str] = []
    for path in sorted(settings.FIXTURES_DIR.glob("*/*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            for value in row["fields"].values():
                words += value.split() if isinstance(value, str) and " " in value else []
    return words


def texts(count: int, names: list[CaseName], chance: random.Random) -> dict[TextPlace, str]:
    words = shipped_words()
    drawn: dict[TextPlace, str] = {}
    for row in range(count):
        start = chance.randrange(len(words) - WORDS_IN_A_TEXT)
        text = words[start : start + WORDS_IN_A_TEXT]
        if row % ONE_WITH_A_NAME == 0:
            text[chance.randrange(WORDS_IN_A_TEXT)] = chance.choice(names).text
        drawn[TextPlace("text", row, "text", "")] = " ".join(text)
    return drawn


def measured(name: str, work: Callable[[], Any]) -> Any:
    begin = time.process_time()
    result = work()
    print(f"{name:50} {time.process_time() - begin:8.2f} s of a processor", flush=True)
    return result


def main() -> None:
    count, text_count = (*map(int, sys.argv[1:3]), *(1_000, 10_000)[len(sys.argv[1:3]) :])
    chance = random.Random(17)
    names = people(count, chance)
    drawn = texts(text_count, names, chance)
    measured("cutting the texts into words", lambda: [WORD.findall(text) for text in drawn.values()])
    matcher = measured(f"making the dictionary of {count} people", lambda: Matcher(names))
    hits = measured(f"looking for them in {text_count} texts", lambda: matcher.hits(drawn))
    measured("and again, the words being known", lambda: matcher.hits(drawn))
    print(
        len({hit.place for hit in hits}),
        "texts with a hit,",
        text_count // ONE_WITH_A_NAME,
        "had a name put in",
    )


main()
