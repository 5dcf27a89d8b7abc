"""A function that an LM wrote becomes a code node that keeps its tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import programs
from conftest import of
from dspex_worker.errors import WorkerError
from dspex_worker.patterns.asnode import Head
from dspex_worker.validate import problems
from http_lm import Reply
from sandboxing import guarded
from scripted import reply

CODE = "def double(x: float) -> float:\n    return 2 * x"
TESTS = ["assert double(3) == 6", "assert double(-1) == -2"]
WANTED = {"task": "Double a number.", "function": "double(x: float) -> float"}


def answering(*codes: str, tests: Any = TESTS) -> Callable[[dict[str, Any]], Reply]:
    turn = iter(codes)
    return lambda body: reply(reasoning="so", code=next(turn), tests=json.dumps(tests))


def asked(run_job: Callable[..., Any], lm: Any, folder: Path, **more: Any) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = run_job(
        programs.job("scaffold", folder, lms={"main": lm.record()}, **{**WANTED, **more})
    )
    return events


@guarded
def test_what_is_accepted_runs_as_a_node(
    run_job: Callable[..., Any], http_lm: Callable[..., Any], tmp_path: Path
) -> None:
    events = asked(run_job, http_lm(answering("def twice(x):\n    return 2 * x", CODE)), tmp_path)
    assert events[-1]["outcome"] == "done", events[-1]["error"]
    (result,) = of(events, "result")
    refused, kept = result["trials"]
    assert (refused["outcome"], refused["reason"]) == ("failed", "The code defines no function double.")
    assert (kept["outcome"], kept["tests"], kept["tried"]) == ("accepted", TESTS, 3)
    assert kept["noticed"] == 3
    assert "double" in kept["killed"]
    node = result["node"]
    assert "def test_double():\n    assert double(3) == 6" in node["source"]
    program = {
        "format": 1, "name": "made", "inputs": node["inputs"], "outputs": node["outputs"],
        "nodes": [{"id": "double", "kind": "code", **{key: node[key] for key in ("source", "inputs", "outputs")}}],
        "links": [{"from": "input.x", "to": "double.x"}, {"from": "double.result", "to": "output.result"}],
    }  # fmt: skip
    assert problems(program) == []
    events = run_job(programs.job("run", tmp_path, program=program, inputs={"x": 4.0}))
    assert of(events, "result")[0]["outputs"] == {"result": 8.0}


@guarded
def test_what_is_not_accepted_says_why_and_is_no_node(
    run_job: Callable[..., Any], http_lm: Callable[..., Any], tmp_path: Path
) -> None:
    bad = http_lm(answering("import os", "def double(x):\n    return x"))
    (result,) = of(asked(run_job, bad, tmp_path, max_corrections=1), "result")
    assert (result["accepted"], result["node"]) == (False, None)
    assert [trial["outcome"] for trial in result["trials"]] == ["failed", "failed"]
    assert "test 1, assert double(3) == 6" in result["trials"][1]["reason"]


@pytest.mark.parametrize("more", [{"task": " "}, {"function": "double"}, {"function": "run(x)"}, {"function": "a(*b)"}])
def test_what_is_no_task_is_refused_before_the_lm_is_asked(
    run_job: Callable[..., Any], http_lm: Callable[..., Any], tmp_path: Path, more: dict[str, Any]
) -> None:
    lm = http_lm(answering(CODE))
    assert asked(run_job, lm, tmp_path, **more)[-1]["error"]["code"] == "scaffold_invalid"
    assert lm.requests == []


def test_types_that_programs_know_are_kept() -> None:
    head = Head.read("def mix(a: list[str], b: Decimal, c) -> dict[str, int]:")
    assert [field["type"] for field in head.inputs] == ["list[str]", "any", "any"]
    assert head.output == {"name": "result", "type": "dict[str, int]", "description": ""}
    with pytest.raises(WorkerError):
        Head.read("a(b); c(d)")
