"""An LM as the metric, and trying metrics on outputs that are there already."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import programs
from conftest import of
from http_lm import Reply

RunJob = Callable[[dict[str, Any]], list[dict[str, Any]]]
RUBRIC = "A leaking pipe is high: nothing else matters."


def verdict(score: str, reason: str = "It fits.") -> Reply:
    return Reply(f"[[ ## reason ## ]]\n{reason}\n\n[[ ## score ## ]]\n{score}\n\n[[ ## completed ## ]]")


def served(url: str) -> dict[str, Any]:
    return {"alias": "strict", "model": "openai/judge", "api_base": url, "api_key": "key-of-the-judge"}


def test_the_judge_scores_with_a_reason_and_its_calls_are_its_own(run_job: RunJob, http_lm: Callable[..., Any]) -> None:
    lm = http_lm(lambda _: verdict("0.75", "Right, but late."))
    job = programs.job("evaluate", rows=programs.rows(3), metric=f"judge:strict:{RUBRIC}", split="test")
    events = run_job(job | {"lms": {"main": programs.practice(), "strict": served(lm.url)}})
    assert events[-1]["outcome"] == "done"
    assert [(e["score"], e["feedback"]) for e in of(events, "metric")] == [(0.75, "Right, but late.")] * 3
    asked = [e for e in of(events, "lm_started") if e["alias"] == "strict"]
    assert {e["role"] for e in asked} == {"judge"}
    assert {e["row"] for e in asked} == {"0", "1", "2"}
    assert {e["role"] for e in of(events, "lm_started") if e["alias"] == "main"} == {"student"}
    prompt = "".join(message["content"] for message in lm.requests[0]["messages"])
    assert RUBRIC in prompt
    assert "ticket number" in prompt
    assert '"urgency"' in prompt


@pytest.mark.parametrize("score", ["7", "-0.1", "nan"])
def test_a_verdict_that_is_no_score_costs_its_row(run_job: RunJob, http_lm: Callable[..., Any], score: str) -> None:
    lm = http_lm(lambda _: verdict(score))
    job = programs.job("score", rows=programs.rows(1), metric=f"judge::{RUBRIC}", predictions={"0": {"urgency": "low"}})
    result = of(run_job(job | {"lms": {"main": served(lm.url)}}), "result")[0]
    assert result["rows"][0]["error"]["code"] == "metric_failed"
    assert result["rows"][0]["score"] is None


def test_the_judge_does_not_see_secret_inputs(run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "dspex.json").write_text(json.dumps({"secret_inputs": ["ticket"]}))
    lm = http_lm(lambda _: verdict("1"))
    job = programs.job(
        "score", tmp_path, rows=programs.rows(1), metric=f"judge::{RUBRIC}", predictions={"0": {"urgency": "low"}}
    )
    result = of(run_job(job | {"lms": {"main": served(lm.url)}}), "result")[0]
    assert (result["score"], result["usage"]["calls"]) == (1.0, 1)
    assert "ticket number" not in json.dumps(lm.requests)


@pytest.mark.parametrize(("metric", "code"), [("judge:main:", "metric_unknown"), ("judge:x:y", "lm_not_configured")])
def test_a_judge_without_rubric_or_lm_is_refused(run_job: RunJob, metric: str, code: str) -> None:
    events = run_job(programs.job("evaluate", rows=programs.rows(1), metric=metric, split="test"))
    assert events[-1]["error"]["code"] == code


def test_a_metric_is_tried_on_given_outputs(run_job: RunJob, tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "metric.py").write_text(
        "def score(example, prediction, trace=None):\n"
        "    if prediction.urgency == 'broken':\n"
        "        raise ValueError('no such urgency')\n"
        "    return example.urgency == prediction.urgency\n"
    )
    given = {"0": {"urgency": "low"}, "1": {"urgency": "low"}, "2": {"urgency": "broken"}}
    job = programs.job(
        "score", tmp_path, rows=programs.rows(4), metric="code/metric.py:score", predictions=given, threads=2
    )
    result = of(run_job(job), "result")[0]
    assert [row["score"] for row in result["rows"]] == [1.0, 0.0, None, None]
    assert result["rows"][2]["error"]["where"]["line"] == 3
    assert result["rows"][2]["error"]["where"]["file"] == "code/metric.py"
    assert result["rows"][3]["error"]["code"] == "no_outputs"
    assert (result["score"], result["n"], result["errors"]) == (0.25, 4, 2)
    assert result["usage"]["calls"] == 0
