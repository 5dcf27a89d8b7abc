"""Each row of the table of advice is reached, a budget brings a cheaper choice, a worse choice is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dspex_worker.optimize.plan import make_plan
from dspex_worker.tuning import Advice, advise
from dspex_worker.tuning.advice import objection, within


@pytest.mark.parametrize(
    ("kinds", "rows", "feedback", "optimizer", "strategy"),
    [
        ([], 49, False, "BootstrapFewShot", None),
        (["instruction"], 20, True, "BootstrapFewShot", None),
        ([], 50, False, "MIPROv2", None),
        (["demos"], 200, False, "MIPROv2", None),
        ([], 200, True, "GEPA", None),
        (["float", "module"], 200, False, "TPE", None),
        (["choice", "composite"], 10, True, "TPE", None),
        (["float", "composite", "instruction"], 200, False, "BetterTogether", "Search -> MIPROv2 -> Search"),
        (["integer", "demos"], 30, False, "BetterTogether", "Search -> BootstrapFewShot -> Search"),
        (["choice", "instruction"], 200, True, "BetterTogether", "Search -> GEPA -> Search"),
    ],
)
def test_the_advice_follows_the_table(
    kinds: list[str], rows: int, feedback: bool, optimizer: str, strategy: str | None
) -> None:
    advice = advise(kinds, rows, feedback)
    assert advice.optimizer == optimizer
    assert advice.settings.get("strategy") == strategy
    assert advice.reason.endswith(".")


def test_what_is_advised_can_be_planned() -> None:
    for kinds in ([], ["instruction", "float"]):
        for rows in (20, 200):
            for feedback in (False, True):
                advice = advise(kinds, rows, feedback)
                assert make_plan(advice.optimizer, advice.settings, rows, 40).entry.name == advice.optimizer


def cost(optimizer: str, settings: Mapping[str, Any]) -> float:
    each = {"TPE": 50 * settings.get("trials", 30), "GEPA": 240 * settings.get("max_full_evals", 8)}
    return each.get(optimizer, {"MIPROv2": 2000, "BootstrapFewShot": 300, "BetterTogether": 5000}.get(optimizer, 0))


@pytest.mark.parametrize(
    ("advice", "calls", "optimizer", "settings"),
    [
        (advise([], 200), 5000, "MIPROv2", {}),
        (advise([], 200), 1000, "BootstrapFewShot", {}),
        (advise(["float"], 200), 1000, "TPE", {"trials": 20}),
        (advise(["float"], 200), 100, "TPE", {"trials": 10}),
        (advise([], 200, True), 1200, "GEPA", {"max_full_evals": 5}),
        (advise([], 200, True), 400, "BootstrapFewShot", {}),
        (advise(["float", "demos"], 200), 900, "BetterTogether", {"strategy": "Search -> BootstrapFewShot -> Search"}),
    ],
)
def test_a_budget_brings_what_it_can_pay(
    advice: Advice, calls: float, optimizer: str, settings: Mapping[str, Any]
) -> None:
    found = within(advice, calls, cost)
    assert found.optimizer == optimizer
    assert found.settings == settings
    assert found.reason.endswith(".")


@pytest.mark.parametrize(
    ("optimizer", "kinds", "changed", "rows", "feedback", "words"),
    [
        ("TPE", [], [], 200, False, "none drives anything"),
        ("TPE", ["demos", "float"], ["demos", "float"], 200, False, "BetterTogether improves them"),
        ("MIPROv2", ["float"], [], 200, False, "leaves the variables as they are; TPE changes them"),
        ("MIPROv2", ["float"], ["float"], 200, False, "TPE finds values at less cost"),
        ("SIMBA", ["integer", "float"], ["integer", "float"], 200, False, "it reached 0.66"),
        ("SIMBA", ["conditional", "demos"], ["conditional", "demos"], 200, False, "worse than chance"),
        ("Grid", ["integer"], ["integer"], 200, False, "worse than chance"),
        ("BootstrapFewShot", ["float"], ["float"], 200, False, "tries few values"),
        ("COPRO", ["float"], ["float"], 200, False, "TPE finds values at less cost"),
        ("LabeledFewShot", ["float"], ["float"], 200, False, "chooses no values"),
        ("GEPA", [], [], 200, False, "a score only"),
        ("MIPROv2", [], [], 30, False, "30 training rows are few"),
        ("LabeledFewShot", [], [], 200, False, "a baseline"),
    ],
)
def test_a_worse_choice_is_said(
    optimizer: str, kinds: list[str], changed: list[str], rows: int, feedback: bool, words: str
) -> None:
    assert words in objection(optimizer, kinds, changed, rows, feedback)


@pytest.mark.parametrize(
    ("optimizer", "kinds", "changed", "rows", "feedback"),
    [
        ("MIPROv2", [], [], 200, False),
        ("GEPA", [], [], 200, True),
        ("BootstrapFewShotWithRandomSearch", [], [], 200, False),
        ("CMA-ES", ["float"], ["float"], 200, False),
        ("Grid", ["float"], ["float"], 200, False),
        ("BetterTogether", ["float", "demos"], ["float", "demos"], 200, False),
    ],
)
def test_a_fitting_choice_is_not_objected_to(
    optimizer: str, kinds: list[str], changed: list[str], rows: int, feedback: bool
) -> None:
    assert objection(optimizer, kinds, changed, rows, feedback) == ""
