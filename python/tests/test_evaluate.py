"""Evaluation: equal to plain DSPy, row by row, and honest about failures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dspy
import pytest

import kinds
import programs
from conftest import of
from dspex_worker.build import build_program
from dspex_worker.metrics import load_metric
from dspex_worker.practice import practice_lm
from dspex_worker.rows import rows_to_examples
from dspex_worker.wire import read_job
from http_lm import Reply

RunJob = Callable[[dict[str, Any]], list[dict[str, Any]]]


@pytest.mark.parametrize("threads", [1, 8])
def test_equals_plain_dspy_example_for_example(run_job: RunJob, threads: int) -> None:
    record = programs.job("evaluate", rows=programs.rows(40), metric="exact", split="validation", threads=threads)
    job = read_job(json.dumps(record))
    program, metric = build_program(job), load_metric(job)
    examples = rows_to_examples(job, job.rows())
    with dspy.context(lm=practice_lm(1), adapter=dspy.ChatAdapter()):
        plain = dspy.Evaluate(devset=examples, metric=metric, num_threads=4)(program)

    events = run_job(record)
    ours = {event["row"]: event for event in of(events, "metric")}
    for (example, prediction, score), row in zip(plain.results, programs.rows(40), strict=True):
        assert ours[row["id"]]["score"] == score
        assert ours[row["id"]]["outputs"] == prediction.toDict()
        assert ours[row["id"]]["expected"] == {"urgency": example.urgency}
    result = of(events, "result")[0]
    assert round(100 * result["score"], 2) == plain.score
    assert (result["n"], result["errors"]) == (40, 0)


def test_each_row_leads_to_its_own_calls(run_job: RunJob) -> None:
    events = run_job(programs.job("evaluate", rows=programs.rows(6), metric="exact", split="test"))
    rows = {event["id"]: event["row"] for event in of(events, "call_started")}
    for event in of(events, "metric"):
        assert rows[event["call"]] == event["row"]
    assert {event["row"] for event in of(events, "lm_started")} == {row["id"] for row in programs.rows(6)}
    assert of(events, "status")[-1]["done"] == of(events, "status")[-1]["total"] == 6


BAD_METRICS = {
    "raises": ("    return 1 / len(example.ticket[99:])", "ZeroDivisionError", 2),
    "nan": ("    return float('nan')", "nan", 1),
    "text": ("    return 'good'", "'good'", 1),
    "none": ("    return None", "None", 1),
    "too much": ("    return 100", "100", 1),
}


@pytest.mark.parametrize("name", BAD_METRICS)
def test_a_bad_metric_costs_its_row_and_is_named(run_job: RunJob, tmp_path: Path, name: str) -> None:
    body, said, line = BAD_METRICS[name]
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "metric.py").write_text(
        f"def score(example, prediction, trace=None):\n{body}\n    return True\n"
        if name != "raises"
        else f"def score(example, prediction, trace=None):\n{body}\n"
    )
    (tmp_path / "code" / "half.py").write_text(
        "import metric\n"
        "def score(example, prediction, trace=None):\n"
        "    return metric.score(example, prediction) if example.ticket.endswith('1') else 1\n"
    )
    job = programs.job("evaluate", tmp_path, rows=programs.rows(3), metric="code/metric.py:score", split="test")
    events = run_job(job)
    assert events[-1]["outcome"] == "failed"
    error = of(events, "metric")[0]["error"]
    assert error["code"] == ("metric_not_finite" if name == "nan" else "metric_failed")
    assert said in error["message"]
    assert (error["where"]["file"], error["where"]["line"]) == ("code/metric.py", line)

    events = run_job(job | {"metric": "code/half.py:score"})
    scores = {event["row"]: event["score"] for event in of(events, "metric")}
    assert scores == {"0": 1.0, "1": None, "2": 1.0}
    result = of(events, "result")[0]
    assert (result["errors"], round(result["score"], 4)) == (1, 0.6667)


def test_a_refused_key_stops_after_a_few_rows(run_job: RunJob, http_lm: Callable[..., Any]) -> None:
    lm = http_lm(lambda _: Reply(status=401, message="no"))
    events = run_job(
        programs.job("evaluate", rows=programs.rows(200), metric="exact", split="test", lms={"main": lm.record()})
    )
    assert events[-1]["outcome"] == "failed"
    assert events[-1]["error"]["code"] == "lm_auth"
    assert len(lm.requests) < 20


def test_failed_rows_do_not_stop_the_others(run_job: RunJob, http_lm: Callable[..., Any]) -> None:
    good = "[[ ## urgency ## ]]\nlow\n\n[[ ## completed ## ]]"

    def script(body: dict[str, Any]) -> Reply:
        return Reply("what?" if "number 1" in str(body["messages"][-1]) else good)

    lm = http_lm(script)
    events = run_job(
        programs.job(
            "evaluate",
            rows=programs.rows(30),
            metric="exact",
            split="test",
            lms={"main": lm.record()},
            program=programs.triage("Predict"),
        )
    )
    assert events[-1]["outcome"] == "done"
    assert of(events, "result")[0]["errors"] == 11
    assert {e["error"]["code"] for e in of(events, "metric") if e["error"]} == {"unparseable_answer"}


def test_a_row_without_an_input_is_named(run_job: RunJob) -> None:
    rows = [*programs.rows(1), {"id": "9", "values": {"urgency": "low"}}]
    events = run_job(programs.job("evaluate", rows=rows, metric="exact", split="test"))
    assert (events[-1]["error"]["where"]["row"], events[-1]["error"]["where"]["field"]) == ("9", "ticket")


def test_no_rows_is_told(run_job: RunJob) -> None:
    assert run_job(programs.job("evaluate", rows=[], metric="exact", split="test"))[-1]["error"]["code"] == "no_rows"


def test_rows_are_known_inside_dspys_own_evaluation(run_job: RunJob, tmp_path: Path) -> None:
    from dspex_worker.rows import current_row, follow_rows

    follow_rows()
    job = read_job(json.dumps(programs.job("evaluate", rows=programs.rows(5), metric="exact")))
    examples = rows_to_examples(job, job.rows())
    seen = {}

    def metric(example: Any, prediction: Any, trace: Any = None) -> float:
        seen[example.ticket] = current_row.get()
        return 1.0

    with dspy.context(lm=practice_lm(1)):
        dspy.Evaluate(devset=[e.copy() for e in examples], metric=metric, num_threads=3)(build_program(job))
    assert seen == {row["values"]["ticket"]: row["id"] for row in programs.rows(5)}


def test_each_project_has_code_of_its_own(run_job: RunJob, tmp_path: Path) -> None:
    for name, score in (("a", "1.0"), ("b", "0.5")):
        code = tmp_path / name / "code"
        code.mkdir(parents=True)
        (code / "helper.py").write_text(f"SCORE = {score}\n")
        (code / "metric.py").write_text(
            "import helper\ndef score(example, prediction, trace=None):\n    return helper.SCORE\n"
        )

    def score(name: str) -> float:
        job = programs.job("evaluate", tmp_path / name, rows=programs.rows(2), metric="code/metric.py:score", split="t")
        return of(run_job(job), "result")[0]["score"]

    assert [score("a"), score("b"), score("a")] == [1.0, 0.5, 1.0]
    (tmp_path / "a" / "code" / "helper.py").write_text("SCORE = 0.25\n")
    assert score("a") == 0.25


def test_steps_of_patterns_are_told_for_the_first_row_only(run_job: RunJob) -> None:
    rows = [{"id": str(i), "values": {"question": f"Why {i}?", "answer": "yes"}} for i in range(3)]
    program = kinds.one(kinds.module("agree", "Consensus"))
    events = run_job(programs.job("evaluate", program=program, rows=rows, metric="exact", split="test", threads=2))
    assert {event["row"] for event in events if event["type"] == "pattern_step"} == {"0"}
