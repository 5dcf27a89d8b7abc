"""The table of kinds: each of them builds, runs, is exported, and is the same program when it is imported again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kinds
import programs
from conftest import of
from dspex_worker.build import build_program
from dspex_worker.codegen import export_python
from dspex_worker.importing.python import PythonFile
from dspex_worker.kinds import KINDS
from dspex_worker.validate import problems
from dspex_worker.wire import read_job
from http_lm import Reply
from normalized import normal
from sandboxing import guarded
from scripted import reply, wants

pytestmark = pytest.mark.usefixtures("cancels")

FUNCTIONS = '''
import dspy


def look(question: str) -> str:
    """Looks it up."""
    return "seen"


def enough(args, pred):
    return 1.0


class Own(dspy.Module):
    """Asks twice."""

    def __init__(self, times=2):
        super().__init__()
        self.ask = dspy.Predict("question -> answer")
        self.times = times

    def forward(self, question):
        for _ in range(self.times):
            said = self.ask(question=question)
        return said
'''
TOOLS = {"tools": ["code/functions.py:look"], "parameters": {"max_iters": 2}}
REWARD = {"inner": "ChainOfThought", "reward": "code/functions.py:enough"}
ENDS = {"inputs": [kinds.QUESTION], "outputs": [kinds.ANSWER]}
LISTED = {"name": "questions", "type": "list[str]", "description": ""}
BODY = {key: value for key, value in kinds.one(kinds.module("ask", "Predict")).items() if key not in ("format", "name")}


def asking(kind: str, **more: Any) -> dict[str, Any]:
    return kinds.one(kinds.module("node", kind, **more))


PROGRAMS: dict[str, dict[str, Any]] = {
    "Predict": asking("Predict"),
    "ChainOfThought": asking("ChainOfThought"),
    "ReAct": asking("ReAct", **TOOLS),
    "ReActV2": asking("ReActV2", **TOOLS),
    "ProgramOfThought": asking("ProgramOfThought"),
    "CodeAct": asking("CodeAct", **TOOLS),
    "RLM": asking("RLM", **TOOLS),
    "MultiChainComparison": asking("MultiChainComparison", parameters={"M": 2}),
    "BestOfN": asking("BestOfN", **REWARD),
    "Refine": asking("Refine", **REWARD),
    "SelfCorrecting": asking("SelfCorrecting", **REWARD, parameters={"max_corrections": 1, "second_chain": True}),
    "TreeOfThoughts": asking("TreeOfThoughts", parameters={"depth": 1, "votes": 1, "search": "depth_first"}),
    "Consensus": asking("Consensus", inner="Predict", parameters={"N": 2, "threads": 1, "temperature": 0.5}),
    "Consensus of members": asking(
        "Consensus",
        members=[
            {"kind": "Predict", "temperature": 0.2},
            {"kind": "ChainOfThought", "lm": "main"},
            {"kind": "ReAct", "temperature": 0.7},
        ],
        tools=["code/functions.py:look"],
        parameters={"max_tokens": 300, "max_iters": 2, "threads": 1},
    ),
    "Parallel": kinds.program(
        [kinds.module("node", "Parallel", inner="Predict", over="question")],
        ["input.questions > node.question", "node.answer > output.answers"],
        [LISTED],
        [{"name": "answers", "type": "list[str]", "description": ""}],
    ),
    "retriever": kinds.found("notes/*.md"),
    "router": kinds.routed(),
    "program": kinds.one({"id": "node", "kind": "program", "program": BODY}),
    "tool": kinds.one({"id": "node", "kind": "tool", "function": "code/functions.py:look", **ENDS}),
    "code": kinds.one(kinds.code("node", "def run(question):\n    return {'answer': question[::-1]}")),
    "imported": kinds.one(
        {"id": "node", "kind": "imported", "class": "code/functions.py:Own", "arguments": {"times": 3}, **ENDS}
    ),
}
INPUTS = {"question": "a cat", "questions": ["a cat", "a dog"], "team": "sales"}
ANSWERS = {
    "next_steps": '["one", "two"]',
    "value": "0.5",
    "next_tool_name": "finish",
    "next_tool_args": "{}",
    "tool_calls": json.dumps({"tool_calls": [{"name": "submit", "args": {"answer": "yes"}}]}),
    "generated_code": "```python\nSUBMIT({'answer': 'yes'})\n```",
    "code": "```python\nSUBMIT(answer='yes')\n```",
    "finished": "True",
}


def answered(body: dict[str, Any]) -> Reply:
    return reply(**{name: ANSWERS.get(name, "yes") for name in wants(body)})


@pytest.fixture
def project(tmp_path: Path) -> Path:
    kinds.write(tmp_path, functions=FUNCTIONS)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "pets.md").write_text("A cat sleeps.\n\nA dog barks.\n")
    return tmp_path


def job(kind: str, project: Path, program: dict[str, Any], **more: Any) -> dict[str, Any]:
    return programs.job(kind, project, program=program, **more)


def test_the_table_has_no_other_kind() -> None:
    assert set(PROGRAMS) == {*KINDS, "Consensus of members"}
    for kind, program in PROGRAMS.items():
        assert kind.split()[0] in {node["kind"] for node in program["nodes"]}
        assert not [problem for problem in problems(program) if problem.severity == "error"]


@pytest.mark.parametrize("kind", PROGRAMS)
@guarded
def test_it_builds(project: Path, kind: str) -> None:
    program = PROGRAMS[kind]
    built = build_program(read_job(json.dumps(job("run", project, program))))
    assert all(hasattr(built, node["id"]) for node in program["nodes"])


@pytest.mark.parametrize("kind", PROGRAMS)
@guarded
def test_it_runs(run_job: Callable[..., Any], http_lm: Callable[..., Any], project: Path, kind: str) -> None:
    program = PROGRAMS[kind]
    given = {field["name"]: INPUTS[field["name"]] for field in program["inputs"]}
    lms = {"main": http_lm(answered).record()}
    events = run_job(job("run", project, program, inputs=given, lms=lms))
    assert events[-1]["outcome"] == "done", events[-1]["error"]
    found = of(events, "result")[0]["outputs"]
    assert set(found) == {field["name"] for field in program["outputs"]}
    assert all(found.values())


@pytest.mark.parametrize("kind", PROGRAMS)
def test_it_is_exported_and_the_same_when_it_is_imported_again(project: Path, tmp_path: Path, kind: str) -> None:
    program = PROGRAMS[kind]
    made = export_python(read_job(json.dumps(job("export_python", project, program))), "exported")
    folder = tmp_path / "out"
    for name, text in {"exported.py": made.source, **made.files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    compile(made.source, "exported.py", "exec")
    file = PythonFile.at(folder / "exported.py")
    (entry,) = [entry for entry in file.entries() if entry.name == "Kinds"]
    read = file.read(entry)
    assert read is not None
    assert read.graph, file.findings
    again = normal(read.program)
    if kind == "imported":  # the class lies in a file beside the export, which is another path
        assert [node["kind"] for node in again["nodes"]] == ["imported"]
    else:
        assert again == normal(program), file.findings
