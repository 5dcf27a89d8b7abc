"""Errors as data: a message for the person, a hint, and the text for the log.

Anything that a job raises becomes one ``ERROR`` record of the wire.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field, replace
from typing import Any

from dspex_worker.wire import Json


@dataclass(frozen=True)
class Where:
    """The place an error is about; parts that do not apply are None."""

    file: str | None = None
    node: str | None = None
    field: str | None = None
    line: int | None = None
    row: str | None = None

    def record(self) -> Json:
        return {"file": self.file, "node": self.node, "field": self.field, "line": self.line, "row": self.row}


NOWHERE = Where()


@dataclass
class WorkerError(Exception):
    """An expected failure with its message for the person.

    Attributes:
        code: stable snake_case name.
        message: what happened, for the person.
        hint: what to do about it; may be empty.
        log: details for the log.
        retryable: whether the same job may work when tried again.
    """

    code: str
    message: str
    hint: str = ""
    log: str = ""
    where: Where = field(default=NOWHERE)
    retryable: bool = False

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"

    def at(self, **place: Any) -> WorkerError:
        """The same error with the missing parts of its place filled in."""
        known = {k: v for k, v in place.items() if getattr(self.where, k) is None and v is not None}
        return WorkerError(
            self.code, self.message, self.hint, self.log, replace(self.where, **known), self.retryable
        ).with_cause(self)

    def with_cause(self, cause: BaseException) -> WorkerError:
        self.__cause__ = cause.__cause__ if isinstance(cause, WorkerError) else cause
        return self

    def record(self) -> Json:
        return {
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
            "log": self.log or self._log(),
            "where": self.where.record(),
            "retryable": self.retryable,
        }

    def _log(self) -> str:
        return log_text(self.__cause__) if self.__cause__ is not None else str(self)


class Halt(BaseException):
    """The job must not go on.

    A ``BaseException``, so that DSPy's broad ``except Exception`` does not swallow it.
    """

    def __init__(self, error: WorkerError) -> None:
        super().__init__(str(error))
        self.error = error


def log_text(error: BaseException) -> str:
    """``Type: message`` and where it was raised, on one line each."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = "".join(f"\n  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
    return f"{type(error).__name__}: {error}{places}"


def to_worker_error(error: BaseException, where: Where = NOWHERE) -> WorkerError:
    """Any exception as a ``WorkerError``; places that it does not name are taken from ``where``."""
    if isinstance(error, Halt):
        error = error.error
    if isinstance(error, WorkerError):
        return error.at(**where.record())
    from dspex_worker.lm_errors import lm_error

    known = lm_error(error)
    if known is None:
        known = WorkerError(
            "internal",
            f"Something unexpected happened: {_first_line(error)}",
            "The log has the details.",
        )
    return known.at(**where.record()).with_cause(error)


def _first_line(error: BaseException) -> str:
    text = str(error).strip().splitlines()
    return text[0][:300] if text else type(error).__name__
