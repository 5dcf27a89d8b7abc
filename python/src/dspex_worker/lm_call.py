"""One LM request on its way through the boundary: its events, its attempts, its price."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

from dspex_worker.boundary import Boundary, LmCall, TextSink, current_call, role_of
from dspex_worker.errors import Where, to_worker_error
from dspex_worker.lm_errors import public, retryable
from dspex_worker.requests import config_of, messages_of, text_of
from dspex_worker.rows import current_row
from dspex_worker.wire import Json, LmSpec

RETRIES = 3
LONGEST_WAIT = 120.0
"""Seconds; a provider that asks for more is not waited for."""


class BoundaryEngine:
    """A DSPy engine around another one. Shared by copies of its LM, so it is never copied itself."""

    def __init__(self, boundary: Boundary, spec: LmSpec, lm_role: str, inner: Any) -> None:
        self._boundary, self._spec, self._role, self._inner = boundary, spec, lm_role, inner
        from dspex_worker.lms import capabilities

        can = capabilities(spec, inner)
        self.supports_function_calling: bool = can.function_calling
        self.supports_reasoning: bool = can.reasoning
        self.supports_response_schema: bool = can.response_schema
        self.supported_params: frozenset[str] = can.params

    def __deepcopy__(self, memo: object) -> BoundaryEngine:
        return self

    def __copy__(self) -> BoundaryEngine:
        return self

    def complete(self, request: Any) -> Any:
        """One request, retried when that may help. Raises DSPy's LM errors, or ``Cancelled``."""
        call = _Call(self._boundary, self._spec, self._role, request)
        sink = self._boundary.text_sink
        if sink is None or not hasattr(self._inner, "stream"):
            return call.made(lambda: self._inner.complete(request))
        return call.made(lambda: call.streamed(self._inner, sink))

    def stream(self, request: Any) -> Iterator[Any]:
        """The events of an answer, for programs that stream by themselves."""
        call = _Call(self._boundary, self._spec, self._role, request)
        events: list[Any] = []

        def keep(event: Any) -> None:
            events.append(event)

        call.made(lambda: call.streamed(self._inner, None, keep))
        yield from events


class _Call:
    """One LM request from its first attempt to its end."""

    def __init__(self, boundary: Boundary, spec: LmSpec, lm_role: str, request: Any) -> None:
        self._boundary, self._spec, self._request = boundary, spec, request
        self._slow = spec.practice is None or spec.practice.waits(boundary.text_sink is not None)
        self._role = role_of(lm_role)
        self._about = _call_info()
        self._id = self._about.id if self._about.requests == 0 else f"{self._about.id}.{self._about.requests}"
        self._about.requests += 1
        self._first: float | None = None
        self._since = 0.0

    def made(self, attempt: Callable[[], Any]) -> Any:
        """Makes the call: its events, its attempts, its price."""
        self._boundary.check()
        self._boundary.emit(self._started())
        self._since = time.perf_counter()
        attempts = 0
        try:
            while True:
                attempts += 1
                try:
                    response = self._boundary.waited(attempt) if self._slow else attempt()
                    break
                except Exception as error:
                    self._after(public(error, self._spec.model), attempts)
        except BaseException as error:
            self._boundary.emit(self._ended(None, attempts, error))
            raise
        self._boundary.emit(self._ended(response, attempts, None))
        return response

    def streamed(self, engine: Any, sink: TextSink | None, keep: Callable[[Any], None] | None = None) -> Any:
        """The answer put together from its stream."""
        from dspy._vendor.lm15.result import StreamAccumulator

        answer = StreamAccumulator(self._request)
        for event in engine.stream(self._request):
            self._boundary.check()
            answer.push(event)
            if keep is not None:
                keep(event)
            text = getattr(getattr(event, "delta", None), "text", None)
            if text and event.delta.type == "text":
                if self._first is None:
                    self._first = time.perf_counter() - self._since
                if sink is not None:
                    sink(self._id, self._about, text)
        if sink is not None:
            sink(self._id, self._about, "")
        return answer.response()

    def _after(self, error: Exception, attempts: int) -> None:
        """Waits before the next attempt, or raises the error."""
        again = retryable(error) and attempts <= RETRIES and self._first is None
        delay = delay_before_retry(error, attempts)
        if not again or delay > LONGEST_WAIT:
            raise error
        self._boundary.emit(
            {
                "type": "fault",
                "what": "retry",
                "worker": None,
                "job": self._boundary.job.id,
                "rows": [row] if (row := current_row.get()) is not None else [],
                "action": f"The LM is asked again in {delay:g} s.",
                "why": to_worker_error(error).message,
            }
        )
        self._boundary.cancelled.wait(delay)
        self._boundary.check()

    def _started(self) -> Json:
        return {
            "type": "lm_started",
            "id": self._id,
            "parent": self._about.parent,
            "node": self._about.node,
            "role": self._role,
            "alias": self._spec.alias,
            "model": self._spec.model,
            "messages": messages_of(self._request),
            "config": config_of(self._request, self._about.rollout_id),
            "row": current_row.get(),
        }

    def _ended(self, response: Any, attempts: int, error: BaseException | None) -> Json:
        usage = getattr(response, "usage", None)
        prompt = getattr(usage, "input_tokens", None)
        completion = getattr(usage, "output_tokens", None)
        usd = self._boundary.add(self._spec, prompt, completion) if response is not None else None
        where = Where(node=self._about.node or None, row=current_row.get())
        return {
            "type": "lm_ended",
            "id": self._id,
            "outputs": [] if response is None else [text_of(response)],
            "prompt_tokens": prompt,
            "completion_tokens": completion,
            "usd": usd,
            "cached": False,
            "seconds": round(time.perf_counter() - self._since, 6),
            "first_token": None if self._first is None else round(self._first, 6),
            "attempts": attempts,
            "error": None if error is None else to_worker_error(error, where).record(),
        }


def delay_before_retry(error: Exception, attempts: int) -> float:
    asked = getattr(error, "retry_after", None)
    if isinstance(asked, (int, float)) and asked >= 0:
        return float(asked)
    return float(min(2 ** (attempts - 1), 8))


def _call_info() -> LmCall:
    from dspy.utils.callback_context import ACTIVE_CALL_ID

    active = ACTIVE_CALL_ID.get()
    known = current_call.get()
    if known is not None and known.id == active:
        return known
    return LmCall(uuid4().hex, active, "", None)
