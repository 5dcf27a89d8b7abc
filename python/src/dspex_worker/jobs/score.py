"""Job kind ``score``: a metric on outputs that are there already, to try the metric."""

from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TYPE_CHECKING, Any

from dspex_worker.errors import Where, WorkerError, to_worker_error
from dspex_worker.jobs.context import JobContext
from dspex_worker.measures import Abstained
from dspex_worker.rows import current_row
from dspex_worker.wire import Job, Json

if TYPE_CHECKING:
    from dspex_worker.metrics import Metric


def score(job: Job, context: JobContext) -> Json:
    """Scores the ``predictions`` of the rows; a row that fails has an error and no score, a skipped one neither.

    Raises:
        WorkerError: ``no_rows``, or when the metric cannot be loaded.
    """
    from dspex_worker.build import ProgramTypes

    rows = job.rows()
    if not rows:
        raise WorkerError("no_rows", "No rows are chosen.", "Choose rows to try the metric on.")
    metric, types = context.load_metric(), ProgramTypes(job.program, job.project)
    given = dict(job.body.get("predictions") or {})
    examples = context.rows_to_examples(rows)
    with context.dspy_context(), ThreadPoolExecutor(job.threads, thread_name_prefix="score") as pool:
        futures = [
            pool.submit(copy_context().run, _one, context, metric, row.id, example, types.output_values(given[row.id]))
            if isinstance(given.get(row.id), Mapping)
            else pool.submit(_unanswered, row.id)
            for row, example in zip(rows, examples, strict=True)
        ]
        results = [future.result() for future in futures]
    used = context.usage()
    counted = sum(result["score"] is not None or result["error"] is not None for result in results)
    return {
        "score": sum(result["score"] or 0.0 for result in results) / max(1, counted),
        "n": counted,
        "errors": sum(result["error"] is not None for result in results),
        "usage": {
            "calls": used.calls,
            "prompt_tokens": used.prompt_tokens,
            "completion_tokens": used.completion_tokens,
            "usd": used.usd,
        },
        "rows": results,
    }


def _one(context: JobContext, metric: Metric, row: str, example: Any, outputs: dict[str, Any]) -> Json:
    import dspy

    context.check()
    current_row.set(row)
    since = time.perf_counter()
    found, feedback, error = None, None, None
    try:
        with context.role("judge"):
            scored = metric.score(example, dspy.Prediction(**outputs))
        found, feedback = scored.score, scored.feedback
    except Abstained as why:
        feedback = str(why)
    except Exception as failure:
        error = to_worker_error(failure, Where(row=row)).record()
    seconds = round(time.perf_counter() - since, 6)
    return {"row": row, "score": found, "feedback": feedback, "error": error, "seconds": seconds}


def _unanswered(row: str) -> Json:
    error = WorkerError(
        "no_outputs", "There are no outputs to score.", "Run the program on this row first.", where=Where(row=row)
    )
    return {"row": row, "score": None, "feedback": None, "error": error.record(), "seconds": 0.0}
