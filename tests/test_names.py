"""One word for one thing, in Python too."""

import ast
from collections import defaultdict

from django.conf import settings

# Each is one thing in several places: what every management command is called, the same two questions
# to every kind of export, the template tag of a function, the same class once for each app’s models.
SAME_MEANING = {"Command", "PlainQuerySet", "columns", "named", "read_table", "translated"}
PACKAGES = ("cases", "foundation", "recommendations", "upr_tracker", "uprdocs")


def test_no_public_name_means_two_things() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for package in PACKAGES:
        for path in sorted((settings.BASE_DIR / package).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                    places[node.name].append(str(path.relative_to(settings.BASE_DIR)))
    several = {name: files for name, files in places.items() if len(files) > 1}
    assert several.keys() == SAME_MEANING, several
