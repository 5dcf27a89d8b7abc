"""The steps of a pattern as they happen: attempts, thoughts, ballots, as a tree."""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Literal

import dspy
from dspy.utils.callback_context import ACTIVE_CALL_ID

Kind = Literal["attempt", "thought", "ballot", "trial"]

State = Literal["open", "kept", "pruned", "refused", "failed", "chosen"]


@dataclass(frozen=True)
class Step:
    """One step; it is told when it is made and again when its state changes.

    Attributes:
        id: unique within the run of the pattern, from 1.
        parent: the step that it goes on from; None for a first one.
        text: what was thought or answered.
        score: 0 to 1, or the weight of a ballot; None while it is not known.
        reason: why it has its state, for the person.
        calls: LM calls that it took so far, those of its children not counted.
        call: id that DSPy gives the call of the pattern; None outside of one.
        asked: ids of the calls of modules that were made for it, where somebody watches calls (``asked``).
    """

    id: int
    parent: int | None
    kind: Kind
    text: str
    state: State = "open"
    score: float | None = None
    reason: str = ""
    calls: int = 0
    call: str | None = None
    asked: tuple[str, ...] = ()


Listener = Callable[[Step], None]

_listener: ContextVar[Listener | None] = ContextVar("pattern_listener", default=None)


@contextlib.contextmanager
def watching(listener: Listener) -> Iterator[None]:
    """Tells ``listener`` every step of the patterns that run within; from any thread, one at a time for a pattern."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


_asking: ContextVar[tuple[Record, int] | None] = ContextVar("pattern_asking", default=None)


def asked(call: str, parent: str | None) -> None:
    """Says that a module is called: callbacks of DSPy do, so that the steps know their calls."""
    now = _asking.get()
    if now is not None:
        record, step = now
        record.note(step, call, parent)


class Record:
    """The steps of one run of a pattern. Safe for any thread."""

    def __init__(self) -> None:
        self._listeners = _listeners()
        self._call = ACTIVE_CALL_ID.get()
        self._ids = itertools.count(1)
        self._steps: dict[int, Step] = {}
        self._lock = threading.Lock()

    def add(self, kind: Kind, text: str, parent: Step | None = None, *, calls: int = 0) -> Step:
        """A new step, which is open."""
        with self._lock:
            step = Step(next(self._ids), parent.id if parent else None, kind, text, calls=calls, call=self._call)
            return self._told(step)

    def end(
        self,
        step: Step,
        state: State,
        reason: str = "",
        score: float | None = None,
        calls: int = 0,
        text: str = "",
    ) -> Step:
        """The step with its new state; a score, a reason or a text that is not given stays."""
        with self._lock:
            now = self._steps[step.id]
            return self._told(
                replace(
                    now,
                    text=text or now.text,
                    state=state,
                    reason=reason or now.reason,
                    score=now.score if score is None else score,
                    calls=now.calls + calls,
                )
            )

    @contextlib.contextmanager
    def asking(self, step: Step | None) -> Iterator[None]:
        """What is called within, in this thread, is called for the step; for none of them without one."""
        token = _asking.set(None if step is None else (self, step.id))
        try:
            yield
        finally:
            _asking.reset(token)

    def note(self, step: int, call: str, parent: str | None) -> None:
        """A module was called for a step; calls within that call are not its own."""
        with self._lock:
            if parent == self._call:
                now = self._steps[step]
                self._told(replace(now, asked=(*now.asked, call)))

    def steps(self) -> list[Step]:
        """All steps as they are now, in the order in which they were made."""
        with self._lock:
            return list(self._steps.values())

    def _told(self, step: Step) -> Step:
        self._steps[step.id] = step
        for listener in self._listeners:
            listener(step)
        return step


def _listeners() -> list[Listener]:
    """Who watches, and the callbacks of DSPy that have ``on_pattern_step``: they go along into DSPy's threads."""
    watcher = _listener.get()
    heard = [getattr(callback, "on_pattern_step", None) for callback in dspy.settings.callbacks or ()]
    return [listener for listener in (watcher, *heard) if listener is not None]
