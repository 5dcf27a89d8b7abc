"""Nodes and links to a built program, inner programs included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import dspy

from dspex_worker.build.modules import dspy_module
from dspex_worker.build.nodes import code_node, imported_node, retriever_node, router_node, tool_node
from dspex_worker.build.plan import Plan, ProgramTypes, Step
from dspex_worker.build.running import Program
from dspex_worker.errors import Where, WorkerError
from dspex_worker.fields import Records
from dspex_worker.program import END, Port, every_node, node_inputs, node_outputs, order_of, sources_of
from dspex_worker.wire import Job, Json

_MAKERS: dict[str, Callable[[Job, Json, Step], dspy.Module]] = {
    "retriever": retriever_node,
    "router": router_node,
    "tool": tool_node,
    "code": code_node,
    "imported": imported_node,
}


def build_program(job: Job, partial: bool = False) -> Program:
    """Builds the job's program, loads its learned state, and sets what variables drive of it.

    Args:
        partial: whether the state may say more than the program has.

    Raises:
        WorkerError: ``program_invalid`` with the first problem, ``code_…``, or ``state_mismatch``.
    """
    from dspex_worker.state import load_driven
    from dspex_worker.validate import require_valid

    require_valid(job.program)
    program = _built(job, job.program, str(job.program["name"]), Records(job.program.get("types") or ()))
    load_driven(program, job.state, job.body.get("driven") or {}, partial)
    return program


def _built(job: Job, program: Json, name: str, records: Records) -> Program:
    ends = ProgramTypes(program, job.project, records)
    nodes = {str(node["id"]): node for node in program["nodes"]}
    sources = sources_of(program)
    steps, modules = [], {}
    for node in order_of(list(nodes), sources):
        step = _step(nodes[node], sources, records)
        try:
            modules[node] = _module(job, nodes[node], step, records)
        except WorkerError as error:
            inner = error.where.node
            path = node if inner is None or inner == node else f"{node}.{inner}"
            raise replace(error, where=replace(error.where, node=path)).with_cause(error) from error
        steps.append(step)
    results = {n: sources.get(Port(END, n), ()) for n in ends.outputs}
    return Program(Plan(name, job.project, ends.inputs, ends.outputs, results, tuple(steps)), modules)


def _step(node: Json, sources: dict[Port, tuple[Port, ...]], records: Records) -> Step:
    name = str(node["id"])
    inputs = {s["name"]: records.field(s, name) for s in node_inputs(node)}
    outputs = {s["name"]: records.field(s, name) for s in node_outputs(node)}
    fed = {n: sources.get(Port(name, n), ()) for n in inputs}
    return Step(name, fed, inputs, outputs, node.get("pinned") or None, node["kind"] == "router")


def _module(job: Job, node: Json, step: Step, records: Records) -> dspy.Module:
    if node["kind"] == "program":
        return _built(job, node["program"], step.id, records)
    maker = _MAKERS.get(node["kind"])
    return dspy_module(job, node, records) if maker is None else maker(job, node, step)


def module_at(program: Program, path: str) -> tuple[dspy.Module, Step]:
    """The module of a node and its step, by id or, in inner programs, by path.

    Raises:
        WorkerError: ``node_unknown``.
    """
    owner, _, rest = path.partition(".")
    try:
        step = program._plan.step(owner)
    except WorkerError as error:
        raise replace(error, message=f'There is no node "{path}".', where=Where(node=path)) from error
    module = getattr(program, owner)
    return module_at(module, rest) if rest and isinstance(module, Program) else (module, step)


def name_of(module: dspy.Module) -> str:
    """The name of a built program, or of any other module's class."""
    return module._plan.name if isinstance(module, Program) else type(module).__name__


def assign_lms(program: Program, job: Job, lm: Any) -> None:
    """Gives each node that names an LM that LM; ``lm`` makes one from an alias."""
    for path, node in every_node(job.program):
        members = [(at, member["lm"]) for at, member in enumerate(node.get("members") or ()) if member.get("lm")]
        if not node.get("lm") and not members:
            continue
        module = module_at(program, path)[0]
        try:
            if node.get("lm"):
                module.set_lm(lm(node["lm"]))
            for at, alias in members:
                module.members[at].set_lm(lm(alias))
        except WorkerError as error:
            raise error.at(node=path) from error
