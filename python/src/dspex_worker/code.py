"""Functions of the project's own code, loaded by path and only when the project is trusted."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from dspex_worker.errors import Where, WorkerError, log_text
from dspex_worker.wire import Job

_loading = threading.RLock()
_folders: set[str] = set()
"""Folders of project code that is loaded now."""


def load_function(job: Job, reference: str) -> Callable[..., Any]:
    """The function that ``code/file.py:name`` names.

    Raises:
        WorkerError: ``code_not_trusted``, ``code_missing`` or ``code_failed``, naming file and line.
    """
    found = _named(job, reference)
    if not callable(found):
        raise _missing("function", reference)
    function: Callable[..., Any] = found
    return function


def load_class(job: Job, reference: str) -> type[Any]:
    """The class that ``code/file.py:Name`` names. Raises what ``load_function`` raises."""
    found = _named(job, reference)
    if not isinstance(found, type):
        raise _missing("class", reference)
    return found


def require_trust(job: Job, what: str, node: str | None = None, file: str | None = None) -> None:
    """Raises WorkerError ``code_not_trusted`` unless the project is trusted."""
    if not job.trusted:
        raise WorkerError(
            "code_not_trusted",
            f"{what} is not run because the project is not trusted.",
            "Read the code, then run it again and trust the project (on the command line with --trust).",
            where=Where(node=node, file=file),
        )


def _named(job: Job, reference: str) -> Any:
    file, _, name = reference.partition(":")
    require_trust(job, f"The project's code in {file}", file=file)
    return getattr(_module(job.project, file), name, None) if name else None


def _missing(what: str, reference: str) -> WorkerError:
    file, _, name = reference.partition(":")
    return WorkerError(
        "code_missing",
        f'There is no {what} "{name}" in {file}.',
        "Check the name after the colon.",
        where=Where(file=file),
    )


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


def forget_project_code() -> None:
    """Unloads all project code, so that the next job reads its own project's files as they are now."""
    with _loading:
        for name, module in list(sys.modules.items()):
            file = getattr(module, "__file__", None)
            if file is not None and os.path.dirname(file) in _folders:
                del sys.modules[name]
        sys.path[:] = [entry for entry in sys.path if entry not in _folders]
        _folders.clear()


def _module(project: Path, file: str) -> ModuleType:
    path = project_file(project, file)
    key = f"dspex_project.{file}"
    with _loading:
        if key in sys.modules:
            return sys.modules[key]
        spec = importlib.util.spec_from_file_location(key, path)
        if spec is None or spec.loader is None:
            raise WorkerError("code_missing", f"{file} is no Python file.", where=Where(file=file))
        module = importlib.util.module_from_spec(spec)
        folder = str(path.parent)
        if folder not in _folders:
            _folders.add(folder)
            sys.path.append(folder)  # the files of a folder import each other
        importlib.invalidate_caches()
        sys.modules[key] = module
        try:
            _execute(spec.loader, module)
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


def _execute(loader: Any, module: ModuleType) -> None:
    """Runs a module's code without leaving compiled files in the project."""
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before


def line_in(error: BaseException, path: Path | str | None) -> int | None:
    """The innermost line of ``path`` that an error came through."""
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return error.lineno
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == str(path)]
    return lines[-1] if lines else None


def tool_error(tool: Any, error: BaseException, job: Job, node: str | None, row: str | None) -> WorkerError:
    """What a failing tool means for the person."""
    where = place_in(error, getattr(tool, "func", None), job.project)
    return WorkerError(
        "tool_failed",
        f'The tool "{getattr(tool, "name", "?")}" failed: {type(error).__name__}: {error}',
        f"Open {where.file} at line {where.line}." if where.file and where.line else "",
        log=log_text(error),
        where=replace(where, node=node or None, row=row),
    )


def place_in(error: BaseException, function: Any, project: Path) -> Where:
    """File and line of a function of the project that an error came through."""
    path = getattr(getattr(function, "__code__", None), "co_filename", None)
    return Where(file=_relative(path, project), line=line_in(error, path))


def _relative(path: str | None, project: Path) -> str | None:
    if path is None:
        return None
    try:
        return Path(path).resolve().relative_to(project.resolve()).as_posix()
    except ValueError:
        return None
