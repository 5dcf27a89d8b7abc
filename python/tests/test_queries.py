"""The job kinds that ask about something and run nothing: preview, describe, check_program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import programs
from conftest import of
from dspex_worker.kinds import KINDS

RunJob = Callable[[dict[str, Any]], list[dict[str, Any]]]


@pytest.mark.parametrize("adapter", ["ChatAdapter", "JSONAdapter", "XMLAdapter"])
@pytest.mark.parametrize("kind", ["Predict", "ChainOfThought", "ReAct"])
def test_a_preview_is_the_prompt_that_is_sent(run_job: RunJob, adapter: str, kind: str) -> None:
    inputs = {"ticket": "My card was charged twice"}
    common = {"program": programs.triage(kind, parameters={"temperature": 0.2}), "adapter": adapter}
    (preview,) = of(run_job(programs.job("preview", node="classify", inputs=inputs, **common)), "result")
    sent = of(run_job(programs.job("run", inputs=inputs, **common)), "lm_started")[0]
    assert preview["messages"] == sent["messages"]
    assert preview["config"] == sent["config"]
    size = sum(len(message["content"].encode()) for message in sent["messages"])
    assert preview["tokens"] == (size + 3) // 4


def test_a_preview_asks_no_lm_and_needs_none(run_job: RunJob) -> None:
    events = run_job(programs.job("preview", node="classify", inputs={}, lms={}, lm=""))
    assert [event["type"] for event in events] == ["job_started", "result", "job_ended"]
    assert "[ticket]" in of(events, "result")[0]["messages"][-1]["content"]


def test_a_preview_of_no_node(run_job: RunJob) -> None:
    error = run_job(programs.job("preview", node="nope", inputs={}))[-1]["error"]
    assert (error["code"], error["where"]["node"]) == ("node_unknown", "nope")


def test_describe(run_job: RunJob) -> None:
    (result,) = of(run_job(programs.job("describe", program={})), "result")
    modules = {module["name"]: module for module in result["modules"]}
    usable = {name for name, module in modules.items() if module["usable"]}
    assert usable == {kind.name for kind in KINDS.values() if kind.signature}
    assert modules["ReAct"]["tools"]
    assert modules["ChainOfThought"]["outputs"] == [{"name": "reasoning", "type": "str"}]
    assert [adapter["name"] for adapter in result["adapters"]] == ["ChatAdapter", "JSONAdapter", "XMLAdapter"]
    assert "MIPROv2" in [optimizer["name"] for optimizer in result["optimizers"]]
    keys = {"name", "type", "default", "choices", "minimum", "maximum", "help", "required"}
    for entry in [*result["modules"], *result["optimizers"]]:
        assert all(set(parameter) >= keys for parameter in entry["parameters"]), entry["name"]


def test_ask_suggests_and_says_when_there_is_no_more(run_job: RunJob) -> None:
    space = [{"name": "module", "kind": "choice", "options": ["Predict", "ReAct"]}]
    asked = {"space": space, "sampler": "Grid", "objectives": [{"name": "score"}], "trials": []}
    first, second, third = (
        of(run_job(programs.job("ask", program={}, number=number, **asked)), "result")[0] for number in range(3)
    )
    assert {first["values"]["module"], second["values"]["module"]} == {"Predict", "ReAct"}
    assert third["exhausted"] is True


def test_check_sandbox_tells_every_guard(run_job: RunJob) -> None:
    (result,) = of(run_job(programs.job("check_sandbox", program={})), "result")
    for guard in result["guards"]:
        assert guard["ok"] == (guard["reason"] is None)
        assert guard["ok"] or guard["hint"]
    missing = [guard["name"] for guard in result["guards"] if guard["required"] and not guard["ok"]]
    assert result["ok"] == (not missing)


def test_check_program_builds(run_job: RunJob, tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "tools.py").write_text("def f(x: str) -> str:\n    return x\n\nbroken = 1 / 0\n")
    program = programs.triage("ReAct", tools=["code/tools.py:f"])
    (result,) = of(run_job(programs.job("check_program", tmp_path, program=program)), "result")
    (problem,) = result["problems"]
    assert (problem["code"], problem["file"], problem["line"], problem["node"]) == (
        "code_failed",
        "code/tools.py",
        4,
        "classify",
    )


@pytest.mark.parametrize(
    ("reference", "code"),
    [("code/none.py:f", "code_missing"), ("../outside.py:f", "bad_tool"), ("code/tools.py:g", "code_missing")],
)
def test_code_that_is_not_there(run_job: RunJob, tmp_path: Path, reference: str, code: str) -> None:
    project = tmp_path / "project"
    (project / "code").mkdir(parents=True)
    (project / "code" / "tools.py").write_text("def f(x: str) -> str:\n    return x\n")
    (tmp_path / "outside.py").write_text("def f(x: str) -> str:\n    return x\n")
    program = programs.triage("ReAct", tools=[reference])
    (result,) = of(run_job(programs.job("check_program", project, program=program)), "result")
    assert [problem["code"] for problem in result["problems"]] == [code]
    assert not list(project.glob("**/__pycache__"))
