"""Values that a file writes out: texts, numbers, lists; nothing is evaluated that is not written there."""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import Any

from dspex_worker.importing.findings import NotReadError
from dspex_worker.importing.scope import Scope

_MOST_STEPS = 20_000
_LONGEST = 100_000


class Constants:
    """Reads values. The work is bounded over the life of a reader, whatever the file says."""

    def __init__(self) -> None:
        self._steps = 0

    def step(self, node: ast.AST) -> None:
        """Counts a step of reading. Raises NotReadError after very many."""
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise NotReadError("the file is too complicated", getattr(node, "lineno", None))

    def value(self, node: ast.AST, scope: Scope, depth: int = 20) -> Any:
        """The value of an expression that is made of constants. Raises NotReadError for any other."""
        self.step(node)
        if depth <= 0:
            raise _no_constant(node)
        match node:
            case ast.Constant(str() | bool() | int() | float() | None as value):
                return value
            case ast.UnaryOp(ast.USub(), operand):
                number = self.value(operand, scope, depth - 1)
                if isinstance(number, (int, float)) and not isinstance(number, bool):
                    return -number
            case ast.BinOp(left, ast.Add(), right):
                one, two = self.value(left, scope, depth - 1), self.value(right, scope, depth - 1)
                if isinstance(one, str) and isinstance(two, str) and len(one) + len(two) <= _LONGEST:
                    return one + two
                if isinstance(one, list) and isinstance(two, list) and len(one) + len(two) <= 1000:
                    return one + two
            case ast.JoinedStr(parts):
                return self._joined(parts, scope, depth, node)
            case ast.List(items) | ast.Tuple(items):
                return [self.value(item, scope, depth - 1) for item in items]
            case ast.Dict(keys, values) if None not in keys:
                pairs = zip(keys, values, strict=True)
                return {self._key(k, scope, depth): self.value(v, scope, depth - 1) for k, v in pairs if k is not None}
            case ast.Call(function, arguments, []):
                return self._call(function, arguments, scope, depth, node)
            case ast.Name() | ast.Attribute():
                found = scope.find(node)
                if found is not None and isinstance(found.node, ast.expr):
                    return self.value(found.node, found.scope, depth - 1)
        raise _no_constant(node)

    def text(self, node: ast.AST, scope: Scope) -> str:
        value = self.value(node, scope)
        if not isinstance(value, str):
            raise NotReadError("a text is expected here", getattr(node, "lineno", None))
        return value

    def _key(self, node: ast.expr, scope: Scope, depth: int) -> str:
        key = self.value(node, scope, depth - 1)
        if not isinstance(key, str):
            raise _no_constant(node)
        return key

    def _joined(self, parts: list[ast.expr], scope: Scope, depth: int, node: ast.AST) -> str:
        texts = []
        for part in parts:
            match part:
                case ast.FormattedValue(inner, -1, None):
                    value = self.value(inner, scope, depth - 1)
                    if not isinstance(value, (str, int)):
                        raise _no_constant(node)
                    texts.append(str(value))
                case ast.Constant(str() as text):
                    texts.append(text)
                case _:
                    raise _no_constant(node)
        joined = "".join(texts)
        if len(joined) > _LONGEST:
            raise _no_constant(node)
        return joined

    def _call(self, function: ast.expr, arguments: list[ast.expr], scope: Scope, depth: int, node: ast.AST) -> Any:
        known = {"textwrap.dedent": textwrap.dedent, "inspect.cleandoc": inspect.cleandoc}.get(
            scope.dotted(function) or ""
        )
        if known and len(arguments) == 1:
            text = self.value(arguments[0], scope, depth - 1)
            if isinstance(text, str):
                return known(text)
        if isinstance(function, ast.Attribute) and function.attr == "strip" and not arguments:
            text = self.value(function.value, scope, depth - 1)
            if isinstance(text, str):
                return text.strip()
        name = scope.dotted(function)
        if name in ("tuple", "list", "sorted") and len(arguments) == 1:
            values = self.value(arguments[0], scope, depth - 1)
            if isinstance(values, list) and name != "sorted":
                return values
        raise _no_constant(node)


def _no_constant(node: ast.AST) -> NotReadError:
    return NotReadError("a value is worked out when the program runs", getattr(node, "lineno", None))
