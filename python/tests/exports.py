"""Exports run by plain DSPy, and what they send."""

from __future__ import annotations

import contextlib
import importlib.util
import inspect
import json
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import dspy
import pydantic
from dspy._vendor.lm15.providers.openai_chat import request_from_openai_chat

from conftest import drain, start_job
from dspex_worker import types
from dspex_worker.codegen import export_python
from dspex_worker.practice import practice_lm
from dspex_worker.wire import read_job
from http_lm import HttpLm, Reply


def practice_over_http() -> HttpLm:
    """The Practice LM behind HTTP, so that requests are compared as they go over the wire."""
    engine = practice_lm(3).engine

    def script(body: dict[str, Any]) -> Reply:
        known = {key: value for key, value in body.items() if key in ("model", "messages")}
        return Reply(engine.complete(request_from_openai_chat(known)).message.parts[0].text)

    return HttpLm(script)


def canvas_requests(record: dict[str, Any], lm: HttpLm) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    lm.requests.clear()
    ended = drain(start_job(record))[-1]
    return list(lm.requests), ended


def imported(source: str, files: dict[str, str], folder: Path, name: str) -> ModuleType:
    for path, text in {f"{name}.py": source, **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    sys.path.insert(0, str(folder))  # as when Python runs the file
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def exported_requests(record: dict[str, Any], lm: HttpLm) -> list[dict[str, Any]]:
    made = export_python(read_job(json.dumps(record)), "exported")
    before = list(sys.path)
    lm.requests.clear()
    with tempfile.TemporaryDirectory() as folder:
        try:
            module = imported(made.source, made.files, Path(folder), "exported")
            job_lm = record["lms"]["main"]
            plain = dspy.LM(job_lm["model"], api_base=job_lm["api_base"], api_key="k", cache=False, num_retries=0,
                            **job_lm.get("parameters", {}))  # fmt: skip
            aliases = {node["lm"] for node in record["program"]["nodes"] if node.get("lm")}
            program = started(module, dict.fromkeys(aliases, plain))
            adapter = getattr(dspy, record["adapter"])()
            with dspy.context(lm=plain, adapter=adapter, interpreter_factory=dspy.LocalInterpreter):
                failures = (dspy.utils.exceptions.AdapterParseError, dspy.LMError)
                with contextlib.suppress(*failures):  # the canvas failed in the same place, or the requests differ
                    program(**typed(record, module))
        finally:
            sys.path[:] = before
            forget(Path(folder))
    return list(lm.requests)


def forget(folder: Path) -> None:
    """Unloads the modules of a folder: the next export may have others of the same names."""
    loaded = [name for name, module in sys.modules.items() if _file(module).is_relative_to(folder)]
    for name in loaded:
        del sys.modules[name]


def _file(module: ModuleType) -> Path:
    return Path(getattr(module, "__file__", None) or "/")


def started(module: ModuleType, lms: dict[str, Any]) -> Any:
    """The exported program: by its ``build`` where it has one, else its module class."""
    if hasattr(module, "build"):
        return module.build(lms) if lms else module.build()
    return [kind for kind in vars(module).values() if inspect.isclass(kind) and issubclass(kind, dspy.Module)][-1]()


def typed(record: dict[str, Any], module: ModuleType) -> dict[str, Any]:
    """The job's inputs as values of the exported file's own types."""
    specs = record["program"].get("types", [])
    models = {spec["name"]: getattr(module, spec["name"], None) for spec in specs}
    values = {}
    for field in record["program"]["inputs"]:
        kind = types.python_type(types.parse(field["type"], list(models)), models)
        values[field["name"]] = pydantic.TypeAdapter(kind).validate_python(record["inputs"][field["name"]])
    return values
