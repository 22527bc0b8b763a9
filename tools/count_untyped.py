"""Counts the lines of the apps that the type checker cannot check: `Any`, `cast` and `type: ignore`.

`make check` fails if there are more than `LIMIT`. Imports, strings and comments do not count; quoted
annotations do. `--list` prints the lines.
"""

import ast
import io
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

APPS = ("upr_tracker", "recommendations", "cases", "foundation", "uprdocs")
# Six of them since sheets are read below the surface of openpyxl, which has no types. Never above 60.
LIMIT = 35
BLIND = {"Any", "cast"}


def untyped_lines(code: str) -> set[int]:
    """The numbers of the lines, from 1, of a module that use `Any` or `cast` or say `type: ignore`."""
    tree = ast.parse(code)
    blind = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "typing"
        for alias in node.names
        if alias.name in BLIND
    }
    return {*_lines_of_names(tree, blind), *_ignored(code)}


def _lines_of_names(tree: ast.AST, blind: set[str]) -> Iterator[int]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) if name in blind:
                yield node.lineno
            case ast.Attribute(value=ast.Name(id="typing"), attr=name) if name in BLIND:
                yield node.lineno
            case ast.Constant(value=str(text)) if any(_lines_of_names(_annotation(text), blind)):
                yield node.lineno


def _annotation(text: str) -> ast.AST:
    """The tree of a quoted annotation; an empty one for any other text."""
    try:
        return ast.parse(text, mode="eval") if "Any" in text else ast.Module([], [])
    except SyntaxError:
        return ast.Module([], [])


def _ignored(code: str) -> Iterator[int]:
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT and "type: ignore" in token.string:
            yield token.start[0]


def lines_of_apps() -> Iterator[str]:
    """The lines with their places: “cases/liberty.py:12: …”."""
    for app in APPS:
        for path in sorted(Path(app).rglob("*.py")):
            if "migrations" not in path.parts:
                code = path.read_text(encoding="utf-8")
                for number in sorted(untyped_lines(code)):
                    yield f"{path}:{number}: {code.splitlines()[number - 1].strip()}"


def main(options: list[str]) -> int:
    """Print the number of lines. Returns 1 if there are too many."""
    lines = list(lines_of_apps())
    if "--list" in options:
        print(*lines, sep="\n")
    print(f"Lines with Any, cast or type: ignore: {len(lines)} (at most {LIMIT})")
    return int(len(lines) > LIMIT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
