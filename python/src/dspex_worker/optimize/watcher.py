"""Watches a run from inside DSPy: every evaluation of a program, every row of it, every LM call.

One mechanism serves all optimizers. ``dspy.Evaluate`` tells when the scoring of a program starts
and ends; the wrapped metric tells of each row as soon as it is scored; LM calls are where a stop
takes effect.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import dspy
from dspy.utils.callback import BaseCallback
from dspy.utils.callback_context import ACTIVE_CALL_ID

from dspex_worker.errors import to_worker_error
from dspex_worker.metrics import default_feedback
from dspex_worker.observe import record_of
from dspex_worker.optimize.candidates import Candidate
from dspex_worker.optimize.tracker import Tracker
from dspex_worker.rows import current_row
from dspex_worker.wire import Json, plain

if TYPE_CHECKING:
    from dspex_worker.jobs.context import JobContext
    from dspex_worker.metrics import Metric


@dataclass(frozen=True)
class Outcome:
    """A finished evaluation: the mean score over ``n`` rows; ``full`` when these are all validation rows."""

    candidate: Candidate
    program: Any
    score: float
    n: int
    full: bool


@dataclass
class Scoring:
    """One evaluation under way.

    Attributes:
        full: whether it covers all validation rows.
        split: where its rows are from, ``validation`` or ``training``.
        told: row ids that were reported already.
        failures: what went wrong, by row id.
    """

    candidate: Candidate
    program: Any
    rows: Sequence[Any]
    full: bool
    split: str
    told: set[str] = field(default_factory=set)
    failures: dict[str | None, BaseException] = field(default_factory=dict)


class Watcher(BaseCallback):  # type: ignore[misc]  # dspy is untyped
    """DSPy callback and metric wrapper of one run. Thread-safe.

    Attributes:
        on_scored: called after each evaluation, in the optimizer's thread.
        on_bootstrap: called with the score of each row that a teacher has answered.
    """

    def __init__(self, context: JobContext, tracker: Tracker, validation: Mapping[str, Any]) -> None:
        """``validation`` are the rows that candidates are scored on, by row id."""
        self._context, self._tracker, self._split = context, tracker, tracker.split
        self._validation = frozenset(validation)
        self._row_of = {id(example): row for row, example in validation.items()}
        self._running: dict[str, Scoring] = {}
        self._roots: dict[str, Scoring] = {}
        self._local = threading.local()
        self.on_scored: Callable[[Outcome], None] | None = None
        self.on_bootstrap: Callable[[float], None] | None = None

    # -- evaluations

    def on_evaluate_start(self, call_id: str, instance: Any, inputs: Json) -> None:
        self._context.check()
        program = inputs["program"]
        rows = inputs.get("devset") or instance.devset
        if not isinstance(program, dspy.Module) or not rows:
            return
        ids = [self._row_of.get(id(example)) for example in rows]
        full = len(ids) == len(self._validation) and frozenset(ids) == self._validation
        split = "training" if None in ids else self._split
        self._running[call_id] = Scoring(self._tracker.seen(program), program, rows, full, split)

    def on_evaluate_end(self, call_id: str, outputs: Any, exception: BaseException | None = None) -> None:
        scoring = self._running.pop(call_id, None)
        if scoring is None or (exception is not None and not isinstance(exception, Exception)):
            return
        if exception is not None:
            self._tracker.fail(scoring.candidate, f"It could not be scored: {exception}")
            return
        self._tell_failures(scoring, outputs.results)
        n = len(outputs.results)
        mean = sum(float(score) for _, _, score in outputs.results) / n
        self._tracker.scored(scoring.candidate, mean, n, scoring.full, scoring.split)
        if self.on_scored is not None:
            self.on_scored(Outcome(scoring.candidate, scoring.program, mean, n, scoring.full))

    def _tell_failures(self, scoring: Scoring, results: Sequence[Any]) -> None:
        """Reports the rows of a full evaluation whose program call or metric failed."""
        for example, _, score in results:
            row = self._row_of.get(id(example))
            if not scoring.full or row is None or row in scoring.told:
                continue
            error = scoring.failures.get(row)
            record = None if error is None else to_worker_error(error).at(row=row).record()
            self._tell(scoring, row, example, {"score": float(score), "error": record})

    # -- program calls within an evaluation

    def on_module_start(self, call_id: str, instance: Any, inputs: Json) -> None:  # noqa: ARG002
        scoring = self._running.get(ACTIVE_CALL_ID.get() or "")
        if scoring is not None:
            self._context.check()
            self._roots[call_id] = scoring
            self._local.root, self._local.started = call_id, time.perf_counter()

    def on_module_end(self, call_id: str, outputs: Any, exception: BaseException | None = None) -> None:  # noqa: ARG002
        scoring = self._roots.pop(call_id, None)
        if scoring is not None and isinstance(exception, Exception):
            scoring.failures[current_row.get()] = exception

    # -- the metric

    def watch(self, metric: Metric, feedback: bool = False) -> Callable[..., Any]:
        """The metric as optimizers get it: reports each row of a full evaluation as it is scored.

        Args:
            metric: the project's metric.
            feedback: whether the optimizer wants ``dspy.Prediction(score, feedback)`` instead of a
                number. Where the metric gives no feedback, the expected values are named.
        """

        def watched(
            example: Any, prediction: Any, trace: Any = None, pred_name: Any = None, pred_trace: Any = None
        ) -> Any:
            scoring = self._running.get(ACTIVE_CALL_ID.get() or "")
            try:
                with self._context.role("judge"):
                    scored = metric.score(example, prediction, trace, pred_name, pred_trace)
            except Exception as error:
                if scoring is not None:
                    scoring.failures[current_row.get()] = error
                raise
            row = self._row_of.get(id(example))
            if scoring is None:
                if self.on_bootstrap is not None and pred_name is None:
                    self.on_bootstrap(scored.score)
            elif scoring.full and row is not None:
                told = {"score": scored.score, "outputs": record_of(prediction), "feedback": scored.feedback}
                self._tell(scoring, row, example, {**told, **self._root()})
            if not feedback:
                return scored.score
            text = scored.feedback or default_feedback(example, prediction, scored.score)
            return dspy.Prediction(score=scored.score, feedback=text)

        return watched

    def _tell(self, scoring: Scoring, row: str, example: Any, known: Json) -> None:
        scoring.told.add(row)
        self._context.emit(
            {
                "type": "metric",
                "candidate": scoring.candidate.id,
                "split": "train" if self._split == "training" else "validation",
                "row": row,
                "outputs": None,
                "expected": {str(k): plain(v) for k, v in example.labels().items()},
                "feedback": None,
                "error": None,
                "seconds": 0.0,
                "call": None,
                **known,
            }
        )

    def _root(self) -> Json:
        """Root call and seconds of the row that this thread has just scored."""
        seconds = time.perf_counter() - float(getattr(self._local, "started", time.perf_counter()))
        return {"call": getattr(self._local, "root", None), "seconds": round(seconds, 6)}
