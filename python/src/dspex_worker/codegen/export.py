"""The whole exported file, and what must lie beside it."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dspex_worker import types
from dspex_worker.astext import as_text
from dspex_worker.build import ProgramTypes
from dspex_worker.codegen.declarations import Declarations
from dspex_worker.codegen.module import ModuleSource
from dspex_worker.codegen.names import OWN
from dspex_worker.codegen.tools import Tools
from dspex_worker.lms import adapter
from dspex_worker.pytext import Names, class_name, docstring, keyword_arguments, literal
from dspex_worker.types import Simple
from dspex_worker.validate import require_valid
from dspex_worker.wire import Job, Json, LmSpec


@dataclass(frozen=True)
class Export:
    """The source, and the files that must lie beside it, by relative path."""

    source: str
    files: dict[str, str]


def export_python(job: Job, name: str) -> Export:
    """The job's program as Python.

    Args:
        job: carries program, project, learned state, LM and adapter.
        name: base name of the file, of which letters, digits and ``_-`` are kept; the learned state is
            loaded from ``NAME.state.json`` beside it.

    Raises:
        WorkerError: ``program_invalid``, ``code_missing``, or ``export_unsupported`` for code whose file name
            would hide another module.
    """
    require_valid(job.program)
    adapter(job.adapter)  # refuses a name that is no adapter's
    return _Writer(job, re.sub(r"[^\w-]+", "_", name) or "program").export()


class _Writer:
    def __init__(self, job: Job, name: str) -> None:
        self._job, self._program, self._name = job, job.program, name
        self._ends = ProgramTypes(job.program, job.project)
        self._nodes = {str(node["id"]): node for node in self._program["nodes"]}
        names = Names([*OWN, *self._ends.records.names, *self._ends.inputs])
        self._class = names.new(class_name(str(self._program["name"]), "Program"))
        self._signatures = {
            node: names.new(class_name(str(record["signature"].get("name") or node), "Signature"))
            for node, record in self._nodes.items()
        }
        self._tools = Tools(job, self._nodes.values(), names)
        self._declarations = Declarations(self._ends.records)
        self._module = ModuleSource(self._program, self._ends, self._declarations, self._tools, self._signatures, names)
        self._state_file = f"{name}.state.json"
        self._lms = {node: str(record["lm"]) for node, record in self._nodes.items() if record.get("lm")}

    def export(self) -> Export:
        parts = [
            *self._declarations.records(),
            *(self._declarations.signature(n, self._nodes[node]["signature"]) for node, n in self._signatures.items()),
            *self._helpers(),
            self._module.source(self._class),
            *self._node_lms(),
            self._build(),
            self._main(),
        ]
        body = "\n\n\n".join(parts)
        source = f"{self._head(body)}\n\n\n{body}\n"
        compile(source, f"{self._name}.py", "exec")
        return Export(source, self._files())

    def _head(self, body: str) -> str:
        text = str(self._program.get("description") or "") or f"The program {self._program['name']}."
        standard = {module for module in ("json", "sys") if f"{module}." in body} | ({"sys"} if self._tools else set())
        lines = [docstring(text, ""), "", *(f"import {module}" for module in sorted(standard))]
        if self._tools or self._job.state is not None:
            lines.append("from pathlib import Path")
        if self._declarations.typing:
            lines.append(f"from typing import {', '.join(sorted(self._declarations.typing))}")
        lines += ["", "import dspy"]
        lines += [f"import {module}" for module in ("pydantic", "pydantic_core") if f"{module}." in body]
        if self._tools:
            lines += ["", *self._tools.imports()]
        return "\n".join(lines)

    def _helpers(self) -> Iterator[str]:
        if self._module.renders_text:
            self._declarations.typing.add("Any")
            yield inspect.getsource(as_text).rstrip()

    def _node_lms(self) -> Iterator[str]:
        if self._lms:
            note = "# nodes that ask an LM of their own: attribute name and alias of the LM"
            yield f"{note}\nNODE_LMS = {literal(self._lms)}"

    def _build(self) -> str:
        told = "The program with what it has learned." if self._job.state is not None else "The program."
        told += " ``lms`` holds an LM for each alias that a node names." if self._lms else ""
        lines = [
            f"def build({'lms: dict[str, dspy.LM]' if self._lms else ''}) -> {self._class}:",
            f'    """{told}"""',
            f"    program = {self._class}()",
        ]
        if self._job.state is not None:
            lines.append(f"    program.load(Path(__file__).resolve().parent / {literal(self._state_file)})")
        if self._lms:
            lines += ["    for node, alias in NODE_LMS.items():", "        getattr(program, node).set_lm(lms[alias])"]
        return "\n".join([*lines, "    return program"])

    def _main(self) -> str:
        lms = ", ".join(f"{literal(alias)}: lm" for alias in sorted(set(self._lms.values())))
        example = ", ".join(f"{name}={_example(spec.type)}" for name, spec in self._ends.inputs.items())
        return "\n".join(
            [
                'if __name__ == "__main__":',
                f"    lm = {_lm(self._job.lms.get(self._job.lm))}",
                f"    with dspy.context(lm=lm, adapter=dspy.{self._job.adapter}()):",
                f"        print(build({f'{{{lms}}}' if lms else ''})({example}))",
            ]
        )

    def _files(self) -> dict[str, str]:
        files = dict(self._tools.files())
        if self._job.state is not None:
            files[self._state_file] = json.dumps(_bare(self._job.state), indent=2) + "\n"
        return files


def _lm(spec: LmSpec | None) -> str:
    if spec is None or spec.practice is not None:
        return 'dspy.LM("openai/gpt-4o-mini")  # any LM that DSPy knows; its key comes from the environment'
    options = [("api_base", spec.api_base)] if spec.api_base else []
    rest = keyword_arguments([*options, *spec.parameters.items()])
    return f"dspy.LM({literal(spec.model)}{f', {rest}' if rest else ''})"


def _example(kind: types.Type) -> str:
    match kind:
        case Simple("int"):
            return "1"
        case Simple("float"):
            return "1.0"
        case Simple("bool"):
            return "True"
        case types.ListOf(_):
            return "[]"
        case types.DictOf(_):
            return "{}"
        case types.OptionalOf(_):
            return "None"
        case types.LiteralOf(values):
            return literal(values[0])
        case _:
            return '"…"'


def _bare(state: Json) -> Json:
    """A state without LMs, with the metadata that DSPy's ``load`` asks for."""
    from dspy.utils.saving import get_dependency_versions

    entries = {n: {**e, "lm": None} if isinstance(e, dict) and "lm" in e else e for n, e in state.items()}
    return {"metadata": {"dependency_versions": get_dependency_versions()}, **entries}
