"""The optimizers of the installed DSPy, as ``describe`` lists them."""

from __future__ import annotations

import importlib.util
import inspect
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from dspex_worker.errors import WorkerError
from dspex_worker.optimize.parameters import Kind, Parameter, Place
from dspex_worker.optimize.table import ENTRIES, MANAGED, Entry
from dspex_worker.wire import Json


def describe_optimizers() -> list[Json]:
    """``describe.optimizers``: those that work here, with their parameters for forms."""
    return [
        {
            "name": entry.name,
            "summary": entry.summary,
            "parameters": [parameter.record() for parameter in entry.parameters],
            "needs": {"feedback": entry.feedback, "validation": entry.validation},
            "lms": list(entry.lms),
            "best_for": entry.best_for,
        }
        for entry in catalogue().values()
    ]


def entry_of(name: str) -> Entry:
    """The catalogue's entry of an optimizer.

    Raises:
        WorkerError: ``optimizer_unknown``.
    """
    entry = catalogue().get(name)
    if entry is None:
        raise WorkerError(
            "optimizer_unknown", f"There is no optimizer named {name}.", f"Choose one of {', '.join(catalogue())}."
        )
    return entry


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Entry]:
    """Entries by name: the table, with names and defaults from the installed DSPy."""
    return {entry.name: _installed(entry) for entry in ENTRIES if _works(entry)}


def _works(entry: Entry) -> bool:
    import dspy

    return hasattr(dspy, entry.name) and all(importlib.util.find_spec(package) for package in entry.packages)


def _installed(entry: Entry) -> Entry:
    found = parameters_of(entry.name)
    open_ended = _takes_anything(entry.name)
    known = [_filled(p, found.get(p.name)) for p in entry.parameters if p.name in found or open_ended]
    named = MANAGED.union((p.name for p in known), entry.ignored)
    added = [_guessed(name, *where) for name, where in found.items() if name not in named]
    return replace(entry, parameters=(*known, *(p for p in added if p is not None)))


def parameters_of(name: str) -> dict[str, tuple[Place, Any]]:
    """Place and default of each parameter of an optimizer; None where it has no default."""
    import dspy

    cls = getattr(dspy, name)
    found: dict[str, tuple[Place, Any]] = {}
    places: tuple[tuple[Place, Any], ...] = (("init", cls.__init__), ("compile", cls.compile))
    for place, function in places:
        for key, parameter in inspect.signature(function).parameters.items():
            if parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
                default = None if parameter.default is parameter.empty else parameter.default
                found.setdefault(key, (place, default))
    return found


def _takes_anything(name: str) -> bool:
    import dspy

    parameters = inspect.signature(getattr(dspy, name).__init__).parameters.values()
    return any(p.kind is p.VAR_KEYWORD for p in parameters)


def _filled(parameter: Parameter, found: tuple[Place, Any] | None) -> Parameter:
    """The table's parameter with the place and default of the installed DSPy."""
    place, default = found or ("init", None)
    return replace(parameter, place=place, default=default if parameter.default is None else parameter.default)


def _guessed(name: str, place: Place, default: Any) -> Parameter | None:
    """A parameter that the table does not know yet, typed by its default; None if it has no simple one."""
    kinds: dict[type[Any], Kind] = {bool: "bool", int: "int", float: "float", str: "text"}
    kind = kinds.get(type(default))
    return None if kind is None else Parameter(name, kind, "", default=default, place=place)
