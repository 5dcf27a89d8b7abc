"""A program that streams in a thread of its own, and stops at once when it is told to."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Iterator, Mapping
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any

_ROOM = 64
_LOOK = 0.05
_ENDING = 10.0


@dataclass(frozen=True)
class _Raised:
    error: BaseException


class Producer:
    """``dspy.streamify`` without listeners: chunks of LM answers as DSPy gives them, then the prediction."""

    def __init__(self, program: Any, inputs: Mapping[str, Any]) -> None:
        self._program, self._inputs = program, dict(inputs)
        self._items: queue.Queue[Any] = queue.Queue(_ROOM)
        self._closed = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        context = copy_context()
        self._thread = threading.Thread(target=context.run, args=(self._run,), name="producer", daemon=True)
        self._thread.start()

    def items(self) -> Iterator[Any]:
        """Chunks and the prediction as they come; None after each twentieth of a second without one.

        Raises what the program raises.
        """
        while not self._closed.is_set():
            try:
                item = self._items.get(timeout=_LOOK)
            except queue.Empty:
                yield None
                continue
            if isinstance(item, _Raised):
                raise item.error
            if item is self:
                return
            yield item

    def close(self) -> None:
        """Stops the program within a chunk: the LM sees that nobody listens. Waits for its end."""
        self._closed.set()
        loop, task = self._loop, self._task
        if loop is not None and task is not None:
            with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(task.cancel)
        self._thread.join(_ENDING)

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except BaseException as error:
            self._put(_Raised(error))
        else:
            self._put(self)

    async def _main(self) -> None:
        import dspy

        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        if self._closed.is_set():
            return
        with contextlib.suppress(asyncio.CancelledError):
            async for item in dspy.streamify(self._program)(**self._inputs):
                self._put(item)

    def _put(self, item: Any) -> None:
        while not self._closed.is_set():
            try:
                self._items.put(item, timeout=_LOOK)
                return
            except queue.Full:
                continue
