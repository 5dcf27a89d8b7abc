"""Which optimizer fits: by the kinds of variables, the rows, the metric and the budget."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dspex_worker.search import samplers
from dspex_worker.tuning.mechanism import NOTHING

TEXT = frozenset(("instruction", "demos"))
"""Kinds that DSPy's optimizers write natively."""

FEW = 50
"""Rows below which bootstrapping is all that the data carry."""

FEWEST_TRIALS = 10
"""Trials below which a search is little more than chance."""

BELOW_RANDOM: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "BootstrapFewShotWithOptuna": {"integer": (0.83, 1.0)},
    "Grid": {"integer": (0.86, 1.0)},
    "SIMBA": {"integer": (0.66, 1.0), "conditional": (0.75, 1.0), "instruction": (0.65, 1.0)},
}
"""Where an optimizer was more than .07 below drawing at random at equal cost: the share of what the best values give
that each reached, by the kind of variable. Measured by benchmarks/any_by_any.py on a toy with a known optimum."""

TRIES_FEW = {"BootstrapFewShot": (0.64, 0.97)}
"""What tries as many values as there are training rows: the share that it and TPE reached on numbers and choices."""

HUNGRY = frozenset(("MIPROv2", "SIMBA", "BootstrapFewShotWithRandomSearch", "BootstrapFewShotWithOptuna"))
"""Optimizers that choose among many candidates, so that few rows are soon learned by heart."""


@dataclass(frozen=True)
class Advice:
    """An optimizer and why it fits.

    Attributes:
        reason: a sentence for the person.
        settings: those that make it fit.
    """

    optimizer: str
    reason: str
    settings: Mapping[str, Any] = field(default_factory=dict)


def advise(kinds: Sequence[str], rows: int, feedback: bool = False) -> Advice:
    """The optimizer for these kinds of variables, with this many training rows.

    Args:
        kinds: of the free variables, as ``variables.json`` has them; none means the program's own texts.
        feedback: whether the metric says why an answer is wrong.
    """
    texts = [kind for kind in kinds if kind in TEXT]
    others = values_of(kinds)
    if others and texts:
        step = _for_texts(rows, feedback).optimizer
        return Advice(
            "BetterTogether",
            f"There are texts and {_count(len(others), 'other variable')}: search and text steps take turns.",
            {"strategy": f"Search -> {step} -> Search"},
        )
    if others:
        return Advice("TPE", "There are numbers and choices only: a search learns where the good ones lie.")
    return _for_texts(rows, feedback)


def _for_texts(rows: int, feedback: bool) -> Advice:
    if rows < FEW:
        return Advice(
            "BootstrapFewShot", f"There are texts only and fewer than {FEW} training rows: good answers as examples."
        )
    if feedback:
        return Advice("GEPA", "There are texts only and the metric says why an answer is wrong.")
    return Advice("MIPROv2", f"There are texts only and {rows} training rows.")


def within(advice: Advice, calls: float, cost: Callable[[str, Mapping[str, Any]], float]) -> Advice:
    """The advice, or a cheaper one where the budget does not reach.

    Args:
        calls: LM calls that may be made.
        cost: likely LM calls of an optimizer with settings, the comparison included.
    """
    if cost(advice.optimizer, advice.settings) <= calls:
        return advice
    match advice.optimizer:
        case "TPE":
            return _fewer(advice, calls, cost, "trials", 30, FEWEST_TRIALS)
        case "GEPA":
            least = replace(advice, settings={"max_full_evals": 2})
            if cost(least.optimizer, least.settings) <= calls:
                return _fewer(advice, calls, cost, "max_full_evals", 20, 2)
    cheap = {"strategy": "Search -> BootstrapFewShot -> Search"} if advice.optimizer == "BetterTogether" else {}
    name = advice.optimizer if cheap else "BootstrapFewShot"
    if name == advice.optimizer and cheap == advice.settings:
        return advice
    usual = f"{advice.optimizer} would take more than the {calls:,.0f} calls of the budget"
    return Advice(name, f"{advice.reason[:-1]}; {usual}, so good answers as examples.", cheap)


def _fewer(
    advice: Advice,
    calls: float,
    cost: Callable[[str, Mapping[str, Any]], float],
    setting: str,
    most: int,
    least: int,
) -> Advice:
    """The largest setting that the budget allows, and no less than makes sense."""
    fits = [n for n in range(least, most + 1) if cost(advice.optimizer, {**advice.settings, setting: n}) <= calls]
    chosen = max(fits, default=least)
    words = f"{advice.reason} The budget of {calls:,.0f} calls leaves {setting} {chosen}."
    return Advice(advice.optimizer, words, {**advice.settings, setting: chosen})


def values_of(kinds: Sequence[str]) -> list[str]:
    """The kinds that are neither texts nor follow from others."""
    return [kind for kind in kinds if kind not in TEXT and kind != "composite"]


def objection(optimizer: str, kinds: Sequence[str], changed: Sequence[str], rows: int, feedback: bool) -> str:
    """Why an optimizer is a worse choice here than the advised one, as a sentence; empty where it is none.

    Args:
        kinds: of the variables that drive something in the program.
        changed: those that the optimizer is to change.
    """
    advice = advise(kinds, rows, feedback).optimizer
    texts, others = [kind for kind in changed if kind in TEXT], values_of(changed)
    if optimizer in {entry.name for entry in samplers()}:
        if not kinds:
            return f"{optimizer} searches over variables, and none drives anything in this program."
        if texts:
            return f"{optimizer} only chooses among texts that are proposed before it starts; {advice} improves them."
        return _measured(optimizer, changed)
    if values_of(kinds) and not others:
        return f"{optimizer} leaves the variables as they are; {advice} changes them."
    if optimizer == advice:
        return ""
    if others:
        on_values = _on_values(optimizer, advice) if not texts or optimizer in NOTHING else ""
        return _measured(optimizer, changed) or on_values
    return _on_texts(optimizer, rows, feedback)


def _measured(optimizer: str, changed: Sequence[str]) -> str:
    known = BELOW_RANDOM.get(optimizer, {})
    found = min((known[kind] for kind in changed if kind in known), default=None)
    if found is None:
        return ""
    reached = f"it reached {found[0]:.2f} of what the best values give, drawing at random {found[1]:.2f}"
    return f"{optimizer} finds values worse than chance does: in our measurement {reached}."


def _on_values(optimizer: str, advice: str) -> str:
    if optimizer in NOTHING:
        return NOTHING[optimizer]
    if optimizer in TRIES_FEW:
        own, search = TRIES_FEW[optimizer]
        reached = f"it reached {own:.2f} of what the best values give, {advice} {search:.2f}"
        return f"{optimizer} tries few values: in our measurement {reached}."
    return f"{optimizer} is made to write texts; {advice} finds values at less cost."


def _on_texts(optimizer: str, rows: int, feedback: bool) -> str:
    if optimizer == "GEPA" and not feedback:
        return "The metric gives a score only; GEPA learns from words that say why an answer is wrong."
    if rows < FEW and optimizer in HUNGRY:
        return f"{rows} training rows are few for {optimizer}: what it finds may fit these rows only."
    if optimizer == "LabeledFewShot":
        return "LabeledFewShot tries nothing out: it is a baseline."
    return ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
