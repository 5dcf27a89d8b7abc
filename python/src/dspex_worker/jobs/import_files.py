"""Job kind ``import``: a file or folder from outside as programs, a state or record types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dspex_worker.errors import Where, WorkerError
from dspex_worker.importing.ends import extraction
from dspex_worker.importing.findings import Finding
from dspex_worker.importing.json_schema import SchemaReader, looks_like_schema
from dspex_worker.importing.names import program_name, snake
from dspex_worker.importing.project import is_cli_project, read_cli_project
from dspex_worker.importing.python import Entry, PythonFile
from dspex_worker.importing.state import bind_state, looks_like_state
from dspex_worker.jobs.context import JobContext
from dspex_worker.wire import Job, Json

_LARGEST_JSON = 10_000_000


def import_files(job: Job, context: JobContext) -> Json:
    """Reads ``path`` (or ``text`` with ``file`` as its name); ``entry`` chooses where a file has several programs.

    The result: ``what`` (python, state, json_schema, project), ``entries`` that can be chosen, ``programs``
    (none while the choice is open), ``state`` bound to the job's program, ``settings`` of a project, ``findings``.
    """
    path = Path(str(job.body.get("path") or ""))
    entry = job.body.get("entry")
    if job.body.get("text") is None and path.is_dir():
        return _project(path, entry)
    name = str(job.body.get("file") or path.name)
    if name.endswith(".json"):
        return _json(job, context, path, name)
    if not name.endswith(".py"):
        raise WorkerError(
            "import_unknown",
            f"{name} is nothing that can be imported.",
            "Choose a Python file, a saved DSPy state or a JSON Schema (.json), or a dspy-cli project folder.",
            where=Where(file=name),
        )
    text = job.body.get("text")
    return _python(PythonFile.of(str(text), name) if text is not None else PythonFile.at(path), entry, name)


def _python(file: PythonFile, wanted: Any, name: str) -> Json:
    entries = file.entries()
    if not entries:
        raise WorkerError(
            "import_empty",
            f"There is no DSPy program in {name}.",
            "A program is a dspy.Module class, a predictor such as dspy.Predict, a signature or a Pydantic model.",
            where=Where(file=name),
        )
    chosen = _chosen(entries, wanted, name)
    read = [found for found in map(file.read, chosen) if found is not None]
    if chosen and not read:
        finding = next(f for f in file.findings if f.severity == "error")
        raise WorkerError(
            "import_failed", finding.message, "Change the file there.", where=Where(file=name, line=finding.line)
        )
    return _result("python", entries, [found.record() for found in read], file.findings)


def _chosen(entries: list[Entry], wanted: Any, name: str) -> list[Entry]:
    if wanted is None:
        return entries if len(entries) == 1 else []
    found = [entry for entry in entries if entry.name == wanted]
    if not found:
        known = ", ".join(entry.name for entry in entries)
        raise WorkerError(
            "import_entry_unknown", f'There is no "{wanted}" in {name}.', f"It has {known}.", where=Where(file=name)
        )
    return found


def _json(job: Job, context: JobContext, path: Path, name: str) -> Json:
    record = _load(job.body.get("text"), path, name)
    if looks_like_state(record):
        if not job.program.get("nodes"):
            raise WorkerError(
                "state_without_program",
                f"{name} is a saved state; it belongs to a program that is already there.",
                "Open the program first, or import its Python file.",
                where=Where(file=name),
            )
        bound = bind_state(context.build_program(with_lms=False), record)
        return {**_result("state", [], [], []), "state": bound.record()}
    if looks_like_schema(record):
        findings: list[Finding] = []
        reader = SchemaReader(
            record, lambda told: findings.append(Finding("info", f"{told[:1].upper()}{told[1:]}.", name))
        )
        root = reader.root(Path(name).name.partition(".")[0])
        program = {"format": 1, "name": program_name(snake(root)), **extraction(root, reader.records)}
        done = {"entry": root, "program": program, "files": {}, "graph": True}
        return _result("json_schema", [], [done], findings)
    raise WorkerError(
        "import_unknown",
        f"{name} is neither a saved DSPy state nor a JSON Schema of an object.",
        "Choose another file.",
        where=Where(file=name),
    )


def _load(text: Any, path: Path, name: str) -> Any:
    try:
        if text is None and path.stat().st_size > _LARGEST_JSON:
            raise ValueError("too large")
        given = str(text) if text is not None else path.read_text(encoding="utf-8-sig")
        if len(given) > _LARGEST_JSON:
            raise ValueError("too large")
        return json.loads(given)
    except (OSError, ValueError, RecursionError) as error:
        raise WorkerError(
            "import_unreadable",
            f"The file {name} cannot be read as JSON.",
            "Check that it exists and is whole.",
            log=f"{type(error).__name__}: {error}",
            where=Where(file=name, line=getattr(error, "lineno", None)),
        ) from error


def _project(folder: Path, entry: Any) -> Json:
    if not is_cli_project(folder):
        raise WorkerError(
            "import_unknown",
            f"The folder {folder.name} is no dspy-cli project.",
            "It has no dspy.config.yaml. Choose a Python file in it instead.",
            where=Where(file=folder.name),
        )
    read = read_cli_project(folder)
    programs = [found.record() for found in read.programs if entry in (None, found.entry)]
    if not programs:
        raise WorkerError(
            "import_empty",
            f"There is no DSPy program in {folder.name}{f' with the name {entry}' if entry else ''}.",
            "Programs are the module classes in src/PACKAGE/modules.",
            where=Where(file=folder.name),
        )
    return {**_result("project", [], programs, read.findings), "settings": read.settings()}


def _result(what: str, entries: list[Entry], programs: list[Json], findings: list[Finding]) -> Json:
    return {
        "what": what,
        "entries": [entry.record() for entry in entries],
        "programs": programs,
        "state": None,
        "settings": None,
        "findings": [finding.record() for finding in findings],
    }
