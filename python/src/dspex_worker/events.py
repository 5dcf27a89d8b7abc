"""The event queue of one job: bounded, blocking, with tokens joined and secrets masked."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Sequence

from dspex_worker.secrets import MASK
from dspex_worker.wire import Json, dumps

CAPACITY = 1000
JOIN_SECONDS = 0.03
JOIN_CHARACTERS = 512


class AbortedError(Exception):
    """The queue was aborted while a producer waited for room."""


class EventQueue:
    """Events from the threads of a job to the one reader that polls.

    A full queue blocks its producers until the reader takes events or the queue is aborted. Token
    events of the same call, node and field are joined while the reader is away, up to 512
    characters an event, and the reader waits up to 30 ms for more of them.
    """

    def __init__(self, secrets: Sequence[str] = (), capacity: int = CAPACITY) -> None:
        self._secrets = [json.dumps(secret)[1:-1] for secret in secrets]
        self._capacity = capacity
        self._items: deque[str | Json] = deque()
        self._changed = threading.Condition()
        self._aborted = False
        self._closed = False

    def put(self, event: Json) -> None:
        """Adds an event, stamped with the time. Raises AbortedError instead of waiting once aborted."""
        stamped = {"type": event["type"], "wall": time.time() * 1000, "mono": time.monotonic_ns(), **event}
        item = stamped if event["type"] == "token" else self._text(stamped)
        with self._changed:
            if isinstance(item, dict) and self._join(item):
                return
            while len(self._items) >= self._capacity:
                if self._aborted:
                    raise AbortedError
                self._changed.wait()
            if not self._closed:
                self._items.append(item)
                self._changed.notify_all()

    def finish(self, *events: Json) -> None:
        """Adds the last events without waiting; later events are dropped."""
        with self._changed:
            for event in events:
                stamped = {"type": event["type"], "wall": time.time() * 1000, "mono": time.monotonic_ns(), **event}
                self._items.append(self._text(stamped))
            self._closed = True
            self._changed.notify_all()

    def abort(self) -> None:
        """Frees producers that wait for room: their ``put`` raises AbortedError."""
        with self._changed:
            self._aborted = True
            self._changed.notify_all()

    def take(self, limit: int, seconds: float) -> tuple[list[str], bool]:
        """Up to ``limit`` events as JSON texts, waiting up to ``seconds`` for the first.

        Returns:
            The events, and whether nothing will follow them.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._items or self._closed, max(0.0, seconds))
            self._wait_for_tokens(limit)
            taken = [self._items.popleft() for _ in range(min(max(1, limit), len(self._items)))]
            self._changed.notify_all()
            done = self._closed and not self._items
        return [self._text(item) if isinstance(item, dict) else item for item in taken], done

    def _wait_for_tokens(self, limit: int) -> None:
        end = time.monotonic() + JOIN_SECONDS
        while self._items and len(self._items) < limit and not self._closed:
            tail = self._items[-1]
            left = end - time.monotonic()
            if left <= 0 or not isinstance(tail, dict) or tail["last"] or len(tail["text"]) >= JOIN_CHARACTERS:
                return
            self._changed.wait(left)

    def _join(self, token: Json) -> bool:
        tail = self._items[-1] if self._items else None
        if not isinstance(tail, dict) or tail["last"] or len(tail["text"]) + len(token["text"]) > JOIN_CHARACTERS:
            return False
        if any(tail[key] != token[key] for key in ("id", "node", "field")):
            return False
        tail["text"] += token["text"]
        tail["last"] = token["last"]
        return True

    def _text(self, event: Json) -> str:
        text = dumps(event)
        for secret in self._secrets:
            if secret in text:
                text = text.replace(secret, json.dumps(MASK)[1:-1])
        return text
