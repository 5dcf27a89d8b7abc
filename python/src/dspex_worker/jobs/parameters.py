"""Job kind ``parameters``: everything of a program that can be tuned."""

from __future__ import annotations

from dspex_worker.jobs.context import JobContext
from dspex_worker.parameters import discover
from dspex_worker.program import every_node
from dspex_worker.wire import Job, Json


def parameters(job: Job, context: JobContext) -> Json:
    """The parameters of the program as it is built, with its state and LMs, each with the path of its node."""
    program = context.build_program()
    lms = {alias: context.lm(alias) for alias in job.lms}
    nodes = {path for path, _ in every_node(job.program)}
    found = discover(program, lms, job.adapter)
    return {"parameters": [{**parameter.record(), "node": _node(parameter.module, nodes)} for parameter in found]}


def _node(module: str, nodes: set[str]) -> str:
    """The node that a module belongs to, empty for the program as a whole."""
    while module and module not in nodes:
        module = module.rpartition(".")[0]
    return module
