"""Job kind ``evaluate``: the program on rows, scored."""

from __future__ import annotations

from dspex_worker.jobs.context import JobContext
from dspex_worker.wire import Job, Json


def evaluate(job: Job, context: JobContext) -> Json:
    """Scores the rows of the job; a ``metric`` event a row, then the mean."""
    rows = job.rows()
    metric = context.load_metric()
    done = context.evaluate_rows(context.build_program(), rows, metric, str(job.body.get("split") or "rows"))
    return {"score": done.score, "n": len(rows), "errors": done.errors}
