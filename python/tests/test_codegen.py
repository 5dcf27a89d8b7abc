"""An exported file, run with plain DSPy, sends the requests that the canvas sends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dspy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kinds
import programs
from conftest import of
from dspex_worker.codegen import export_python
from dspex_worker.fields import Records
from dspex_worker.validate import problems
from dspex_worker.wire import read_job
from exports import canvas_requests, exported_requests, forget, imported, practice_over_http
from gateway import environment
from generated import generated, value_of
from http_lm import HttpLm

SAMPLES = Path(__file__).resolve().parents[2] / "assets" / "samples"
RunJob = Callable[[dict[str, Any]], list[dict[str, Any]]]
AT_ONCE = ("TreeOfThoughts", "Consensus", "Parallel")
"""Kinds that send several requests at the same time: which goes first is chance."""
ADAPTERS = ("ChatAdapter", "JSONAdapter", "XMLAdapter")


def assert_equal_requests(record: dict[str, Any], lm: HttpLm) -> None:
    canvas, ended = canvas_requests(record, lm)
    exported = exported_requests(record, lm)
    if ended["error"] and ended["error"]["code"] == "output_invalid":
        exported = exported[: len(canvas)]  # the workbench checks what DSPy lets pass, and stops there
    if any(node["kind"] in AT_ONCE for node in record["program"]["nodes"]):
        canvas, exported = sorted(canvas, key=json.dumps), sorted(exported, key=json.dumps)
    assert canvas == exported
    assert canvas


@pytest.mark.parametrize("adapter", ADAPTERS)
@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*/programs/*.program.json")), ids=lambda path: path.parts[-3])
def test_samples(sample: Path, adapter: str) -> None:
    program = json.loads(sample.read_text())
    rows = sample.parents[1] / "data"
    line = sorted(rows.glob("*.jsonl"))[0].read_text().splitlines()[0]
    lm = practice_over_http()
    try:
        record = programs.job(
            "run",
            sample.parents[1],
            program=program,
            adapter=adapter,
            lms={"main": lm.record(parameters={"temperature": 0.4, "max_tokens": 400})},
            inputs={spec["name"]: json.loads(line)[spec["name"]] for spec in program["inputs"]},
        )
        assert_equal_requests(record, lm)
    finally:
        lm.close()


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*/programs/*.program.json")), ids=lambda path: path.parts[-3])
def test_samples_are_formatted(sample: Path, tmp_path: Path) -> None:
    record = programs.job("run", sample.parents[1], program=json.loads(sample.read_text()))
    made = export_python(read_job(json.dumps(record)), "exported")
    for name, text in {"exported.py": made.source, **made.files}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    for check in (["format", "--diff"], ["check"]):
        ruff = [sys.executable, "-m", "ruff", *check, "--isolated", "--line-length", "100", "exported.py"]
        done = subprocess.run(ruff, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


# ---------------------------------------------------------------- generated programs


@pytest.fixture(scope="module")
def shared_lm() -> Any:
    lm = practice_over_http()
    yield lm
    lm.close()


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(program=generated(), adapter=st.sampled_from(ADAPTERS))
def test_generated_programs(shared_lm: HttpLm, program: dict[str, Any], adapter: str) -> None:
    if problems(program):
        return  # a name that the rules forbid; validation has its own tests
    records = Records(program["types"])
    record = programs.job(
        "run",
        program=program,
        adapter=adapter,
        lms={"main": shared_lm.record()},
        inputs={f["name"]: value_of(records.field(f).type) for f in program["inputs"]},
    )
    assert_equal_requests(record, shared_lm)


# ---------------------------------------------------------------- state, LMs, tools, use


def learned(record: dict[str, Any]) -> dict[str, Any]:
    from dspex_worker.build import build_program
    from dspex_worker.rows import rows_to_examples
    from dspex_worker.state import dump_state

    job = read_job(json.dumps({**record, "rows": programs.rows(6)}))
    examples = rows_to_examples(job, job.rows())
    return dump_state(dspy.LabeledFewShot(k=3).compile(build_program(job), trainset=examples))


def test_learned_state_lies_beside_the_file(shared_lm: HttpLm) -> None:
    record = programs.job("run", lms={"main": shared_lm.record()}, inputs={"ticket": "Where is it?"})
    without, _ = canvas_requests(record, shared_lm)
    record["state"] = learned(record)
    assert_equal_requests(record, shared_lm)
    with_state, _ = canvas_requests(record, shared_lm)
    assert len(with_state[0]["messages"]) == len(without[0]["messages"]) + 6
    assert "exported.state.json" in export_python(read_job(json.dumps(record)), "exported").files


def test_nodes_keep_their_lms(shared_lm: HttpLm) -> None:
    lms = {"main": shared_lm.record(), "fast": shared_lm.record(alias="fast")}
    program = programs.triage(lm="fast")
    record = programs.job("run", lms=lms, inputs={"ticket": "Where is it?"}, program=program)
    assert_equal_requests(record, shared_lm)


def test_code_nodes_keep_their_own_helpers(tmp_path: Path) -> None:
    """Two nodes with a helper of the same name, which is also the name of a node and of the exported class."""
    code = "def {0}(text):\n    return text + '{1}'\n\n\ndef run(question):\n    return {{'answer': {0}(question)}}\n"
    program = kinds.program(
        [
            kinds.code("first", code.format("second", "1")),
            kinds.code("second", code.format("Kinds", "2") + "\n\ndef second():\n    pass\n"),
            kinds.code("third", code.format("second", "3"), [{**kinds.ANSWER, "name": "question"}]),
        ],
        [
            "input.question > first.question",
            "first.answer > second.question",
            "second.answer > third.question",
            "third.answer > output.answer",
        ],
    )
    made = export_python(read_job(json.dumps(programs.job("run", program=program))), "exported")
    assert {"first_code.py", "second_code.py", "third_code.py"} <= made.files.keys()
    before = list(sys.path)
    try:
        module = imported(made.source, made.files, tmp_path, "exported")
        assert module.Kinds()(question="a").answer == "a123"
    finally:
        sys.path[:] = before
        forget(tmp_path)


def test_the_key_is_not_exported(shared_lm: HttpLm) -> None:
    made = export_python(read_job(json.dumps(programs.job("run", lms={"main": shared_lm.record()}))), "exported")
    assert "sk-" not in made.source
    assert shared_lm.url in made.source


def test_a_file_named_like_a_module_of_python_is_refused(tmp_path: Path, run_job: Callable[..., Any]) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "json.py").write_text("def f(x: str) -> str:\n    return x\n")
    program = programs.triage("ReAct", tools=["code/json.py:f"])
    events = run_job(programs.job("export_python", tmp_path, program=program))
    assert events[-1]["error"]["code"] == "export_unsupported"
    assert events[-1]["error"]["where"]["file"] == "code/json.py"


def test_the_file_runs_by_itself(shared_lm: HttpLm, run_job: Callable[..., Any], tmp_path: Path) -> None:
    events = run_job(programs.job("export_python", lms={"main": shared_lm.record()}, name="triage"))
    (tmp_path / "triage.py").write_text(of(events, "result")[0]["source"])
    done = subprocess.run(
        [sys.executable, "triage.py"],
        cwd=tmp_path,
        env=environment(OPENAI_API_KEY="k", DSPY_CACHEDIR=str(tmp_path / "cache")),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "urgency=" in done.stdout


def test_names_from_outside_are_no_code_and_no_paths(run_job: RunJob) -> None:
    events = run_job(programs.job("export_python", adapter="ChatAdapter(); import os"))
    assert events[-1]["error"]["code"] == "adapter_unknown"
    record = programs.job("export_python", name="../../etc/x y")
    record["state"] = learned(record)
    (result,) = of(run_job(record), "result")
    assert sorted(result["files"]) == ["_etc_x_y.layout.json", "_etc_x_y.state.json"]
