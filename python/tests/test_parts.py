"""Running a part of a program: up to a node, or one node alone, also within inner programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import dspy
import pytest

import kinds
import programs
from conftest import nodes_called, of, outputs
from dspex_worker.build import build_program
from dspex_worker.state import dump_state
from dspex_worker.wire import read_job

pytestmark = pytest.mark.usefixtures("cancels")

RunJob = Callable[[dict[str, Any]], list[dict[str, Any]]]
ASKED = {"question": "What is this?"}


def shout(name: str, sign: str) -> dict[str, Any]:
    return kinds.code(name, f"def run(question):\n    return {{'answer': question + '{sign}'}}")


def inner(*nodes: dict[str, Any]) -> dict[str, Any]:
    """A chain of nodes from question to answer, as an inner program."""
    ends = ["input.question", *(f"{node['id']}.answer" for node in nodes)]
    starts = [*(f"{node['id']}.question" for node in nodes), "output.answer"]
    whole = kinds.program(list(nodes), [f"{a} > {b}" for a, b in zip(ends, starts, strict=True)])
    return {key: whole[key] for key in ("inputs", "outputs", "nodes", "links")}


def nested(*nodes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """``first`` before the inner program ``steps`` of the given nodes."""
    return kinds.program(
        [shout("first", "1"), {"id": "steps", "kind": "program", "program": inner(*nodes), **more}],
        ["input.question > first.question", "first.answer > steps.question", "steps.answer > output.answer"],
    )


def test_until_runs_only_what_a_node_needs(run_job: RunJob) -> None:
    program = kinds.routed()
    job = programs.job("run", inputs={**ASKED, "team": "sales"}, program=program, until="route")
    events = run_job(job)
    assert outputs(events) == {"sales": ASKED["question"]}
    assert nodes_called(events) == ["", "route"]
    assert outputs(run_job({**job, "until": "help"})) == {}


def test_only_runs_one_node_on_inputs_of_its_own(run_job: RunJob) -> None:
    job = programs.job("run", inputs={"question": "mine"}, program=kinds.routed(), only="help")
    events = run_job(job)
    assert outputs(events) == {"answer": "helped mine"}
    assert nodes_called(events) == ["", "help"]


def test_until_a_node_of_an_inner_program(run_job: RunJob) -> None:
    program = nested(shout("a", "a"), shout("b", "b"), shout("c", "c"))
    events = run_job(programs.job("run", inputs=ASKED, program=program, until="steps.b"))
    assert outputs(events) == {"answer": "What is this?1ab"}
    assert nodes_called(events) == ["", "first", "steps", "steps.a", "steps.b"]


def test_until_an_inner_node_behind_a_branch_not_taken(run_job: RunJob) -> None:
    routed = kinds.routed()
    steps = {key: routed[key] for key in ("inputs", "outputs", "nodes", "links")}
    program = kinds.program(
        [{"id": "steps", "kind": "program", "program": steps}],
        ["input.question > steps.question", "input.team > steps.team", "steps.answer > output.answer"],
        inputs=routed["inputs"],
    )
    job = programs.job("run", inputs={**ASKED, "team": "sales"}, program=program, until="steps.help")
    events = run_job(job)
    assert outputs(events) == {}
    assert [event["node"] for event in of(events, "node_skipped")] == ["steps.help"]
    assert outputs(run_job({**job, "until": "steps.sell"})) == {"answer": "sold What is this?"}


@pytest.mark.parametrize("pinned", ["steps", "b"])
def test_only_a_node_of_an_inner_program(run_job: RunJob, pinned: str) -> None:
    kept = {"pinned": {"answer": "kept"}}
    program = nested(shout("a", "a"), {**shout("b", "b"), **(kept if pinned == "b" else {})})
    program["nodes"][1] |= kept if pinned == "steps" else {}
    events = run_job(programs.job("run", inputs={"question": "mine"}, program=program, only="steps.b"))
    assert outputs(events) == {"answer": "mineb"}
    assert nodes_called(events) == ["", "steps", "steps.b"]


@pytest.mark.parametrize("kind", ["no code", "no link"])
def test_what_is_not_needed_may_be_broken(run_job: RunJob, kind: str) -> None:
    program = nested(shout("a", "a"), shout("b", "b"))
    if kind == "no code":
        program["nodes"][0]["source"] = "def run(:"
        program["nodes"][1]["program"]["nodes"][1]["source"] = "1 // 0"
    else:
        program["links"] = []
        program["nodes"][1]["program"]["links"] = []
    job = programs.job("run", inputs=ASKED, program=program)
    assert "error" in run_job(job)[-1]
    assert outputs(run_job({**job, "only": "steps.a"})) == {"answer": "What is this?a"}


def test_what_was_learned_counts_for_a_part(run_job: RunJob) -> None:
    program = nested(kinds.module("ask", "Predict"), kinds.module("again", "Predict"))
    job = programs.job("run", inputs=ASKED, program=program)
    row = dspy.Example(question="What is that?", answer="a demo")
    learned = dump_state(dspy.LabeledFewShot(k=1).compile(build_program(read_job(json.dumps(job))), trainset=[row]))
    events = run_job({**job, "state": learned, "only": "steps.ask"})
    assert "a demo" in str(of(events, "lm_started")[0]["messages"])


@pytest.mark.parametrize("path", ["nobody", "steps.nobody", "first.a", "steps.a.b"])
@pytest.mark.parametrize("part", ["only", "until"])
def test_a_node_that_is_not_there_is_said(run_job: RunJob, part: str, path: str) -> None:
    error = run_job(programs.job("run", inputs=ASKED, program=nested(shout("a", "a")), **{part: path}))[-1]["error"]
    assert (error["code"], error["where"]["node"]) == ("node_unknown", path)
