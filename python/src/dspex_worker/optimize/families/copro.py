"""COPRO: instructions varied in rounds, scored on the training rows."""

from __future__ import annotations

from typing import Any

import dspy

from dspex_worker.optimize.bench import Bench
from dspex_worker.optimize.watcher import Outcome


def copro(bench: Bench) -> Any:
    """Runs COPRO; each new best on the training rows is scored on the validation rows as well."""
    live = _Live(bench)
    optimizer = dspy.COPRO(prompt_model=bench.writer_lm(), metric=bench.watched(), **bench.plan.init())
    bench.watcher.on_scored = live.scored
    return optimizer.compile(
        bench.program,
        trainset=bench.train,
        eval_kwargs={"num_threads": bench.threads, "display_progress": False, "display_table": False},
    )


class _Live:
    """Counts the evaluations, and carries improvements over to the validation rows."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._best: float | None = None
        self._done = 0
        self._total = evaluations(
            bench.plan.value("breadth"), bench.plan.value("depth"), len(bench.program.predictors())
        )
        bench.tracker.status("Writing instructions", 0, self._total)

    def scored(self, outcome: Outcome) -> None:
        self._done += 1
        bench = self._bench
        bench.tracker.status(
            f"{self._done} of {self._total} instructions scored on the training rows", self._done, self._total
        )
        if self._best is None or outcome.score > self._best:
            self._best = outcome.score
            validate(bench, outcome.program)
            bench.tracker.parents = (outcome.candidate.id,)


def validate(bench: Bench, program: Any) -> None:
    """Scores a program on the validation rows in the midst of an optimizer that does not look at them."""
    watcher = bench.watcher
    hook, watcher.on_scored = watcher.on_scored, None
    try:
        bench.score(program)
    finally:
        watcher.on_scored = hook


def evaluations(breadth: int, depth: int, predictors: int) -> int:
    """How many instructions COPRO scores: with several predictors each round scores all earlier ones again."""
    rounds = range(1, depth + 1)
    return predictors * sum(breadth * r if predictors > 1 else breadth for r in rounds)
