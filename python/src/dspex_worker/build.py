"""Program JSON to one ``dspy.Module`` whose attributes are the node ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dspy

from dspex_worker.astext import as_text
from dspex_worker.code import load_function
from dspex_worker.errors import Where, WorkerError
from dspex_worker.fields import FieldSpec, Records
from dspex_worker.program import AUTO_OUTPUTS, END, START, Port, order_of, port_of
from dspex_worker.types import Simple
from dspex_worker.wire import Job, Json

GENERATION = ("temperature", "max_tokens", "top_p")


@dataclass(frozen=True)
class Step:
    """One node: where its inputs come from, and how they and its outputs are checked."""

    id: str
    sources: Mapping[str, Port]
    inputs: Mapping[str, FieldSpec]
    outputs: Mapping[str, FieldSpec]


@dataclass(frozen=True)
class Plan:
    """The order in which a program runs. Immutable and shared by copies of the program."""

    name: str
    project: Path
    inputs: Mapping[str, FieldSpec]
    outputs: Mapping[str, FieldSpec]
    results: Mapping[str, Port]
    steps: tuple[Step, ...]

    def __deepcopy__(self, memo: object) -> Plan:
        return self


class Program(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """A built program. Calls share no mutable state, so it may run in many threads at once."""

    def __init__(self, plan: Plan, modules: Mapping[str, dspy.Module]) -> None:
        super().__init__()
        self._plan = plan
        for name, module in modules.items():
            setattr(self, name, module)

    def forward(self, **given: Any) -> dspy.Prediction:
        """Runs the nodes in order.

        Raises:
            WorkerError: ``input_invalid`` or ``output_invalid`` naming node and field. What a node
                raises goes through unchanged and carries the node's id as ``dspex_node``.
        """
        plan = self._plan
        ports: dict[Port, Any] = {Port(START, n): v for n, v in _inputs(plan, given).items()}
        for step in plan.steps:
            values = {name: _fed(step.inputs[name], ports[port]) for name, port in step.sources.items()}
            try:
                prediction = getattr(self, step.id)(**values)
            except Exception as error:
                if not hasattr(error, "dspex_node"):
                    error.dspex_node = step.id  # type: ignore[attr-defined]
                raise
            for name, spec in step.outputs.items():
                ports[Port(step.id, name)] = spec.output(prediction.get(name), step.id)
        return dspy.Prediction(
            **{n: plan.outputs[n].output(_fed(plan.outputs[n], ports[port])) for n, port in plan.results.items()}
        )


def _inputs(plan: Plan, given: Mapping[str, Any]) -> dict[str, Any]:
    values = {}
    for name, spec in plan.inputs.items():
        if name not in given:
            raise WorkerError(
                "input_invalid", f'The input "{name}" is missing.', "Give it a value.", where=Where(field=name)
            )
        values[name] = spec.input(given[name], plan.project)
    return values


def _fed(target: FieldSpec, value: Any) -> Any:
    """A value as it arrives at a port: anything may be linked to text, and whole numbers to float."""
    if target.type == Simple("str"):
        return as_text(value)
    if target.type == Simple("float") and isinstance(value, int):
        return float(value)
    return value


class ProgramTypes:
    """The types of a program's own two ends."""

    def __init__(self, program: Json, project: Path) -> None:
        self.records = Records(program.get("types") or ())
        self.inputs = {s["name"]: self.records.field(s) for s in program.get("inputs") or ()}
        self.outputs = {s["name"]: self.records.field(s) for s in program.get("outputs") or ()}
        self._project = project

    def row_values(self, values: Json) -> dict[str, Any]:
        """Values of a row: inputs must fit their types, expected outputs are converted where they fit."""
        converted = dict(values)
        for name, spec in self.inputs.items():
            if name not in values:
                raise WorkerError("input_invalid", f'The input "{name}" is missing.', where=Where(field=name))
            converted[name] = spec.input(values[name], self._project)
        for name, spec in self.outputs.items():
            if name in values:
                try:
                    converted[name] = spec.input(values[name], self._project)
                except WorkerError:
                    converted[name] = values[name]  # an odd label is the metric's business
        return converted


