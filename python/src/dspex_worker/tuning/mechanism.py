"""How each of DSPy's optimizers comes to change a configuration.

All of them write only instructions and demonstrations. COPRO, MIPROv2 and GEPA ask an LM for new
instructions, so the search answers there; InferRules shows it rows only, so it is asked itself.
BootstrapFewShot and SIMBA keep what went well as demonstrations, so answers that explore become
demonstrations of a configuration. The searches among demonstrations only try copies of the program, so
each copy stands for values of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dspex_worker.tuning.carrier import Configuration, text_of
from dspex_worker.tuning.ledger import Ledger
from dspex_worker.tuning.module import TRIED, OptimizableModule

WRITES = frozenset(("COPRO", "MIPROv2", "GEPA", "InferRules", "BetterTogether"))
"""The search answers where these ask for an instruction."""

LEARNS = frozenset(("BootstrapFewShot", "SIMBA"))
"""Answers that explore become demonstrations."""

DRAWS = frozenset(("BootstrapFewShotWithRandomSearch", "BootstrapFewShotWithOptuna"))
"""Each copy that is reset stands for values that the search suggests."""

NOTHING = {
    "LabeledFewShot": "LabeledFewShot takes rows as they are, so it chooses no values.",
    "Ensemble": "Ensemble combines programs, so it chooses no values.",
}
"""Optimizers that cannot change a configuration, with the reason."""


def prepare(program: OptimizableModule, optimizer: str, ledger: Ledger) -> OptimizableModule:
    """The program as this optimizer is to get it."""
    made: OptimizableModule = program.deepcopy()
    made.configuration.ledger = ledger
    made.configuration.explores = 0.7 if optimizer == "SIMBA" else 0.0
    made.configuration.draws = optimizer in DRAWS
    return made


def explorer_of(program: OptimizableModule, optimizer: str) -> OptimizableModule | None:
    """The program that makes demonstrations, where it is to explore; None where it need not."""
    if optimizer != "BootstrapFewShot":
        return None
    made: OptimizableModule = program.deepcopy()
    made.configuration.explores = 1.0
    return made


def settle(program: Any) -> Any:
    """What an optimizer gave, as it is to run: it explores and draws no more."""
    if isinstance(program, OptimizableModule):
        program.configuration.explores = 0.0
        program.configuration.draws = False
    return program


def told(metric: Callable[..., Any], ledger: Ledger) -> Callable[..., Any]:
    """The metric; what it scores goes into the ledger."""

    def scored(example: Any, prediction: Any, trace: Any = None, *rest: Any) -> Any:
        found = metric(example, prediction, trace, *rest)
        tried = getattr(prediction, TRIED, None)
        if tried is not None and found is not None:
            ledger.tell(tried, float(getattr(found, "score", found)))
        return found

    return scored


class SearchedRules:
    """Mixed into InferRules: the rules of a configuration are values that the search suggests."""

    def induce_natural_language_rules(self, predictor: Any, trainset: Any) -> Any:
        if isinstance(predictor, Configuration) and predictor.ledger is not None:
            return text_of(predictor.variables, predictor.ledger.suggest())
        return super().induce_natural_language_rules(predictor, trainset)  # type: ignore[misc]
