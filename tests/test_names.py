"""One word for one thing, in Python too."""

import ast
from collections import defaultdict

import pytest
from django.conf import settings

# Each is one thing in several places: what every management command is called, the same two questions
# to every kind of export, the template tag of a function, the same class once for each app’s models.
SAME_MEANING = {"Command", "PlainQuerySet", "columns", "named", "read_table", "shortened", "translated"}
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


# Words that say how a value came to be, or nothing at all, instead of what it is.
BARE_WORDS = {
    "asked", "carried", "cited", "done", "found", "given", "had", "hidden", "it", "kept", "known",
    "linked", "listed", "made", "meant", "mistaken", "moved", "named", "one", "owned", "planned",
    "printed", "read", "said", "same", "seen", "shown", "some", "taken", "that", "theirs", "these",
    "this", "those", "told", "wanted", "what", "where", "who", "whole", "why", "written",
}  # fmt: skip
# Rooms that are being rewritten and whose names are not nouns yet.
WAITING: tuple[str, ...] = ()


def bound_names(tree: ast.AST) -> set[tuple[int, str]]:
    """Line and name of what code assigns: variables (of loops too), parameters, attributes."""
    names: set[tuple[int, str]] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                names.add((node.lineno, name))
            case ast.Attribute(attr=name, ctx=ast.Store()):
                names.add((node.lineno, name))
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                names.add((node.lineno, name))
    return names


@pytest.mark.parametrize("package", PACKAGES)
def test_names_in_the_bodies_are_nouns(package: str) -> None:
    bare = []
    for path in sorted((settings.BASE_DIR / package).rglob("*.py")):
        file = path.relative_to(settings.BASE_DIR)
        if "migrations" in path.parts or file.as_posix().startswith(WAITING):
            continue
        bare += [
            f"{file}:{line}: {name}"
            for line, name in sorted(bound_names(ast.parse(path.read_text(encoding="utf-8"))))
            if name.strip("_") in BARE_WORDS
        ]
    assert bare == []


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("found = []", {"found"}),
        ("for one in rows: pass", {"one"}),
        ("[some for some in rows]", {"some"}),
        ("lambda told: told", {"told"}),
        ("def f(*, made=None, **kept): pass", {"made", "kept"}),
        ("class Row:\n    known: int", {"known"}),
        ("self.seen = 1", {"seen"}),
        ("with open(file) as read: pass", {"read"}),
        ("if said := 1: pass", {"said"}),
        ("row.found, one, f(told=1)", set()),
    ],
)
def test_names_are_seen_wherever_they_are_bound(code: str, names: set[str]) -> None:
    bound = {name for _line, name in bound_names(ast.parse(code))}
    assert bound & BARE_WORDS == names
