"""Functions of the project's own code, loaded by path and only when the project is trusted."""

from __future__ import annotations

import importlib.util
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from dspex_worker.errors import Where, WorkerError, log_text
from dspex_worker.wire import Job

_loading = threading.RLock()


def load_function(job: Job, reference: str) -> Callable[..., Any]:
    """The function that ``code/file.py:name`` names.

    Raises:
        WorkerError: ``code_not_trusted``, ``code_missing`` or ``code_failed``, naming file and line.
    """
    file, _, name = reference.partition(":")
    if not job.trusted:
        raise WorkerError(
            "code_not_trusted",
            f"The project's code in {file} is not run because the project is not trusted.",
            "Read the code, then trust the project to run it.",
            where=Where(file=file),
        )
    found = getattr(_module(job.project, file), name, None) if name else None
    if not callable(found):
        raise WorkerError(
            "code_missing",
            f'There is no function "{name}" in {file}.',
            "Check the name after the colon.",
            where=Where(file=file),
        )
    function: Callable[..., Any] = found
    return function


def project_file(project: Path, file: str) -> Path:
    """The path of a file of the project. Raises WorkerError ``code_missing`` when it is outside or absent."""
    root = project.resolve()
    path = (root / file).resolve()
    if not path.is_relative_to(root) or not path.is_file():
        raise WorkerError(
            "code_missing",
            f"There is no file {file} in the project.",
            "Check the path; it starts at the project folder.",
            where=Where(file=file),
        )
    return path


def _module(project: Path, file: str) -> ModuleType:
    path = project_file(project, file)
    stamp = path.stat()
    key = f"dspex_project_{abs(hash((str(path), stamp.st_mtime_ns, stamp.st_size)))}"
    with _loading:
        if key in sys.modules:
            return sys.modules[key]
        spec = importlib.util.spec_from_file_location(key, path)
        if spec is None or spec.loader is None:
            raise WorkerError("code_missing", f"{file} is no Python file.", where=Where(file=file))
        module = importlib.util.module_from_spec(spec)
        folder = str(path.parent)
        if folder not in sys.path:
            sys.path.append(folder)  # the files of the project import each other
        sys.modules[key] = module
        try:
            spec.loader.exec_module(module)
        except Exception as error:
            del sys.modules[key]
            line = line_in(error, path)
            raise WorkerError(
                "code_failed",
                f"{file} cannot be loaded: {type(error).__name__}: {error}",
                f"Open {file}{f' at line {line}' if line else ''}.",
                log=log_text(error),
                where=Where(file=file, line=line),
            ) from error
    return module


def line_in(error: BaseException, path: Path | str | None) -> int | None:
    """The innermost line of ``path`` that an error came through."""
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return error.lineno
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == str(path)]
    return lines[-1] if lines else None


def tool_error(tool: Any, error: BaseException, job: Job, node: str | None, row: str | None) -> WorkerError:
    """What a failing tool means for the person."""
    path = getattr(getattr(getattr(tool, "func", None), "__code__", None), "co_filename", None)
    line = line_in(error, path)
    file = _relative(path, job.project)
    return WorkerError(
        "tool_failed",
        f'The tool "{getattr(tool, "name", "?")}" failed: {type(error).__name__}: {error}',
        f"Open {file} at line {line}." if file and line else "",
        log=log_text(error),
        where=Where(file=file, node=node or None, line=line, row=row),
    )


def _relative(path: str | None, project: Path) -> str | None:
    if path is None:
        return None
    try:
        return Path(path).resolve().relative_to(project.resolve()).as_posix()
    except ValueError:
        return None
