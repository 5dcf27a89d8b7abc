"""DSPy's optimizers at work on the toy, each set as a person would for some hundreds of evaluations."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from typing import Any

import dspy

from dspex_worker.optimize.families.rules import RulesApart
from dspex_worker.tuning import Ledger, OptimizableModule
from dspex_worker.tuning.mechanism import explorer_of, prepare, settle, told
from dspex_worker.tuning.proposer import proposing
from dspex_worker.tuning.step import Search
from tuning import toy

TRAIN, VALIDATION = toy.examples(24, 1), toy.examples(40, 2)


class Bench:
    """What an optimizer gets here."""

    def __init__(self, optimizer: str, *kinds: str, seed: int = 0) -> None:
        """
        Args:
            kinds: of the variables; all where none is given.
        """
        self.optimizer, self.seed = optimizer, seed
        self.program = toy.module(*kinds)
        self.ledger = Ledger(self.program.configuration.variables, seed=seed + 5)
        self.lm = toy.lm()
        self.writer = proposing(self.lm, self.ledger)
        self.evaluations = 0
        self.metric = told(self._exact, self.ledger)
        self.student = prepare(self.program, optimizer, self.ledger)

    def run(self, optimizer: Callable[[Bench], Any]) -> OptimizableModule:
        """What the optimizer makes of the student."""
        with warnings.catch_warnings(), dspy.context(lm=self.lm):
            warnings.simplefilter("ignore")
            found: OptimizableModule = settle(optimizer(self))
        return found

    def tried(self, kind: str) -> int:
        """How many values the variable of a kind really had in answers that were scored."""
        variables = self.program.configuration.variables
        name = toy.VARIABLES[kind]["name"]
        in_force = [variables.in_force(values) for values in self.ledger.tried()]
        return len({json.dumps(values[name]) for values in in_force if name in values})

    def _exact(self, example: Any, prediction: Any, trace: Any = None, *_: Any) -> float:
        self.evaluations += 1
        return float(prediction is not None and prediction.answer == example.answer)

    def feedback(self, example: Any, prediction: Any, trace: Any = None, name: Any = None, part: Any = None) -> Any:
        score = self.metric(example, prediction, trace)
        return dspy.Prediction(score=score, feedback="right" if score else f"expected {example.answer}")


def copro(b: Bench) -> Any:
    optimizer = dspy.COPRO(prompt_model=b.writer, metric=b.metric, breadth=5, depth=2)
    return optimizer.compile(b.student, trainset=VALIDATION, eval_kwargs={"display_progress": False, "num_threads": 1})


def mipro(b: Bench) -> Any:
    optimizer = dspy.MIPROv2(
        metric=b.metric, prompt_model=b.writer, task_model=b.lm, auto=None, num_candidates=12, num_threads=1
    )
    return optimizer.compile(
        b.student, trainset=TRAIN, valset=VALIDATION, num_trials=30, minibatch=False, seed=b.seed + 3
    )


def gepa(b: Bench) -> Any:
    optimizer = dspy.GEPA(
        metric=b.feedback, reflection_lm=b.writer, max_metric_calls=900, num_threads=1, seed=b.seed + 2, use_merge=False
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
    return optimizer.compile(b.student, trainset=TRAIN, seed=b.seed + 4)


def with_optuna(b: Bench) -> Any:
    optimizer = dspy.BootstrapFewShotWithOptuna(
        metric=b.metric, max_bootstrapped_demos=2, max_labeled_demos=2, num_candidate_programs=16, num_threads=1
    )
    return optimizer.compile(b.student, max_demos=2, trainset=TRAIN, valset=VALIDATION)


def better_together(b: Bench) -> Any:
    search = Search(b.metric, b.ledger, trials=10)
    texts = dspy.COPRO(prompt_model=b.writer, metric=b.metric, breadth=4, depth=1)
    optimizer = dspy.BetterTogether(metric=b.metric, search=search, texts=texts)
    b.student.set_lm(b.lm)
    return optimizer.compile(
        b.student,
        trainset=TRAIN,
        valset=VALIDATION,
        num_threads=1,
        seed=b.seed,
        strategy="search -> texts -> search",
        optimizer_compile_args={"texts": {"eval_kwargs": {"display_progress": False, "num_threads": 1}}},
    )


def searching(sampler: str, trials: int = 20) -> Callable[[Bench], Any]:
    """A search alone, for so many evaluations of all validation rows."""

    def compiled(b: Bench) -> Any:
        b.ledger.sampler = sampler
        return Search(b.metric, b.ledger, trials=trials).compile(b.student, trainset=TRAIN, valset=VALIDATION)

    return compiled


OPTIMIZERS: dict[str, Callable[[Bench], Any]] = {
    "COPRO": copro,
    "MIPROv2": mipro,
    "GEPA": gepa,
    "InferRules": infer_rules,
    "BootstrapFewShot": bootstrap,
    "BootstrapFewShotWithRandomSearch": random_search,
    "BootstrapFewShotWithOptuna": with_optuna,
    "SIMBA": simba,
    "BetterTogether": better_together,
}
"""DSPy's own."""
