"""What people rated, as a metric."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dspy
import pytest

import programs
from conftest import of
from dspex_worker.errors import WorkerError
from dspex_worker.human import FILE
from dspex_worker.measures import Abstained
from dspex_worker.metrics import load_metric
from dspex_worker.wire import read_job

ANSWERED = {"inputs": {"ticket": "It burns"}, "answer": {"urgency": "high"}}


def judged(folder: Path, *records: dict[str, Any] | str) -> Path:
    lines = [line if isinstance(line, str) else json.dumps(line) for line in records]
    (folder / FILE).write_text("\n".join(lines), "utf-8")
    return folder


def score(folder: Path, ticket: str, answer: str, metric: str = "human", **more: Any) -> float:
    job = read_job(json.dumps(programs.job("evaluate", folder, metric=metric, **more)))
    example = dspy.Example(ticket=ticket, urgency="low").with_inputs("ticket")
    return load_metric(job).score(example, dspy.Prediction(urgency=answer)).score


def test_the_last_rating_of_the_same_answer_counts(tmp_path: Path) -> None:
    judged(
        tmp_path,
        {"kind": "rating", "score": 0, **ANSWERED},
        {"kind": "rating", "score": 0.75, **ANSWERED, "by": "ada", "at": "2026-05-01T09:30:00Z"},
    )
    assert score(tmp_path, " it BURNS", "High ") == 0.75


def test_an_answer_counts_the_choices_that_it_won_unless_it_was_rated(tmp_path: Path) -> None:
    choice = {"kind": "preference", **ANSWERED, "over": {"urgency": "low"}}
    lost = {"kind": "preference", **ANSWERED, "answer": {"urgency": "low"}, "over": {"urgency": "high"}}
    judged(tmp_path, choice, choice, lost, choice)
    assert (score(tmp_path, "It burns", "high"), score(tmp_path, "It burns", "low")) == (0.75, 0.25)
    judged(tmp_path, choice, {**lost, "tie": True})
    assert (score(tmp_path, "It burns", "high"), score(tmp_path, "It burns", "low")) == (0.75, 0.25)
    judged(tmp_path, {"kind": "rating", "score": 1, **ANSWERED}, lost)
    assert score(tmp_path, "It burns", "high") == 1.0


def test_an_answer_that_nobody_rated_has_no_score_or_that_of_another_metric(tmp_path: Path) -> None:
    with pytest.raises(Abstained, match="Nobody has rated"):
        score(tmp_path, "It burns", "high")
    judged(tmp_path, {"kind": "rating", "score": 1, **ANSWERED})
    assert score(tmp_path, "It burns", "high", "human:exact") == 1.0
    assert score(tmp_path, "It rains", "high", "human:exact") == 0.0
    assert score(tmp_path, "It rains", "low", "human:exact") == 1.0


def test_secret_inputs_are_compared_as_they_were_recorded(tmp_path: Path) -> None:
    judged(tmp_path, {"kind": "rating", "score": 1, **ANSWERED, "inputs": {"ticket": "•••"}})
    assert score(tmp_path, "It burns", "high", secret_inputs=["ticket"]) == 1.0


@pytest.mark.parametrize(
    "line",
    [
        '{"kind": "rating", "inp',
        "[]",
        {"kind": "rating", **ANSWERED, "score": 2},
        {"kind": "rating", **ANSWERED, "score": True},
        {"kind": "preference", **ANSWERED},
        {"kind": "verdict", **ANSWERED, "score": 1},
        {"kind": "rating", "inputs": {}, "score": 1},
    ],
)
def test_a_line_that_is_no_judgement_is_named(tmp_path: Path, line: dict[str, Any] | str) -> None:
    judged(tmp_path, {"kind": "rating", "score": 1, **ANSWERED}, "", line)
    with pytest.raises(WorkerError) as bad:
        score(tmp_path, "It burns", "high")
    assert bad.value.code == "judgements_bad"
    assert bad.value.where.record() == {"file": FILE, "node": None, "field": None, "line": 3, "row": None}


def test_rows_that_nobody_rated_are_left_out_of_the_score(
    run_job: Callable[[dict[str, Any]], list[dict[str, Any]]], tmp_path: Path
) -> None:
    rows = programs.rows(6)
    job = programs.job("evaluate", tmp_path, rows=rows, metric="exact", split="test")
    first, second = of(run_job(job), "metric")[:2]
    inputs = {row["id"]: {"ticket": row["values"]["ticket"]} for row in rows}
    judged(
        tmp_path,
        *(
            {"kind": "rating", "inputs": inputs[event["row"]], "answer": event["outputs"], "score": score}
            for event, score in ((first, 1), (second, 0.5))
        ),
    )

    events = run_job(job | {"metric": "human"})

    result = of(events, "result")[0]
    assert (result["score"], result["n"], result["skipped"], result["errors"]) == (0.75, 2, 4, 0)
    told = {event["row"]: (event["score"], event["error"], event["feedback"]) for event in of(events, "metric")}
    assert told[first["row"]] == (1.0, None, "A person gave this answer 1.")
    assert sum(row == (None, None, "Nobody has rated this answer yet.") for row in told.values()) == 4


def test_a_search_needs_another_metric_for_what_nobody_rated(tmp_path: Path) -> None:
    job = read_job(json.dumps(programs.job("optimize", tmp_path, metric="human", train=[], validation=[])))
    with pytest.raises(WorkerError) as refused:
        load_metric(job)
    assert refused.value.code == "metric_abstains"
