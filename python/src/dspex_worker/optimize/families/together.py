"""BetterTogether: several optimizers, one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dspy
from dspy.utils.callback import BaseCallback

from dspex_worker.optimize.bench import Bench
from dspex_worker.optimize.parameters import setting_error
from dspex_worker.tuning.step import Search
from dspex_worker.wire import Json

SEPARATOR = " -> "


def together(bench: Bench) -> Any:
    """Runs the steps of the strategy with their default settings; each result is scored on the validation rows."""
    settings = bench.plan.settings
    strategy = str(bench.plan.value("strategy"))
    steps = strategy.split(SEPARATOR)
    student = bench.program.deepcopy()
    for predictor in student.predictors():
        predictor.lm = predictor.lm or bench.context.lm()  # BetterTogether insists on one at every predictor
    optimizer = dspy.BetterTogether(
        metric=bench.watched(), **{step: _MAKERS[step](bench) for step in dict.fromkeys(steps)}
    )
    live = _Live(bench, list(optimizer.optimizers.values()), len(steps))
    with dspy.context(callbacks=[*dspy.settings.callbacks, live]):
        chosen = optimizer.compile(
            student,
            trainset=bench.train,
            valset=bench.validation,
            num_threads=bench.threads,
            seed=bench.seed,
            strategy=strategy,
            shuffle_trainset_between_steps=settings.get("shuffle_trainset_between_steps", True),
            optimizer_compile_args={step: args for step in steps if (args := _compile_args(step, bench))},
        )
    if chosen.flag_compilation_error_occurred:
        bench.tracker.note("A step of BetterTogether failed; the best before it is kept. The log says why.", "warning")
    return chosen


class _Live(BaseCallback):  # type: ignore[misc]  # dspy is untyped
    """Tells which step runs, and that its candidates come from the program it was given."""

    def __init__(self, bench: Bench, optimizers: list[Any], total: int) -> None:
        self._bench, self._optimizers, self._total = bench, optimizers, total
        self._done = 0
        bench.tracker.status("Scoring the program as it is", 0, total)

    def on_compile_start(self, call_id: str, instance: Any, inputs: Json) -> None:  # noqa: ARG002
        if any(instance is optimizer for optimizer in self._optimizers):
            name, tracker = type(instance).__name__, self._bench.tracker
            tracker.parents = (tracker.seen(inputs["student"]).id,)
            tracker.status(f"Step {self._done + 1} of {self._total}: {name}", self._done, self._total)
            self._done += 1


def _compile_args(step: str, bench: Bench) -> dict[str, Any]:
    if step == "COPRO":
        return {"eval_kwargs": {"num_threads": bench.threads, "display_progress": False, "display_table": False}}
    return {"seed": bench.seed} if step == "SIMBA" else {}


def _bootstrap(bench: Bench) -> Any:
    return dspy.BootstrapFewShot(metric=bench.watched(), teacher_settings={"lm": bench.teacher_lm()})


def _random_search(bench: Bench) -> Any:
    return dspy.BootstrapFewShotWithRandomSearch(
        metric=bench.watched(), teacher_settings={"lm": bench.teacher_lm()}, num_threads=bench.threads
    )


def _mipro(bench: Bench) -> Any:
    return dspy.MIPROv2(
        metric=bench.watched(),
        prompt_model=bench.writer_lm(),
        task_model=bench.context.lm(),
        teacher_settings={"lm": bench.teacher_lm()},
        num_threads=bench.threads,
        seed=bench.seed,
    )


def _gepa(bench: Bench) -> Any:
    return dspy.GEPA(
        metric=bench.watched(feedback=True),
        reflection_lm=bench.writer_lm("reflection"),
        num_threads=bench.threads,
        seed=bench.seed,
        auto="light",
    )


def _copro(bench: Bench) -> Any:
    return dspy.COPRO(prompt_model=bench.writer_lm(), metric=bench.watched())


def _simba(bench: Bench) -> Any:
    return dspy.SIMBA(
        metric=bench.watched(feedback=True),
        bsize=min(32, len(bench.train)),
        prompt_model=bench.writer_lm(),
        num_threads=bench.threads,
    )


def _search(bench: Bench) -> Any:
    if bench.ledger is None:
        raise setting_error(
            "strategy",
            "There is no variable to search over.",
            "Bind a variable to the program, or leave Search out.",
        )
    return Search(bench.watched(), bench.ledger, num_threads=bench.threads)


def _labeled(_: Bench) -> Any:
    return dspy.LabeledFewShot()


_MAKERS: Mapping[str, Any] = {
    "BootstrapFewShot": _bootstrap,
    "BootstrapFewShotWithRandomSearch": _random_search,
    "MIPROv2": _mipro,
    "GEPA": _gepa,
    "COPRO": _copro,
    "SIMBA": _simba,
    "LabeledFewShot": _labeled,
    "Search": _search,
}
