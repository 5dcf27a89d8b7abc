"""What the names of a file stand for: imports, classes, functions and constants, and files beside it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from dspex_worker.errors import WorkerError
from dspex_worker.importing.source import Source, read_source

PATTERNS_PACKAGE = "dspex_worker.patterns"

_MAX_FILES = 40


class Found(NamedTuple):
    """A definition and the scope of the file that has it."""

    scope: Scope
    node: ast.AST


@dataclass
class Library:
    """The files that an import may read: those under ``root``. Each is read once."""

    root: Path
    _scopes: dict[Path, Scope | None] = field(default_factory=dict)

    def scope(self, source: Source, path: Path | None = None) -> Scope:
        """The scope of a file; ``path`` is where it lies, None for a text of no file."""
        scope = Scope(source, path, self)
        if path is not None:
            self._scopes[path] = scope
        return scope

    def module(self, dotted: str, level: int, beside: Path | None) -> Scope | None:
        """The file of a module that another file imports, None where it is not under the root."""
        if beside is None:
            return None
        parts = [part for part in dotted.split(".") if part]
        for base in self._bases(level, beside):
            for path in (base.joinpath(*parts).with_suffix(".py"), base.joinpath(*parts, "__init__.py")):
                if parts and path.is_file() and path.resolve().is_relative_to(self.root.resolve()):
                    return self._read(path.resolve())
        return None

    def _bases(self, level: int, beside: Path) -> Iterator[Path]:
        folder = beside.parent
        if level:
            yield folder.joinpath(*[".."] * (level - 1))
            return
        while True:
            yield folder
            if folder == self.root or self.root not in folder.parents:
                return
            folder = folder.parent

    def _read(self, path: Path) -> Scope | None:
        if path not in self._scopes and len(self._scopes) < _MAX_FILES:
            self._scopes[path] = None
            try:
                self._scopes[path] = Scope(read_source(path, _shown(path, self.root)), path, self, beside=True)
            except WorkerError:
                return None  # what it defines is then unknown, and told where it is used
        return self._scopes.get(path)


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root.resolve()).as_posix()


class Scope:
    """Top-level names of one file.

    Attributes:
        classes, functions: by name, the last definition of each.
        constants: what names are assigned, where they are assigned once.
        beside: whether it is a file that the imported one uses, rather than that one itself.
    """

    def __init__(self, source: Source, path: Path | None, library: Library, beside: bool = False) -> None:
        self.source, self.path, self.library, self.beside = source, path, library, beside
        self.classes: dict[str, ast.ClassDef] = {}
        self.functions: dict[str, ast.FunctionDef | ast.AsyncFunctionDef] = {}
        self.constants: dict[str, ast.expr] = {}
        self._imports: dict[str, str] = {}
        self._from: dict[str, tuple[str, int, str]] = {}
        self._many: set[str] = set()
        for statement in top_level(source.tree.body):
            self._add(statement)

    def dotted(self, expression: ast.AST | None) -> str | None:
        """The full name that ``a.b.c`` stands for, such as ``dspy.ChainOfThought``; None for anything else."""
        parts: list[str] = []
        while isinstance(expression, ast.Attribute):
            parts.append(expression.attr)
            expression = expression.value
        if not isinstance(expression, ast.Name):
            return None
        root = self._imports.get(expression.id, expression.id if expression.id not in self._own() else None)
        return None if root is None else ".".join([root, *reversed(parts)])

    def dspy(self, expression: ast.AST | None) -> str | None:
        """The last part of a name that DSPy gives, such as ``ChainOfThought``; None for other names."""
        name = self.dotted(expression)
        if name is None or name.partition(".")[0] != "dspy":
            return None
        return name.rpartition(".")[2]

    def pattern(self, expression: ast.AST | None) -> str | None:
        """The last part of a name that the workbench's patterns give, such as ``SelfCorrecting``."""
        package, _, name = (self.dotted(expression) or "").rpartition(".")
        return name if package == PATTERNS_PACKAGE else None

    def find(self, expression: ast.AST | None) -> Found | None:
        """The class, function or constant that a name stands for, here or in a file beside."""
        if isinstance(expression, ast.Name):
            return self._find(expression.id, 8)
        if isinstance(expression, ast.Attribute) and isinstance(expression.value, ast.Name):
            module = self._imports.get(expression.value.id) or self._module_of(expression.value.id)
            scope = self.library.module(module, 0, self.path) if module else None
            return scope._find(expression.attr, 8) if scope else None
        return None

    def bases(self, node: ast.ClassDef) -> Iterator[tuple[Scope, ast.ClassDef]]:
        """The classes of the files that a class inherits from."""
        for base in node.bases:
            found = self.find(base)
            if found is not None and isinstance(found.node, ast.ClassDef):
                yield found.scope, found.node

    def defined_outside(self, name: str) -> Scope | None:
        """The file beside that a name is imported from."""
        if name not in self._from:
            return None
        module, level, _ = self._from[name]
        return self.library.module(module, level, self.path)

    def _find(self, name: str, steps: int) -> Found | None:
        own = self._own().get(name)
        if own is not None:
            return Found(self, own)
        if name in self._from and steps:
            module, level, wanted = self._from[name]
            scope = self.library.module(module, level, self.path)
            return scope._find(wanted, steps - 1) if scope else None
        return None

    def _module_of(self, name: str) -> str | None:
        if name not in self._from:
            return None
        module, _, wanted = self._from[name]
        return f"{module}.{wanted}" if module else wanted

    def _own(self) -> dict[str, ast.AST]:
        return {**self.constants, **self.functions, **self.classes}

    def _add(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Import(names):
                for alias in names:
                    self._imports[alias.asname or alias.name.partition(".")[0]] = (
                        alias.name if alias.asname else alias.name.partition(".")[0]
                    )
            case ast.ImportFrom(module, names, level):
                for alias in names:
                    name = alias.asname or alias.name
                    self._from[name] = (module or "", level or 0, alias.name)
                    if not level and module:
                        self._imports[name] = f"{module}.{alias.name}"
            case ast.ClassDef(name):
                self.classes[name] = statement
            case ast.FunctionDef(name) | ast.AsyncFunctionDef(name):
                self.functions[name] = statement
            case ast.Assign([ast.Name(name)], value) | ast.AnnAssign(ast.Name(name), _, ast.expr() as value):
                self._assign(name, value)
            case ast.AugAssign(ast.Name(name)):
                self._many.add(name)
                self.constants.pop(name, None)

    def _assign(self, name: str, value: ast.expr) -> None:
        if name in self.constants or name in self._many:
            self._many.add(name)
            self.constants.pop(name, None)
        else:
            self.constants[name] = value


def top_level(statements: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements of a file with those inside of ``if``, ``try`` and ``with``, but not of the main guard."""
    for statement in statements:
        yield statement
        match statement:
            case ast.If(test, body, orelse):
                if not is_main(test):
                    yield from top_level([*body, *orelse])
            case ast.Try(body, handlers, orelse, final):
                yield from top_level([*body, *orelse, *final, *(s for h in handlers for s in h.body)])
            case ast.With(_, body):
                yield from top_level(body)


def is_main(test: ast.expr) -> bool:
    """Whether a condition is ``__name__ == "__main__"``."""
    match test:
        case ast.Compare(ast.Name("__name__"), [ast.Eq()], [ast.Constant("__main__")]):
            return True
        case ast.Compare(ast.Constant("__main__"), [ast.Eq()], [ast.Name("__name__")]):
            return True
    return False
