"""Programs of every kind: the export sends what the canvas sends, and read again it is the same program."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import programs
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


@QUIET
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


def assert_formatted(folder: Path) -> None:
    for check in (["format", "--diff"], ["check", "--select", "E,F,W,I"]):
        names = [path.name for path in folder.glob("*.py") if path.name != "functions.py"]
        ruff = [sys.executable, "-m", "ruff", *check, "--isolated", "--line-length", "100", *names]
        done = subprocess.run(ruff, cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
