"""The functions and classes of a file that a program calls, as files of the project's ``code`` folder."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from dspex_worker.importing.findings import NotReadError
from dspex_worker.importing.scope import Scope, is_main


class CodeFiles:
    """Collects the code of one program. What it is given is read, never run.

    A file that only defines things is taken whole; of any other, what is called and what that needs: the rest,
    such as ``dspy.configure(…)``, would run with it.
    """

    def __init__(self) -> None:
        self._wanted: dict[Scope, set[str]] = {}
        self._paths: dict[Scope, str] = {}
        self._documents: dict[str, str] = {}

    def reference(self, node: ast.expr, scope: Scope) -> str:
        """``code/file.py:name`` of a function that is defined in the files. Raises NotReadError."""
        found = scope.find(node)
        if found is None or not isinstance(found.node, ast.FunctionDef | ast.AsyncFunctionDef):
            raise NotReadError(f'"{ast.unparse(node)[:60]}" is no function of the file', node.lineno)
        return self.add(found.scope, found.node.name)

    def add(self, scope: Scope, name: str) -> str:
        """Takes a top-level definition; gives its reference."""
        self._take(scope, {name})
        return f"{self._paths[scope]}:{name}"

    def add_documents(self, texts: Mapping[str, str]) -> None:
        """Takes files that are no code, by their paths in the project."""
        self._documents |= texts

    def files(self) -> dict[str, str]:
        """Text by path in the project."""
        return self._documents | {self._paths[scope]: _text(scope, wanted) for scope, wanted in self._wanted.items()}

    def _take(self, scope: Scope, names: set[str]) -> None:
        known = self._wanted.setdefault(scope, set())
        new = names - known
        if scope not in self._paths:
            self._paths[scope] = _path(scope, set(self._paths.values()))
        if not new:
            return
        known |= new
        for statement in _needed(scope, known):
            for imported in _imported(statement):
                other = scope.defined_outside(imported) or scope.library.module(imported, 0, scope.path)
                if other is not None:
                    self._take(other, {imported} if scope.defined_outside(imported) else set())


def _path(scope: Scope, taken: set[str]) -> str:
    stem = PurePosixPath(scope.source.name).stem
    stem = stem if stem.isidentifier() else "imported"
    stem = stem if scope.beside else f"{stem}_code"  # an export has the program's own name
    path, number = f"code/{stem}.py", 2
    while path in taken:
        path, number = f"code/{stem}_{number}.py", number + 1
    return path


def _text(scope: Scope, wanted: set[str]) -> str:
    body = scope.source.tree.body
    if all(_defines(statement) for statement in body) or not wanted:
        return scope.source.text if scope.source.text.endswith("\n") else f"{scope.source.text}\n"
    text, before = "", ""
    for statement in _needed(scope, wanted):
        block = isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        imports = isinstance(statement, ast.Import | ast.ImportFrom)
        what = "block" if block else "import" if imports else "line"
        gap = 3 if "block" in (what, before) else 1 if what == before else 2
        text += f"{gap * chr(10) if text else ''}{scope.source.segment(statement)}"
        before = what
    return f"{text}\n"


def _defines(statement: ast.stmt) -> bool:
    """Whether a statement at the top of a file does no more than define."""
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.Import() | ast.ImportFrom() | ast.Pass():
            return True
        case ast.Expr(ast.Constant()):
            return True
        case ast.Assign(_, value) | ast.AnnAssign(_, _, ast.expr() as value):
            return not any(isinstance(n, ast.Call) for n in ast.walk(value))
        case ast.If(test):
            return is_main(test)
    return False


def _needed(scope: Scope, wanted: set[str]) -> list[ast.stmt]:
    """The top-level statements that the wanted names need, in order."""
    body = [s for s in scope.source.tree.body if not (isinstance(s, ast.If) and is_main(s.test))]
    makers: dict[str, list[int]] = {}
    imported: set[str] = set()
    for place, statement in enumerate(body):
        bound, changed = set(_bound(statement)), _changed(statement)
        imported |= bound if isinstance(statement, ast.Import | ast.ImportFrom) else set()
        for name in bound | ({changed} if changed else set()):
            makers.setdefault(name, []).append(place)
    taken = {place for place, statement in enumerate(body) if _is_future(statement)}
    open_names, seen = list(wanted), set(wanted)
    while open_names:
        name = open_names.pop()
        for place in makers.get(name, ()):
            if place in taken or (name in imported and _changed(body[place]) == name):
                continue
            taken.add(place)
            used = {n.id for n in ast.walk(body[place]) if isinstance(n, ast.Name)} - seen
            seen |= used
            open_names.extend(used)
    return [body[place] for place in sorted(taken)]


def _bound(statement: ast.stmt) -> Iterator[str]:
    """Names that a statement gives a meaning."""
    match statement:
        case ast.FunctionDef(name) | ast.AsyncFunctionDef(name) | ast.ClassDef(name):
            yield name
        case ast.Import(names) | ast.ImportFrom(_, names):
            yield from ((alias.asname or alias.name).partition(".")[0] for alias in names)
        case _:
            for node in ast.walk(statement):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    yield node.id
                elif isinstance(node, ast.FunctionDef | ast.ClassDef):
                    yield node.name
                elif isinstance(node, ast.Import | ast.ImportFrom):
                    yield from _bound(node)


def _changed(statement: ast.stmt) -> str | None:
    """The name of what a statement changes in place: ``x[…] = …``, ``x.y = …``, ``x.append(…)``."""
    match statement:
        case ast.Assign([target]) | ast.AugAssign(target) if not isinstance(target, ast.Name):
            changed: ast.expr = target
        case ast.Expr(ast.Call(ast.Attribute(owner))):
            changed = owner
        case _:
            return None
    while isinstance(changed, ast.Attribute | ast.Subscript):
        changed = changed.value
    return changed.id if isinstance(changed, ast.Name) else None


def _imported(statement: ast.stmt) -> Iterator[str]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in node.names)


def _is_future(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
