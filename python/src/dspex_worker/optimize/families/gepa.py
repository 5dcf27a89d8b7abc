"""GEPA: instructions rewritten by reflection, with a front of candidates that are best on some row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dspy

from dspex_worker.optimize.bench import Bench
from dspex_worker.optimize.candidates import Candidate
from dspex_worker.optimize.watcher import Outcome


def gepa(bench: Bench) -> Any:
    """Runs GEPA; its callbacks give parents, decisions and the front."""
    bench.tracker.judges = False  # GEPA keeps a candidate that is best on any row, whatever its mean
    live = _Live(bench)
    optimizer = dspy.GEPA(
        metric=bench.watched(feedback=True),
        reflection_lm=bench.writer_lm("reflection"),
        num_threads=bench.threads,
        seed=bench.seed,
        gepa_kwargs={"callbacks": [live]},
        **bench.plan.init(),
    )
    return optimizer.compile(bench.program, trainset=bench.train, valset=bench.validation)


class _Live:
    """GEPA's callbacks. They run in GEPA's thread; GEPA swallows exceptions but not a stop."""

    def __init__(self, bench: Bench) -> None:
        self._bench, self._tracker = bench, bench.tracker
        self._ids: dict[int, str] = {}
        self._child: Candidate | None = None
        self._front: tuple[list[str], list[str]] | None = None
        self._used = 0
        self._iteration = 0

    def on_iteration_start(self, event: Mapping[str, Any]) -> None:
        self._iteration = event["iteration"]
        self._child = None
        self._learn(event["state"])
        self._tell_front(event["state"])
        self._tell_status(None)

    def on_evaluation_start(self, event: Mapping[str, Any]) -> None:
        if event["candidate_idx"] is None:
            parents = [self._ids[p] for p in event["parent_ids"] if p in self._ids]
            self._tracker.parents = parents
            self._bench.watcher.on_scored = self._scored

    def _scored(self, outcome: Outcome) -> None:
        self._child = outcome.candidate
        self._bench.watcher.on_scored = None

    def on_candidate_rejected(self, event: Mapping[str, Any]) -> None:
        if self._child is not None and self._child.id not in self._ids.values():
            old, new = event["old_score"], event["new_score"]
            if new <= old:
                n = self._bench.plan.value("reflection_minibatch_size")
                reason = f"On the {n} rows it was made from it scores {new:g} in all, its parent {old:g}."
            else:
                reason = str(event["reason"])
            self._tracker.reject(self._child, reason)

    def on_merge_rejected(self, _: Mapping[str, Any]) -> None:
        if self._child is not None and self._child.id not in self._ids.values():
            self._tracker.reject(self._child, "The joined candidate scores less than both of its parents.")

    def on_iteration_end(self, event: Mapping[str, Any]) -> None:
        state = event["state"]
        for index in self._learn(state):
            candidate = self._tracker.candidate(self._ids[index])
            score = state.program_full_scores_val_set[index]
            self._tracker.accept(candidate, f"Kept: {score:.3f} on the {self._tracker.split} rows.")
        self._tell_front(state)

    def on_budget_updated(self, event: Mapping[str, Any]) -> None:
        self._used = event["metric_calls_used"]
        self._tell_status(event["metric_calls_remaining"])

    def _tell_status(self, remaining: int | None) -> None:
        total = None if remaining is None else self._used + max(0, remaining)
        self._tracker.progress(f"Iteration {self._iteration}: {self._used} rows scored", self._used, total)

    def _learn(self, state: Any) -> list[int]:
        """Maps GEPA's numbers of programs to candidates; returns those that are new."""
        new = [index for index in range(len(state.program_candidates)) if index not in self._ids]
        for index in new:
            program = self._bench.program.deepcopy()
            for name, predictor in program.named_predictors():
                predictor.signature = predictor.signature.with_instructions(state.program_candidates[index][name])
            self._ids[index] = self._tracker.seen(program).id
        return new

    def _tell_front(self, state: Any) -> None:
        from gepa.gepa_utils import find_dominator_programs

        tied = state.program_at_pareto_front_valset
        dominators = find_dominator_programs(tied, state.program_full_scores_val_set)
        front = (self._named(set().union(*tied.values())), self._named(dominators))
        if front != self._front:
            self._front = front
            self._tracker.front(*front)

    def _named(self, programs: Sequence[int] | set[int]) -> list[str]:
        return list(dict.fromkeys(self._ids[index] for index in sorted(programs)))
