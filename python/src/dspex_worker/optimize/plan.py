"""What will be run: settings checked against the catalogue, the data and each other, before the start.

What DSPy would refuse half-way is refused here, with what to change; what can be resolved without
guessing is resolved and noted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dspex_worker.errors import WorkerError
from dspex_worker.optimize.catalogue import entry_of
from dspex_worker.optimize.parameters import read_settings, setting_error
from dspex_worker.optimize.table import Entry
from dspex_worker.wire import Json

MIPRO_ROWS = {"light": 100, "medium": 300, "heavy": 1000}
"""Validation rows that MIPROv2 uses at most, by ``auto``."""


@dataclass
class Plan:
    """A checked optimization.

    Attributes:
        settings: the settings in force, without those left to DSPy.
        validation: number of validation rows to score on; fewer than there are where DSPy samples.
        notes: what was decided for the person, in words.
    """

    entry: Entry
    settings: Json
    train: int
    validation: int
    notes: list[str] = field(default_factory=list)

    def init(self) -> Json:
        """Settings for the making of the optimizer."""
        return self._at("init")

    def compile(self) -> Json:
        """Settings for its ``compile``."""
        return self._at("compile")

    def _at(self, place: str) -> Json:
        names = {p.name for p in self.entry.parameters if p.place == place}
        return {name: value for name, value in self.settings.items() if name in names}

    def value(self, name: str) -> Any:
        """A setting in force, or its default."""
        default = next((p.default for p in self.entry.parameters if p.name == name), None)
        return self.settings.get(name, default)


def make_plan(optimizer: str, given: Mapping[str, Any], train: int, validation: int) -> Plan:
    """Checks everything that can be known before the first LM call.

    Args:
        optimizer: name in the catalogue.
        given: settings from the form; null means "left to DSPy".
        train: number of training rows.
        validation: number of validation rows.

    Raises:
        WorkerError: ``optimizer_unknown``, ``setting_unknown``, ``setting_invalid``, ``setting_missing``
            or ``rows_missing``, naming what to change.
    """
    entry = entry_of(optimizer)
    if train < 1:
        raise WorkerError(
            "rows_missing", "An optimizer needs training rows and there are none.", "Add rows to the training split."
        )
    plan = Plan(entry, read_settings(optimizer, entry.parameters, given), train, validation)
    if validation < 1:
        plan.validation = train
        plan.notes.append("There are no validation rows: candidates are scored on the training rows.")
    check = _CHECKS.get(optimizer)
    if check is not None:
        check(plan)
    return plan


def _mipro(plan: Plan) -> None:
    settings = plan.settings
    auto = _auto(plan, ("num_candidates", "num_trials"))
    if auto is None:
        for name in ("num_candidates", "num_trials"):
            if name not in settings:
                raise setting_error(name, f"MIPROv2 with auto off needs {name}.", "Set it, or set auto to light.")
        _minibatch(plan)
    elif plan.validation > MIPRO_ROWS[auto]:
        plan.notes.append(f"MIPROv2 {auto} scores on {MIPRO_ROWS[auto]} of the {plan.validation} validation rows.")
        plan.validation = MIPRO_ROWS[auto]
    if auto is not None and plan.validation > 50 and plan.value("minibatch_size") > plan.validation:
        raise _too_large("minibatch_size", plan.validation, "validation")
    demos, labeled = plan.value("max_bootstrapped_demos"), plan.value("max_labeled_demos")
    if demos == 0 and labeled > 0:
        raise setting_error(
            "max_bootstrapped_demos",
            "MIPROv2 cannot use labelled demonstrations without bootstrapped ones.",
            "Set max_bootstrapped_demos to at least 1, or max_labeled_demos to 0 for instructions only.",
        )


def _minibatch(plan: Plan) -> None:
    if not plan.value("minibatch") or plan.value("minibatch_size") <= plan.validation:
        return
    parameter = next(p for p in plan.entry.parameters if p.name == "minibatch_size")
    if plan.settings.get("minibatch_size", parameter.default) != parameter.default:
        raise _too_large("minibatch_size", plan.validation, "validation")
    plan.settings["minibatch"] = False
    plan.notes.append(f"Every trial is scored on all {plan.validation} validation rows: too few for minibatches.")


def _gepa(plan: Plan) -> None:
    budgets = [name for name in ("max_full_evals", "max_metric_calls") if name in plan.settings]
    if len(budgets) == 2:
        raise setting_error(
            "max_full_evals",
            "GEPA takes one budget, and there are two.",
            "Leave max_full_evals or max_metric_calls empty.",
        )
    auto = _auto(plan, ("max_full_evals", "max_metric_calls"))
    if auto is None and not budgets:
        raise setting_error(
            "max_metric_calls", "GEPA with auto off needs a budget.", "Set max_metric_calls or max_full_evals."
        )
    calls = plan.settings.get("max_metric_calls")
    if calls is not None and calls <= plan.validation:
        raise setting_error(
            "max_metric_calls",
            f"{calls} metric calls are used up by scoring the seed on {plan.validation} validation rows.",
            f"Give at least {plan.validation * 3}, or use fewer validation rows.",
        )


def _auto(plan: Plan, instead: tuple[str, ...]) -> str | None:
    """The ``auto`` in force. A budget given beside an untouched ``auto`` takes its place."""
    default = next(p.default for p in plan.entry.parameters if p.name == "auto")
    auto = plan.settings.get("auto", default)
    rivals = [name for name in instead if name in plan.settings]
    if rivals and auto not in ("off", default):
        raise setting_error(
            "auto",
            f"auto {auto} and {rivals[0]} cannot be set together.",
            f"Set auto to off, or leave {' and '.join(rivals)} empty.",
        )
    if rivals and auto == default:
        plan.notes.append(f"auto is off because {' and '.join(rivals)} is set.")
        auto = "off"
    plan.settings["auto"] = None if auto == "off" else auto
    return plan.settings["auto"]  # type: ignore[no-any-return]


def _simba(plan: Plan) -> None:
    if plan.value("bsize") <= plan.train:
        return
    if "bsize" in plan.settings and plan.settings["bsize"] != 32:
        raise _too_large("bsize", plan.train, "training")
    if plan.train < 2:
        raise WorkerError("rows_missing", "SIMBA needs at least 2 training rows.", "Add rows to the training split.")
    plan.settings["bsize"] = plan.train
    plan.notes.append(f"bsize is {plan.train}: there are no more training rows.")


def _too_large(name: str, rows: int, split: str) -> WorkerError:
    return setting_error(
        name, f"{name} is larger than the {rows} {split} rows.", f"Give at most {rows}, or add {split} rows."
    )


def _together(plan: Plan) -> None:
    steps = [step.strip() for step in str(plan.value("strategy")).split("->")]
    for step in steps:
        if step not in CHAINABLE:
            raise setting_error(
                "strategy",
                f"{step or 'An empty name'} cannot be a step of BetterTogether.",
                f"Join some of {', '.join(CHAINABLE)} with ->.",
            )
    plan.settings["strategy"] = " -> ".join(steps)
    if "SIMBA" in steps and plan.train < 2:
        raise WorkerError("rows_missing", "SIMBA needs at least 2 training rows.", "Add rows to the training split.")


CHAINABLE = (
    "BootstrapFewShot",
    "BootstrapFewShotWithRandomSearch",
    "MIPROv2",
    "GEPA",
    "COPRO",
    "SIMBA",
    "LabeledFewShot",
    "Search",
)
"""Optimizers that can be steps of BetterTogether; Search goes over variables."""

_CHECKS: Mapping[str, Callable[[Plan], None]] = {
    "MIPROv2": _mipro,
    "GEPA": _gepa,
    "SIMBA": _simba,
    "BetterTogether": _together,
}
