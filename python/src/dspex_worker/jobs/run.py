"""Job kind ``run``: the program once, on given inputs."""

from __future__ import annotations

from typing import Any

from dspex_worker.jobs.context import JobContext
from dspex_worker.observe import record_of
from dspex_worker.stream import TokenStream
from dspex_worker.wire import Job, Json


def run(job: Job, context: JobContext) -> Json:
    """Runs the program. With ``stream`` the fields of each answer arrive as token events meanwhile."""
    program = context.build_program()
    inputs: dict[str, Any] = dict(job.body.get("inputs") or {})
    if job.body.get("stream"):
        context.boundary.text_sink = TokenStream(job.adapter, context.emit).receive
    with context.dspy_context():
        prediction = program(**inputs)
    return {"outputs": record_of(prediction), "error": None}
