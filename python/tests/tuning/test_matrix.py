"""Every optimizer of DSPy on every kind of variable: what it changed, and what came of it."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from itertools import product
from typing import Any

import dspy
import pytest

import matrix
from dspex_worker.optimize.families.rules import RulesApart
from dspex_worker.tuning import Ledger, OptimizableModule
from dspex_worker.tuning.mechanism import explorer_of, prepare, settle, told
from dspex_worker.tuning.proposer import proposing
from tuning import toy

TRAIN, VALIDATION = toy.examples(24, 1), toy.examples(40, 2)


class Bench:
    """What an optimizer gets here."""

    def __init__(self, optimizer: str, kind: str) -> None:
        self.optimizer = optimizer
        self.program = toy.module(kind)
        self.ledger = Ledger(self.program.configuration.variables, seed=5)
        self.lm = toy.lm()
        self.writer = proposing(self.lm, self.ledger)
        self.metric = told(_exact, self.ledger)
        self.student = prepare(self.program, optimizer, self.ledger)

    def feedback(self, example: Any, prediction: Any, trace: Any = None, name: Any = None, part: Any = None) -> Any:
        score = self.metric(example, prediction, trace)
        return dspy.Prediction(score=score, feedback="right" if score else f"expected {example.answer}")


def _exact(example: Any, prediction: Any, trace: Any = None, *_: Any) -> float:
    return float(prediction is not None and prediction.answer == example.answer)


def copro(b: Bench) -> Any:
    optimizer = dspy.COPRO(prompt_model=b.writer, metric=b.metric, breadth=5, depth=2)
    return optimizer.compile(b.student, trainset=VALIDATION, eval_kwargs={"display_progress": False, "num_threads": 1})


def mipro(b: Bench) -> Any:
    optimizer = dspy.MIPROv2(
        metric=b.metric, prompt_model=b.writer, task_model=b.lm, auto=None, num_candidates=12, num_threads=1
    )
    return optimizer.compile(b.student, trainset=TRAIN, valset=VALIDATION, num_trials=30, minibatch=False, seed=3)


def gepa(b: Bench) -> Any:
    optimizer = dspy.GEPA(
        metric=b.feedback, reflection_lm=b.writer, max_metric_calls=900, num_threads=1, seed=2, use_merge=False
    )
    return optimizer.compile(b.student, trainset=TRAIN, valset=VALIDATION)


def infer_rules(b: Bench) -> Any:
    optimizer = RulesApart(num_candidates=10, num_threads=1, metric=b.metric)
    return optimizer.compile(b.student, trainset=TRAIN, valset=VALIDATION)


def bootstrap(b: Bench) -> Any:
    optimizer = dspy.BootstrapFewShot(metric=b.metric, max_bootstrapped_demos=6, max_labeled_demos=0, max_rounds=1)
    hard_first = sorted(TRAIN, key=lambda row: -float(row.question.partition("d=")[2][:-1]))
    return optimizer.compile(b.student, teacher=explorer_of(b.program, b.optimizer), trainset=hard_first)


def random_search(b: Bench) -> Any:
    optimizer = dspy.BootstrapFewShotWithRandomSearch(
        metric=b.metric, max_bootstrapped_demos=2, max_labeled_demos=2, num_candidate_programs=14, num_threads=1
    )
    return optimizer.compile(b.student, trainset=TRAIN, valset=VALIDATION)


def simba(b: Bench) -> Any:
    optimizer = dspy.SIMBA(metric=b.metric, bsize=12, num_candidates=4, max_steps=5, num_threads=1, prompt_model=b.lm)
    return optimizer.compile(b.student, trainset=TRAIN, seed=4)


OPTIMIZERS: dict[str, Callable[[Bench], Any]] = {
    "COPRO": copro,
    "MIPROv2": mipro,
    "GEPA": gepa,
    "InferRules": infer_rules,
    "BootstrapFewShot": bootstrap,
    "BootstrapFewShotWithRandomSearch": random_search,
    "SIMBA": simba,
}

CASES = list(product(OPTIMIZERS, toy.VARIABLES))


@pytest.mark.parametrize(("optimizer", "kind"), matrix.cases("optimizer x kind of variable", CASES, 8))
def test_an_optimizer_changes_a_kind_and_the_score_rises(optimizer: str, kind: str) -> None:
    bench = Bench(optimizer, kind)
    before = toy.score(bench.program, VALIDATION, bench.lm)
    with warnings.catch_warnings(), dspy.context(lm=bench.lm):
        warnings.simplefilter("ignore")
        found: OptimizableModule = settle(OPTIMIZERS[optimizer](bench))
    after = toy.score(found, VALIDATION, bench.lm)
    changed = _values_tried(bench, kind)
    assert changed > 1, "the kind was never changed"
    assert after > before


def _values_tried(bench: Bench, kind: str) -> int:
    """How many values the variable of the kind really had in answers that were scored."""
    variables = bench.program.configuration.variables
    name = toy.VARIABLES[kind]["name"]
    in_force = [variables.in_force(values) for values in bench.ledger.tried()]
    return len({json.dumps(values[name]) for values in in_force if name in values})
