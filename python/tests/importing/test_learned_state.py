"""Saved states are bound by predictor path and fields, never by position."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dspy
import pytest

import programs
from conftest import of

RunJob = Callable[[dict[str, Any]], list[dict[str, Any]]]


class Triage(dspy.Module):
    """A plain module of the shape of the program below."""

    def __init__(self, **names: str) -> None:
        super().__init__()
        self.classify = dspy.ChainOfThought("ticket -> urgency")
        self.reply = dspy.Predict("urgency, ticket -> answer")


def program() -> dict[str, Any]:
    answer = {"name": "answer", "type": "str"}
    classify = programs.node("classify", "ChainOfThought", signature={"outputs": [{"name": "urgency", "type": "str"}]})
    reply = programs.node(
        "reply",
        signature={"inputs": [{"name": "urgency", "type": "str"}, programs.TICKET], "outputs": [answer]},
    )
    return {
        "format": 1,
        "name": "triage",
        "inputs": [programs.TICKET],
        "outputs": [answer],
        "nodes": [classify, reply],
        "links": [
            {"from": "input.ticket", "to": "classify.ticket"},
            {"from": "input.ticket", "to": "reply.ticket"},
            {"from": "classify.urgency", "to": "reply.urgency"},
            {"from": "reply.answer", "to": "output.answer"},
        ],
    }


def saved(tmp_path: Path, module: Any) -> dict[str, Any]:
    for number, predictor in enumerate(module.predictors()):
        predictor.signature = predictor.signature.with_instructions(f"Learned {number}.")
        values = dict.fromkeys(predictor.signature.fields, f"v{number}")
        predictor.demos = [dspy.Example(**values)]
    module.save(tmp_path / "saved.json")
    return json.loads((tmp_path / "saved.json").read_text())


def bound(run_job: RunJob, tmp_path: Path, state: dict[str, Any]) -> dict[str, Any]:
    (tmp_path / "given.json").write_text(json.dumps(state))
    events = run_job(programs.job("import", path=str(tmp_path / "given.json"), program=program()))
    assert events[-1]["error"] is None, events[-1]["error"]
    return of(events, "result")[0]["state"]


def test_a_state_of_the_same_program(run_job: RunJob, tmp_path: Path) -> None:
    found = bound(run_job, tmp_path, saved(tmp_path, Triage()))
    assert [one["predictor"] for one in found["bound"]] == ["classify.predict", "reply"]
    assert found["missing"] == found["extra"] == found["differences"] == []
    assert found["state"]["reply"]["signature"]["instructions"] == "Learned 1."
    assert found["state"]["reply"]["demos"] == [{"urgency": "v1", "ticket": "v1", "answer": "v1"}]
    inputs = {"ticket": "It burns"}
    sent = of(run_job(programs.job("run", program=program(), state=found["state"], inputs=inputs)), "lm_started")
    assert "Learned 0." in sent[0]["messages"][0]["content"]


def test_fields_in_another_order_keep_their_own_texts(run_job: RunJob, tmp_path: Path) -> None:
    state = saved(tmp_path, Triage())
    fields = state["reply"]["signature"]["fields"]
    for number, field in enumerate(fields):
        field["description"] = f"field {number}"
    state["reply"]["signature"]["fields"] = list(reversed(fields))
    found = bound(run_job, tmp_path, state)
    assert found["state"]["reply"]["signature"]["fields"] == fields


def test_what_does_not_fit_is_shown_and_not_taken(run_job: RunJob, tmp_path: Path) -> None:
    state = saved(tmp_path, Triage())
    state["reply"]["signature"]["fields"][0]["prefix"] = "Mood:"
    state["old"] = copy.deepcopy(state["reply"])
    found = bound(run_job, tmp_path, state)
    assert [one["predictor"] for one in found["bound"]] == ["classify.predict"]
    assert found["extra"] == ["old"]
    assert found["differences"] == [
        {"predictor": "reply", "message": 'the file lacks "Urgency:"; the program lacks "Mood:"'}
    ]
    assert found["state"]["reply"]["demos"] == []


def test_a_missing_predictor_keeps_its_own(run_job: RunJob, tmp_path: Path) -> None:
    state = saved(tmp_path, Triage())
    del state["classify.predict"]
    found = bound(run_job, tmp_path, state)
    assert found["missing"] == ["classify.predict"]
    assert found["state"]["classify.predict"]["demos"] == []


def test_another_name_with_the_same_fields(run_job: RunJob, tmp_path: Path) -> None:
    state = saved(tmp_path, Triage())
    state["draft"] = state.pop("reply")
    found = bound(run_job, tmp_path, state)
    assert {"predictor": "reply", "from": "draft"} in found["bound"]


@pytest.mark.parametrize("state", [{"x": {"signature": {"fields": [{"prefix": "A:"}]}, "demos": []}}])
def test_a_state_of_another_program_is_refused(run_job: RunJob, tmp_path: Path, state: dict[str, Any]) -> None:
    (tmp_path / "given.json").write_text(json.dumps(state))
    events = run_job(programs.job("import", path=str(tmp_path / "given.json"), program=program()))
    assert events[-1]["error"]["code"] == "state_mismatch"
    assert "classify.predict" in events[-1]["error"]["hint"]
