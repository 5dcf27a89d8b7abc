"""Optimize jobs on programs with variables: every optimizer of the catalogue, on the Practice LM."""

from __future__ import annotations

from typing import Any

import pytest

from dspex_worker.errors import WorkerError
from optimize.optimizing import SMALL, optimize

TUNING: dict[str, Any] = {
    "variables": [
        {"name": "temperature", "type": "float", "minimum": 0, "maximum": 1, "value": 0.9},
        {"name": "top_p", "type": "composite", "expression": "1.0 - 0.5 * temperature"},
        {"name": "adapter", "type": "choice", "choices": ["ChatAdapter", "JSONAdapter"], "value": "ChatAdapter"},
        {"name": "module", "type": "module", "modules": ["Predict", "ChainOfThought"], "value": "Predict"},
    ],
    "bindings": [
        {"variable": "temperature", "node": "classify", "parameter": "temperature"},
        {"variable": "top_p", "node": "classify", "parameter": "top_p"},
        {"variable": "adapter", "node": "", "parameter": "adapter"},
        {"variable": "module", "node": "classify", "parameter": "kind"},
    ],
}


SETTINGS = {**SMALL, "BetterTogether": {"strategy": "Search -> LabeledFewShot"}}


@pytest.mark.parametrize("optimizer", [name for name in SETTINGS if name != "LabeledFewShot"])
def test_values_are_tried_and_the_best_are_told(optimizer: str) -> None:
    run = optimize(optimizer, SETTINGS[optimizer], tuning=TUNING)
    values = run.result["values"]
    assert set(values) == {"temperature", "top_p", "adapter", "module"}
    assert values["top_p"] == pytest.approx(1 - 0.5 * values["temperature"])
    candidates = run.of("candidate")
    tried = {(c["settings"]["temperature"], c["settings"]["module"]) for c in candidates}
    assert len(tried) > 1
    assert all("configuration" not in c["instructions"] for c in candidates)
    predictor = "classify.predict" if values["module"] == "ChainOfThought" else "classify"
    assert predictor in run.result["state"]
    best = next(c for c in candidates if c["id"] == run.result["best"])
    assert {name: best["settings"][name] for name in values} == values


def test_calls_carry_the_values_and_the_node() -> None:
    run = optimize("COPRO", SMALL["COPRO"], tuning=TUNING)
    asked = [event for event in run.of("lm_started") if event["role"] == "student"]
    assert {event["node"] for event in asked} <= {"classify", "classify.predict"}
    assert len({event["config"].get("temperature") for event in asked}) > 1


def test_an_optimizer_that_chooses_no_values_says_so() -> None:
    run = optimize("LabeledFewShot", SMALL["LabeledFewShot"], tuning=TUNING)
    assert run.result["values"]["temperature"] == 0.9
    assert any("chooses no values" in event["text"] for event in run.of("log"))


def test_a_binding_that_is_gone_is_refused_before_the_first_call() -> None:
    tuning = {**TUNING, "bindings": [{"variable": "temperature", "node": "gone", "parameter": "temperature"}]}
    with pytest.raises(WorkerError, match=r"bound to gone\.temperature"):
        optimize("COPRO", SMALL["COPRO"], tuning=tuning)


def test_a_search_step_needs_variables() -> None:
    with pytest.raises(WorkerError, match="There is no variable to search over"):
        optimize("BetterTogether", {"strategy": "Search -> LabeledFewShot"})


def test_a_resumed_search_would_suggest_the_same() -> None:
    first, second = (optimize("COPRO", SMALL["COPRO"], tuning=TUNING) for _ in range(2))
    assert first.result == second.result
