"""Programs of every kind: the export sends what the canvas sends, and read again it is the same program."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import kinds
import programs
from conftest import outputs
from dspex_worker.codegen import export_python
from dspex_worker.importing.python import PythonFile
from dspex_worker.validate import problems
from dspex_worker.wire import read_job
from exports import canvas_requests, exported_requests, practice_over_http
from generated_kinds import of_all_kinds, write_project
from http_lm import HttpLm
from normalized import normal

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:dspy")  # of how DSPy writes its own modules
QUIET = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def lm() -> Iterator[HttpLm]:
    served = practice_over_http()
    yield served
    served.close()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    write_project(folder)
    return folder


def sorted_requests(requests: list[dict[str, Any]]) -> list[str]:
    """Items of a list are asked for in no order."""
    return sorted(json.dumps(request, sort_keys=True) for request in requests)


@settings(QUIET, max_examples=30)
@given(program=of_all_kinds(runnable=True))
def test_the_export_sends_what_the_canvas_sends(program: dict[str, Any], project: Path, lm: HttpLm) -> None:
    record = programs.job("run", project, program=program, lms={"main": lm.record()}, inputs={"question": "cat or dog"})
    canvas, ended = canvas_requests(record, lm)
    assert ended["error"] is None, ended["error"]
    assert sorted_requests(canvas) == sorted_requests(exported_requests(record, lm))


@QUIET
@given(program=of_all_kinds(runnable=False))
def test_the_export_read_again_is_the_same_program(program: dict[str, Any], project: Path) -> None:
    assert [found for found in problems(program) if found.severity == "error"] == []
    made = export_python(read_job(json.dumps(programs.job("export_python", project, program=program))), "exported")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, text in {"exported.py": made.source, **made.files}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        assert_formatted(folder)
        file = PythonFile.at(folder / "exported.py")
        (entry,) = file.entries()
        read = file.read(entry)
    assert read is not None, file.findings
    assert read.graph, file.findings
    assert normal(read.program) == normal(program)
    for path, text in read.files.items():
        assert text == (project / path).read_text("utf-8"), path


def test_a_router_is_written_as_branches() -> None:
    program = kinds.routed()
    program["nodes"][1:] = [kinds.module("sell", "ChainOfThought"), kinds.module("help", "Predict")]
    program["outputs"].append({"name": "advice", "type": "optional[str]"})
    program["links"].append({"from": "help.answer", "to": "output.advice"})
    source = export_python(read_job(json.dumps(programs.job("export_python", program=program))), "exported").source
    assert (
        source.partition("    def forward")[2].partition("\n\n")[0]
        == """\
(self, question: str, team: Literal["sales", "tech help"]) -> dspy.Prediction:
        advice = None
        if team == "sales":
            sell = self.sell(question=question)
            answer = sell.answer
        else:
            help_result = self.help(question=question)
            answer = help_result.answer
            advice = help_result.answer
        return dspy.Prediction(answer=answer, advice=advice)"""
    )


def test_branches_of_unlike_depth_that_meet(run_job: Callable[..., Any]) -> None:
    kind = {"name": "kind", "type": "literal['a', 'b', 'c']", "description": ""}
    steps = (("sell", "sold "), ("do_a", "a "), ("do_b", "b "), ("join", "joined "))
    program = kinds.program(
        [
            {"id": "route", "kind": "router", "on": kinds.TEAM, "carries": kinds.QUESTION},
            {"id": "inner", "kind": "router", "on": kind, "carries": kinds.QUESTION},
            *(kinds.code(n, f'def run(question):\n    return {{"answer": "{t}" + question}}') for n, t in steps),
        ],
        [
            "input.team > route.team",
            "input.question > route.question",
            "route.sales > sell.question",
            "input.kind > inner.kind",
            "route.tech_help > inner.question",
            "inner.a > do_a.question",
            "inner.b > do_b.question",
            "sell.answer > join.question",
            "do_a.answer > join.question",
            "join.answer > output.answer",
            "do_b.answer > output.answer",
        ],
        inputs=[kinds.QUESTION, kinds.TEAM, kind],
        outputs=[{"name": "answer", "type": "optional[str]", "description": ""}],
    )
    made = export_python(read_job(json.dumps(programs.job("export_python", program=program))), "exported")
    assert 'if team == "sales" or team == "tech help" and kind == "a":' in made.source
    space: dict[str, Any] = {"__name__": "exported"}
    exec(made.source, space)
    for team, chosen in product(("sales", "tech help"), "abc"):
        given = {"question": "it", "team": team, "kind": chosen}
        ran = outputs(run_job(programs.job("run", program=program, inputs=given)))
        assert space["Kinds"]()(**given).answer == ran["answer"]
    file = PythonFile.of(made.source, "exported.py", json.loads(made.files["exported.layout.json"]))
    (entry,) = file.entries()
    read = file.read(entry)
    assert read is not None
    assert normal(read.program) == normal(program), file.findings


@pytest.mark.parametrize(("corpus", "written"), [
    ("notes/*.md", 'dspy.retrievers.Embeddings( passages_of("notes/*.md"), embedder=dspy.Embedder('
                   '"openai/gpt-4o-mini", api_base="http://127.0.0.1:9/v1"), k=3, )'),
    ("train", 'dspy.KNN( k=3, trainset=examples_of("train.examples.jsonl"), vectorizer=dspy.Embedder('
              '"openai/gpt-4o-mini", api_base="http://127.0.0.1:9/v1"), )'),
])  # fmt: skip
def test_embeddings_are_written_with_dspys_own(corpus: str, written: str, project: Path) -> None:
    vectors = {"alias": "v", "model": "openai/gpt-4o-mini", "api_base": "http://127.0.0.1:9/v1", "api_key": "sk-x"}
    program = kinds.found(corpus, method="embeddings", embedder="v")
    lms = {"main": programs.practice(), "v": vectors}
    job = programs.job("export_python", project, program=program, lms=lms)
    source = export_python(read_job(json.dumps(job)), "exported").source
    assert written in " ".join(source.split())
    assert "sk-x" not in source


def assert_formatted(folder: Path) -> None:
    for check in (["format", "--diff"], ["check", "--select", "E,F,W,I"]):
        names = [path.name for path in folder.glob("*.py") if path.name != "functions.py"]
        ruff = [sys.executable, "-m", "ruff", *check, "--isolated", "--line-length", "100", *names]
        done = subprocess.run(ruff, cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
