"""The engines behind the Practice LM: DSPy's sync and async interfaces over the same answers."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from dspy.lm15 import (
    Message,
    Response,
    StreamDeltaEvent,
    StreamEndEvent,
    StreamStartEvent,
    TextDelta,
    TextPart,
    Usage,
)

from dspex_worker.practice.answer import answer
from dspex_worker.practice.modes import MODES, Mode, fail_sometimes
from dspex_worker.practice.pace import pace_of, wait_until
from dspex_worker.practice.prompt import read_system, read_turns
from dspex_worker.practice.text import pieces, token_estimate

ROLLOUT: ContextVar[object] = ContextVar("practice_rollout", default=None)
"""The rollout id of the call in progress, which DSPy does not put into an engine's request."""


@dataclass(frozen=True, slots=True)
class _Completion:
    text: str
    finish_reason: str
    usage: Any


class PracticeEngine:
    """An in-context learner that needs no network: it knows only what stands in the prompt.

    At temperature 0 or none given an answer depends on the seed and the request alone, in whatever thread or process.
    Above that it also depends on the rollout id and on how often this engine had the same request before. Usage is
    estimated: UTF-8 bytes of the text divided by four. Safe to use from many threads.

    ``seed``, ``pace`` and ``mode`` are as in ``practice_lm``; ``rollout`` tells the rollout id of the call in progress.
    """

    def __init__(
        self,
        seed: int = 7,
        pace: float | None = 0.0,
        mode: Mode = "steady",
        rollout: Callable[[], object] = ROLLOUT.get,
    ) -> None:
        if mode not in MODES:
            raise ValueError(f"Practice LM mode must be one of {', '.join(MODES)}, not {mode!r}.")
        if pace is not None and not pace >= 0:
            raise ValueError(f"Practice LM pace must be 0 (at once) or tokens per second above 0, not {pace!r}.")
        self.seed, self.pace, self.mode = seed, pace, mode
        self._rollout = rollout
        self.whole = pace_of(pace, mode, streamed=False)
        self.streamed = pace_of(pace, mode, streamed=True)
        self._asked: dict[bytes, int] = {}
        self._lock = threading.Lock()

    def complete(self, request: Any) -> Any:
        """The whole response, after as long as its tokens take at this pace."""
        start = time.monotonic()
        made = self.make(request)
        wait_until(start + self.whole.due(len(pieces(made.text)) - 1))
        return _response(request, made)

    def stream(self, request: Any) -> Iterator[Any]:
        """The response as a start, text deltas of about a token each, and an end with the usage."""
        start = time.monotonic()
        made = self.make(request)
        yield StreamStartEvent(id="practice", model=request.model)
        for index, piece in enumerate(pieces(made.text)):
            wait_until(start + self.streamed.due(index))
            yield StreamDeltaEvent(TextDelta(piece))
        yield StreamEndEvent(finish_reason=made.finish_reason, usage=made.usage)

    def make(self, request: Any) -> _Completion:
        """The completion of a request, at once. In flaky mode it may raise a retryable error instead."""
        system, turns = read_system(request), read_turns(request)
        temperature = request.config.temperature or 0.0
        key = blake2b(repr((self.seed, system, turns, temperature)).encode(), digest_size=16)
        salt = key.hexdigest()
        if self.mode == "flaky":
            fail_sometimes(salt, self._occurrence(key.digest() + b"f"))
        if temperature > 0:
            rollout = repr(self._rollout())
            salt += f"/{rollout}/{self._occurrence(key.digest() + rollout.encode())}"
        text = answer(system, turns, temperature, salt, self.mode)
        limit = request.config.max_tokens
        tokens = pieces(text) if limit is not None else []
        cut = limit is not None and len(tokens) > limit
        text = "".join(tokens[:limit]) if cut else text
        asked = token_estimate(system) + sum(token_estimate(turn.text) for turn in turns)
        given = token_estimate(text)
        usage = Usage(input_tokens=asked, output_tokens=given, total_tokens=asked + given)
        return _Completion(text, "length" if cut else "stop", usage)

    def _occurrence(self, key: bytes) -> int:
        with self._lock:
            count = self._asked.get(key, 0)
            self._asked[key] = count + 1
            return count

    def close(self) -> None:
        """Nothing to release."""

    def dump_state(self) -> dict[str, Any]:
        """What ``load_state`` needs to make an equal engine."""
        return {"seed": self.seed, "pace": self.pace, "mode": self.mode}

    @classmethod
    def load_state(cls, state: Mapping[str, Any]) -> PracticeEngine:
        """An engine with a saved state and no history of requests."""
        return cls(**state)

    def __deepcopy__(self, memo: dict[int, Any]) -> PracticeEngine:
        """Itself: copies of a program share their LM's engine."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return PracticeEngine, (self.seed, self.pace, self.mode)


class AsyncPracticeEngine:
    """The async side of a ``PracticeEngine``: the same answers and counts, waiting on the event loop."""

    def __init__(self, engine: PracticeEngine) -> None:
        self.engine = engine

    async def complete(self, request: Any) -> Any:
        """As ``PracticeEngine.complete``."""
        start = time.monotonic()
        made = self.engine.make(request)
        await _sleep_until(start + self.engine.whole.due(len(pieces(made.text)) - 1))
        return _response(request, made)

    async def stream(self, request: Any) -> AsyncIterator[Any]:
        """As ``PracticeEngine.stream``."""
        start = time.monotonic()
        made = self.engine.make(request)
        yield StreamStartEvent(id="practice", model=request.model)
        for index, piece in enumerate(pieces(made.text)):
            await _sleep_until(start + self.engine.streamed.due(index))
            yield StreamDeltaEvent(TextDelta(piece))
        yield StreamEndEvent(finish_reason=made.finish_reason, usage=made.usage)

    async def aclose(self) -> None:
        """Nothing to release."""

    def dump_state(self) -> dict[str, Any]:
        """As ``PracticeEngine.dump_state``."""
        return self.engine.dump_state()

    @classmethod
    def load_state(cls, state: Mapping[str, Any]) -> AsyncPracticeEngine:
        """As ``PracticeEngine.load_state``, with an engine of its own."""
        return cls(PracticeEngine.load_state(state))


async def _sleep_until(moment: float) -> None:
    left = moment - time.monotonic()
    if left > 0:
        await asyncio.sleep(left)


def _response(request: Any, made: _Completion) -> Any:
    message = Message.assistant([TextPart(made.text)])
    return Response(
        id="practice", model=request.model, message=message, finish_reason=made.finish_reason, usage=made.usage
    )
