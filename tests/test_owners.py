"""What a process has once has one owner: no other module of the site touches it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings


def imported_by(path: Path) -> Iterator[str]:
    """The names of the packages that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize(
    ("package", "owner"),
    [
        ("gc", "foundation/garbage_collector.py"),
        ("pypdfium2", "uprdocs/files/pdf.py"),
    ],
)
def test_only_the_owner_imports(package: str, owner: str) -> None:
    modules = [
        path
        for app in ("upr_tracker", "recommendations", "cases", "foundation", "uprdocs")
        for path in (settings.BASE_DIR / app).rglob("*.py")
    ]
    using = [path for path in modules if package in imported_by(path)]
    assert [str(path.relative_to(settings.BASE_DIR)) for path in using] == [owner]
