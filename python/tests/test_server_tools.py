"""Tools of MCP servers: run against a real one where the package mcp is, and told clearly where it is not."""

from __future__ import annotations

import copy
import importlib.util
import json
import os
import signal
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
from dspex_worker.errors import WorkerError
from dspex_worker.importing.python import PythonFile
from dspex_worker.validate import problems
from dspex_worker.wire import read_job
from gateway import Nursery
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


def started(project: Path) -> list[int]:
    """Ids of the processes that the server of a project has had."""
    return [int(line) for line in (project / "code" / "pids").read_text().split()]


def gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"  # its parent has not asked yet


COUNTED = SERVER.replace(
    'server = MCPServer("orders")',
    'server = MCPServer("orders")\n'
    "import os, pathlib\n"
    'with pathlib.Path(__file__).with_name("pids").open("a") as pids:\n    pids.write(f"{os.getpid()}\\n")',
)


@needs_mcp
def test_a_server_is_kept_over_the_calls_of_a_job_and_ended_with_it(run_job: RunJob, project: Path) -> None:
    kinds.write(project, server=COUNTED)
    rows = [{"id": str(n), "values": {"question": f"A{n}", "answer": f"A{n} is on its way"}} for n in range(5)]
    job = programs.job("evaluate", project, program=calling("order_status"), rows=rows, metric="exact", split="test")
    events = run_job(job)
    assert of(events, "result")[0]["score"] == 1, events[-1]
    (pid,) = started(project)
    assert gone(pid)
    run(run_job, project, calling("order_status"))
    assert len(started(project)) == 2


@needs_mcp
def test_a_server_that_died_is_started_anew(project: Path) -> None:
    from dspex_worker.codegen.server_tool import ServerTool, ToolServer

    kinds.write(project, server=COUNTED)
    tool = ServerTool("order_status", command=COMMAND["command"])
    tool.folder = project
    try:
        assert tool(question="A1") == "A1 is on its way"
        os.kill(started(project)[0], signal.SIGKILL)
        with pytest.raises(Exception, match=r".+"):
            tool(question="A2")
        assert tool(question="A3") == "A3 is on its way"
        assert len(started(project)) == 2
    finally:
        ToolServer.close_all()
    assert all(gone(pid) for pid in started(project))


REFERENCE = f"mcp:{sys.executable} code/server.py:order_status"


def agent(kind: str, **more: Any) -> dict[str, Any]:
    return kinds.one(kinds.module("answer", kind, tools=[REFERENCE], **more))


@needs_mcp
@pytest.mark.parametrize("kind", ["ReAct", "ReActV2", "CodeAct"])
def test_an_agent_is_offered_a_tool_of_a_server(project: Path, kind: str) -> None:
    from dspex_worker.build import build_program
    from dspex_worker.server_tools import close_servers

    program = agent(kind)
    assert not any(problem.severity == "error" for problem in problems(program))
    try:
        built = build_program(read_job(json.dumps(programs.job("run", project, program=program))))
        tool = built.answer.tools["order_status"]
        assert tool.desc == "Says where an order is."
        assert list(tool.args) == ["question"]
        assert copy.deepcopy(built).answer.tools["order_status"](question="A1") == "A1 is on its way"
    finally:
        close_servers()


@needs_mcp
def test_an_agent_calls_a_tool_of_a_server(run_job: RunJob, project: Path) -> None:
    events = run(run_job, project, agent("ReAct", parameters={"max_iters": 3}))
    assert [event["name"] for event in of(events, "tool_started")][:1] == ["order_status"], events[-1]
    assert "is on its way" in str(of(events, "tool_ended")[0]["result"])


@pytest.mark.parametrize("reference", ["mcp:", "mcp:order_status", "mcp::tool", "mcp:python 'open:tool"])
def test_a_reference_that_names_no_tool_is_told(reference: str) -> None:
    program = kinds.one(kinds.module("answer", "ReAct", tools=[reference]))
    (problem,) = problems(program)
    assert (problem.code, problem.node) == ("bad_tool", "answer")


def test_an_agent_starts_no_server_without_trust(run_job: RunJob, project: Path) -> None:
    error = run(run_job, project, agent("ReAct"), trusted=False)[-1]["error"]
    assert (error["code"], error["where"]["node"]) == ("code_not_trusted", "answer")


@pytest.mark.parametrize("server", ["python 'code/my server.py'", "https://127.0.0.1:1/mcp"])
def test_the_export_of_an_agent_read_again_is_the_same_program(project: Path, tmp_path: Path, server: str) -> None:
    program = kinds.one(kinds.module("answer", "ReAct", tools=[f"mcp:{server}:order-status"]))
    file = PythonFile.at(exported(project, tmp_path / "out", program))
    (entry,) = file.entries()
    read = file.read(entry)
    assert read is not None
    assert normal(read.program) == normal(program), file.findings


def test_an_export_cannot_give_codeact_a_tool_of_a_server(project: Path) -> None:
    with pytest.raises(WorkerError, match="CodeAct"):
        export_python(
            read_job(json.dumps(programs.job("export_python", project, program=agent("CodeAct")))), "exported"
        )


@needs_mcp
def test_an_exported_agent_has_the_tool_and_leaves_no_server(project: Path, tmp_path: Path) -> None:
    kinds.write(project, server=COUNTED)
    exported(project, tmp_path / "out", agent("ReAct"))
    code = "import exported; print(exported.Kinds().answer.tools['order_status'](question='A1'))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path / "out", capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "A1 is on its way", done.stderr
    assert all(gone(pid) for pid in started(tmp_path / "out"))


STUBBORN = COUNTED.replace(
    "import os, pathlib\n", "import os, pathlib, signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
).replace("    server.run()", "    try:\n        server.run()\n    finally:\n        signal.pause()")


@needs_mcp
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("ended", ["kill", "nursery"])
def test_a_server_ends_with_a_worker_that_is_killed(project: Path, ended: str) -> None:
    source = STUBBORN.replace('return f"{question} is on its way"', "signal.pause()")
    kinds.write(project, server=source)
    nursery = Nursery()
    try:
        _, worker = nursery.spawn("w1")
        job = programs.job("run", project, program=calling("order_status"), inputs={"question": "A1"})
        assert worker.call("submit", json.dumps(job)) == {"accepted": True}
        polled: list[dict[str, Any]] = []
        while not (project / "code" / "pids").is_file():
            polled += worker.call("poll", "j1", 256, 100)["events"]
            assert not of(polled, "job_ended"), polled[-1]
        (pid,) = started(project)
        if ended == "kill":
            nursery.send(op="kill", id="w1")
            assert nursery.read()["op"] == "exited"
            assert gone(pid)
    finally:
        nursery.close()
    assert gone(pid)
