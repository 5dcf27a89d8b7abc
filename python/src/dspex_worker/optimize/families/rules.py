"""InferRules: rules in words, derived from the training rows, added to the instructions."""

from __future__ import annotations

from typing import Any

from dspy.teleprompt import InferRules

from dspex_worker.optimize.bench import Bench
from dspex_worker.optimize.families.bootstrap import count_bootstraps
from dspex_worker.optimize.watcher import Outcome
from dspex_worker.tuning.mechanism import SearchedRules


def infer_rules(bench: Bench) -> Any:
    """Runs InferRules; each set of rules is scored on the validation rows."""
    total = bench.plan.value("num_candidates")
    count_bootstraps(bench, bench.plan.value("max_bootstrapped_demos"), bench.plan.value("metric_threshold"))
    done = 0

    def scored(_: Outcome) -> None:
        nonlocal done
        done += 1
        bench.tracker.status(f"{done} of {total} sets of rules are scored", done, total)

    bench.watcher.on_scored = scored
    optimizer = RulesApart(
        metric=bench.watched(),
        teacher_settings={"lm": bench.teacher_lm()},
        num_threads=bench.threads,
        **bench.plan.init(),
    )
    return optimizer.compile(bench.program, teacher=bench.teacher(), trainset=bench.train, valset=bench.validation)


class RulesApart(SearchedRules, InferRules):  # type: ignore[misc]  # dspy is untyped
    """InferRules whose candidates do not share their instructions.

    DSPy writes the rules into the signature class, which all copies of a program share: each
    candidate would change the earlier ones and the program itself.
    """

    def update_program_instructions(self, predictor: Any, natural_language_rules: str) -> None:
        predictor.signature = predictor.signature.with_instructions(
            f"{predictor.signature.instructions}\n\n"
            f"Please adhere to the following rules when making your prediction:\n{natural_language_rules}"
        )
