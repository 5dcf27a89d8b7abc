"""The project's own functions in an exported program: imports, and the files to copy."""

from __future__ import annotations

import ast
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath

from dspex_worker.code import project_file
from dspex_worker.codegen.references import code_of
from dspex_worker.errors import Where, WorkerError
from dspex_worker.pytext import Names
from dspex_worker.wire import Job, Json


class Tools:
    """The project's functions under names of the exported file, which their files are put beside.

    Args:
        taken: names of other modules that lie there.

    Raises:
        WorkerError: ``code_missing``, or ``export_unsupported`` for a file whose name would hide a module of Python
            or the exported file, or that another one has.
    """

    def __init__(self, job: Job, nodes: Iterable[Json], names: Names, taken: Collection[str]) -> None:
        self._job, self._all, self._taken = job, names, taken
        self._names: dict[str, str] = {}
        self._files: dict[str, Path] = {}
        for node in nodes:
            for reference in code_of(node):
                self.add(reference, str(node["id"]))

    def add(self, reference: str, node: str) -> str:
        """The name of a function or class, by its reference ``code/file.py:name``."""
        if reference not in self._names:
            file, _, name = reference.partition(":")
            if not name.isidentifier():
                raise self._unsupported(file, node)
            self._take(project_file(self._job.project, file), node)
            self._names[reference] = self._all.new(name)
        return self._names[reference]

    def name(self, reference: str) -> str:
        """The name of what was added."""
        return self._names[reference]

    def __bool__(self) -> bool:
        return bool(self._names)

    @property
    def moved(self) -> dict[str, str]:
        """Name of each copied file, to its path in the project."""
        root = self._job.project.resolve()
        return {f"{stem}.py": path.relative_to(root).as_posix() for stem, path in sorted(self._files.items())}

    def imports(self) -> Iterator[str]:
        modules: dict[str, list[str]] = {}
        for reference, name in self._names.items():
            file, _, wanted = reference.partition(":")
            alias = "" if name == wanted else f" as {name}"
            modules.setdefault(PurePosixPath(file).stem, []).append(f"{wanted}{alias}")
        for module, functions in sorted(modules.items()):
            line = f"from {module} import {', '.join(sorted(functions))}"
            if len(line) > 100:
                line = f"from {module} import ({', '.join(sorted(functions))})"
            yield line

    def files(self) -> Iterator[tuple[str, str]]:
        """Name and text of each file: those of the functions, and those that they import."""
        for stem, path in sorted(self._files.items()):
            yield f"{stem}.py", path.read_text(encoding="utf-8")

    def _take(self, path: Path, node: str) -> None:
        taken = self._files.get(path.stem)
        if taken == path:
            return
        if taken or path.stem in self._taken or path.stem in sys.stdlib_module_names or not path.stem.isidentifier():
            raise self._unsupported(path.relative_to(self._job.project.resolve()).as_posix(), node)
        self._files[path.stem] = path
        for stem in _imported(path.read_text(encoding="utf-8")):
            beside = path.with_name(f"{stem}.py")
            if beside.is_file():
                self._take(beside, node)

    def _unsupported(self, file: str, node: str) -> WorkerError:
        return WorkerError(
            "export_unsupported",
            f"The exported file cannot import {PurePosixPath(file).name}: its name is taken or is no Python name.",
            f"Rename {file}.",
            where=Where(file=file, node=node),
        )


def _imported(source: str) -> set[str]:
    """First parts of the names of the modules that a file imports."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return set()  # it fails where it is used, and names the line
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found
