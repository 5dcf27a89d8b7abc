"""The rules that sandboxed code is read by before it runs.

An allow-list of syntax, names and attributes. It gives the LM a message that it can act on, and takes
away the usual ways to the interpreter's insides. It is one guard among others: the rest hold without it.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from dspex_worker.sandbox.inside.library import OFFERED, REFUSED

_SPECIAL = frozenset(
    f"__{name}__"
    for name in (
        "init new post_init name doc repr str bytes format bool hash len iter next reversed contains call enter exit "
        "getitem setitem delitem missing index int float complex round abs neg pos invert eq ne lt le gt ge "
        "add sub mul truediv floordiv mod pow matmul and or xor lshift rshift divmod "
        "radd rsub rmul rtruediv rfloordiv rmod rpow rmatmul rand ror rxor "
        "iadd isub imul itruediv ifloordiv imod ipow iand ior ixor "
        "slots match_args set_name get set trunc floor ceil copy deepcopy"
    ).split()
)
"""Names with two underscores on both sides that lead nowhere; all others are refused."""
_FIELDS = frozenset(
    "gi_frame gi_code gi_yieldfrom cr_frame cr_code cr_await cr_origin ag_frame ag_code ag_await f_back f_builtins "
    "f_code f_globals f_locals f_trace f_generator tb_frame tb_next tb_lasti mro func_globals func_code "
    "co_code co_consts co_names".split()
)
"""Attributes of frames, tracebacks, generators, code objects and classes that lead to the interpreter's insides."""
_SYNTAX = (
    "Module Expression Expr Assign AugAssign AnnAssign Delete Pass Break Continue Return Raise Try TryStar Assert "
    "Import ImportFrom alias Global Nonlocal If For While With withitem ExceptHandler FunctionDef ClassDef Lambda "
    "arguments arg keyword Yield YieldFrom IfExp BoolOp BinOp UnaryOp Compare Call Constant JoinedStr FormattedValue "
    "Attribute Subscript Slice Starred Name List Tuple Dict Set ListComp SetComp DictComp GeneratorExp comprehension "
    "NamedExpr Match match_case MatchValue MatchSingleton MatchSequence MatchMapping MatchClass MatchStar MatchAs "
    "MatchOr Load Store Del And Or Not Invert UAdd USub Add Sub Mult MatMult Div Mod Pow LShift RShift BitOr BitXor "
    "BitAnd FloorDiv Eq NotEq Lt LtE Gt GtE Is IsNot In NotIn TypeAlias TypeVar ParamSpec TypeVarTuple type_param "
    "TemplateStr Interpolation"
).split()
_ALLOWED = tuple(getattr(ast, name) for name in _SYNTAX if hasattr(ast, name))


class RuleError(Exception):
    """The code breaks a rule. The message names the line."""


def may_be_read(attribute: str) -> bool:
    """Whether code may name an attribute."""
    if attribute.startswith("__") and attribute.endswith("__"):
        return attribute in _SPECIAL
    return attribute not in _FIELDS


def check(tree: ast.AST, own: Collection[str], modules: Collection[str] = ()) -> None:
    """Reads code by the rules.

    Args:
        own: names that the code finds defined, as variables or tools.
        modules: modules beside the library's that it may import.

    Raises:
        RuleError: names the first line that breaks one.
    """
    bound = {*own, *_bound(tree)}
    for node in _walk(tree):
        broken = _broken(node, bound, modules)
        if broken:
            raise RuleError(f"Line {getattr(node, 'lineno', 1)}: {broken}")


def _walk(tree: ast.AST) -> Iterator[ast.AST]:
    """Nodes in the order of the text."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(list(ast.iter_child_nodes(node)))


def _bound(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.alias(name=name, asname=asname):
                yield asname or name
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield name


def _broken(node: ast.AST, bound: Collection[str], modules: Collection[str]) -> str | None:
    """What is wrong with a node by itself; None when nothing is."""
    if not isinstance(node, _ALLOWED):
        return f"{type(node).__name__} is not available in the sandbox."
    match node:
        case ast.Import(names=names):
            return next((_no_module(one.name) for one in names if not _is_offered(one.name, modules)), None)
        case ast.ImportFrom(module=module, level=level, names=names):
            if level or not _is_offered(module or "", modules):
                return _no_module(module or ".")
            return next((_no_attribute(one.name) for one in names if not may_be_read(one.name)), None)
        case ast.Attribute(attr=name) if not may_be_read(name):
            return _no_attribute(name)
        case ast.MatchClass(kwd_attrs=names):
            return next((_no_attribute(name) for name in names if not may_be_read(name)), None)
        case ast.Name(id=name):
            return _no_name(name) if not _may_be_named(name, bound) else None
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
            return _no_name(name) if not may_be_read(name) else None
        case ast.alias(asname=str(name)) | ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
            return _no_name(name) if not may_be_read(name) else None
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            return next((_no_name(name) for name in names if not may_be_read(name)), None)
    return None


def _is_offered(module: str, modules: Collection[str]) -> bool:
    return module in OFFERED or module in modules


def _may_be_named(name: str, bound: Collection[str]) -> bool:
    if name.startswith("__") and name.endswith("__"):
        return name in _SPECIAL
    return name in bound or name not in REFUSED


def _no_module(name: str) -> str:
    return f"The module {name} is not available in the sandbox. Available: {', '.join(OFFERED)}."


def _no_attribute(name: str) -> str:
    return f"The attribute {name} is not available in the sandbox."


def _no_name(name: str) -> str:
    return f"{name} is not available in the sandbox."
