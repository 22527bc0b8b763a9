"""Every sentence that the readers of documents can say, taken from their source."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

from django.conf import settings

READERS: Path = settings.BASE_DIR / "uprdocs"

# Which argument of a call holds a sentence, by place or by name.
SPEAKERS = {
    "NotAReport": (0, ""),
    "NotAnExport": (0, ""),
    "Doubt": (2, "reason"),
    "doubt": (1, "reason"),
    "skip": (0, "reason"),
    "Piece": (2, "doubt"),
    "NamedOutside": (2, "doubt"),
    "guesses.append": (0, ""),
}
# Stands for what only a file can fill in.
SAMPLE = "7"

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Readers:
    """The source of the readers, and what its expressions can come to as text."""

    def __init__(self, sources: list[str]) -> None:
        self.modules = [ast.parse(source) for source in sources]
        self.functions: dict[ast.AST, Function] = {}
        for module in self.modules:
            for function in ast.walk(module):
                if isinstance(function, Function):
                    self.functions |= dict.fromkeys(ast.walk(function), function)
        self.nodes = [node for module in self.modules for node in ast.walk(module)]
        # Names that are being looked up.
        self.looking: list[tuple[str, Function | None]] = []
        self.calls = [node for node in self.nodes if isinstance(node, ast.Call)]

    def sentences(self) -> Iterator[str]:
        """All that can be said; what only passes on another's sentence has no words of its own."""
        for said in (*self._handed_over(), *self._properties()):
            texts = self.texts(said)
            assert texts, f"What is said here? {ast.unparse(said)}"
            yield from (text for text in texts if re.search(r"[A-Za-z]{2}", text))

    def _handed_over(self) -> Iterator[ast.expr]:
        for call in self.calls:
            place, name = SPEAKERS.get(_called(call), (None, ""))
            if place is not None and len(call.args) > place:
                yield call.args[place]
            yield from (one.value for one in call.keywords if name and one.arg == name)

    def _properties(self) -> Iterator[ast.expr]:
        for node in self.nodes:
            if isinstance(node, Function) and node.name == "doubt" and node.decorator_list:
                yield from _returned(node)

    def texts(self, said: ast.AST) -> set[str]:
        """What an expression can come to; empty where that cannot be told."""
        match said:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.JoinedStr(values=parts):
                return {"".join(text) for text in product(*map(self._part, parts))}
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return {one + two for one in self._part(left) for two in self._part(right)}
            case ast.IfExp(body=one, orelse=other) | ast.BoolOp(values=[one, other]):
                return self.texts(one) | self.texts(other)
            case ast.Name(id=name):
                return self._named(name, said)
            case ast.Call():
                return self._answered(said)
            case ast.Attribute(attr="doubt"):
                # Scanned where it was said first.
                return {SAMPLE}
        return set()

    def _part(self, part: ast.AST) -> set[str]:
        if isinstance(part, ast.FormattedValue):
            part = part.value
        return self.texts(part) or {SAMPLE}

    def _named(self, name: str, used: ast.AST) -> set[str]:
        """All that a constant, a variable or a parameter ever holds."""
        function = self.functions.get(used)
        if (name, function) in self.looking:
            # “doubt = doubt or …” says of itself nothing new.
            return set()
        self.looking.append((name, function))
        held = list(self._given(name, function)) or self._passed(name, function)
        texts = self._any(held)
        self.looking.pop()
        return texts

    def _given(self, name: str, function: Function | None) -> Iterator[ast.expr]:
        """What is assigned to a name, or what its loop goes through."""
        for node in self.nodes:
            if self.functions.get(node) not in (None, function):
                continue
            match node:
                case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                    yield value
                case ast.For(target=ast.Tuple(elts=targets), iter=ast.Tuple(elts=rows)):
                    for row in rows:
                        if isinstance(row, ast.Tuple):
                            together = zip(targets, row.elts, strict=True)
                            yield from (value for one, value in together if _is(one, name))

    def _passed(self, name: str, function: Function | None) -> list[ast.expr]:
        """What callers hand over for a parameter."""
        names = [one.arg for one in function.args.args] if function else []
        if not function or name not in names:
            return []
        at = names.index(name)
        calls = [one for one in self.calls if _called(one) == function.name]
        return [one.args[at] for one in calls if len(one.args) > at]

    def _any(self, expressions: Iterable[ast.expr]) -> set[str]:
        return {text for one in expressions for text in self.texts(one)}

    def _answered(self, call: ast.Call) -> set[str]:
        if _called(call) in ("str", "next"):
            # An exception's own sentence, or one of those that pieces carry: scanned there.
            return {SAMPLE}
        found = [one for one in set(self.functions.values()) if one.name == _called(call)]
        return self._any(one for function in found for one in _returned(function))


def _is(target: ast.expr, name: str) -> bool:
    return isinstance(target, ast.Name) and target.id == name


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id="guesses"), attr=attribute):
            return f"guesses.{attribute}"
        case ast.Attribute(attr=attribute):
            return attribute
    return ""


def _returned(function: Function) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and node.value:
            yield node.value


@cache
def said() -> list[str]:
    sources = [path.read_text(encoding="utf-8") for path in sorted(READERS.rglob("*.py"))]
    return sorted(set(Readers(sources).sentences()))
