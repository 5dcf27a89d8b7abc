"""Scoring a program on rows: equal to ``dspy.Evaluate`` example for example, reported row by row."""

from __future__ import annotations

import contextvars
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING

import dspy

from dspex_worker.errors import Where, WorkerError, to_worker_error
from dspex_worker.journal.scope import current_scope, within
from dspex_worker.measures import Abstained
from dspex_worker.observe import first_calls, record_of
from dspex_worker.rows import current_row
from dspex_worker.wire import Json, Row, plain

if TYPE_CHECKING:
    from dspex_worker.jobs.context import JobContext
    from dspex_worker.metrics import Metric

POLL = 0.2
"""Seconds between looks at the cancel flag."""
TELL = 0.1
"""Seconds between status events; rows tell their own end."""
FATAL = frozenset(
    {"lm_auth", "lm_billing", "lm_unreachable", "lm_model_unknown", "lm_not_configured", "lm_settings", "needs_litellm"}
)
"""Errors that the next row would meet as well."""
FATAL_ROWS = 3
"""After so many rows in which such an error came, with no row that went well, the evaluation stops."""


@dataclass(frozen=True)
class RowResult:
    """One row: its score, or the error that left it without one; neither where the metric abstained."""

    row: str
    score: float | None
    outputs: Json | None
    feedback: str | None
    error: Json | None
    seconds: float


@dataclass(frozen=True)
class Evaluation:
    """Results in the order of the rows."""

    results: tuple[RowResult, ...]

    @property
    def score(self) -> float:
        """Mean over the rows that count, a failed one counting 0."""
        return sum(r.score or 0.0 for r in self.results) / self.counted if self.counted else 0.0

    @property
    def counted(self) -> int:
        """Rows that the metric did not abstain from."""
        return sum(r.score is not None or r.error is not None for r in self.results)

    @property
    def errors(self) -> int:
        return sum(r.error is not None for r in self.results)


def evaluate_rows(
    context: JobContext,
    program: dspy.Module,
    rows: Sequence[Row],
    metric: Metric,
    split: str,
    candidate: str | None = None,
) -> Evaluation:
    """See ``JobContext.evaluate_rows``."""
    if not rows:
        raise WorkerError("no_rows", f'There are no rows in "{split}".', "Choose a data file that has rows.")
    run = _Run(context, program, metric, split, candidate)
    with context.dspy_context():
        results = run.all(rows, context.rows_to_examples(rows))
    if all(result.error is not None for result in results):
        raise _all_failed(results)
    return Evaluation(tuple(results))


class _Run:
    def __init__(
        self, context: JobContext, program: dspy.Module, metric: Metric, split: str, candidate: str | None
    ) -> None:
        self._context, self._program, self._metric = context, program, metric
        self._split, self._candidate = split, candidate
        self._lock = threading.Lock()
        self._fatal: Counter[str] = Counter()
        self._well = False
        self._told = 0.0

    def all(self, rows: Sequence[Row], examples: Sequence[dspy.Example]) -> list[RowResult]:
        """Every row, at most ``threads`` at a time. The first fatal error stops the rest."""
        results: dict[int, RowResult] = {}
        pool = ThreadPoolExecutor(self._context.job.threads, thread_name_prefix="row")
        try:
            queue = list(zip(range(len(rows)), rows, examples, strict=True))
            running: dict[Future[RowResult], int] = {}
            while queue or running:
                self._context.check()
                while queue and len(running) < self._context.job.threads:
                    index, row, example = queue.pop(0)
                    copied = contextvars.copy_context()  # DSPy's settings and the caller's place in the call tree
                    running[pool.submit(copied.run, self._placed, row, example)] = index
                for future in wait(running, POLL, FIRST_COMPLETED).done:
                    results[running.pop(future)] = future.result()
                    self._report(len(results), len(rows))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
        return [results[index] for index in range(len(rows))]

    def _report(self, done: int, total: int) -> None:
        now = time.monotonic()
        if done < total and now < self._told + TELL:
            return
        self._told = now
        self._context.emit({"type": "status", "text": f"{done} of {total} rows", "done": done, "total": total})

    def _placed(self, row: Row, example: dspy.Example) -> RowResult:
        """A row has a place of its own in the journal, whichever job and worker it falls to."""
        with within(current_scope().item(0, row.id)):
            return self._one(row, example)

    def _one(self, row: Row, example: dspy.Example) -> RowResult:
        current_row.set(row.id)
        since = time.perf_counter()
        calls: list[str] = []
        first_calls.set(calls)
        prediction, score, feedback, error = None, None, None, None
        try:
            prediction = self._program(**example.inputs())
            with self._context.role("judge"):
                scored = self._metric.score(example, prediction)
            score, feedback = scored.score, scored.feedback
        except Abstained as why:
            feedback = str(why)
        except Exception as failure:
            error = to_worker_error(failure, Where(row=row.id))
        result = RowResult(
            row.id,
            score,
            None if prediction is None else record_of(prediction),
            feedback,
            None if error is None else error.record(),
            round(time.perf_counter() - since, 6),
        )
        self._emit(result, example, calls[0] if calls else None)
        self._judge(error)
        return result

    def _emit(self, result: RowResult, example: dspy.Example, call: str | None) -> None:
        self._context.emit(
            {
                "type": "metric",
                "candidate": self._candidate,
                "split": self._split,
                "row": result.row,
                "score": result.score,
                "outputs": result.outputs,
                "expected": {str(k): plain(v) for k, v in example.labels().items()},
                "feedback": result.feedback,
                "error": result.error,
                "seconds": result.seconds,
                "call": call,
            }
        )

    def _judge(self, error: WorkerError | None) -> None:
        """Raises a fatal error once it came ``FATAL_ROWS`` times and no row went well."""
        with self._lock:
            if error is None:
                self._well = True
                return
            if error.code not in FATAL:
                return
            self._fatal[error.code] += 1
            if not self._well and self._fatal[error.code] >= min(FATAL_ROWS, self._context.job.threads + 1):
                raise error


def _all_failed(results: Sequence[RowResult]) -> WorkerError:
    first = results[0].error or {}
    where = first.get("where", {})
    return WorkerError(
        str(first.get("code")),
        f"Every row failed. The first error: {first.get('message')}",
        str(first.get("hint")),
        log=str(first.get("log")),
        where=Where(**{key: where.get(key) for key in ("file", "node", "field", "line", "row")}),
        retryable=bool(first.get("retryable")),
    )
