"""The last guard before a program is built: problems of program JSON.

The bridge checks the same rules with line numbers; here a program is refused whatever sent it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from dspex_worker.errors import Where, WorkerError
from dspex_worker.program import RESERVED_FIELDS
from dspex_worker.validate.fields import (
    CONSTRAINTS,
    RESERVED_TYPES,
    field_names,
    fits_constraint,
    type_names,
    types_fit,
)
from dspex_worker.validate.links import link_problems
from dspex_worker.validate.nodes import node_names, node_settings, reserved_nodes
from dspex_worker.validate.problem import Problem
from dspex_worker.validate.structure import structure
from dspex_worker.wire import Json

__all__ = [
    "CONSTRAINTS",
    "RESERVED_FIELDS",
    "RESERVED_TYPES",
    "Problem",
    "fits_constraint",
    "problems",
    "require_valid",
    "reserved_nodes",
]


def require_valid(program: Json) -> None:
    """Raises WorkerError ``program_invalid`` for the first error of a program."""
    for problem in problems(program):
        if problem.severity == "error":
            raise WorkerError(
                "program_invalid",
                problem.message,
                problem.hint,
                log=problem.code,
                where=Where(node=problem.node, field=problem.field),
            )


def problems(program: Json) -> list[Problem]:
    """Problems of a program, the structural ones first; later rules need a sound structure.

    Those of an inner program name the node by its path, such as ``sub.classify``.
    """
    found = list(structure(program))
    if not found:
        found = [*type_names(program), *_level(program, program, _names)]
    if not found:
        found = [*types_fit(program), *_level(program, program, _rules)]
    return found


def _names(program: Json, top: Json) -> Iterator[Problem]:  # noqa: ARG001
    yield from node_names(program)
    yield from field_names(program)


def _rules(program: Json, top: Json) -> Iterator[Problem]:
    yield from link_problems(program, top)
    yield from node_settings(program)


def _level(program: Json, top: Json, rules: Callable[[Json, Json], Iterator[Problem]]) -> Iterator[Problem]:
    yield from rules(program, top)
    for node in program["nodes"]:
        if node["kind"] == "program":
            for problem in _level(node["program"], top, rules):
                inner = str(node["id"]) if problem.node is None else f"{node['id']}.{problem.node}"
                yield replace(problem, node=inner)
