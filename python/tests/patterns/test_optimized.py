"""Every pattern is compiled by DSPy's optimizers, on the Practice LM, and is better for it."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any, Literal

import dspy
import pytest

import matrix
from dspex_worker.patterns import Consensus, SelfCorrecting, TreeOfThoughts
from dspex_worker.practice import practice_lm

SAMPLE = Path(__file__).resolve().parents[3] / "assets" / "samples" / "support-triage" / "data"


class Triage(dspy.Signature):  # type: ignore[misc]  # dspy is untyped
    """Choose the team that works on this ticket."""

    ticket: str = dspy.InputField()
    queue: Literal["Amber", "Kestrel", "Dune", "Harbor", "Quill"] = dspy.OutputField()


def rows(split: str, count: int) -> list[dspy.Example]:
    lines = (SAMPLE / f"{split}.jsonl").read_text("utf-8").splitlines()[:count]
    kept = [{name: row[name] for name in ("ticket", "queue")} for row in map(json.loads, lines)]
    return [dspy.Example(**row).with_inputs("ticket") for row in kept]


TRAIN, VALIDATION, TEST = rows("train", 60), rows("validation", 40), rows("test", 60)

PATTERNS: dict[str, Callable[[], dspy.Module]] = {
    "SelfCorrecting": lambda: SelfCorrecting(Triage, max_corrections=1),
    "TreeOfThoughts": lambda: TreeOfThoughts(Triage, breadth=2, depth=1, beam=1, votes=1),
    "Consensus": lambda: Consensus([dspy.Predict(Triage), dspy.ChainOfThought(Triage), dspy.Predict(Triage)]),
}


def right(example: Any, prediction: Any, *_: Any) -> float:
    return float(prediction is not None and prediction.queue == example.queue)


def told(example: Any, prediction: Any, trace: Any = None, name: Any = None, part: Any = None) -> Any:
    score = right(example, prediction)
    return dspy.Prediction(score=score, feedback=f"The right queue is '{example.queue}'.")


def bootstrapped(module: dspy.Module, _: dspy.LM) -> Any:
    optimizer = dspy.BootstrapFewShot(metric=right, max_bootstrapped_demos=4, max_labeled_demos=40)
    return optimizer.compile(module, trainset=TRAIN)


def mipro(module: dspy.Module, lm: dspy.LM) -> Any:
    optimizer = dspy.MIPROv2(
        metric=right, prompt_model=lm, task_model=lm, auto=None, num_candidates=3, max_bootstrapped_demos=4,
        max_labeled_demos=40, num_threads=1,
    )  # fmt: skip
    return optimizer.compile(module, trainset=TRAIN, valset=VALIDATION, num_trials=6, minibatch=False, seed=3)


def gepa(module: dspy.Module, lm: dspy.LM) -> Any:
    optimizer = dspy.GEPA(
        metric=told, reflection_lm=lm, max_metric_calls=900, reflection_minibatch_size=60, num_threads=1, seed=2
    )
    return optimizer.compile(module, trainset=TRAIN, valset=VALIDATION)


OPTIMIZERS = {"BootstrapFewShot": bootstrapped, "MIPROv2": mipro, "GEPA": gepa}
CASES = list(product(PATTERNS, OPTIMIZERS))


@pytest.mark.parametrize(("pattern", "optimizer"), matrix.cases("pattern x optimizer", CASES, 2))
def test_a_pattern_is_better_when_it_was_optimized(pattern: str, optimizer: str) -> None:
    lm = practice_lm(seed=7)
    with warnings.catch_warnings(), dspy.context(lm=lm):
        warnings.simplefilter("ignore")
        before = score(PATTERNS[pattern]())
        after = score(OPTIMIZERS[optimizer](PATTERNS[pattern](), lm))
    assert after > before


def score(module: dspy.Module) -> float:
    return sum(right(row, module(ticket=row.ticket)) for row in TEST) / len(TEST)
