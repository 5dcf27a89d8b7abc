"""Tools of MCP servers: run against a real one where the package mcp is, and told clearly where it is not."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kinds
import programs
from conftest import of
from dspex_worker.codegen import export_python
from dspex_worker.importing.python import PythonFile
from dspex_worker.wire import read_job
from normalized import normal

RunJob = Callable[[dict[str, Any]], list[dict[str, Any]]]
SERVER = '''
from mcp.server.mcpserver import MCPServer

server = MCPServer("orders")


@server.tool()
def order_status(question: str) -> str:
    """Says where an order is."""
    return f"{question} is on its way"


@server.tool()
def count(words: list[str]) -> int:
    """Counts words."""
    return len(words)


@server.tool()
def fail(question: str) -> str:
    """Fails."""
    raise ValueError("no such order")


if __name__ == "__main__":
    server.run()
'''
needs_mcp = pytest.mark.skipif(importlib.util.find_spec("mcp") is None, reason="the package mcp is not installed")
COMMAND = {"command": [sys.executable, "code/server.py"]}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    kinds.write(tmp_path, server=SERVER)
    return tmp_path


def calling(tool: str, server: dict[str, Any] = COMMAND, **more: Any) -> dict[str, Any]:
    ends = {"inputs": [kinds.QUESTION], "outputs": [kinds.ANSWER]}
    return kinds.one({"id": "call", "kind": "tool", "server": server, "tool": tool, **ends, **more})


def run(run_job: RunJob, project: Path, program: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    return run_job(programs.job("run", project, program=program, inputs={"question": "A1"}, **more))


@needs_mcp
def test_a_tool_of_a_server_runs_and_is_told(run_job: RunJob, project: Path) -> None:
    events = run(run_job, project, calling("order_status"))
    assert of(events, "result")[0]["outputs"] == {"answer": "A1 is on its way"}, events[-1]
    assert [event["name"] for event in of(events, "tool_started")] == ["order_status"]


@needs_mcp
def test_values_keep_their_types(run_job: RunJob, project: Path) -> None:
    words, number = {"name": "words", "type": "list[str]"}, {"name": "number", "type": "int"}
    node = {"id": "call", "kind": "tool", "server": COMMAND, "tool": "count", "inputs": [words], "outputs": [number]}
    program = kinds.program([node], ["input.words > call.words", "call.number > output.number"], [words], [number])
    events = run_job(programs.job("run", project, program=program, inputs={"words": ["a", "b"]}))
    assert of(events, "result")[0]["outputs"] == {"number": 2}, events[-1]


@needs_mcp
@pytest.mark.parametrize(("tool", "server", "why"), [
    ("fail", COMMAND, "Error executing tool fail"),
    ("none", COMMAND, "has no tool of that name"),
    ("any", {"command": ["/nowhere/server"]}, "does not start"),
])  # fmt: skip
def test_what_fails_is_told(run_job: RunJob, project: Path, tool: str, server: dict[str, Any], why: str) -> None:
    error = run(run_job, project, calling(tool, server))[-1]["error"]
    assert (error["code"], error["where"]["node"]) == ("tool_failed", "call")
    assert why in error["message"]


def test_nothing_is_started_without_trust(run_job: RunJob, project: Path) -> None:
    error = run(run_job, project, calling("order_status"), trusted=False)[-1]["error"]
    assert (error["code"], error["where"]["node"]) == ("code_not_trusted", "call")


def test_without_the_package_it_is_told(run_job: RunJob, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *more: None if name == "mcp" else find(name, *more))
    error = run(run_job, project, calling("order_status"))[-1]["error"]
    assert (error["code"], error["where"]["node"]) == ("needs_mcp", "call")
    assert "--flavor mcp" in error["hint"]


def exported(project: Path, folder: Path, program: dict[str, Any]) -> Path:
    made = export_python(read_job(json.dumps(programs.job("export_python", project, program=program))), "exported")
    for name, text in {"exported.py": made.source, **made.files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder / "exported.py"


@pytest.mark.parametrize("server", [COMMAND, {"url": "http://127.0.0.1:1/mcp"}])
def test_the_export_read_again_is_the_same_program(project: Path, tmp_path: Path, server: dict[str, Any]) -> None:
    program = calling("order-status", server, title="Ask the shop")
    file = PythonFile.at(exported(project, tmp_path / "out", program))
    (entry,) = file.entries()
    read = file.read(entry)
    assert read is not None
    assert normal(read.program) == normal(program), file.findings


@needs_mcp
def test_the_export_runs_with_plain_dspy(project: Path, tmp_path: Path) -> None:
    exported(project, tmp_path / "out", calling("order_status"))
    code = "import exported; print(exported.Kinds()(question='A1').answer)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path / "out", capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "A1 is on its way", done.stderr
