"""Where in a run an LM call is made: the same place in each attempt, whatever the threads and the time.

A place is a path: for each parallel batch on the way its number within its parent, and the item in it. Equal requests
of the same place are told apart by their order, and there is only one order within a place.
"""

from __future__ import annotations

import contextlib
import contextvars
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import Context, ContextVar
from typing import Any

Path = tuple[tuple[int, str], ...]
"""Batch number and item at each level."""


class Scope:
    """One place, with its counters. Each execution of an item has a fresh one: a copy of a slow item that DSPy starts
    beside it asks for the same answers. Thread-safe."""

    def __init__(self, name: str, path: Path = ()) -> None:
        self.name, self.path = name, path
        self._asked: dict[str, int] = {}
        self._batches = 0
        self._lock = threading.Lock()

    def occurrence(self, request: str) -> int:
        """How often an equal request was made here before."""
        with self._lock:
            count = self._asked.get(request, 0)
            self._asked[request] = count + 1
            return count

    def withdraw(self, request: str) -> None:
        """A request came to no outcome: the next equal one takes its place."""
        with self._lock:
            self._asked[request] -= 1

    def batch(self) -> int:
        """The number of the parallel batch that begins here now."""
        with self._lock:
            self._batches += 1
            return self._batches - 1

    def item(self, batch: int, item: object) -> Scope:
        return Scope(self.name, (*self.path, (batch, str(item))))

    def position(self) -> tuple[int, ...]:
        """The batches on the way here, and how many have begun here: what comes later is greater."""
        return (*(batch for batch, _ in self.path), self._batches)


_NOWHERE = Scope("")
_current: ContextVar[Scope] = ContextVar("dspex_scope", default=_NOWHERE)


def current_scope() -> Scope:
    return _current.get()


@contextlib.contextmanager
def within(scope: Scope) -> Iterator[None]:
    token = _current.set(scope)
    try:
        yield
    finally:
        _current.reset(token)


class _Numbered:
    """An item of a batch with its number; in messages it looks like the item."""

    __slots__ = ("index", "item")

    def __init__(self, index: int, item: Any) -> None:
        self.index, self.item = index, item

    def __repr__(self) -> str:
        return repr(self.item)


def follow_scopes() -> None:
    """From now on DSPy's parallel work knows its places: its own batches, and RLM's batches of questions. Once only:
    ``follow_rows`` sees to that."""
    from dspy.predict import rlm
    from dspy.utils.parallelizer import ParallelExecutor

    execute = ParallelExecutor.execute

    def numbering(self: Any, function: Callable[[Any], Any], data: Any) -> Any:
        parent = current_scope()
        batch = parent.batch()

        def placed(numbered: _Numbered) -> Any:
            with within(parent.item(batch, numbered.index)):
                return function(numbered.item)

        return execute(self, placed, [_Numbered(index, item) for index, item in enumerate(data)])

    ParallelExecutor.execute = numbering
    rlm.ThreadPoolExecutor = ScopedPool


class ScopedPool(ThreadPoolExecutor):
    """A pool whose tasks are numbered by the one that submits them. A task that runs in a context of its own is
    placed within that."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._scope = current_scope()
        self._batch = self._scope.batch()
        self._tasks = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        scope = self._scope.item(self._batch, self._tasks)
        self._tasks += 1
        context = getattr(fn, "__self__", None)
        if isinstance(context, Context):
            context.run(_current.set, scope)
            return super().submit(fn, *args, **named)

        def placed(*given: Any, **with_names: Any) -> Any:
            with within(scope):
                return fn(*given, **with_names)

        return super().submit(placed, *args, **named)


@contextlib.contextmanager
def scoped_contexts() -> Iterator[None]:
    """GEPA's contexts for candidates that are scored side by side have places of their own within it."""
    from unittest.mock import patch

    from dspy.teleprompt.gepa import gepa_utils

    def scoped_copy() -> Context:
        parent = current_scope()
        copied = contextvars.copy_context()
        copied.run(_current.set, parent.item(parent.batch(), "g"))
        return copied

    with patch.object(gepa_utils, "copy_context", scoped_copy):
        yield
