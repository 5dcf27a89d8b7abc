"""Type annotations as types of the workbench."""

from __future__ import annotations

import ast
from collections.abc import Callable

from dspex_worker import types
from dspex_worker.importing.constants import Constants
from dspex_worker.importing.findings import NotReadError
from dspex_worker.importing.scope import Scope

_PLAIN = {"str": "str", "int": "int", "float": "float", "bool": "bool", "Any": "any", "object": "any"}
_DSPY = {
    "Image": "image",
    "Audio": "audio",
    "File": "file",
    "History": "history",
    "Code": "code",
    "Reasoning": "reasoning",
    "ToolCalls": "tool_calls",
}
_LISTS = ("list", "List", "Sequence", "Iterable", "Collection")
_DICTS = ("dict", "Dict", "Mapping")

Told = Callable[[str, int | None], None]


class Annotations:
    """Reads annotations.

    Args:
        record: gives the type of a class of the file: a record, or a literal for an enumeration.
        told: takes a note for the person about a type that is read as a slightly different one.
    """

    def __init__(self, constants: Constants, record: Callable[[Scope, ast.ClassDef], types.Type], told: Told) -> None:
        self._constants, self._record, self._told = constants, record, told

    def type(self, node: ast.AST, scope: Scope, depth: int = 20) -> types.Type:
        """The type that an annotation means. Raises NotReadError."""
        self._constants.step(node)
        line = getattr(node, "lineno", None)
        if depth <= 0:
            raise NotReadError("a type is nested too deeply", line)
        match node:
            case ast.Constant(None):
                raise NotReadError("None alone is no type of a field", line)
            case ast.Constant(str() as text):
                return self.type(parsed_expression(text, line), scope, depth - 1)
            case ast.BinOp(_, ast.BitOr(), _):
                return self._union(_alternatives(node), scope, depth, line)
            case ast.Subscript(base, index):
                return self._generic(base, index, scope, depth, line)
            case ast.Name() | ast.Attribute():
                return self._named(node, scope, depth, line)
        raise NotReadError("a type is no name and no generic type", line)

    def _named(self, node: ast.Name | ast.Attribute, scope: Scope, depth: int, line: int | None) -> types.Type:
        found = scope.find(node)
        if found is not None and isinstance(found.node, ast.ClassDef):
            return self._record(found.scope, found.node)
        if found is not None and isinstance(found.node, ast.expr):
            return self.type(found.node, found.scope, depth - 1)
        dspy, name = scope.dspy(node), (scope.dotted(node) or "").rpartition(".")[2]
        if dspy in _DSPY:
            return types.Simple(_DSPY[dspy])
        if name in _PLAIN:
            return types.Simple(_PLAIN[name])
        if name in _LISTS or name in _DICTS:
            self._told(f'"{name}" without the type of its items is read as {name.lower()} of any', line)
            any_type = types.Simple("any")
            return types.ListOf(any_type) if name in _LISTS else types.DictOf(any_type)
        raise NotReadError(f'the workbench has no type "{ast.unparse(node)[:60]}"', line)

    def _generic(self, base: ast.expr, index: ast.expr, scope: Scope, depth: int, line: int | None) -> types.Type:
        name = (scope.dotted(base) or "").rpartition(".")[2]
        inner = list(index.elts) if isinstance(index, ast.Tuple) else [index]
        if name == "Literal":
            return types.LiteralOf(self._values(index, scope, line))
        if name == "Optional" and len(inner) == 1:
            return types.OptionalOf(self.type(inner[0], scope, depth - 1))
        if name == "Union":
            return self._union(inner, scope, depth, line)
        if name == "Annotated" and inner:
            self._told("what Annotated adds to a type is left out", line)
            return self.type(inner[0], scope, depth - 1)
        if name in _LISTS and len(inner) == 1:
            return types.ListOf(self.type(inner[0], scope, depth - 1))
        if name in _DICTS and len(inner) == 2:
            if self.type(inner[0], scope, depth - 1) != types.Simple("str"):
                raise NotReadError("the keys of a dict can only be str", line)
            return types.DictOf(self.type(inner[1], scope, depth - 1))
        if scope.dspy(base) == "Code":
            self._told("the language of dspy.Code is left out", line)
            return types.Simple("code")
        raise NotReadError(f'the workbench has no type "{name or "?"}[…]"', line)

    def _union(self, parts: list[ast.expr], scope: Scope, depth: int, line: int | None) -> types.Type:
        rest = [part for part in parts if not (isinstance(part, ast.Constant) and part.value is None)]
        if len(rest) == 1 and len(parts) == 2:
            return types.OptionalOf(self.type(rest[0], scope, depth - 1))
        raise NotReadError("the workbench has no type that is one of several types", line)

    def _values(self, index: ast.expr, scope: Scope, line: int | None) -> tuple[str | int | bool, ...]:
        values = self._constants.value(index, scope)
        values = values if isinstance(values, list) else [values]
        if not values or not all(isinstance(value, (str, int, bool)) for value in values):
            raise NotReadError("a Literal can only have texts, whole numbers, True and False", line)
        if len({(type(value), value) for value in values}) != len(values):
            raise NotReadError("a Literal has a value twice", line)
        return tuple(values)


def parsed_expression(text: str, line: int | None) -> ast.expr:
    """An expression that stands in a text, such as a quoted annotation."""
    if len(text) > 2000:
        raise NotReadError("a type in quotes is too long", line)
    try:
        found = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NotReadError(f'"{text[:60]}" is no type', line) from error
    for node in ast.walk(found):
        if hasattr(node, "lineno") and line is not None:
            node.lineno = line
    return found


def _alternatives(node: ast.expr) -> list[ast.expr]:
    found: list[ast.expr] = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        found.append(node.right)
        node = node.left
    return [node, *reversed(found)]
