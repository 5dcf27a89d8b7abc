"""Job kind ``preview``: the prompt of a node, without asking the LM."""

from __future__ import annotations

from dspex_worker.jobs.context import JobContext
from dspex_worker.preview import preview_node
from dspex_worker.wire import Job, Json


def preview(job: Job, context: JobContext) -> Json:
    """What the node's first LM call would send with the job's inputs, adapter and learned state."""
    program = context.build_program(with_lms=False)
    return preview_node(job, program, str(job.body.get("node")), dict(job.body.get("inputs") or {}))
