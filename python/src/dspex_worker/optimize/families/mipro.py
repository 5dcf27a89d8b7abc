"""MIPROv2: instructions and demonstrations searched together by an Optuna study."""

from __future__ import annotations

from typing import Any

import dspy

from dspex_worker.optimize.bench import Bench
from dspex_worker.optimize.tracker import Tracker


def mipro(bench: Bench) -> Any:
    """Runs MIPROv2; each trial's choice of instruction and demonstrations stands in its candidate."""
    optimizer = _optimizer(bench)
    return optimizer.compile(
        bench.program,
        trainset=bench.train,
        valset=bench.validation,
        teacher=bench.teacher(),
        **bench.plan.compile(),
    )


def proposals(bench: Bench, count: int, instructions: bool) -> tuple[dict[int, list[str]], dict[int, list[Any]]]:
    """MIPROv2's first two steps: ``count`` instructions and sets of demonstrations for each predictor, by its number.

    Without ``instructions`` none are written, which costs no call.
    """
    optimizer = _optimizer(bench)
    optimizer._set_random_seeds(bench.seed)
    program = bench.program.deepcopy()
    demos = optimizer._bootstrap_fewshot_examples(
        program,
        bench.train,
        bench.seed,
        bench.teacher(),
        num_fewshot_candidates=count,
        max_bootstrapped_demos=bench.plan.value("max_bootstrapped_demos"),
        max_labeled_demos=bench.plan.value("max_labeled_demos"),
        max_errors=None,
        metric_threshold=None,
    )
    if not instructions:
        return {}, demos
    return optimizer._propose_instructions(
        program, bench.train, demos, 10, True, True, True, True, num_instruct_candidates=count
    ), demos


def _optimizer(bench: Bench) -> _LiveMIPROv2:
    optimizer = _LiveMIPROv2(
        bench.tracker,
        metric=bench.watched(),
        prompt_model=bench.writer_lm(),
        task_model=bench.context.lm(),
        teacher_settings={"lm": bench.teacher_lm()},
        num_threads=bench.threads,
        seed=bench.seed,
        **bench.plan.init(),
    )
    bench.watcher.on_bootstrap = optimizer.bootstrapped
    return optimizer


class _LiveMIPROv2(dspy.MIPROv2):  # type: ignore[misc]  # dspy is untyped
    """MIPROv2 that says what it does; its decisions are untouched."""

    def __init__(self, tracker: Tracker, **settings: Any) -> None:
        super().__init__(**settings)
        self._tracker = tracker
        self._tried = 0
        self._trial = 0
        self._trials: int | None = None

    def bootstrapped(self, _: float) -> None:
        """One training row was answered by the teacher."""
        self._tried += 1
        self._tracker.progress(f"Step 1 of 3: making demonstrations, {self._tried} training rows tried", 0, None)

    def _propose_instructions(self, *args: Any, **kwargs: Any) -> Any:
        self._tracker.status("Step 2 of 3: writing instructions")
        return super()._propose_instructions(*args, **kwargs)

    def _optimize_prompt_parameters(
        self, program: Any, instructions: Any, demos: Any, evaluate: Any, valset: Any, num_trials: int, *rest: Any
    ) -> Any:
        self._trials = num_trials
        self._tracker.status("Step 3 of 3: scoring the program as it is", 0, num_trials)
        return super()._optimize_prompt_parameters(program, instructions, demos, evaluate, valset, num_trials, *rest)

    def _select_and_insert_instructions_and_demos(
        self, program: Any, instructions: Any, demos: Any, trial: Any, *rest: Any
    ) -> Any:
        chosen = super()._select_and_insert_instructions_and_demos(program, instructions, demos, trial, *rest)
        names = [name for name, _ in program.named_predictors()]
        self._tracker.settings = {_readable(key, names): value for key, value in trial.params.items()}
        self._trial += 1
        self._tracker.status(f"Step 3 of 3: trial {self._trial} of {self._trials}", self._trial - 1, self._trials)
        return chosen


def _readable(key: str, names: list[str]) -> str:
    """``0_predictor_instruction`` as ``classify.predict instruction``."""
    index, _, what = key.partition("_predictor_")
    return f"{names[int(index)]} {what}" if index.isdigit() and int(index) < len(names) else key
