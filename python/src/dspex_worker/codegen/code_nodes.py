"""Code nodes in an exported program: functions of its file, or files beside it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Iterator

from dspex_worker.pytext import Names
from dspex_worker.wire import Json


class CodeNodes:
    """Where the code of each node goes.

    A node that is one function becomes a function of the exported file. One that defines more keeps its names for
    itself in a file beside it, so that no two nodes and nothing of the exported file can be mixed up.

    Args:
        names: those of the exported file.
        taken: names of the modules that lie beside it.
    """

    def __init__(self, names: Names, taken: Collection[str]) -> None:
        self._names, self._modules = names, Names([*taken, *sys.stdlib_module_names])
        self._called: dict[str, str] = {}
        self._files: dict[str, str] = {}
        self._imports: dict[str, str] = {}

    def add(self, node: Json, path: str) -> str:
        """Takes the node that stands at ``path``; gives its function for the exported file, empty for a file beside."""
        wanted, source = str(node["id"]), str(node["source"]).strip("\n")
        self._called[path] = self._names.new(wanted if self._names.free(wanted) else "run")
        if _is_one_function(source):
            return re.sub(r"^def run\b", f"def {self._called[path]}", source, count=1, flags=re.MULTILINE)
        module = self._modules.new(f"{wanted}_code")
        self._files[f"{module}.py"] = f"{source}\n"
        self._imports[path] = module
        return ""

    def name(self, path: str) -> str:
        """The function of the node at ``path``."""
        return self._called[path]

    def imports(self) -> Iterator[str]:
        """The lines that import what stands in files."""
        for path, module in self._imports.items():
            alias = "" if self._called[path] == "run" else f" as {self._called[path]}"
            yield f"from {module} import run{alias}"

    @property
    def files(self) -> dict[str, str]:
        """Text by name of each file beside the exported one."""
        return dict(self._files)


def _is_one_function(source: str) -> bool:
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return True  # it fails where it is compiled, which names the line
    return len(body) == 1 and isinstance(body[0], ast.FunctionDef)
