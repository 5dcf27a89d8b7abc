"""Job kind ``run``: the program once, on given inputs."""

from __future__ import annotations

from typing import Any

from dspex_worker.jobs.context import JobContext
from dspex_worker.observe import record_of
from dspex_worker.stream import TokenStream
from dspex_worker.wire import Job, Json


def run(job: Job, context: JobContext) -> Json:
    """Runs the program. With ``stream`` the fields of each answer arrive as token events meanwhile.

    With ``until`` only what that node needs is run, with ``only`` that node alone on ``inputs`` of its own; the
    result then has the node's outputs, without those of a branch that was not taken.
    """
    program = context.build_program()
    if job.body.get("only"):
        program = program.part(program._plan.only(str(job.body["only"])))
    elif job.body.get("until"):
        program = program.part(program._plan.until(str(job.body["until"])))
    inputs: dict[str, Any] = dict(job.body.get("inputs") or {})
    if job.body.get("stream"):
        context.boundary.text_sink = TokenStream(job.adapter, context.emit).receive
    with context.dspy_context():
        prediction = program(**inputs)
    return {"outputs": record_of(prediction), "error": None}
