"""The whole exported file, and what must lie beside it."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dspex_worker.astext import as_text
from dspex_worker.build import ProgramTypes
from dspex_worker.codegen.code_nodes import CodeNodes
from dspex_worker.codegen.corpora import FILE, files_of
from dspex_worker.codegen.declarations import Declarations
from dspex_worker.codegen.example import example_of
from dspex_worker.codegen.layout import layout_of
from dspex_worker.codegen.module import ModuleSource
from dspex_worker.codegen.names import OWN
from dspex_worker.codegen.nodes import NodeSource
from dspex_worker.codegen.references import all_nodes, served
from dspex_worker.codegen.tools import Tools
from dspex_worker.codegen.wrap import wrapped_source
from dspex_worker.lms import adapter
from dspex_worker.pytext import Names, class_name, keyword_arguments, literal
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
            loaded from ``NAME.state.json`` beside it, and ``NAME.layout.json`` holds what Python does not
            say: places, titles, notes.

    Raises:
        WorkerError: ``program_invalid``, ``code_missing``, ``corpus_…``, or ``export_unsupported`` for code whose file
            name would hide another module.
    """
    return _writer(job, name).export()


def classes_of(job: Job) -> str:
    """The imports and classes of the exported file, without what builds and starts the program."""
    return _writer(replace(job, state=None), "program").classes()


def _writer(job: Job, name: str) -> _Writer:
    require_valid(job.program)
    adapter(job.adapter)  # refuses a name that is no adapter's
    return _Writer(job, re.sub(r"[^\w-]+", "_", name) or "program")


OURS = "dspex_worker."
"""Modules that stand among the installed ones."""
_FOR_SERVERS = ("asyncio", "atexit", "concurrent.futures", "threading", "time")
"""Modules that tools of servers use."""


