"""Learned state fits its program, and only that."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import dspy
import pytest

import programs
from conftest import of
from dspex_worker.build import build_program
from dspex_worker.errors import WorkerError
from dspex_worker.rows import rows_to_examples
from dspex_worker.state import dump_state
from dspex_worker.wire import read_job


def built(program: dict[str, Any] | None = None, state: Any = None) -> Any:
    return build_program(read_job(json.dumps(programs.job("run", program=program or programs.triage(), state=state))))


def learned() -> dict[str, Any]:
    job = read_job(json.dumps(programs.job("evaluate", rows=programs.rows(4))))
    return dump_state(dspy.LabeledFewShot(k=2).compile(built(), trainset=rows_to_examples(job, job.rows())))


def test_it_is_what_dspy_saves(tmp_path: Path) -> None:
    program = dspy.LabeledFewShot(k=2).compile(built(), trainset=[dspy.Example(ticket="a", urgency="low")])
    program.save(tmp_path / "state.json")
    assert json.loads((tmp_path / "state.json").read_text()) == dump_state(program)


def test_it_goes_both_ways_and_names_no_row() -> None:
    state = learned()
    assert len(state["classify.predict"]["demos"]) == 2
    assert set(state["classify.predict"]["demos"][0]) == {"ticket", "urgency"}
    again = built(state=state)
    assert dump_state(again) == state


def test_the_lm_of_a_state_is_not_used() -> None:
    state = learned()
    state["classify.predict"]["lm"] = {"model": "openai/gpt-4o", "api_base": "http://elsewhere"}
    assert built(state=state).classify.predict.lm is None


@pytest.mark.parametrize("kind", ["another node", "another field", "fewer fields"])
def test_the_state_of_another_program_is_refused(kind: str) -> None:
    state = learned()
    fields = state["classify.predict"]["signature"]["fields"]
    if kind == "another node":
        state["other.predict"] = state.pop("classify.predict")
    elif kind == "another field":
        fields[0]["prefix"] = "Letter:"
    else:
        fields.pop()
    with pytest.raises(WorkerError) as refused:
        built(state=state)
    assert refused.value.code == "state_mismatch"


def test_demos_of_a_state_are_in_the_prompt(run_job: Any) -> None:
    events = run_job(programs.job("run", inputs={"ticket": "x"}, state=learned()))
    roles = [message["role"] for message in of(events, "lm_started")[0]["messages"]]
    assert roles == ["system", "user", "assistant", "user", "assistant", "user"]


def nested() -> dict[str, Any]:
    """A program whose module stands in a program within a program."""
    program = programs.triage()
    for name in ("inner", "outer"):
        body = {key: program[key] for key in ("inputs", "outputs", "nodes", "links")}
        ends = [{"from": "input.ticket", "to": f"{name}.ticket"}, {"from": f"{name}.urgency", "to": "output.urgency"}]
        program = {**program, "nodes": [{"id": name, "kind": "program", "program": body}], "links": ends}
    return program


def test_modules_within_programs_within_programs_keep_what_they_learned(tmp_path: Path, run_job: Any) -> None:
    taught = dspy.LabeledFewShot(k=1).compile(built(nested()), trainset=[dspy.Example(ticket="a", urgency="low")])
    taught.save(tmp_path / "state.json")
    state = json.loads((tmp_path / "state.json").read_text())
    assert set(state) - {"metadata"} == {"outer.inner.classify.predict"}
    assert dump_state(built(nested(), state)) == state
    events = run_job(programs.job("run", program=nested(), inputs={"ticket": "x"}, state=state))
    roles = [message["role"] for message in of(events, "lm_started")[0]["messages"]]
    assert roles == ["system", "user", "assistant", "user"]


def test_a_mismatch_within_a_program_names_the_node_there() -> None:
    state = dump_state(built(nested()))
    state["outer.inner.classify.predict"]["signature"]["fields"][0]["prefix"] = "Letter:"
    with pytest.raises(WorkerError) as refused:
        built(nested(), state)
    assert (refused.value.code, refused.value.where.node) == ("state_mismatch", "outer.inner.classify")
    assert '"outer.inner.classify"' in refused.value.message


def test_a_state_is_bound_by_name_within_programs(run_job: Any, tmp_path: Path) -> None:
    state = dump_state(built(nested()))
    state["outer.inner.classify.predict"]["signature"]["instructions"] = "Learned."
    (tmp_path / "saved.json").write_text(json.dumps(state))
    bound = of(run_job(programs.job("import", tmp_path, program=nested(), path=str(tmp_path / "saved.json"))), "result")
    assert bound[0]["state"]["bound"] == [
        {"predictor": "outer.inner.classify.predict", "from": "outer.inner.classify.predict"}
    ]
    entry = bound[0]["state"]["state"]["outer.inner.classify.predict"]
    assert entry["signature"]["instructions"] == "Learned."


def test_what_variables_drive_goes_over_the_state() -> None:
    state = learned()
    state["classify.predict"]["signature"]["instructions"] = "learned"
    demos = [{"ticket": "no power", "urgency": "high"}, {"elsewhere": "unknown"}]
    driven = {"classify": {"instructions": True, "demos": demos}}
    job = programs.job("run", program=programs.triage(), state=state, driven=driven)
    predictors = dict(build_program(read_job(json.dumps(job))).named_predictors())
    own = dict(built().named_predictors())["classify.predict"].signature.instructions
    assert predictors["classify.predict"].signature.instructions == own
    assert [dict(demo) for demo in predictors["classify.predict"].demos] == demos[:1]
    assert dict(built(state=state).named_predictors())["classify.predict"].signature.instructions == "learned"
