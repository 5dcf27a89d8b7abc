"""A saved DSPy state bound to a program, predictor by predictor."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import dspy

from dspex_worker.errors import WorkerError
from dspex_worker.state import dump_state
from dspex_worker.wire import Json

_DEEPEST = 100
"""Deepest nesting of values in a demonstration."""


@dataclass
class Bound:
    """What of a saved state belongs to a program.

    Attributes:
        state: a whole state of the program: what was bound, and its own for the rest.
        bound: path of each predictor, to the path that its state had in the file.
        missing: predictors that the file says nothing of.
        extra: paths of the file that belong to no predictor.
        differences: why a path of the file was not bound, by path.
    """

    state: Json
    bound: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    differences: dict[str, str] = field(default_factory=dict)

    def record(self) -> Json:
        return {
            "state": self.state,
            "bound": [{"predictor": path, "from": origin} for path, origin in self.bound.items()],
            "missing": self.missing,
            "extra": self.extra,
            "differences": [{"predictor": path, "message": why} for path, why in self.differences.items()],
        }


def looks_like_state(record: Any) -> bool:
    """Whether JSON is a state that DSPy saved."""
    return isinstance(record, dict) and bool(_entries(record))


def bind_state(program: dspy.Module, saved: Json) -> Bound:
    """Binds a state by predictor path, else to the only predictor that has the same fields; never by position.

    LMs of the state are left out: a project brings its own.

    Raises:
        WorkerError: ``state_mismatch`` when nothing of the state belongs to the program, ``state_unreadable``
            when it is no saved state.
    """
    entries = _entries(saved)
    if not entries or _too_deep(saved):
        raise WorkerError(
            "state_unreadable",
            "The file is no saved DSPy state.",
            "Save one in Python with program.save(…, save_program=False).",
        )
    predictors = dict(program.named_predictors())
    found = Bound(dump_state(program))
    for path in sorted(set(entries) & set(predictors)):
        _bind(found, path, path, entries[path], predictors[path])
    for path in [p for p in entries if p not in predictors]:
        same = [
            p for p in predictors if p not in entries and p not in found.bound and _fits(entries[path], predictors[p])
        ]
        if len(same) == 1:
            _bind(found, same[0], path, entries[path], predictors[same[0]])
        else:
            found.extra.append(path)
    found.missing = [path for path in predictors if path not in found.bound and path not in found.differences]
    if not found.bound:
        raise WorkerError(
            "state_mismatch",
            "Nothing of the saved state belongs to this program.",
            f"The file is for {', '.join(sorted(entries))}; the program has {', '.join(sorted(predictors))}.",
            log=f"differences: {found.differences}",
        )
    return found


def _entries(saved: Mapping[str, Any]) -> dict[str, Json]:
    """The states of predictors by path; a predictor saved by itself has the path ``self``."""
    if isinstance(saved.get("signature"), dict) and "demos" in saved:
        return {"self": dict(saved)}
    return {
        path: entry
        for path, entry in saved.items()
        if isinstance(entry, dict) and isinstance(entry.get("signature"), dict) and isinstance(entry.get("demos"), list)
    }


def _too_deep(saved: Json) -> bool:
    """Whether a state is nested as none that DSPy saves."""
    level: list[Any] = [saved]
    for _ in range(_DEEPEST):
        inner = [list(v.values()) if isinstance(v, dict) else v for v in level if isinstance(v, dict | list)]
        level = [value for values in inner for value in values if isinstance(value, dict | list)]
        if not level:
            return False
    return True


def _bind(found: Bound, path: str, origin: str, entry: Json, predictor: Any) -> None:
    why = _difference(entry, predictor)
    if why is not None:
        found.differences[origin] = why
        return
    prefixes = _prefixes(predictor)
    fields = {str(f["prefix"]): f for f in entry["signature"]["fields"]}
    taken = copy.deepcopy(entry)
    taken["lm"] = None
    taken["signature"]["fields"] = [copy.deepcopy(fields[prefix]) for prefix in prefixes]
    taken = {key: value for key, value in taken.items() if key != "metadata"}
    found.state[path] = {**found.state[path], **taken}
    found.bound[path] = origin


def _fits(entry: Json, predictor: Any) -> bool:
    return _difference(entry, predictor) is None


def _difference(entry: Json, predictor: Any) -> str | None:
    """How the saved signature and demos differ from a predictor's fields."""
    fields = entry["signature"].get("fields")
    if not isinstance(fields, list) or not all(isinstance(f, dict) for f in fields):
        return "its signature cannot be read"
    texts = [entry["signature"].get("instructions"), *(f.get(key) for f in fields for key in ("prefix", "description"))]
    if not all(isinstance(text, str) for text in texts):
        return "its signature cannot be read"
    saved, own = {str(f.get("prefix")) for f in fields}, set(_prefixes(predictor))
    if len(saved) != len(fields) or saved != own:
        gone = ", ".join(sorted(f'"{p}"' for p in own - saved))
        new = ", ".join(sorted(f'"{p}"' for p in saved - own))
        parts = [f"the file lacks {gone}" if gone else "", f"the program lacks {new}" if new else ""]
        return "; ".join(part for part in parts if part) or "its fields have no names"
    names = set(predictor.signature.fields)
    for demo in entry["demos"]:
        known = set(demo) if isinstance(demo, dict) else set()
        if not known & names:
            return "its demonstrations have other fields"
    return None if _can_be_asked(predictor, entry["demos"]) else "its demonstrations cannot be written into a prompt"


def _can_be_asked(predictor: Any, demos: list[Json]) -> bool:
    try:
        dspy.ChatAdapter().format_demos(predictor.signature, [dspy.Example(**demo) for demo in demos])
    except Exception:  # whatever DSPy's adapters and types make of values that no field has
        return False
    return True


def _prefixes(predictor: Any) -> list[str]:
    return [str(info.json_schema_extra["prefix"]) for info in predictor.signature.fields.values()]
