"""Kinds of nodes that ask no LM: routers, programs within, code, tools, retrievers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kinds
import programs
from conftest import nodes_called, of, outputs

RunJob = Callable[[dict[str, Any]], list[dict[str, Any]]]
ASKED = {"question": "What is this?"}


@pytest.mark.parametrize(("team", "taken", "left", "answer"), [
    ("sales", "sell", "help", "sold What is this?"),
    ("tech help", "help", "sell", "helped What is this?"),
])  # fmt: skip
def test_a_router_takes_one_branch_and_tells_what_is_skipped(
    run_job: RunJob, team: str, taken: str, left: str, answer: str
) -> None:
    events = run_job(programs.job("run", inputs={**ASKED, "team": team}, program=kinds.routed()))
    assert outputs(events) == {"answer": answer}
    assert nodes_called(events) == ["", "route", taken]
    (skipped,) = of(events, "node_skipped")
    root = of(events, "call_started")[0]["id"]
    assert (skipped["node"], skipped["absent"], skipped["parent"]) == (left, "question", root)


def test_skipping_goes_on_and_stops_at_an_optional_input(run_job: RunJob) -> None:
    program = kinds.routed()
    maybe = {"name": "maybe", "type": "optional[str]"}
    program["nodes"] += [
        kinds.code("after", "def run(question):\n    return {'answer': question}"),
        kinds.code("last", "def run(maybe):\n    return {'answer': repr(maybe)}", [maybe]),
    ]
    program["outputs"].append({"name": "told", "type": "str"})
    program["links"] += [
        {"from": "help.answer", "to": "after.question"},
        {"from": "after.answer", "to": "last.maybe"},
        {"from": "last.answer", "to": "output.told"},
    ]
    events = run_job(programs.job("run", inputs={**ASKED, "team": "sales"}, program=program))
    assert outputs(events)["told"] == "None"
    assert [event["node"] for event in of(events, "node_skipped")] == ["help", "after"]


def test_an_output_of_a_branch_not_taken_is_an_error_or_none(run_job: RunJob) -> None:
    program = kinds.routed()
    program["outputs"] = [{"name": "answer", "type": "str"}]
    program["links"].pop()
    job = programs.job("run", inputs={**ASKED, "team": "tech help"}, program=program)
    assert run_job(job)[-1]["error"]["code"] == "output_invalid"
    program["outputs"][0]["type"] = "optional[str]"
    assert outputs(run_job(job)) == {"answer": None}


def test_a_nested_program_has_predictors_and_paths_of_its_own(run_job: RunJob) -> None:
    inner = kinds.one(kinds.module("classify", "ChainOfThought"))
    inner = {key: inner[key] for key in ("inputs", "outputs", "nodes", "links")}
    middle = kinds.one({"id": "deep", "kind": "program", "program": inner})
    middle = {key: middle[key] for key in ("inputs", "outputs", "nodes", "links")}
    program = kinds.one({"id": "sub", "kind": "program", "program": middle})
    events = run_job(programs.job("run", inputs=ASKED, program=program))
    assert outputs(events).keys() == {"answer"}
    assert nodes_called(events) == ["", "sub", "sub.deep", "sub.deep.classify", "sub.deep.classify.predict"]
    preview = run_job(programs.job("preview", node="sub.deep.classify", inputs={}, program=program))
    assert "[question]" in str(of(preview, "result")[0]["messages"])


def test_an_error_in_a_nested_program_names_its_path(run_job: RunJob) -> None:
    inner = kinds.one(kinds.code("split", "def run(question):\n    return {'answer': 1 // 0}"))
    program = kinds.one({"id": "sub", "kind": "program",
                         "program": {key: inner[key] for key in ("inputs", "outputs", "nodes", "links")}})  # fmt: skip
    error = run_job(programs.job("run", inputs=ASKED, program=program))[-1]["error"]
    assert (error["code"], error["where"]["node"], error["where"]["line"]) == ("code_failed", "sub.split", 2)


def test_code_is_not_run_without_trust(run_job: RunJob) -> None:
    program = kinds.one(kinds.code("split", "def run(question):\n    return {'answer': question}"))
    error = run_job(programs.job("run", inputs=ASKED, program=program, trusted=False))[-1]["error"]
    assert (error["code"], error["where"]["node"]) == ("code_not_trusted", "split")
    assert outputs(run_job(programs.job("run", inputs=ASKED, program=program))) == {"answer": ASKED["question"]}


def test_a_tool_node_calls_a_function_of_the_project(run_job: RunJob, tmp_path: Path) -> None:
    kinds.write(tmp_path, tools="def shout(question: str) -> str:\n    return question.upper()\n")
    node = {"id": "call", "kind": "tool", "function": "code/tools.py:shout", "inputs": [kinds.QUESTION],
            "outputs": [kinds.ANSWER]}  # fmt: skip
    events = run_job(programs.job("run", tmp_path, inputs=ASKED, program=kinds.one(node)))
    assert outputs(events) == {"answer": "WHAT IS THIS?"}
    assert [(event["name"], event["node"]) for event in of(events, "tool_started")] == [("shout", "call")]


def test_a_retriever_gives_the_passages_that_fit(run_job: RunJob, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("# Cats\n\nA cat sleeps.\n\nA dog barks at what is new.\n")
    program = kinds.found("notes/*.md", parameters={"k": 1})
    asked = {"question": "Why does the dog bark, what is new?"}
    events = run_job(programs.job("run", tmp_path, inputs=asked, program=program))
    assert outputs(events) == {"passages": ["A dog barks at what is new."]}
    error = run_job(programs.job("run", tmp_path, inputs=ASKED, program=kinds.found("none/*.md")))[-1]["error"]
    assert (error["code"], error["where"]["node"]) == ("corpus_empty", "find")
