"""Scores of answers: by a judge or gate where one is named, else by the measured quality of the text."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dspex_worker.errors import to_worker_error
from dspex_worker.judge import PREFIX
from dspex_worker.metrics import Metric, load_metric
from dspex_worker.streams.plan import StreamPlan
from dspex_worker.wire import Json

if TYPE_CHECKING:
    from dspex_worker.jobs.context import JobContext
    from dspex_worker.streams.lane import Lane

JUDGE_WORDS = 40
"""Words between two looks of a running judge."""
LOOK = 0.05


class Scores:
    """Scores the answers of one job. Thread-safe.

    Raises:
        WorkerError: ``metric_unknown``, ``lm_not_configured`` or ``code_…``, before an LM is asked.
    """

    def __init__(self, plan: StreamPlan, inputs: Json, expected: Json, context: JobContext) -> None:
        self._context = context
        self._gate = self._metric(plan.gate)
        self._judge = self._metric(plan.judge)
        self._inputs, self._expected = inputs, expected
        watched = any(rule.metric == "judge" and rule.on for rule in plan.rules)
        self.runs = (plan.judge or "").startswith(PREFIX) and (plan.pick == "speculative" or watched)
        self._first = self._gate if plan.pick == "race" else self._judge
        self._metrics = plan.pick != "all" or self._judge is not None

    def _metric(self, name: str | None) -> Metric | None:
        if name is None:
            return None
        job = self._context.job
        return load_metric(replace(job, body={**job.body, "metric": name}), self._context.lm)

    def of(self, lane: Lane) -> float | None:
        """The score of a lane's whole answer; None where nothing scores it, or the metric cannot."""
        metric = self._first or self._judge or self._gate
        if metric is not None:
            return self._scored(metric, lane.prediction)
        return lane.attempt.quality() if lane.attempt is not None and self._metrics else None

    def _scored(self, metric: Metric, prediction: Any) -> float | None:
        import dspy

        values = {**self._inputs, **self._expected}
        example = dspy.Example(values).with_inputs(*self._inputs)
        try:
            with self._context.dspy_context(), self._context.role("judge"):
                return metric.score(example, prediction).score
        except Exception as error:
            told = to_worker_error(error)
            text = f"{told.message} {told.hint}".strip()
            self._context.emit({"type": "log", "level": "warning", "logger": __name__, "text": text})
            return None

    def watch(self, lane: Lane, over: Callable[[], bool]) -> None:
        """The running judge of a lane: scores its text so far every 40 words until ``over``."""
        if self._judge is None:
            return
        import dspy

        seen = 0
        asleep = threading.Event()
        while not over():
            attempt = lane.attempt
            words = 0 if attempt is None else attempt.words()
            if attempt is None or words < seen + JUDGE_WORDS:
                seen = min(seen, words)
                asleep.wait(LOOK)
                continue
            seen = words
            score = self._scored(self._judge, dspy.Prediction(**dict(attempt.texts())))
            if score is not None:
                attempt.judged(score)
                if lane.running:
                    lane.score = score


def in_context(work: Callable[[], None], name: str) -> threading.Thread:
    """A thread that does some work in a copy of the present context."""
    return threading.Thread(target=copy_context().run, args=(work,), name=name, daemon=True)
