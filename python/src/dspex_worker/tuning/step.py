"""A search over values as a step among DSPy's optimizers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import dspy
from dspy.teleprompt import Teleprompter

from dspex_worker.tuning.carrier import text_of
from dspex_worker.tuning.ledger import Ledger
from dspex_worker.tuning.module import OptimizableModule


class Search(Teleprompter):  # type: ignore[misc]  # dspy is untyped
    """Tries the values that a search suggests and keeps the best; texts stay as they are."""

    def __init__(self, metric: Callable[..., Any], ledger: Ledger, trials: int = 12, num_threads: int = 1) -> None:
        super().__init__()
        self._metric, self._ledger, self._trials, self._threads = metric, ledger, trials, num_threads

    def compile(
        self,
        student: OptimizableModule,
        *,
        trainset: list[Any],
        valset: list[Any] | None = None,
        **_: Any,
    ) -> OptimizableModule:
        """The student with the best values, scored on the validation rows, else on the training rows."""
        evaluate = dspy.Evaluate(devset=valset or trainset, metric=self._metric, num_threads=self._threads)
        best, best_score = student, float(evaluate(student).score)
        for _trial in range(self._trials):
            tried: OptimizableModule = student.deepcopy()
            carrier = tried.configuration
            carrier.demos = []
            carrier.signature = carrier.signature.with_instructions(text_of(carrier.variables, self._ledger.suggest()))
            score = float(evaluate(tried).score)
            if score > best_score:
                best, best_score = tried, score
        return best
