"""Optimizers that choose demonstrations: labelled, bootstrapped, searched."""

from __future__ import annotations

from typing import Any

import dspy

from dspex_worker.optimize.bench import Bench
from dspex_worker.optimize.watcher import Outcome

FIXED_SETS = ("no demonstrations", "labelled demonstrations", "bootstrapped demonstrations")
"""What BootstrapFewShotWithRandomSearch tries before its random sets."""


def labeled(bench: Bench) -> Any:
    """Training rows as demonstrations."""
    optimizer = dspy.LabeledFewShot(**bench.plan.init())
    return optimizer.compile(bench.program, trainset=bench.train, **bench.plan.compile())


def few_shot(bench: Bench) -> Any:
    """Demonstrations from good answers of the teacher."""
    count_bootstraps(bench, bench.plan.value("max_bootstrapped_demos"), bench.plan.value("metric_threshold"))
    optimizer = dspy.BootstrapFewShot(
        metric=bench.watched(), teacher_settings={"lm": bench.teacher_lm()}, **bench.plan.init()
    )
    return optimizer.compile(bench.program, teacher=bench.teacher(), trainset=bench.train)


def random_search(bench: Bench) -> Any:
    """Many sets of demonstrations, each scored on the validation rows."""
    settings = bench.plan.init()
    if settings.get("stop_at_score") is not None:
        settings["stop_at_score"] *= 100  # DSPy counts this one in percent
    total = bench.plan.value("num_candidate_programs") + len(FIXED_SETS)
    _count_sets(bench, total)
    optimizer = dspy.BootstrapFewShotWithRandomSearch(
        metric=bench.watched(),
        teacher_settings={"lm": bench.teacher_lm()},
        num_threads=bench.threads,
        **settings,
    )
    return optimizer.compile(
        bench.program,
        teacher=bench.teacher(),
        trainset=bench.train,
        valset=bench.validation,
        **bench.plan.compile(),
    )


def with_optuna(bench: Bench) -> Any:
    """One demonstration for each predictor, picked by Optuna."""
    total = bench.plan.value("num_candidate_programs")
    _count_scored(bench, total)
    optimizer = dspy.BootstrapFewShotWithOptuna(
        metric=bench.watched(),
        teacher_settings={"lm": bench.teacher_lm()},
        num_threads=bench.threads,
        **bench.plan.init(),
    )
    return optimizer.compile(
        bench.program,
        teacher=bench.teacher(),
        trainset=bench.train,
        valset=bench.validation,
        **bench.plan.compile(),
    )


def count_bootstraps(bench: Bench, wanted: int, threshold: float | None) -> None:
    """Tells how many demonstrations the teacher has made so far."""
    made = tried = 0

    def bootstrapped(score: float) -> None:
        nonlocal made, tried
        tried += 1
        made += score >= threshold if threshold else score > 0
        bench.tracker.progress(f"Making demonstrations: {tried} training rows tried", min(made, wanted), wanted)

    bench.watcher.on_bootstrap = bootstrapped


def _count_sets(bench: Bench, total: int) -> None:
    done = 0

    def name(index: int) -> str:
        return FIXED_SETS[index] if index < len(FIXED_SETS) else f"random set {index - len(FIXED_SETS) + 1}"

    def scored(_: Outcome) -> None:
        nonlocal done
        done += 1
        bench.tracker.settings = {"set": name(done)}
        text = f"Scoring {name(done)}" if done < total else "All sets are scored"
        bench.tracker.status(text, min(done, total), total)

    bench.tracker.settings = {"set": name(0)}
    bench.tracker.status(f"Scoring {name(0)}", 0, total)
    bench.watcher.on_scored = scored


def _count_scored(bench: Bench, total: int) -> None:
    done = 0

    def scored(_: Outcome) -> None:
        nonlocal done
        done += 1
        bench.tracker.status(f"{min(done, total)} of {total} trials are scored", min(done, total), total)

    bench.tracker.status("Making demonstrations", 0, total)
    bench.watcher.on_scored = scored