class _Writer:
    def __init__(self, job: Job, name: str) -> None:
        self._job, self._program, self._name = job, job.program, name
        self._ends = ProgramTypes(job.program, job.project)
        self._nodes = dict(all_nodes(self._program))
        inner = {path: node["program"] for path, node in self._nodes.items() if "program" in node}
        inputs = [str(field["name"]) for program in (self._program, *inner.values()) for field in program["inputs"]]
        self._serves = any(served(node) for node in self._nodes.values())
        used = (*OWN, "ClassVar", *(name.partition(".")[0] for name in _FOR_SERVERS)) if self._serves else OWN
        names = Names([*used, *self._ends.records.names, *inputs])
        self._class = names.new(class_name(str(self._program["name"]), "Program"))
        self._declarations = Declarations(self._ends.records)
        self._signatures = self._declarations.signatures(self._nodes, names)
        for end in (*self._ends.inputs.values(), *self._ends.outputs.values()):
            self._declarations.needs(end.type)
        self._tools = Tools(job, self._nodes.values(), names, {name, FILE})
        self._classes = {path: names.new(class_name(path.rpartition(".")[2], "Program")) for path in inner}
        self._code = CodeNodes(names, {name, FILE, *(Path(file).stem for file in self._tools.moved)})
        nodes = self._nodes.values()
        source = NodeSource(nodes, job.lms, self._tools, self._code, self._signatures, self._classes, names)
        self._source = source
        self._carried = list(source.carried())
        self._declarations.typing |= {"Any"} if self._carried else set()
        self._declarations.typing |= {"ClassVar"} if self._serves else set()
        functions = [self._code.add(node, path) for path, node in self._nodes.items() if node["kind"] == "code"]
        self._functions = [function for function in functions if function]
        self._inner = {
            path: ModuleSource(program, self._typed(program), self._declarations, source, names, f"{path}.")
            for path, program in reversed(inner.items())
        }
        self._module = ModuleSource(self._program, self._ends, self._declarations, source, names)
        self._state_file = f"{name}.state.json"
        self._lms = {path: str(node["lm"]) for path, node in self._nodes.items() if node.get("lm")}
        self._lms |= {
            f"{path}.members[{at}]": str(member["lm"])
            for path, node in self._nodes.items()
            for at, member in enumerate(node.get("members") or ())
            if member.get("lm")
        }

    def _typed(self, program: Json) -> ProgramTypes:
        """The ends of an inner program; its types are those of the whole."""
        ends = ProgramTypes({**program, "types": self._program.get("types") or []}, self._job.project)
        for end in (*ends.inputs.values(), *ends.outputs.values()):
            self._declarations.needs(end.type)
        return ends

    def export(self) -> Export:
        source = self._file([*self._parts(), *self._build(), self._main()])
        compile(source, f"{self._name}.py", "exec")
        return Export(source, self._files())

    def classes(self) -> str:
        return self._file(self._parts())

    def _file(self, parts: list[str]) -> str:
        body = "\n\n\n".join(parts)
        return wrapped_source("\n".join([*self._head(body), "", "", body]) + "\n")

    def _parts(self) -> list[str]:
        return [
            *self._declarations.records(),
            *self._declarations.classes(),
            *self._helpers(),
            *self._carried,
            *self._functions,
            *(module.source(self._classes[path]) for path, module in self._inner.items()),
            self._module.source(self._class),
        ]

    def _head(self, body: str) -> Iterator[str]:
        modules = {"json"} if "json." in body else set()
        standard = [f"import {module}" for module in sorted(modules | {*(_FOR_SERVERS if self._serves else ())})]
        if "Path(" in body:
            standard.append("from pathlib import Path")
        if self._declarations.typing:
            standard.append(f"from typing import {', '.join(sorted(self._declarations.typing))}")
        if standard:
            yield from [*standard, ""]
        yield "import dspy"
        yield from (f"import {module}" for module in ("pydantic", "pydantic_core") if f"{module}." in body)
        imports = (*self._source.imports(), *self._tools.imports(), *self._code.imports())
        named = sorted(imports, key=lambda line: line.split()[1])
        yield from (line for line in named if line.split()[1].startswith(OURS))
        beside = [line for line in named if not line.split()[1].startswith(OURS)]
        if beside:
            yield from ["", *beside]

    def _helpers(self) -> Iterator[str]:
        if any(module.renders_text for module in (self._module, *self._inner.values())):
            self._declarations.typing.add("Any")
            yield inspect.getsource(as_text).rstrip()

    def _build(self) -> Iterator[str]:
        """A function that makes the program, where the class alone does not."""
        if self._job.state is None and not self._lms:
            return
        told = "The program with what it has learned." if self._job.state is not None else "The program."
        told += " ``lms`` holds an LM for each alias that a node names." if self._lms else ""
        lines = [
            f"def build({'lms: dict[str, dspy.LM]' if self._lms else ''}) -> {self._class}:",
            f'    """{told}"""',
            f"    program = {self._class}()",
        ]
        if self._job.state is not None:
            lines.append(f"    program.load(Path(__file__).with_name({literal(self._state_file)}))")
        lines += [f"    program.{node}.set_lm(lms[{literal(alias)}])" for node, alias in self._lms.items()]
        yield "\n".join([*lines, "    return program"])

    def _main(self) -> str:
        lms = ", ".join(f"{literal(alias)}: lm" for alias in sorted(set(self._lms.values())))
        made = f"build({f'{{{lms}}}' if lms else ''})" if any(self._build()) else f"{self._class}()"
        chosen = "" if self._job.adapter == "ChatAdapter" else f", adapter=dspy.{self._job.adapter}()"
        given = ", ".join(
            f"{name}={example_of(spec.type, self._ends.records)}" for name, spec in self._ends.inputs.items()
        )
        return "\n".join(
            [
                'if __name__ == "__main__":',
                f"    lm = {_lm(self._job.lms.get(self._job.lm))}",
                f"    dspy.configure(lm=lm{chosen})",
                f"    program = {made}",
                f"    print(program({given}))",
            ]
        )

    def _files(self) -> dict[str, str]:
        files = {**files_of(self._job, self._nodes.values()), **dict(self._tools.files()), **self._code.files}
        files |= _server_files(self._job, (tool for node in self._nodes.values() for tool in served(node)))
        files[f"{self._name}.layout.json"] = layout_of(
            self._program, self._class, self._signatures, self._declarations.used, self._tools.moved
        )
        if self._job.state is not None:
            files[self._state_file] = json.dumps(_bare(self._job.state), indent=2) + "\n"
        return files


def _server_files(job: Job, tools: Iterable[Json]) -> dict[str, str]:
    """The files of the project that the commands of servers name, at their paths."""
    named = {str(part) for tool in tools for part in tool["server"].get("command") or ()}
    root = job.project.resolve()
    paths = ((part, (root / part).resolve()) for part in sorted(named) if not Path(part).is_absolute())
    return {part: path.read_text("utf-8") for part, path in paths if path.is_file() and path.is_relative_to(root)}


def _lm(spec: LmSpec | None) -> str:
    if spec is None or spec.practice is not None:
        return 'dspy.LM("openai/gpt-4o-mini")  # any LM that DSPy knows; its key comes from the environment'
    options = [("api_base", spec.api_base)] if spec.api_base else []
    rest = keyword_arguments([*options, *spec.parameters.items()])
    return f"dspy.LM({literal(spec.model)}{f', {rest}' if rest else ''})"


def _bare(state: Json) -> Json:
    """A state without LMs, with the metadata that DSPy's ``load`` asks for."""
    from dspy.utils.saving import get_dependency_versions

    entries = {n: {**e, "lm": None} if isinstance(e, dict) and "lm" in e else e for n, e in state.items()}
    return {"metadata": {"dependency_versions": get_dependency_versions()}, **entries}
