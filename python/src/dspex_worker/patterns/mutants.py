"""Small changes of a program, each of which good tests notice."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

_OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
"""Operators by what stands in their place in a mutant."""


def mutants(code: str) -> Iterator[str]:
    """Programs that differ from ``code`` in one place: an operator, a constant, a condition or a result.

    Raises:
        SyntaxError: the code is no Python.
    """
    tree = ast.parse(code)
    for place, node in enumerate(ast.walk(tree)):
        for change in range(_changes(node)):
            changed = copy.deepcopy(tree)
            _change(list(ast.walk(changed))[place], change)
            yield ast.unparse(ast.fix_missing_locations(changed))


def _changes(node: ast.AST) -> int:
    match node:
        case ast.BinOp(op=op) | ast.BoolOp(op=op) | ast.AugAssign(op=op):
            return int(type(op) in _OTHER)
        case ast.Compare(ops=ops):
            return sum(type(op) in _OTHER for op in ops)
        case ast.Constant(value=bool() | int() | float()):
            return 1
        case ast.Constant(value=str() as text):
            return int(bool(text) and not hasattr(node, "docstring"))
        case ast.If() | ast.While() | ast.IfExp():
            return 1
        case ast.Return(value=ast.AST()):
            return 1
    return 0


def _change(node: ast.AST, change: int) -> None:
    match node:
        case ast.BinOp() | ast.BoolOp() | ast.AugAssign():
            node.op = _OTHER[type(node.op)]()  # type: ignore[assignment]
        case ast.Compare():
            at = [i for i, op in enumerate(node.ops) if type(op) in _OTHER][change]
            node.ops[at] = _OTHER[type(node.ops[at])]()  # type: ignore[call-overload]
        case ast.Constant(value=bool() as truth):
            node.value = not truth
        case ast.Constant(value=(int() | float()) as number):
            node.value = number + 1
        case ast.Constant():
            node.value = ""
        case ast.If() | ast.While() | ast.IfExp():
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case ast.Return():
            node.value = ast.Constant(None)
