"""The built program: runs its nodes in order and skips those behind a branch not taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import dspy

from dspex_worker.astext import as_text
from dspex_worker.build.plan import Plan, Step
from dspex_worker.errors import Where, WorkerError
from dspex_worker.fields import FieldSpec
from dspex_worker.program import START, Port
from dspex_worker.types import OptionalOf, Simple


class Program(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """A built program. Calls share no mutable state, so it may run in many threads at once."""

    def __init__(self, plan: Plan, modules: Mapping[str, dspy.Module]) -> None:
        super().__init__()
        self._plan = plan
        for name, module in modules.items():
            setattr(self, name, module)

    def allow_missing(self) -> None:
        """From now on an output may be missing because its node was skipped. Before the first call only."""
        self._plan = replace(self._plan, partial=True)

    def forward(self, **given: Any) -> dspy.Prediction:
        """Runs the nodes in order.

        Raises:
            WorkerError: ``input_invalid`` or ``output_invalid`` naming node and field. What a node
                raises goes through unchanged and carries the node's path as ``dspex_node``.
        """
        plan = self._plan
        ports: dict[Port, Any] = {Port(START, n): v for n, v in _inputs(plan, given).items()}
        for step in plan.steps:
            values, absent = _arrived(step, ports)
            if absent is not None:
                _tell_skipped(self, step, absent)
            else:
                ports |= {Port(step.id, name): value for name, value in self._given(step, values).items()}
        return dspy.Prediction(**_results(plan, ports))

    def _given(self, step: Step, values: Mapping[str, Any]) -> dict[str, Any]:
        """Outputs of a node; a router gives one of its outputs, a part of a program those it has."""
        if step.pinned is not None:
            return {n: step.outputs[n].input(v, self._plan.project, step.id) for n, v in step.pinned.items()}
        module = getattr(self, step.id)
        some = step.router or (isinstance(module, Program) and module._plan.partial)
        try:
            prediction = module(**values)
            return {
                name: spec.output(prediction.get(name), step.id)
                for name, spec in step.outputs.items()
                if not some or name in prediction
            }
        except Exception as error:
            inner = getattr(error, "dspex_node", None)
            path = step.id if inner is None else f"{step.id}.{inner}"
            error.dspex_node = path  # type: ignore[attr-defined]
            if isinstance(error, WorkerError):
                error.where = replace(error.where, node=path)
            raise


def _inputs(plan: Plan, given: Mapping[str, Any]) -> dict[str, Any]:
    values = {}
    for name, spec in plan.inputs.items():
        if name not in given:
            raise WorkerError(
                "input_invalid", f'The input "{name}" is missing.', "Give it a value.", where=Where(field=name)
            )
        values[name] = spec.input(given[name], plan.project)
    return values


def _arrived(step: Step, ports: Mapping[Port, Any]) -> tuple[dict[str, Any], str | None]:
    """Values of a node's inputs, and the first input that needs a value and got none."""
    values: dict[str, Any] = {}
    for name, sources in step.sources.items():
        spec = step.inputs[name]
        arrived = [port for port in sources if port in ports]
        if arrived:
            values[name] = _fed(spec, ports[arrived[0]])
        elif isinstance(spec.type, OptionalOf):
            values[name] = None
        else:
            return {}, name
    return values, None


def _results(plan: Plan, ports: Mapping[Port, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, sources in plan.results.items():
        spec = plan.outputs[name]
        arrived = [port for port in sources if port in ports]
        if arrived:
            found[name] = spec.output(_fed(spec, ports[arrived[0]]))
        elif isinstance(spec.type, OptionalOf):
            found[name] = None
        elif not plan.partial:
            raise WorkerError(
                "output_invalid",
                f'The output "{name}" got no value: the branch that feeds it was not taken.',
                "Link every branch to it, or make it optional.",
                where=Where(field=name),
            )
    return found


def _tell_skipped(program: Program, step: Step, absent: str) -> None:
    for callback in [*(dspy.settings.callbacks or ()), *getattr(program, "callbacks", ())]:
        told = getattr(callback, "on_node_skipped", None)
        if told is not None:
            told(step.id, absent)


def _fed(target: FieldSpec, value: Any) -> Any:
    """A value as it arrives at a port: anything may be linked to text, and whole numbers to float."""
    if target.type == Simple("str"):
        return as_text(value)
    if target.type == Simple("float") and isinstance(value, int):
        return float(value)
    return value
