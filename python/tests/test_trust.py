"""Every way in which a job could reach the project's own code: without trust none of it is run, and it is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kinds
import programs

RunJob = Callable[[dict[str, Any]], list[dict[str, Any]]]

CODE = "open(__file__ + '.ran', 'w').close()\n"
LOADED = "code/own.py:own"
ENDS = {"inputs": [kinds.QUESTION], "outputs": [kinds.ANSWER]}
SOURCE = "def run(question):\n    open('ran', 'w').close()\n    return {'answer': question}\n"

NODES: dict[str, dict[str, Any]] = {
    "code": kinds.code("own", SOURCE),
    "function": {"id": "own", "kind": "tool", "function": LOADED, **ENDS},
    "command": {"id": "own", "kind": "tool", "server": {"command": ["touch", "ran"]}, "tool": "any", **ENDS},
    "address": {"id": "own", "kind": "tool", "server": {"url": "http://127.0.0.1:1/mcp"}, "tool": "any", **ENDS},
    "imported": {"id": "own", "kind": "imported", "class": LOADED, **ENDS},
}

MODULES: dict[str, dict[str, Any]] = {
    "tools": {"kind": "ReAct", "tools": [LOADED]},
    "code_act": {"kind": "CodeAct", "tools": [LOADED]},
    "reward": {"kind": "BestOfN", "inner": "Predict", "reward": LOADED, "parameters": {"N": 2, "threshold": 1.0}},
    "refine": {"kind": "Refine", "inner": "Predict", "reward": LOADED, "parameters": {"N": 2, "threshold": 1.0}},
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "own.py").write_text(CODE)
    return tmp_path


def program(name: str) -> dict[str, Any]:
    if name in NODES:
        return kinds.one(NODES[name])
    more = dict(MODULES[name])
    return programs.triage(more.pop("kind"), **more)


def assert_not_run(run_job: RunJob, project: Path, kind: str, **more: Any) -> None:
    """The job fails for want of trust, with a way to allow it, and leaves nothing behind."""
    ended = run_job(programs.job(kind, project, trusted=False, **more))[-1]
    assert ended["error"]["code"] == "code_not_trusted", ended
    assert "not trusted" in ended["error"]["message"]
    assert "--trust" in ended["error"]["hint"]
    assert_nothing_ran(project)


def assert_nothing_ran(project: Path) -> None:
    assert sorted(path.name for path in project.rglob("*")) == ["code", "own.py"]


def asked(name: str) -> dict[str, Any]:
    return {"question": "why?"} if name in NODES else {"ticket": "My invoice is wrong."}


@pytest.mark.parametrize("name", [*NODES, *MODULES])
def test_nothing_is_run(run_job: RunJob, project: Path, name: str) -> None:
    assert_not_run(run_job, project, "run", program=program(name), inputs=asked(name))


@pytest.mark.parametrize("name", [*NODES, *MODULES])
def test_nothing_is_evaluated(run_job: RunJob, project: Path, name: str) -> None:
    rows = [{"id": "1", "values": {**asked(name), "answer": "so", "urgency": "low"}}]
    more = {"program": program(name), "rows": rows, "metric": "exact", "split": "test"}
    assert_not_run(run_job, project, "evaluate", **more)


def test_no_metric_of_the_project_scores(run_job: RunJob, project: Path) -> None:
    assert_not_run(run_job, project, "evaluate", rows=programs.rows(2), metric=LOADED, split="test")
    answers = {"0": {"urgency": "low"}, "1": {"urgency": "low"}}
    assert_not_run(run_job, project, "score", rows=programs.rows(2), metric=LOADED, predictions=answers)


@pytest.mark.parametrize("name", MODULES)
def test_a_preview_loads_nothing(run_job: RunJob, project: Path, name: str) -> None:
    run_job(programs.job("preview", project, trusted=False, program=program(name), node="classify", inputs={}))
    assert_nothing_ran(project)


@pytest.mark.parametrize("name", [*NODES, *MODULES])
@pytest.mark.parametrize("kind", ["check_program", "export_python"])
def test_checking_and_exporting_load_nothing(run_job: RunJob, project: Path, name: str, kind: str) -> None:
    run_job(programs.job(kind, project, trusted=False, program=program(name), name="exported"))
    assert_nothing_ran(project)


@pytest.mark.parametrize("trusted", [False, True])
def test_what_is_imported_is_read_and_never_run(run_job: RunJob, project: Path, trusted: bool) -> None:
    file = project / "code" / "own.py"
    file.write_text(CODE + "import dspy\n\nclass QA(dspy.Module):\n    " + CODE.strip() + "\n"
                    "    def __init__(self):\n        self.qa = dspy.Predict('question -> answer')\n"
                    "    def forward(self, question):\n        return self.qa(question=question)\n")  # fmt: skip
    job = programs.job("import", project, trusted=trusted, path=str(file), entry=None)
    assert run_job(job)[-1]["outcome"] == "done"
    assert_nothing_ran(project)