def step_of(program: Program, node: str) -> Step | None:
    """The step of a node, None for an unknown id."""
    return next((step for step in program._plan.steps if step.id == node), None)


def name_of(module: dspy.Module) -> str:
    """The name of a built program, or of any other module's class."""
    return module._plan.name if isinstance(module, Program) else type(module).__name__


def build_program(job: Job) -> Program:
    """Builds the job's program, loads its learned state, and gives nodes their LMs' settings.

    Raises:
        WorkerError: ``program_invalid`` with the first problem, ``code_…``, or ``state_mismatch``.
    """
    from dspex_worker.state import load_state
    from dspex_worker.validate import require_valid

    require_valid(job.program)
    ends = ProgramTypes(job.program, job.project)
    nodes = {str(node["id"]): node for node in job.program["nodes"]}
    links = {port_of(link["to"]): port_of(link["from"]) for link in job.program["links"]}
    steps, modules = [], {}
    for name in order_of(list(nodes), links):
        signature = nodes[name]["signature"]
        inputs = {s["name"]: ends.records.field(s, name) for s in signature["inputs"]}
        outputs = {s["name"]: ends.records.field(s, name) for s in signature["outputs"]}
        modules[name] = _module(job, nodes[name], signature_class(signature, inputs, outputs))
        automatic = {
            n: ends.records.field({"name": n, "type": t}) for n, t in AUTO_OUTPUTS[nodes[name]["kind"]].items()
        }
        sources = {n: links[Port(name, n)] for n in inputs}
        steps.append(Step(name, sources, inputs, {**automatic, **outputs}))
    results = {n: links[Port(END, n)] for n in ends.outputs}
    plan = Plan(str(job.program["name"]), job.project, ends.inputs, ends.outputs, results, tuple(steps))
    program = Program(plan, modules)
    if job.state is not None:
        load_state(program, job.state)
    return program


def signature_class(
    record: Json, inputs: Mapping[str, FieldSpec], outputs: Mapping[str, FieldSpec]
) -> type[dspy.Signature]:
    """The DSPy signature of a node; an empty instruction becomes DSPy's own default."""
    fields: dict[str, Any] = {n: (s.python, dspy.InputField(**_options(s))) for n, s in inputs.items()}
    fields |= {n: (s.python, dspy.OutputField(**_options(s))) for n, s in outputs.items()}
    instructions = str(record.get("instructions") or "") or None
    made: type[dspy.Signature] = dspy.make_signature(fields, instructions, str(record.get("name") or "Signature"))
    return made


def _options(spec: FieldSpec) -> dict[str, Any]:
    described = {"desc": spec.description} if spec.description else {}
    return {**described, **spec.constraints}


def _module(job: Job, node: Json, signature: type[dspy.Signature]) -> dspy.Module:
    given = node.get("parameters") or {}
    config = {key: given[key] for key in GENERATION if given.get(key) is not None}
    try:
        if node["kind"] == "ReAct":
            return _react(job, node, signature, config)
        return getattr(dspy, node["kind"])(signature, **config)
    except WorkerError as error:
        raise error.at(node=node["id"]) from error


def _react(job: Job, node: Json, signature: type[dspy.Signature], config: Json) -> dspy.Module:
    tools = [load_function(job, reference) for reference in node.get("tools") or ()]
    most = (node.get("parameters") or {}).get("max_iters")
    module = dspy.ReAct(signature, tools, **({} if most is None else {"max_iters": most}))
    for predictor in module.predictors():
        predictor.update_config(**config)
    return module


def assign_lms(program: Program, job: Job, lm: Any) -> None:
    """Gives each node that names an LM that LM; ``lm`` makes one from an alias."""
    for node in job.program["nodes"]:
        if node.get("lm"):
            try:
                getattr(program, node["id"]).set_lm(lm(node["lm"]))
            except WorkerError as error:
                raise error.at(node=node["id"]) from error
