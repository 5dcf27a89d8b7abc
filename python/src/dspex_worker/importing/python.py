"""The programs of a Python file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from dspex_worker.codegen.corpora import TRAIN_ROWS
from dspex_worker.codegen.references import all_nodes
from dspex_worker.importing.classes import ClassReader
from dspex_worker.importing.findings import Finding, NotReadError
from dspex_worker.importing.layout import apply_layout, read_layout
from dspex_worker.importing.models import is_model
from dspex_worker.importing.names import program_name, snake
from dspex_worker.importing.scope import Found, Library, Scope, is_main, top_level
from dspex_worker.importing.signatures import is_signature
from dspex_worker.importing.source import Source, parse_source, read_source
from dspex_worker.kinds import PATTERNS
from dspex_worker.wire import Json

EntryKind = Literal["module", "predictor", "signature", "model"]


@dataclass(frozen=True)
class Entry:
    """Something in a file that can become a program, and the line it starts at."""

    name: str
    kind: EntryKind
    line: int

    def record(self) -> Json:
        return {"name": self.name, "kind": self.kind, "line": self.line}


@dataclass(frozen=True)
class Imported:
    """A program that was read.

    Attributes:
        program: program JSON of format 1.
        files: text of each file of project code that it needs, by path in the project.
        graph: False when it is one ``imported`` node.
    """

    entry: str
    program: Json
    files: dict[str, str]
    graph: bool

    def record(self) -> Json:
        return {"entry": self.entry, "program": self.program, "files": self.files, "graph": self.graph}


@dataclass
class PythonFile:
    """A file and what in it can become a program. It is read, never run."""

    scope: Scope
    layout: Json | None = None
    findings: list[Finding] = field(default_factory=list)

    @staticmethod
    def at(path: Path, root: Path | None = None) -> PythonFile:
        """A file on disk; files that it imports are read when they lie under ``root`` (default: its folder)."""
        path = path.resolve()
        library = Library((root or path.parent).resolve())
        return PythonFile(library.scope(read_source(path), path), read_layout(path))

    @staticmethod
    def of(text: str, name: str, layout: Json | None = None) -> PythonFile:
        """A text of a file that is nowhere."""
        return PythonFile(Library(Path("/nowhere")).scope(parse_source(text, name)), layout)

    def entries(self) -> list[Entry]:
        """What can be chosen: modules and predictors; else signatures; else Pydantic models."""
        modules = [*self._modules(), *self._predictors()]
        if modules:
            return sorted(modules, key=lambda entry: entry.line)
        signatures = [Entry(n, "signature", c.lineno) for n, c in self._classes() if is_signature(self.scope, c)]
        models = [Entry(n, "model", c.lineno) for n, c in self._classes() if is_model(self.scope, c)]
        return signatures or models

    def read(self, entry: Entry) -> Imported | None:
        """The program of an entry; None, with a finding, where there is none."""
        kept = self.layout if self.layout is not None and self.layout.get("class") == entry.name else {}
        reader = ClassReader(entry.name, kept)
        try:
            body, graph = self._body(entry, reader)
        except NotReadError as error:
            message = f"{entry.name} cannot be imported, because {error.why}."
            self.findings.append(Finding("error", message, self.scope.source.name, error.line, entry.name))
            return None
        finally:
            self.findings += reader.findings
        program = {"format": 1, "name": self._name(entry), **body}
        if kept:
            program = apply_layout(program, kept)
        files = reader.code.files()
        if not any(node.get("corpus") == TRAIN_ROWS for _, node in all_nodes(program)):
            files.pop(TRAIN_ROWS, None)  # the project has the rows themselves
        return Imported(entry.name, program, files, graph)

    def _body(self, entry: Entry, reader: ClassReader) -> tuple[Json, bool]:
        scope = self.scope
        if entry.kind == "module":
            return reader.program(scope, scope.classes[entry.name])
        if entry.kind == "predictor":
            call = next(call for name, call in self._calls() if name == entry.name)
            return reader.predictor(entry.name, call, scope), True
        class_ = scope.classes[entry.name]
        if entry.kind == "signature":
            return reader.signature(scope, class_), True
        return reader.model(scope, class_), True

    def _name(self, entry: Entry) -> str:
        stem = Path(self.scope.source.name).stem
        return program_name(stem if len(self.entries()) == 1 else snake(entry.name))

    def _classes(self) -> Iterator[tuple[str, ast.ClassDef]]:
        yield from self.scope.classes.items()

    def _modules(self) -> Iterator[Entry]:
        """Module classes that no other module class of the file uses."""
        modules = {name: node for name, node in self._classes() if is_module(self.scope, node)}
        used = {
            n.id
            for name, node in modules.items()
            for n in ast.walk(node)
            if isinstance(n, ast.Name) and n.id in modules and n.id != name
        }
        roots = set(modules) - used or set(modules)
        yield from (Entry(name, "module", node.lineno) for name, node in modules.items() if name in roots)

    def _predictors(self) -> Iterator[Entry]:
        yield from (Entry(name, "predictor", call.lineno) for name, call in self._calls())

    def _calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Names that the file gives to DSPy modules outside of functions; the last one counts."""
        found: dict[str, ast.Call] = {}
        for statement in _with_main(self.scope.source):
            match statement:
                case ast.Assign([ast.Name(name)], ast.Call() as call) | ast.AnnAssign(
                    ast.Name(name), _, ast.Call() as call
                ) if self.scope.dspy(call.func) in _MODULES:
                    found[name] = call
        yield from found.items()


_MODULES = {
    "Predict",
    "ChainOfThought",
    "ReAct",
    "ReActV2",
    "ProgramOfThought",
    "CodeAct",
    "RLM",
    "BestOfN",
    "Refine",
    *PATTERNS,
}


def is_module(scope: Scope, node: ast.ClassDef) -> bool:
    """Whether a class is a DSPy module."""
    found = Found(scope, node)
    for _ in range(8):
        inner: Scope = found.scope
        class_ = found.node
        if not isinstance(class_, ast.ClassDef):
            return False
        if any(inner.dspy(base) == "Module" or inner.dspy(base) in _MODULES for base in class_.bases):
            return True
        bases = [inner.find(base) for base in class_.bases]
        following = next((f for f in bases if f is not None and isinstance(f.node, ast.ClassDef)), None)
        if following is None:
            return False
        found = following
    return False


def _with_main(source: Source) -> Iterator[ast.stmt]:
    yield from top_level(source.tree.body)
    for statement in source.tree.body:
        if isinstance(statement, ast.If) and is_main(statement.test):
            yield from statement.body
