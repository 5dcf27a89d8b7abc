"""A program that streams in a thread of its own, and stops within a chunk when it is told to.

DSPy's own ``streamify`` leaves the thread of a cancelled program behind, which may wait for ever with its connection
open. Here DSPy is given the stream itself, which refuses the next chunk: that ends the program's own thread.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Iterator, Mapping
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from typing import Any

from dspex_worker.streams.stops import StreamStopped

_ROOM = 64
_LOOK = 0.05
_PAUSE = 0.002
_ENDING = 1.0
"""Seconds that a closed program is waited for. One whose LM says nothing ends with the next chunk, or the LM's time
limit."""


@dataclass(frozen=True)
class _Raised:
    error: BaseException


class Producer:
    """Chunks of LM answers as DSPy gives them, then the prediction."""

    def __init__(self, program: Any, inputs: Mapping[str, Any]) -> None:
        self._program, self._inputs = program, dict(inputs)
        self._items: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._sent = self._read = 0  # each is counted by one thread only
        self._closed = threading.Event()
        context = copy_context()
        self._thread = threading.Thread(target=context.run, args=(self._run,), name="producer", daemon=True)
        self._thread.start()

    def items(self) -> Iterator[Any]:
        """Chunks and the prediction as they come; None after each twentieth of a second without one.

        Raises what the program raises; ends at once when it is closed.
        """
        while not self._closed.is_set():
            try:
                item = self._items.get(timeout=_LOOK)
            except queue.Empty:
                yield None
                continue
            self._read += 1
            if self._closed.is_set():
                return  # what it raises then is that it was closed
            if isinstance(item, _Raised):
                raise item.error
            if item is self:
                return
            yield item

    def close(self) -> None:
        """Stops the program within a chunk: the LM sees that nobody listens."""
        self._closed.set()
        self._thread.join(_ENDING)

    async def send(self, chunk: Any) -> None:
        """Called by DSPy. Raises ``StreamStopped`` once it is closed."""
        if self._closed.is_set():
            raise StreamStopped("Nobody reads the stream any more.")
        self._put(chunk)

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except BaseException as error:
            self._put(_Raised(error))
        else:
            self._put(self)

    async def _main(self) -> None:
        import anyio
        import dspy

        with dspy.context(send_stream=self, stream_listeners=[]):
            self._put(await anyio.to_thread.run_sync(partial(self._program, **self._inputs)))

    def _put(self, item: Any) -> None:
        """Waits while the reader is far behind: an LM that nobody reads is not listened to either."""
        while self._sent - self._read >= _ROOM and not self._closed.is_set():
            time.sleep(_PAUSE)
        self._sent += 1
        self._items.put(item)
