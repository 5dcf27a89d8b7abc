"""Whole programs in lanes: agents that loop, votes and trees have a stream for each call, and none is mixed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import programs
from conftest import of
from http_lm import Reply
from streams.test_job import job, lane

SAMPLES = Path(__file__).resolve().parents[3] / "assets" / "samples"
PLAN = {"pick": "all", "gate": None, "threshold": 0.5, "judge": None, "margin": 0.1, "rules": [], "expected": {}}

Run = Callable[[dict[str, Any]], list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("sample", "fields"),
    [
        ("order-helper", {"next_thought", "next_tool_name", "next_tool_args", "reasoning", "answer", "desk"}),
        ("second-opinion", {"reasoning", "queue"}),
        ("game-of-24", {"next_steps", "reason", "value", "expression"}),
    ],
    ids=["ReAct", "Consensus", "TreeOfThoughts"],
)
def test_each_call_has_a_stream_of_its_own(sample: str, fields: set[str], run_job: Run) -> None:
    folder = SAMPLES / sample
    program = json.loads(next((folder / "programs").glob("*.program.json")).read_text("utf-8"))
    row = json.loads((folder / "data" / "test.jsonl").read_text("utf-8").splitlines()[0])
    inputs = {field["name"]: row[field["name"]] for field in program["inputs"]}
    lanes = [lane("A"), lane("B", temperature=0.5)]
    events = run_job(programs.job("stream", folder, program=program, inputs=inputs, lanes=lanes, **PLAN))
    (result,) = of(events, "result")
    assert [record["error"] for record in result["lanes"]] == [None, None]
    said = {call["id"]: call["outputs"][0] for call in of(events, "lm_ended")}
    texts: dict[tuple[str, str], str] = {}
    lanes_of: dict[str, set[str]] = {}
    for token in of(events, "token"):
        key = (token["id"], token["field"])
        texts[key] = texts.get(key, "") + token["text"]
        lanes_of.setdefault(token["id"], set()).add(token["lane"])
    assert {field for _, field in texts} == fields
    assert all(text.strip() in said[call] for (call, _), text in texts.items())
    assert all(len(names) == 1 for names in lanes_of.values())
    assert lanes_of.keys() == said.keys()


def test_an_lm_that_does_not_stream_answers_all_the_same(http_lm: Callable[..., Any], run_job: Run) -> None:
    lm = http_lm(lambda body: Reply("[[ ## reply ## ]]\nBy noon.\n\n[[ ## completed ## ]]"), streams=False)
    events = run_job(job([lane("A")], {**lm.record(), "alias": "main"}))
    (result,) = of(events, "result")
    assert result["error"] is None, result["error"]
    assert result["outputs"] == {"reply": "By noon."}
    assert "".join(event["text"] for event in of(events, "token")) == "By noon."
