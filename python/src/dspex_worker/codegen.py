"""A program as a plain Python file that needs only DSPy and sends the same requests."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from dspex_worker import types
from dspex_worker.astext import as_text
from dspex_worker.build import GENERATION, ProgramTypes
from dspex_worker.code import project_file
from dspex_worker.errors import Where, WorkerError
from dspex_worker.fields import FieldSpec
from dspex_worker.program import END, START, Port, order_of, port_of
from dspex_worker.pytext import Names, class_name, docstring, keyword_arguments, literal
from dspex_worker.types import Simple
from dspex_worker.validate import require_valid
from dspex_worker.wire import Job, Json, LmSpec

MODULES = ("dspy", "json", "pydantic", "pydantic_core", "sys")
_TYPING = ("Any", "Literal", "Optional")
_OWN = (*MODULES, *_TYPING, "Path", "as_text", "build", "self", "program", "STATE", "NODE_LMS")


@dataclass(frozen=True)
class Export:
    """The source, and the files that must lie beside it, by relative path."""

    source: str
    files: dict[str, str]


def export_python(job: Job, name: str) -> Export:
    """The job's program as Python.

    Args:
        job: carries program, project, learned state, LM and adapter.
        name: base name of the file; the learned state is loaded from ``NAME.state.json`` beside it.

    Raises:
        WorkerError: ``program_invalid``, ``code_missing``, or ``export_unsupported`` for code whose file name
            would hide another module.
    """
    require_valid(job.program)
    return _Writer(job, name).export()


class _Writer:
    def __init__(self, job: Job, name: str) -> None:
        self._job, self._program, self._name = job, job.program, name
        self._ends = ProgramTypes(job.program, job.project)
        self._records = self._ends.records
        self._nodes = {str(node["id"]): node for node in self._program["nodes"]}
        self._links = {port_of(link["to"]): port_of(link["from"]) for link in self._program["links"]}
        self._names = Names([*_OWN, *self._records.names, *self._ends.inputs])
        self._class = self._names.new(class_name(str(self._program["name"]), "Program"))
        self._signatures = {
            i: self._names.new(class_name(str(n["signature"].get("name") or i), "Signature"))
            for i, n in self._nodes.items()
        }
        self._tools = self._tool_names()
        self._results = {i: self._names.new(i if self._names.free(i) else f"{i}_result") for i in self._nodes}
        self._typing: set[str] = set()
        self._state_file = f"{name}.state.json"

    def export(self) -> Export:
        body = "\n\n\n".join(
            [
                *self._record_classes(),
                *self._signature_classes(),
                *self._helpers(),
                self._module_class(),
                self._build(),
                self._main(),
            ]
        )
        source = f"{self._head(body)}\n\n\n{body}\n"
        compile(source, f"{self._name}.py", "exec")
        return Export(source, self._files())

    # ------------------------------------------------------------------ the head

    def _head(self, body: str) -> str:
        text = str(self._program.get("description") or "") or f"The program {self._program['name']}."
        lines = [docstring(text, ""), ""]
        standard = [m for m in ("json", "sys") if f"{m}." in body] + (["sys"] if self._tools else [])
        lines += [f"import {m}" for m in sorted(set(standard))]
        if self._tools or self._job.state is not None:
            lines.append("from pathlib import Path")
        used = sorted(self._typing)
        if used:
            lines.append(f"from typing import {', '.join(used)}")
        lines += ["", "import dspy"]
        lines += [f"import {m}" for m in ("pydantic", "pydantic_core") if f"{m}." in body]
        if self._tools:
            lines.append("")
            lines += self._imports()
        return "\n".join(lines)

    def _imports(self) -> Iterator[str]:
        for folder in sorted({str(PurePosixPath(ref.partition(":")[0]).parent) for ref in self._tools}):
            yield f"sys.path.insert(0, str(Path(__file__).resolve().parent / {literal(folder)}))"
        imports: dict[str, list[str]] = {}
        for reference, name in self._tools.items():
            file, _, function = reference.partition(":")
            alias = "" if name == function else f" as {name}"
            imports.setdefault(PurePosixPath(file).stem, []).append(f"{function}{alias}")
        for module, functions in imports.items():
            yield f"from {module} import {', '.join(sorted(functions))}  # noqa: E402 - the path comes first"

    def _tool_names(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for node in self._nodes.values():
            for reference in node.get("tools") or ():
                file, _, function = reference.partition(":")
                self._check_module(file, function, node["id"])
                found.setdefault(reference, "")
        return {reference: self._names.new(reference.partition(":")[2]) for reference in found}

    def _check_module(self, file: str, function: str, node: str) -> None:
        stem = PurePosixPath(file).stem
        path = project_file(self._job.project, file)
        if not function.isidentifier() or not stem.isidentifier() or stem in sys.stdlib_module_names:
            raise WorkerError(
                "export_unsupported",
                f"The exported file cannot import {path.name}: its name is taken by Python or is no Python name.",
                f"Rename {file}.",
                where=Where(file=file, node=node),
            )

    def _files(self) -> dict[str, str]:
        files: dict[str, str] = {}
        for file in sorted({reference.partition(":")[0] for reference in self._tools}):
            folder = project_file(self._job.project, file).parent
            for path in sorted(folder.glob("*.py")):  # the files of a folder import each other
                relative = path.relative_to(self._job.project.resolve()).as_posix()
                files[relative] = path.read_text(encoding="utf-8")
        if self._job.state is not None:
            files[self._state_file] = json.dumps(_bare(self._job.state), indent=2, ensure_ascii=True) + "\n"
        return files

    # ------------------------------------------------------------------ types and signatures

    def _record_classes(self) -> Iterator[str]:
        for name in self._records.names:
            fields, text = self._records.fields_of(name), self._records.description_of(name)
            if self._hides(fields):
                yield self._made_record(name, fields, text)
                continue
            lines = [f"class {name}(pydantic.BaseModel):"]
            lines += [docstring(text)] if text else []
            lines += [f"    {f.name}: {self._source(f.type)} = {self._record_field(f)}" for f in fields]
            yield "\n".join(lines if len(lines) > 1 else [*lines, "    pass"])

    def _made_record(self, name: str, fields: list[FieldSpec], text: str) -> str:
        members = "".join(f"    {f.name}=({self._source(f.type)}, {self._record_field(f)}),\n" for f in fields)
        return f"{name} = pydantic.create_model(\n    {literal(name)},\n    __doc__={text or None!r},\n{members})"

    def _record_field(self, field: FieldSpec) -> str:
        options: list[tuple[str, Any]] = [("description", field.description)] if field.description else []
        if isinstance(field.type, types.OptionalOf):
            options.insert(0, ("default", None))
        return f"pydantic.Field({keyword_arguments([*options, *field.constraints.items()])})"

    def _hides(self, fields: list[FieldSpec]) -> bool:
        """Whether a field in a class body would hide a name that a later field's type needs."""
        needed = {"str", "int", "float", "bool", "list", "dict", "dspy", "pydantic", *_TYPING, *self._records.names}
        return any(field.name in needed for field in fields)

    def _signature_classes(self) -> Iterator[str]:
        for node, name in self._signatures.items():
            record = self._nodes[node]["signature"]
            inputs = [self._records.field(s) for s in record["inputs"]]
            outputs = [self._records.field(s) for s in record["outputs"]]
            text = str(record.get("instructions") or "")
            members = [(f, self._signature_field(f, "InputField")) for f in inputs]
            members += [(f, self._signature_field(f, "OutputField")) for f in outputs]
            if self._hides([*inputs, *outputs]):
                inner = "".join(f"        {literal(f.name)}: ({self._source(f.type)}, {s}),\n" for f, s in members)
                yield f"{name} = dspy.make_signature(\n    {{\n{inner}    }},\n    {literal(text or None)},\n    {literal(name)},\n)"  # noqa: E501
                continue
            lines = [f"class {name}(dspy.Signature):"]
            lines += [docstring(text), ""] if text else []
            lines += [f"    {f.name}: {self._source(f.type)} = {s}" for f, s in members]
            yield "\n".join(lines)

    def _signature_field(self, field: FieldSpec, kind: str) -> str:
        options: list[tuple[str, Any]] = [("desc", field.description)] if field.description else []
        return f"dspy.{kind}({keyword_arguments([*options, *field.constraints.items()])})"

    # ------------------------------------------------------------------ the module

    def _source(self, kind: types.Type) -> str:
        text = types.source(kind)
        self._typing |= types.typing_names(kind)
        return text

    def _helpers(self) -> Iterator[str]:
        if any(self._renders_text(target, origin) for target, origin in self._links.items()):
            self._typing.add("Any")
            yield inspect.getsource(as_text).rstrip()

    def _module_class(self) -> str:
        title = str(self._program.get("description") or "").strip().split("\n")[0]
        lines = [f"class {self._class}(dspy.Module):"]
        lines += [docstring(title), ""] if title else []
        lines += ["    def __init__(self) -> None:", "        super().__init__()"]
        for node in self._nodes:
            lines += [f"        {line}" for line in self._node(node)]
        lines += ["", *self._forward()]
        return "\n".join(lines)

    def _node(self, node: str) -> Iterator[str]:
        record = self._nodes[node]
        given = record.get("parameters") or {}
        config = [(key, given[key]) for key in GENERATION if given.get(key) is not None]
        if record["kind"] == "ReAct":
            tools = ", ".join(self._tools[reference] for reference in record.get("tools") or ())
            most = f", max_iters={given['max_iters']!r}" if given.get("max_iters") is not None else ""
            yield f"self.{node} = dspy.ReAct({self._signatures[node]}, tools=[{tools}]{most})"
            if config:
                yield f"for predictor in self.{node}.predictors():"
                yield f"    predictor.update_config({keyword_arguments(config)})"
        else:
            rest = f", {keyword_arguments(config)}" if config else ""
            yield f"self.{node} = dspy.{record['kind']}({self._signatures[node]}{rest})"

    def _forward(self) -> Iterator[str]:
        inputs = self._ends.inputs
        if any(not Names((*_OWN, "predictor")).free(name) for name in inputs):
            yield "    def forward(self, **inputs) -> dspy.Prediction:"
            own = {name: f"inputs[{literal(name)}]" for name in inputs}
        else:
            given = "".join(f", {name}: {self._source(spec.type)}" for name, spec in inputs.items())
            yield f"    def forward(self{given}) -> dspy.Prediction:"
            own = {name: name for name in inputs}
        for node in order_of(list(self._nodes), self._links):
            ports = [Port(node, str(s["name"])) for s in self._nodes[node]["signature"]["inputs"]]
            arguments = ", ".join(f"{port.field}={self._fed(port, own)}" for port in ports)
            yield f"        {self._results[node]} = self.{node}({arguments})"
        results = ", ".join(f"{name}={self._fed(Port(END, name), own)}" for name in self._ends.outputs)
        yield f"        return dspy.Prediction({results})"

    def _fed(self, target: Port, own: dict[str, str]) -> str:
        origin = self._links[target]
        value = own[origin.field] if origin.node == START else f"{self._results[origin.node]}[{literal(origin.field)}]"
        if self._renders_text(target, origin):
            return f"as_text({value})"
        if self._type(target, inwards=True) == Simple("float") and self._type(origin, inwards=False) == Simple("int"):
            return f"float({value})"
        return value

    def _renders_text(self, target: Port, origin: Port) -> bool:
        text = Simple("str")
        return self._type(target, inwards=True) == text and self._type(origin, inwards=False) != text

    def _type(self, port: Port, inwards: bool) -> types.Type | None:
        if port.node in (START, END):
            specs = self._ends.inputs if port.node == START else self._ends.outputs
            return specs[port.field].type
        signature = self._nodes[port.node]["signature"]
        for record in signature["inputs" if inwards else "outputs"]:
            if record["name"] == port.field:
                return self._records.field(record).type
        return Simple("str") if port.field == "reasoning" else None

    # ------------------------------------------------------------------ its use

    def _build(self) -> str:
        lms = {node: record["lm"] for node, record in self._nodes.items() if record.get("lm")}
        lines = []
        if lms:
            lines += [
                "# nodes that ask an LM of their own: attribute name and alias of the LM",
                f"NODE_LMS = {literal(lms)}",
                "",
                "",
            ]
        parameter = "lms: dict[str, dspy.LM]" if lms else ""
        lines += [f"def build({parameter}) -> {self._class}:", f'    """{self._about_build(bool(lms))}"""']
        lines.append(f"    program = {self._class}()")
        if self._job.state is not None:
            lines.append(f"    program.load(Path(__file__).resolve().parent / {literal(self._state_file)})")
        if lms:
            lines += ["    for node, alias in NODE_LMS.items():", "        getattr(program, node).set_lm(lms[alias])"]
        lines.append("    return program")
        return "\n".join(lines)

    def _about_build(self, lms: bool) -> str:
        told = "The program with what it has learned." if self._job.state is not None else "The program."
        return f"{told} ``lms`` holds an LM for each alias that a node names." if lms else told

    def _main(self) -> str:
        spec = self._job.lms.get(self._job.lm)
        aliases = sorted({str(r["lm"]) for r in self._nodes.values() if r.get("lm")})
        lms = ", ".join(f"{literal(alias)}: lm" for alias in aliases)
        example = ", ".join(f"{n}={_example(s.type)}" for n, s in self._ends.inputs.items())
        return "\n".join(
            [
                'if __name__ == "__main__":',
                f"    lm = {_lm(spec)}",
                f"    with dspy.context(lm=lm, adapter=dspy.{self._job.adapter}()):",
                f"        print(build({f'{{{lms}}}' if lms else ''})({example}))",
            ]
        )


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
