"""Program → Python → program gives the equal program."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import programs
from dspex_worker.codegen import export_python
from dspex_worker.importing.python import PythonFile
from dspex_worker.validate import problems
from dspex_worker.wire import read_job
from generated import generated
from normalized import normal

SAMPLES = Path(__file__).resolve().parents[3] / "assets" / "samples"
LAYOUT_KEYS = {"format", "program", "class", "description", "types", "inputs", "outputs", "nodes", "order", "rest"}


def exported(program: dict[str, Any], folder: Path, project: Path | str = "/nowhere") -> Path:
    made = export_python(read_job(json.dumps(programs.job("export_python", project, program=program))), "exported")
    for name, text in {"exported.py": made.source, **made.files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "exported.py"


def reimported(path: Path) -> tuple[dict[str, Any], dict[str, str]]:
    file = PythonFile.at(path)
    (entry,) = file.entries()
    read = file.read(entry)
    assert read is not None
    assert read.graph, file.findings
    return read.program, read.files


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*/programs/*.program.json")), ids=lambda path: path.parts[-3])
def test_samples(sample: Path, tmp_path: Path) -> None:
    program = json.loads(sample.read_text("utf-8"))
    back, files = reimported(exported(program, tmp_path, sample.parents[1]))
    assert normal(back) == normal(program)
    for path, text in files.items():
        assert text == (sample.parents[1] / path).read_text("utf-8")


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(program=generated(), notes=st.booleans())
def test_generated_programs(program: dict[str, Any], notes: bool) -> None:
    if problems(program):
        return  # a name that the rules forbid; validation has its own tests
    if notes:
        program["ends"] = {"input": {"x": 1, "y": 2}}
        program["notes"] = [{"text": "look here", "at": {"x": 1, "y": 2}}]
        program["nodes"][0] |= {"title": "First", "at": {"x": 10.5, "y": -3}}
    with tempfile.TemporaryDirectory() as folder:
        path = exported(program, Path(folder))
        layout = json.loads(path.with_suffix(".layout.json").read_text("utf-8"))
        back, _ = reimported(path)
        path.with_suffix(".layout.json").unlink()
        bare, _ = reimported(path)
    assert normal(back) == normal(program)
    assert set(layout) <= LAYOUT_KEYS
    assert set(layout.get("rest", {})) <= {"notes", "ends"}
    assert meaning(bare) == meaning(program)


def meaning(program: dict[str, Any]) -> dict[str, Any]:
    """What a program sends: all that must be in the Python itself, whatever becomes of the side file."""
    import inspect

    nodes = []
    for node in program["nodes"]:
        signature = node["signature"]
        instructions = inspect.cleandoc(signature.get("instructions") or "")
        fields = {side: signature[side] for side in ("inputs", "outputs")}
        nodes.append({"id": node["id"], "kind": node["kind"], "parameters": node.get("parameters") or {},
                      "instructions": instructions, **fields})  # fmt: skip
    links = sorted(json.dumps(link, sort_keys=True) for link in program["links"])
    names = {side: {f["name"] for f in program[side]} for side in ("inputs", "outputs")}
    return normal({"nodes": nodes, "links": []}) | {"links": links, **names}
