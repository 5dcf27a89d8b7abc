"""Whether a metric says why an answer is wrong, found without running it."""

from __future__ import annotations

import ast

from dspex_worker.judge import PREFIX
from dspex_worker.wire import Job


def tells_why(job: Job) -> bool:
    """Whether the metric of a job gives feedback beside its score: a judge does, code may, a built-in one does not."""
    name = str(job.body.get("metric") or "exact").removeprefix("human:")
    if name.startswith(PREFIX):
        return True
    file, _, function = name.rpartition(":")
    if not file.endswith(".py"):
        return False
    try:
        tree = ast.parse((job.project / file).read_bytes())
    except (OSError, SyntaxError, ValueError):
        return False  # what is wrong with it is said when it is loaded
    return any(_gives(node) for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == function)


def _gives(function: ast.FunctionDef) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.keyword) and node.arg == "feedback":
            return True
        if isinstance(node, ast.Constant) and node.value == "feedback":
            return True
    return False
