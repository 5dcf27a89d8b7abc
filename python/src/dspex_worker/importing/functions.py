"""Functions that ``forward`` calls between modules, as ``tool`` and ``code`` nodes."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Sequence

from dspex_worker import types
from dspex_worker.importing.carried import carried_kind
from dspex_worker.importing.extract import CodeFiles
from dspex_worker.importing.fields import field_record
from dspex_worker.importing.findings import NotReadError
from dspex_worker.importing.models import Models
from dspex_worker.importing.scope import Found, Scope
from dspex_worker.wire import Json

RESULT = "result"
"""Name of the output of a tool node that has none of its own."""


class Functions:
    """Makes nodes of the functions of the files."""

    def __init__(self, scope: Scope, models: Models, code: CodeFiles) -> None:
        self._scope, self._models, self._code = scope, models, code

    def node(self, name: ast.expr) -> Json | None:
        """The node of a function without its id, None where a name is no function of the files."""
        found = self._scope.find(name)
        if found is not None and isinstance(found.node, ast.Call):
            return of_server(found.node, found.scope)
        if found is None or not isinstance(found.node, ast.FunctionDef):
            return None
        own = found.node.args
        if own.vararg or own.kwarg or own.posonlyargs or found.node.decorator_list:
            raise NotReadError(f"{found.node.name} takes arguments that are not known", name.lineno)
        inputs = [self._field(a.arg, a.annotation, found.scope) for a in (*own.args, *own.kwonlyargs)]
        keys = _returned_keys(found.node)
        if keys and not found.scope.beside and _stands_alone(found):
            outputs = [field_record(key, types.Simple("any"), "", {}) for key in keys]
            return {"kind": "code", "inputs": inputs, "outputs": outputs, "source": _as_run(found)}
        if keys and found.scope.beside and found.node.name == "run" and _is_whole(found.scope):
            outputs = [field_record(key, types.Simple("any"), "", {}) for key in keys]
            return {"kind": "code", "inputs": inputs, "outputs": outputs, "source": found.scope.source.text}
        outputs = [self._field(RESULT, found.node.returns, found.scope)]
        reference = self._code.add(found.scope, found.node.name)
        return {"kind": "tool", "function": reference, "inputs": inputs, "outputs": outputs}

    def _field(self, name: str, annotation: ast.expr | None, scope: Scope) -> Json:
        kind: types.Type = types.Simple("any")
        if annotation is not None:
            try:
                kind = self._models.annotations.type(annotation, scope)
            except NotReadError:
                kind = types.Simple("any")  # what is linked to it tells more
        return field_record(name, kind, "", {})


def of_server(call: ast.Call, scope: Scope) -> Json | None:
    """The node of ``ServerTool("tool", command=[…])``; its inputs are those that it is called with."""
    if carried_kind(scope, call.func) != "tool":
        return None
    match call:
        case ast.Call(_, [ast.Constant(str() as tool)], [ast.keyword("command" | "url" as key, value)]):
            try:
                server = {key: ast.literal_eval(value)}
            except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
                return None
            outputs = [field_record(RESULT, types.Simple("any"), "", {})]
            return {"kind": "tool", "server": server, "tool": tool, "inputs": [], "outputs": outputs}
    return None


def known_types(node: Json, kept: Json, records: Sequence[str]) -> None:
    """Gives the ends of a function that say no type the type that the side file of an export holds."""
    for side in ("inputs", "outputs"):
        ends = kept.get(side)
        for known in filter(lambda end: isinstance(end, dict), ends if isinstance(ends, list) else ()):
            kind = known.get("type")
            for field in node[side]:
                if known.get("name") == field["name"] and field["type"] == "any" and _is_type(kind, records):
                    field["type"] = kind


def _is_type(text: object, records: Sequence[str]) -> bool:
    try:
        return isinstance(text, str) and bool(types.parse(text, records))
    except types.BadTypeError:
        return False


def _returned_keys(function: ast.FunctionDef) -> list[str]:
    """The keys of the dict that a function returns, none where it returns anything else."""
    keys: list[str] | None = None
    for node in ast.walk(function):
        if isinstance(node, ast.Return):
            match node.value:
                case ast.Dict(names) if names and all(_is_text(n) for n in names):
                    here = [str(n.value) for n in names if isinstance(n, ast.Constant)]
                    keys = here if keys in (None, here) else []
                case _:
                    keys = []
    return keys or []


def _is_text(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier()


def _stands_alone(found: Found) -> bool:
    """Whether a function needs nothing of its file."""
    used = {n.id for n in ast.walk(found.node) if isinstance(n, ast.Name)}
    bound = {n.id for n in ast.walk(found.node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    bound |= {n.arg for n in ast.walk(found.node) if isinstance(n, ast.arg)}
    bound |= {
        a.asname or a.name for n in ast.walk(found.node) if isinstance(n, ast.Import | ast.ImportFrom) for a in n.names
    }
    return used <= bound | set(dir(builtins))


def _is_whole(scope: Scope) -> bool:
    """Whether a file imports no other one of the project, as the file that a code node is exported to."""
    imports = [n for n in ast.walk(scope.source.tree) if isinstance(n, ast.Import | ast.ImportFrom)]
    named = [(n.module or "", n.level) for n in imports if isinstance(n, ast.ImportFrom)]
    named += [(alias.name, 0) for n in imports if isinstance(n, ast.Import) for alias in n.names]
    return all(scope.library.module(module, level, scope.path) is None and not level for module, level in named)


def _as_run(found: Found) -> str:
    """The source of a function, under the name that code nodes have."""
    function = found.node
    assert isinstance(function, ast.FunctionDef)
    lines = found.scope.source.text.split("\n")[function.lineno - 1 : function.end_lineno]
    return re.sub(r"^def \w+", "def run", "\n".join(lines), count=1)
