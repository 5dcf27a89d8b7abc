"""A module class that is no graph as an ``imported`` node: its code is kept, its ends are read."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dspex_worker import types
from dspex_worker.importing.annotations import Told
from dspex_worker.importing.fields import field_record
from dspex_worker.importing.findings import NotReadError
from dspex_worker.importing.members import MemberReader
from dspex_worker.importing.models import Models
from dspex_worker.importing.names import node_id, snake
from dspex_worker.importing.scope import Scope
from dspex_worker.program import task_outputs
from dspex_worker.wire import Json


def opaque_node(scope: Scope, node: ast.ClassDef, members: MemberReader, models: Models, told: Told) -> Json:
    """The node; what cannot be read of its ends is told, and stands as a field of the type any."""
    forward = _function(scope, node, "forward") or _function(scope, node, "aforward")
    inputs = list(_inputs(forward, scope, models)) if forward is not None else []
    known = _member_outputs(scope, node, members)
    outputs = _outputs(forward, scope, known) if forward is not None else []
    if not outputs:
        outputs = [field_record("answer", types.Simple("any"), "", {})]
        told("the outputs are not written out in forward; they are assumed to be answer", node.lineno)
    if not inputs:
        inputs = [field_record("question", types.Simple("str"), "", {})]
        told("the inputs are not written out in forward; they are assumed to be question", node.lineno)
    missing = [name for name, given in _arguments(scope, node).items() if given is None]
    if missing:
        told(f'__init__ needs "{missing[0]}": set it among the arguments of the node', node.lineno)
    return {
        "id": node_id(snake(node.name)),
        "kind": "imported",
        "class": members.code.add(scope, node.name),
        "inputs": inputs,
        "outputs": outputs,
    }


def _member_outputs(scope: Scope, node: ast.ClassDef, members: MemberReader) -> dict[str, list[Json]]:
    """The outputs of the modules that ``__init__`` makes, as far as they can be read, by attribute name."""
    known: dict[str, list[Json]] = {}
    init = _function(scope, node, "__init__")
    for statement in ast.walk(init) if init is not None else ():
        match statement:
            case ast.Assign([ast.Attribute(ast.Name("self"), name)], ast.Call() as call):
                try:
                    made = members.module(call, scope)
                except NotReadError:
                    continue
                if made is not None:
                    known[name] = task_outputs(made.record)
    return known


def _function(scope: Scope, node: ast.ClassDef, name: str) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    for _ in range(8):
        for statement in node.body:
            if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef) and statement.name == name:
                return statement
        found = next((f for f in map(scope.find, node.bases) if f and isinstance(f.node, ast.ClassDef)), None)
        if found is None or not isinstance(found.node, ast.ClassDef):
            return None
        scope, node = found.scope, found.node
    return None


def _inputs(forward: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope, models: Models) -> Iterator[Json]:
    for argument in [*forward.args.args[1:], *forward.args.kwonlyargs]:
        kind: types.Type = types.Simple("any")
        if argument.annotation is not None:
            try:
                kind = models.annotations.type(argument.annotation, scope)
            except NotReadError:
                kind = types.Simple("any")
        yield field_record(argument.arg, kind, "", {})


def _outputs(forward: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope, known: dict[str, list[Json]]) -> list[Json]:
    """The fields of each prediction that is returned; their types where the modules of the class say them."""
    types_of = {str(f["name"]): str(f["type"]) for fields in known.values() for f in fields}
    calls: dict[str, str] = {}
    names: dict[str, None] = {}
    for node in ast.walk(forward):
        match node:
            case ast.Assign([ast.Name(name)], value):
                calls[name] = _called(value) or ""
            case ast.Call(function) if scope.dspy(function) == "Prediction":
                names |= dict.fromkeys(k.arg for k in node.keywords if k.arg is not None)
    for node in ast.walk(forward):
        match node:
            case ast.Return(ast.Name(name)):
                names |= dict.fromkeys(str(f["name"]) for f in known.get(calls.get(name, ""), ()))
            case ast.Return(ast.Call() as call):
                names |= dict.fromkeys(str(f["name"]) for f in known.get(_called(call) or "", ()))
    return [{"name": name, "type": types_of.get(name, "any"), "description": ""} for name in names]


def _called(node: ast.expr) -> str | None:
    """``x`` of ``self.x(…)``."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("self"), name)):
            return name
    return None


def _arguments(scope: Scope, node: ast.ClassDef) -> dict[str, ast.expr | None]:
    init = _function(scope, node, "__init__")
    if init is None:
        return {}
    plain = init.args.args[1:]
    given: list[ast.expr | None] = [None] * (len(plain) - len(init.args.defaults)) + list(init.args.defaults)
    return dict(zip([a.arg for a in plain], given[-len(plain) :] if plain else [], strict=False))
