"""One thing that is wrong with a program."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

from dspex_worker.wire import Json


@dataclass(frozen=True)
class Problem:
    """Something wrong with a program, and where."""

    code: str
    message: str
    hint: str = ""
    severity: str = "error"
    node: str | None = None
    field: str | None = None

    def record(self) -> Json:
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "hint": self.hint,
            "file": None,
            "node": self.node,
            "field": self.field,
            "line": None,
            "column": None,
        }


def unknown_keys(record: Json, known: Set[str], what: str, node: str | None = None) -> Iterator[Problem]:
    for key in sorted(set(record) - known):
        yield Problem("unknown_key", f'The key "{key}" of {what} is unknown.', "Remove it.", node=node)


def is_list_of_records(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)
