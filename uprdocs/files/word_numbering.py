"""The automatic numbers of paragraphs in Word, which are not part of the text.

Office Open XML (ECMA-376, part 1, 17.9): a paragraph, or its style, refers to a list (`numId`) and a
level (`ilvl`); each level of the list defines how its counter starts, looks ("%1.%2") and restarts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

# lxml ships no types: an element of a Word file's XML.
Element = Any

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
# The longest chain of styles based on each other, against cycles.
STYLES_DEEP = 12
# Levels of a list (17.9.6), and what a counter starts at (a signed word of 16 bits in Word). A level of a
# million million would be counted through; a letter of a thousand million is as long as a disk.
LEVELS, START_AT_MOST = 9, 32_767


@dataclass(frozen=True, slots=True)
class _Level:
    """`restart`: the level (from 1) after which the counter restarts; 0: never, None: any above it."""

    start: int = 1
    look: str = ""
    kind: str = "decimal"
    restart: int | None = None
    plain: bool = False


@dataclass(slots=True)
class _List:
    """The levels of a list by depth from 0; lists of the same definition share `counts`."""

    levels: dict[int, _Level]
    counts: dict[int, int]
    fresh: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Numbers paragraphs. Call `label` for each in order: it advances the counters."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self.styles = {} if styles is None else _by_id(styles, "style", "styleId")
        self.lists: dict[str, _List] = {}
        if numbering is not None:
            self.lists = dict(self._lists(numbering))

    def label(self, paragraph: Element) -> str:
        """The number before a paragraph: "6.", "6.14", "(a)", or ""."""
        number, depth = self._place(paragraph)
        word_list = self.lists.get(number)
        if word_list is None or depth not in word_list.levels:
            return ""
        _count(word_list, depth)
        return _label(word_list, depth)

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """The list and the depth of a paragraph, from its own properties or its styles."""
        properties = paragraph.find(f"{WORD}pPr")
        if properties is None:
            return "", 0
        number, depth = _list_and_level(properties)
        style = _value(properties, "pStyle")
        for _ in range(STYLES_DEEP):
            style_element = self.styles.get(style)
            if style_element is None:
                break
            of_style, deep = _list_and_level(style_element.find(f"{WORD}pPr"))
            number = of_style if number is None else number
            depth = deep if depth is None else depth
            depth = self._depth_of(number, style) if depth is None else depth
            style = _value(style_element, "basedOn")
        return number or "", depth or 0

    def _depth_of(self, number: str | None, style: str) -> int | None:
        """The level that a list assigns to a style."""
        return self.level_of_style.get((number or "", style))

    def _lists(self, numbering: Element) -> Iterator[tuple[str, _List]]:
        definitions = _by_id(numbering, "abstractNum", "abstractNumId")
        by_style = {name: d for d in definitions.values() if (name := _value(d, "styleLink"))}
        self.level_of_style: dict[tuple[str, str], int] = {}
        counts: dict[str, dict[int, int]] = {}
        for number, element in _by_id(numbering, "num", "numId").items():
            name = _value(element, "abstractNumId")
            definition: Element = definitions.get(name)
            if definition is None:
                continue
            # A list may refer to the definition of a list style.
            definition = by_style.get(_value(definition, "numStyleLink"), definition)
            name = definition.get(f"{WORD}abstractNumId", name)
            word_list = _List(dict(_levels(definition)), counts.setdefault(name, {}))
            for level in definition.iter(f"{WORD}lvl"):
                self.level_of_style[number, _value(level, "pStyle")] = _depth(level)
            for override in element.iter(f"{WORD}lvlOverride"):
                word_list.levels |= dict(_levels(override))
                start = _value(override, "startOverride")
                if (first := _bounded(start, START_AT_MOST)) is not None:
                    word_list.fresh[_depth(override)] = first
            yield number, word_list


def _by_id(parent: Element, tag: str, name: str) -> dict[str, Element]:
    return {element.get(WORD + name, ""): element for element in parent.iterfind(WORD + tag)}


def _value(parent: Element, tag: str) -> str:
    """The `w:val` of a child, or ""."""
    child = None if parent is None else parent.find(WORD + tag)
    return "" if child is None else str(child.get(f"{WORD}val", ""))


def _depth(element: Element) -> int:
    return _bounded(element.get(f"{WORD}ilvl", "0"), LEVELS) or 0


def _bounded(figure: str, most: int) -> int | None:
    """A number of an attribute; None for what is none, or no possible one."""
    number = int(figure) if figure.isdecimal() and len(figure) <= len(str(most)) else None
    return None if number is None or number > most else number


def _list_and_level(properties: Element | None) -> tuple[str | None, int | None]:
    """The list ("0" means none) and the level in the properties; None for what they do not set."""
    numbering = None if properties is None else properties.find(f"{WORD}numPr")
    if numbering is None:
        return None, None
    number, depth = _value(numbering, "numId"), _value(numbering, "ilvl")
    return number or None, _bounded(depth, LEVELS)


def _levels(parent: Element) -> Iterator[tuple[int, _Level]]:
    for level in parent.iterfind(f"{WORD}lvl"):
        start, restart = _value(level, "start"), _value(level, "lvlRestart")
        yield (
            _depth(level),
            _Level(
                start=_bounded(start, START_AT_MOST) or 0,
                look=_value(level, "lvlText"),
                kind=_value(level, "numFmt") or "decimal",
                restart=_bounded(restart, LEVELS),
                plain=level.find(f"{WORD}isLgl") is not None,
            ),
        )


def _count(word_list: _List, depth: int) -> None:
    """Count one paragraph: advance its level, restart the levels below."""
    if depth in word_list.fresh:
        # "Restart at 5" applies to the first paragraph of this list only.
        word_list.counts[depth] = word_list.fresh.pop(depth)
    else:
        count = word_list.counts.get(depth)
        word_list.counts[depth] = word_list.levels[depth].start if count is None else count + 1
    for deeper in [at for at in word_list.counts if at > depth]:
        restart = word_list.levels[deeper].restart if deeper in word_list.levels else None
        if restart is None or 0 < depth + 1 <= restart:
            del word_list.counts[deeper]


def _label(word_list: _List, depth: int) -> str:
    level = word_list.levels[depth]
    if level.kind in ("bullet", "none"):
        return ""
    look = level.look
    for at in range(depth + 1):
        other_level = word_list.levels.get(at, level)
        # A level without paragraphs yet shows its start.
        count = word_list.counts.setdefault(at, other_level.start)
        look = look.replace(f"%{at + 1}", _figure(count, "decimal" if level.plain else other_level.kind))
    return look


def _figure(count: int, kind: str) -> str:
    """A count in the format of its level: 3 → "3", "c", "iii", "C", "III"."""
    if kind in ("lowerLetter", "upperLetter"):
        # "aa" follows "z", "bb" follows "aa".
        figure = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if count > 0 else ""
    elif kind in ("lowerRoman", "upperRoman"):
        figure = _roman(count)
    else:
        return f"{count:02}" if kind == "decimalZero" else str(count)
    return figure.upper() if kind.startswith("upper") else figure


def _roman(count: int) -> str:
    figure = ""
    for value, letters in ROMAN:
        figure += letters * (count // value)
        count %= value
    return figure
