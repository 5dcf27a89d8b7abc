"""Tutorial-style programs: imported, run, exported, and compared request for request with the file run by DSPy."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import dspy
import pytest
from dspy._vendor.lm15.providers.openai_chat import request_from_openai_chat

import programs
from conftest import of
from dspex_worker.importing.python import Imported, PythonFile
from dspex_worker.practice import practice_lm
from dspex_worker.validate import problems
from http_lm import HttpLm, Reply

FOLDER = Path(__file__).resolve().parents[1] / "tutorials"
HISTORY = {"messages": [{"question": "Who wrote Emma?", "answer": "Jane Austen."}]}
INPUTS: dict[str, dict[str, Any]] = {
    "classification": {"message": "My card has not come yet."},
    "email_extraction": {"subject": "Order A-17", "body": "Where is order A-17, please? It was 12.50 EUR. Ann"},
    "conversation_history": {"question": "What else did she write?", "history": HISTORY},
    "customer_service": {"request": "Which flight has Adam booked?"},
    "best_of_n": {"country": "Belgium"},
    "custom_module": {"text": "Their going too the shop."},
    "multi_hop_search": {"question": "Who leads the team that orders a third screen?"},
    "math_reasoning": {"question": "What is the chance that two dice give two?"},
}
OPAQUE: set[str] = {"custom_module"}
"""Programs with a flow of their own, which become one node."""

RunJob = Callable[[dict[str, Any]], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def lm() -> Iterator[HttpLm]:
    """The Practice LM behind HTTP, so that requests are compared as they go over the wire."""
    engine = practice_lm(3).engine

    def script(body: dict[str, Any]) -> Reply:
        known = {key: value for key, value in body.items() if key in ("model", "messages")}
        return Reply(engine.complete(request_from_openai_chat(known)).message.parts[0].text)

    served = HttpLm(script)
    yield served
    served.close()


def imported(path: Path) -> Imported:
    file = PythonFile.at(path)
    (entry,) = file.entries()
    read = file.read(entry)
    assert read is not None
    assert problems(read.program) == []
    return read


@contextlib.contextmanager
def module_at(path: Path) -> Iterator[ModuleType]:
    """A file as Python runs it; what it imports from its folder is forgotten afterwards."""
    before, known = list(sys.path), set(sys.modules)
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    try:
        spec.loader.exec_module(module)
        yield module
    finally:
        sys.path[:] = before
        for name in set(sys.modules) - known:
            if getattr(sys.modules[name], "__file__", None) and str(path.parent) in str(sys.modules[name].__file__):
                del sys.modules[name]


def plain_requests(path: Path, entry: str, inputs: dict[str, Any], lm: HttpLm) -> list[dict[str, Any]]:
    """What DSPy alone sends for a program of a file: a module class, or an instance."""
    lm.requests.clear()
    record = lm.record()
    plain = dspy.LM(record["model"], api_base=record["api_base"], api_key="k", cache=False, num_retries=0)
    with module_at(path) as module, dspy.context(lm=plain, adapter=dspy.ChatAdapter()):
        found = getattr(module, entry)
        given = {k: dspy.History(**v) if k == "history" else v for k, v in inputs.items()}
        (found() if isinstance(found, type) else found)(**given)
    return list(lm.requests)


@pytest.mark.parametrize("name", INPUTS)
def test_requests_are_equal(name: str, lm: HttpLm, run_job: RunJob, tmp_path: Path) -> None:
    read = imported(FOLDER / f"{name}.py")
    assert read.graph == (name not in OPAQUE)
    expected = plain_requests(FOLDER / f"{name}.py", read.entry, INPUTS[name], lm)
    assert expected

    project = tmp_path / "project"
    for path, text in read.files.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text)
    lm.requests.clear()
    common = {"program": read.program, "lms": {"main": lm.record()}}
    events = run_job(programs.job("run", project, inputs=INPUTS[name], **common))
    assert events[-1]["error"] is None, events[-1]["error"]
    assert list(lm.requests) == expected

    (made,) = of(run_job(programs.job("export_python", project, name="exported", **common)), "result")
    out = tmp_path / "out"
    out.mkdir()
    for path, text in {"exported.py": made["source"], **made["files"]}.items():
        (out / path).write_text(text)
    again = imported(out / "exported.py")
    assert plain_requests(out / "exported.py", again.entry, INPUTS[name], lm) == expected
    if name not in OPAQUE:
        assert json.dumps(again.program["nodes"]) == json.dumps(read.program["nodes"])
