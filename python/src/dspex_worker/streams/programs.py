"""The programs that lanes run, built before the first LM is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import dspy

from dspex_worker.build import Program, assign_lms, build_program, parts
from dspex_worker.program import every_node
from dspex_worker.state import dump_state, load_driven
from dspex_worker.streams.plan import Choice, LanePlan, changed, modules
from dspex_worker.wire import Job, Json

if TYPE_CHECKING:
    from dspex_worker.jobs.context import JobContext

USUAL_TEMPERATURE = 1.0
"""What providers take where nothing is set."""


def built(context: JobContext, plan: LanePlan) -> dict[Choice, dspy.Module]:
    """The lane's program with each choice that it may come to.

    Raises:
        WorkerError: as for any program, before an LM is asked.
    """
    return {choice: _one(context, plan.node, choice) for choice in plan.choices(first_temperature(context.job, plan))}


def first_temperature(job: Job, plan: LanePlan) -> float:
    """The temperature of the lane's first attempt: its own, its node's, its LM's, or the usual one."""
    nodes = dict(every_node(job.program))
    paths = [plan.node] if plan.node in nodes else modules(job.program)
    own = {(nodes[path].get("parameters") or {}).get("temperature") for path in paths if path is not None}
    spec = job.lms.get(plan.choice.lm or job.lm)
    given = [plan.choice.temperature, own.pop() if len(own) == 1 else None]
    given.append(None if spec is None else spec.parameters.get("temperature"))
    return float(next((value for value in given if value is not None), USUAL_TEMPERATURE))


def _one(context: JobContext, node: str | None, choice: Choice) -> Program:
    job = context.job
    program, other = changed(job.program, node, choice)
    for key, cut in (("only", parts.only), ("until", parts.until)):
        path = job.body.get(key)
        if path:
            module = _module(replace(job, program=cut(program, str(path))), other, True)
            parts.allow_missing(module, str(path))
            return _with_lms(context, module, cut(program, str(path)))
    return _with_lms(context, _module(replace(job, program=program), other, False), program)


def _with_lms(context: JobContext, module: Program, program: Json) -> Program:
    assign_lms(module, replace(context.job, program=program), context.lm)
    return module


def _module(job: Job, other: str | None, partial: bool) -> Program:
    """Built and with its learned state, which does not count for the node that has another kind."""
    if job.state is None or other is None:
        return build_program(job, partial)
    module = build_program(replace(job, state=None), partial)
    fresh = dump_state(module)
    kept = {
        name: entry
        for name, entry in job.state.items()
        if name in fresh and name != other and not name.startswith(f"{other}.")
    }
    load_driven(module, {**fresh, **kept}, job.body.get("driven") or {}, True)
    return module
