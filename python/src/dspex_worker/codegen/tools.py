"""The project's own functions in an exported program: imports, and the files to copy."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from dspex_worker.code import project_file
from dspex_worker.errors import Where, WorkerError
from dspex_worker.pytext import Names, literal
from dspex_worker.wire import Job, Json


class Tools:
    """The tools of all nodes under names of the exported file.

    Raises:
        WorkerError: ``code_missing``, or ``export_unsupported`` for a file whose name would hide a module of Python.
    """

    def __init__(self, job: Job, nodes: Iterable[Json], names: Names) -> None:
        self._job = job
        self._names: dict[str, str] = {}
        for node in nodes:
            for reference in node.get("tools") or ():
                if reference not in self._names:
                    file, _, function = reference.partition(":")
                    self._check(file, function, node["id"])
                    self._names[reference] = names.new(function)

    def __bool__(self) -> bool:
        return bool(self._names)

    def name(self, reference: str) -> str:
        """The name of a tool, by its reference ``code/file.py:function``."""
        return self._names[reference]

    def imports(self) -> Iterator[str]:
        """Import lines, after the modules they need."""
        folders = {str(PurePosixPath(reference.partition(":")[0]).parent) for reference in self._names}
        for folder in sorted(folders):
            yield f"sys.path.insert(0, str(Path(__file__).resolve().parent / {literal(folder)}))"
        modules: dict[str, list[str]] = {}
        for reference, name in self._names.items():
            file, _, function = reference.partition(":")
            alias = "" if name == function else f" as {name}"
            modules.setdefault(PurePosixPath(file).stem, []).append(f"{function}{alias}")
        for module, functions in modules.items():
            yield f"from {module} import {', '.join(sorted(functions))}  # noqa: E402 - the path comes first"

    def files(self) -> Iterator[tuple[str, str]]:
        """Relative path and text of every Python file in the folders of the tools: they may import each other."""
        root = self._job.project.resolve()
        folders = {project_file(self._job.project, reference.partition(":")[0]).parent for reference in self._names}
        for folder in sorted(folders):
            for path in sorted(folder.glob("*.py")):
                yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")

    def _check(self, file: str, function: str, node: str) -> None:
        stem = PurePosixPath(file).stem
        path = project_file(self._job.project, file)
        if not function.isidentifier() or not stem.isidentifier() or stem in sys.stdlib_module_names:
            raise WorkerError(
                "export_unsupported",
                f"The exported file cannot import {path.name}: its name is taken by Python or is no Python name.",
                f"Rename {file}.",
                where=Where(file=file, node=node),
            )
