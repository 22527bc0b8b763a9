"""Templates can be read: short lines, and partials that say what they are given."""

from pathlib import Path

import pytest
from django.conf import settings

ROOT: Path = settings.BASE_DIR / "templates"
TEMPLATES = sorted(path for path in ROOT.rglob("*") if path.is_file())
PARTIALS = [path for path in TEMPLATES if path.name.startswith("_")]
LONGEST_LINE = 160
APPS = ("upr_tracker", "recommendations", "cases")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_no_line_of_a_template_is_too_long_to_review(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [(number, len(line)) for number, line in enumerate(lines, 1) if len(line) > LONGEST_LINE] == []


@pytest.mark.parametrize("path", PARTIALS, ids=_name)
def test_partial_begins_with_a_comment_that_names_what_it_is_given(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    header = next(line for line in lines if not line.startswith(("{% load ", "{% extends ")))
    assert header.startswith("{# ")


def test_every_partial_is_used() -> None:
    sources = [*TEMPLATES, *(path for app in APPS for path in (settings.BASE_DIR / app).rglob("*.py"))]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    assert [_name(path) for path in PARTIALS if f'"{_name(path)}"' not in text] == []
