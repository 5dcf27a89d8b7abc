"""What an import found worth telling, and when a class is no graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dspex_worker.wire import Json

Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True)
class Finding:
    """One sentence for the person, and the line it is about (from 1)."""

    severity: Severity
    message: str
    file: str | None = None
    line: int | None = None
    entry: str | None = None

    def record(self) -> Json:
        return {
            "severity": self.severity,
            "message": self.message,
            "file": self.file,
            "line": self.line,
            "entry": self.entry,
        }


class NotReadError(Exception):
    """Something in a file cannot be read as part of a program.

    Attributes:
        why: for the person, a clause that goes on from "because".
        line: where, None for the whole file.
    """

    def __init__(self, why: str, line: int | None = None) -> None:
        super().__init__(why)
        self.why, self.line = why, line
