"""Functions of the project's own code, loaded by path and only when the project is trusted."""

from __future__ import annotations

import importlib
import importlib.util
import os
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
_folders: set[str] = set()
"""Folders of project code that is loaded now."""


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
