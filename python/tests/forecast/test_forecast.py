"""What is forecast against what is used, for every optimizer of DSPy, on rows that the Practice LM learns from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import drain, of, start_job
from dspex_worker.forecast.feedback import tells_why
from dspex_worker.forecast.rehearsal import can_rehearse
from dspex_worker.forecast.work import search_work
from dspex_worker.wire import read_job
from optimize.optimizing import job_text, one_step, rows, two_steps

SMALL: dict[str, dict[str, Any]] = {
    "LabeledFewShot": {"k": 4},
    "BootstrapFewShot": {"max_bootstrapped_demos": 3},
    "BootstrapFewShotWithRandomSearch": {"num_candidate_programs": 3},
    "BootstrapFewShotWithOptuna": {"num_candidate_programs": 4, "max_demos": 3},
    "MIPROv2": {"auto": "off", "num_candidates": 3, "num_trials": 4},
    "GEPA": {"max_metric_calls": 70},
    "COPRO": {"breadth": 2, "depth": 2},
    "SIMBA": {"bsize": 6, "num_candidates": 2, "max_steps": 2},
    "InferRules": {"num_candidates": 2},
    "BetterTogether": {"strategy": "BootstrapFewShot -> LabeledFewShot"},
}


def forecast(**more: Any) -> dict[str, Any]:
    """The result of a ``forecast`` job, or fails with its error."""
    body = {"splits": {"train": 16, "validation": 12, "test": 12}, "workers": 1, "train": rows(16, 1), **more}
    events = drain(start_job({**json.loads(job_text("", {})), "kind": "forecast", "job": "f", **body}))
    assert of(events, "job_ended")[0]["error"] is None, of(events, "job_ended")[0]["error"]
    assert not of(events, "lm_started"), "a forecast asks no LM that is told of"
    return of(events, "result")[0]


CASES = [(name, one_step()) for name in SMALL]
CASES += [(name, two_steps()) for name in ("BootstrapFewShot", "GEPA")]


@pytest.mark.parametrize(("optimizer", "program"), CASES)
def test_calls_and_tokens_are_near_what_is_used(optimizer: str, program: dict[str, Any]) -> None:
    told = forecast(optimizer=optimizer, settings=SMALL[optimizer], program=program)["forecast"]
    job = json.loads(job_text(optimizer, SMALL[optimizer], train=16, program=program))
    events = drain(start_job(job))
    ended = of(events, "lm_ended")
    compared = 2 * 12 * len(program["nodes"])
    used = len(ended) + compared
    assert told["calls"]["low"] <= used <= told["calls"]["high"]
    assert 1 / 1.5 <= used / told["calls"]["likely"] <= 1.5
    read = sum(event["prompt_tokens"] for event in ended) * used / len(ended)
    assert 1 / 1.6 <= read / told["prompt_tokens"]["likely"] <= 1.6


def test_nothing_named_is_answered_for_what_is_advised() -> None:
    told = forecast(optimizer=None)
    assert told["optimizer"] == told["advice"]["optimizer"] == "BootstrapFewShot"
    assert told["forecast"]["source"] == "rehearsal"
    assert told["forecast"]["usd"] == {"low": 0, "likely": 0, "high": 0}
    assert told["objection"] == ""


def test_a_cap_cuts_off_what_is_forecast() -> None:
    told = forecast(optimizer="MIPROv2", settings={}, cap={"calls": 60})["forecast"]
    assert told["capped"]
    assert told["calls"]["likely"] == 60


def test_a_price_makes_dollars_and_no_price_is_said() -> None:
    lm = {"alias": "main", "model": "openai/x", "api_key": "k", "price": {"input": 1, "output": 4}}
    other = {**lm, "alias": "other", "price": None}
    told = forecast(optimizer="BootstrapFewShot", settings={}, lms={"main": lm, "other": other})["forecast"]
    tokens = told["prompt_tokens"]["likely"] + 4 * told["completion_tokens"]["likely"]
    assert told["usd"]["likely"] == pytest.approx(tokens / 1e6, rel=0.01)
    assert told["seconds"]["likely"] > told["calls"]["likely"]
    told = forecast(optimizer="MIPROv2", settings={}, lms={"main": lm, "other": other}, prompt_lm="other")["forecast"]
    assert told["usd"] is None
    assert told["unknown_prices"] == ["other"]


def test_earlier_runs_go_over_the_rehearsal() -> None:
    seen = {"calls": 3.0, "prompt_tokens": 1000.0, "completion_tokens": 100.0, "seconds": 2.0}
    told = forecast(optimizer="LabeledFewShot", settings={"k": 2}, seen=seen)["forecast"]
    assert told["source"] == "runs"
    assert told["calls"]["likely"] == 3 * 4 * 12
    assert told["completion_tokens"]["likely"] == pytest.approx(100 * 3 * 4 * 12, rel=0.3)
    assert told["seconds"]["likely"] == pytest.approx(2 * 3 * 4 * 12, rel=0.1)


def test_code_of_the_project_is_not_run_for_a_forecast(tmp_path: Path) -> None:
    program = one_step()
    program["nodes"][0] = {
        "id": "classify",
        "kind": "code",
        "source": "def classify(ticket):\n    raise RuntimeError",
        "inputs": [{"name": "ticket", "type": "str"}],
        "outputs": [{"name": "team", "type": "literal['L0', 'L1', 'L2']"}],
    }
    assert not can_rehearse(program)
    assert forecast(optimizer="BootstrapFewShot", program=program)["forecast"]["source"] == "shape"


@pytest.mark.parametrize(
    ("metric", "told"),
    [("exact", False), ("judge:main:Is it polite?", True), ("code/metric.py:plain", False),
     ("code/metric.py:why", True), ("code/gone.py:why", False)],
)  # fmt: skip
def test_whether_a_metric_says_why(metric: str, told: bool, tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "code/metric.py").write_text(
        "import dspy\n\ndef plain(e, p, t=None):\n    return 1.0\n\n"
        "def why(e, p, t=None):\n    return dspy.Prediction(score=1.0, feedback='no')\n"
    )
    job = {**json.loads(job_text("", {})), "metric": metric, "project": str(tmp_path)}
    assert tells_why(read_job(json.dumps(job))) is told


def test_trials_are_cut_short_by_halving() -> None:
    halved, full = search_work(30, 120, True).runs(), search_work(30, 120, False).runs()
    assert halved.low < halved.likely < halved.high <= full.high
    assert halved.likely < 0.6 * full.likely
