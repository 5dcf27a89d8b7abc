"""Job kind ``run``: the program once, on given inputs."""

from __future__ import annotations

from typing import Any

from dspex_worker.build import Program, parts
from dspex_worker.jobs.context import JobContext
from dspex_worker.observe import record_of
from dspex_worker.stream import TokenStream
from dspex_worker.wire import Job, Json


def run(job: Job, context: JobContext) -> Json:
    """Runs the program. With ``stream`` the fields of each answer arrive as token events meanwhile.

    With ``until`` only what that node needs is built and run, with ``only`` that node alone on ``inputs`` of its own;
    a node of an inner program is named by its path. The result then has the node's outputs, without those of a branch
    that was not taken.
    """
    program = _part(job, context)
    inputs: dict[str, Any] = dict(job.body.get("inputs") or {})
    if job.body.get("stream"):
        context.boundary.text_sink = TokenStream(job.adapter, context.emit).receive
    with context.dspy_context():
        prediction = program(**inputs)
    return {"outputs": record_of(prediction), "error": None}


def _part(job: Job, context: JobContext) -> Program:
    """What is run; the rest is not built, so that what is wrong with it does not matter."""
    for key, cut in (("only", parts.only), ("until", parts.until)):
        node = job.body.get(key)
        if node:
            program = context.build_program(cut(job.program, str(node)))
            parts.allow_missing(program, str(node))
            return program
    return context.build_program()
