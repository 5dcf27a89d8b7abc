"""Under what conditions a statement of ``forward`` runs."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dspex_worker.importing.findings import NotReadError
from dspex_worker.program import Port

Given = tuple[type, Any]
"""A constant of the source with its type: True is not 1."""


@dataclass(frozen=True)
class Choice:
    """The value of a port is one of some constants, or none of them."""

    port: Port
    values: frozenset[Given]
    negated: bool = False

    def inverse(self) -> Choice:
        return Choice(self.port, self.values, not self.negated)


Path = tuple[Choice, ...]
"""Choices that all hold, the outermost first; each port decides once."""


def joined(path: Path, choice: Choice) -> Path | None:
    """A path with one more choice, None where that never holds."""
    for place, known in enumerate(path):
        if known.port == choice.port:
            both = _both(known, choice)
            empty = not both.values and not both.negated
            return None if empty else (*path[:place], both, *path[place + 1 :])
    return (*path, choice)


def together(a: Path, b: Path) -> Path | None:
    """Both paths, None where they exclude each other."""
    found: Path | None = a
    for choice in b:
        found = None if found is None else joined(found, choice)
    return found


def without(path: Path, other: Path) -> list[Path]:
    """The ways on a path on which another one does not hold."""
    if together(path, other) is None:
        return [path]
    ways: list[Path] = []
    here: Path | None = path
    for choice in other:
        left = None if here is None else joined(here, choice.inverse())
        ways += [left] if left is not None and left != here else []
        here = None if here is None else joined(here, choice)
    return ways


def _both(a: Choice, b: Choice) -> Choice:
    if a.negated and b.negated:
        return Choice(a.port, a.values | b.values, True)
    if a.negated or b.negated:
        kept, left = (b, a) if a.negated else (a, b)
        return Choice(a.port, kept.values - left.values)
    return Choice(a.port, a.values & b.values)


def condition(test: ast.expr, port: Callable[[ast.expr], Port]) -> list[Choice]:
    """The choices that a condition asks for, of which all must hold. Raises NotReadError for any other condition."""
    match test:
        case ast.BoolOp(ast.And(), parts):
            return [choice for part in parts for choice in condition(part, port)]
        case ast.UnaryOp(ast.Not(), inner):
            found = condition(inner, port)
            if len(found) == 1:
                return [found[0].inverse()]
        case ast.Compare(left, [ast.Eq() | ast.NotEq() | ast.Is() | ast.IsNot() as sign], [ast.Constant(value)]):
            return [Choice(port(left), frozenset({_given(value)}), isinstance(sign, ast.NotEq | ast.IsNot))]
        case ast.Compare(left, [ast.In() | ast.NotIn() as sign], [ast.Tuple(items) | ast.List(items) | ast.Set(items)]):
            if all(isinstance(item, ast.Constant) for item in items):
                values = frozenset(_given(item.value) for item in items if isinstance(item, ast.Constant))
                return [Choice(port(left), values, isinstance(sign, ast.NotIn))]
        case ast.Name() | ast.Attribute() | ast.Subscript():
            return [Choice(port(test), frozenset({_given(True)}))]
    raise NotReadError(f'forward has a condition that is no choice ("{ast.unparse(test)[:60]}")', test.lineno)


def ways(test: ast.expr, port: Callable[[ast.expr], Port]) -> list[Path]:
    """The paths of which one must hold for a condition of parts joined by ``or``. Raises NotReadError."""
    parts = test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or) else [test]
    return [tuple(condition(part, port)) for part in parts]


def case_values(pattern: ast.pattern) -> frozenset[Given] | None:
    """The constants of a ``case``, None for one that takes the rest. Raises NotReadError for any other pattern."""
    match pattern:
        case ast.MatchAs(None, None):
            return None
        case ast.MatchValue(ast.Constant(value)) | ast.MatchSingleton(value):
            return frozenset({_given(value)})
        case ast.MatchOr(patterns):
            parts = [case_values(part) for part in patterns]
            if None not in parts:
                return frozenset(value for part in parts if part is not None for value in part)
    raise NotReadError(f'forward has a case that is no choice ("{ast.unparse(pattern)[:60]}")', pattern.lineno)


def _given(value: Any) -> Given:
    return type(value), value
