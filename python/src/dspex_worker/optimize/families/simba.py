"""SIMBA: rules and demonstrations from rows where answers vary most, in steps over minibatches."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import dspy

from dspex_worker.errors import WorkerError
from dspex_worker.optimize.bench import Bench
from dspex_worker.optimize.candidates import Candidate
from dspex_worker.optimize.families.copro import validate


def simba(bench: Bench) -> Any:
    """Runs SIMBA; the winner of each step is scored on the validation rows as well.

    Raises:
        WorkerError: ``optimizer_refused`` for a program whose nodes have different LMs.
    """
    from dspy.teleprompt import simba as module

    try:
        bench.program.get_lm()
    except ValueError as error:
        raise WorkerError(
            "optimizer_refused",
            "SIMBA works only on programs whose nodes all use the same LM.",
            "Choose one LM for all nodes, or another optimizer.",
        ) from error
    teacher = bench.context.job.body.get("teacher")
    optimizer = dspy.SIMBA(
        metric=bench.watched(feedback=True),
        prompt_model=bench.writer_lm(),
        teacher_settings={"lm": bench.teacher_lm().copy()} if teacher else None,
        num_threads=bench.threads,
        **bench.plan.init(),
    )
    live = _Live(bench, module.wrap_program)
    with patch.object(module, "wrap_program", live.wrap):
        chosen = optimizer.compile(bench.program, trainset=bench.train, seed=bench.seed)
        live.finish()
        return chosen


@dataclass
class _Entry:
    """One program of a group, with the rows it is to answer and the scores it has."""

    program: Any
    expected: int = 0
    scores: list[float] = field(default_factory=list)
    candidate: Candidate | None = None


class _Live:
    """Follows SIMBA's three kinds of work by the programs it wraps.

    SIMBA wraps all programs of a phase and then runs them in parallel, so a wrap after a run begins
    a new group. A group in which every program is wrapped once answers a minibatch with programs
    drawn from the pool; in all others, each program is scored on several rows.
    """

    def __init__(self, bench: Bench, wrap: Callable[..., Any]) -> None:
        self._bench, self._wrap = bench, wrap
        self._lock = threading.Lock()
        self._group: dict[int, _Entry] = {}
        self._started = False
        self._done = 0
        self._step = 0
        self._by_index = {0: "c0"}

    def wrap(self, program: Any, metric: Any) -> Callable[..., Any]:
        """Stands in for DSPy's ``wrap_program``."""
        if self._started:
            self._next_group()
        entry = self._group.setdefault(id(program), _Entry(program))
        entry.expected += 1
        run = self._wrap(program, metric)

        def watched(example: Any) -> Any:
            self._begin()
            outcome = run(example)
            self._scored(entry, float(outcome["score"]))
            return outcome

        return watched

    def finish(self) -> None:
        """The optimizer has come to its end."""
        self._next_group()

    def _begin(self) -> None:
        with self._lock:
            if self._started:
                return
            self._started = True
            if self._sampling:
                self._step += 1
                return
            for entry in self._group.values():
                source = self._by_index.get(getattr(entry.program, "simba_idx", 0), "c0")
                self._bench.tracker.parents = (source,)
                entry.candidate = self._bench.tracker.seen(entry.program)

    def _scored(self, entry: _Entry, score: float) -> None:
        with self._lock:
            entry.scores.append(score)
            self._done += 1
            total = sum(e.expected for e in self._group.values())
            steps = self._bench.plan.value("max_steps")
            what = "answering training rows" if self._sampling else "scoring new programs"
            step = f"Step {self._step} of {steps}: {what}, {self._done} of {total}"
            self._bench.tracker.progress(step, self._step - 1, steps)
            if entry.candidate is not None and len(entry.scores) == entry.expected:
                mean = sum(entry.scores) / len(entry.scores)
                self._bench.tracker.scored(entry.candidate, mean, entry.expected, False, "training")

    @property
    def _sampling(self) -> bool:
        return all(entry.expected == 1 for entry in self._group.values())

    def _next_group(self) -> None:
        """Carries the winner of a finished group over to the validation rows."""
        group = [] if self._sampling else list(self._group.values())
        self._group, self._started, self._done = {}, False, 0
        for entry in group:
            if entry.candidate is not None:
                self._by_index[len(self._by_index)] = entry.candidate.id
        if group:
            winner = max(group, key=lambda entry: sum(entry.scores))
            validate(self._bench, winner.program)
