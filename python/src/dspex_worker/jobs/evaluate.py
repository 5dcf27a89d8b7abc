"""Job kind ``evaluate``: the program on rows, scored."""

from __future__ import annotations

from dspex_worker.jobs.context import JobContext
from dspex_worker.wire import Job, Json


def evaluate(job: Job, context: JobContext) -> Json:
    """Scores the rows of the job; a ``metric`` event a row, then the mean."""
    rows = job.rows()
    metric = context.load_metric()
    done = context.evaluate_rows(context.build_program(), rows, metric, str(job.body.get("split") or "rows"))
    skipped = len(rows) - done.counted
    return {"score": done.score, "n": done.counted, "errors": done.errors} | ({"skipped": skipped} if skipped else {})
