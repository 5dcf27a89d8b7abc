"""The LM boundary: every LM call of a job, whoever makes it, passes here.

It reports the call, counts what it used, retries it, and stops it when the job is cancelled.
"""

from __future__ import annotations

import contextlib
import contextvars
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from dspex_worker.errors import Where, WorkerError, to_worker_error
from dspex_worker.lm_errors import public, retryable
from dspex_worker.requests import config_of, messages_of, text_of
from dspex_worker.rows import current_row
from dspex_worker.wire import Job, Json, LmSpec

if TYPE_CHECKING:
    import dspy

RETRIES = 3
LOOK = 0.1
"""Seconds between looks at the cancel flag while an LM is answering."""
MOST_AT_ONCE = 256
LONGEST_WAIT = 120.0
"""Seconds; a provider that asks for more is not waited for."""

_role: ContextVar[str | None] = ContextVar("dspex_role", default=None)

TextSink = Callable[[str, "LmCall", str], None]
"""Called with LM call id, call and a piece of the answer's text, in order; an empty text ends the answer."""


@contextlib.contextmanager
def role(name: str) -> Iterator[None]:
    """Within it, calls of LMs that were got as student count under another role."""
    token = _role.set(name)
    try:
        yield
    finally:
        _role.reset(token)


@dataclass
class LmCall:
    """What DSPy's callbacks know of an LM call and its request does not say.

    One DSPy call may make several requests (``n`` candidates): ``requests`` counts them.
    """

    id: str
    parent: str | None
    node: str
    rollout_id: int | None
    signature: Any = None
    requests: int = 0


current_call: ContextVar[LmCall | None] = ContextVar("dspex_lm_call", default=None)


@dataclass(frozen=True)
class Usage:
    """LM calls made, tokens and USD used. ``usd`` is None while any call has an unknown price."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    usd: float | None = 0.0
    unknown_prices: tuple[str, ...] = ()


class Boundary:
    """The LMs of one job. Thread-safe.

    Attributes:
        text_sink: when set, answers are streamed and each piece is handed to it.
    """

    def __init__(self, job: Job, emit: Callable[[Json], None], cancelled: threading.Event) -> None:
        self.job, self.emit, self.cancelled = job, emit, cancelled
        self.text_sink: TextSink | None = None
        self._lms: dict[tuple[str, str], dspy.LM] = {}
        self._engines: dict[str, Any] = {}
        self._lock = threading.RLock()
        self._usage = Usage()
        self._pool = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="lm")

    def lm(self, alias: str, role: str = "student") -> dspy.LM:
        """The LM of an alias, made once. Raises WorkerError ``lm_not_configured``."""
        from dspex_worker.lms import bounded_lm

        spec = self.job.lms.get(alias)
        if spec is None:
            raise WorkerError(
                "lm_not_configured",
                f'The LM "{alias}" is not set up.' if alias else "No LM is chosen.",
                "Add it in the LM settings, or choose another.",
            )
        with self._lock:
            if (alias, role) not in self._lms:
                self._lms[alias, role] = bounded_lm(spec, BoundaryEngine(self, spec, role, self.engine(alias)))
            return self._lms[alias, role]

    def engine(self, alias: str) -> Any:
        """The engine that answers for an alias, made once and shared by its LMs."""
        from dspex_worker.lms import inner_engine

        with self._lock:
            if alias not in self._engines:
                self._engines[alias] = inner_engine(self.job.lms[alias])
            return self._engines[alias]

    def usage(self) -> Usage:
        return self._usage

    def close(self) -> None:
        """Closes the connections of all engines."""
        with self._lock:
            engines, self._engines = list(self._engines.values()), {}
        self._pool.shutdown(wait=False, cancel_futures=True)
        for engine in engines:
            with contextlib.suppress(Exception):  # a pool that fails to close is of no use to anyone
                getattr(engine, "close", lambda: None)()

    def check(self) -> None:
        """Raises ``Cancelled`` when the job is cancelled; an optimizer looks at the flag by itself."""
        from dspex_worker.jobs.context import Cancelled

        if self.cancelled.is_set() and self.job.kind != "optimize":
            raise Cancelled

    def waited(self, work: Callable[[], Any]) -> Any:
        """The result of ``work``, done in another thread so that a cancelled job need not wait for its end."""
        future = self._pool.submit(contextvars.copy_context().run, work)
        while not wait((future,), LOOK).done:
            self.check()
        return future.result()

    def add(self, spec: LmSpec, prompt: int | None, completion: int | None) -> float | None:
        """Counts a finished call and returns its price in USD, None if unknown."""
        usd = price(spec, prompt, completion)
        with self._lock:
            had = self._usage
            unknown = had.unknown_prices
            if usd is None and spec.alias not in unknown:
                unknown = (*unknown, spec.alias)
            self._usage = Usage(
                had.calls + 1,
                had.prompt_tokens + (prompt or 0),
                had.completion_tokens + (completion or 0),
                None if unknown else (had.usd or 0.0) + (usd or 0.0),
                unknown,
            )
        return usd


def price(spec: LmSpec, prompt: int | None, completion: int | None) -> float | None:
    """USD of a call by the price of the LM record; the Practice LM is free, an unknown price is None."""
    if spec.practice is not None:
        return 0.0
    if spec.price is None or prompt is None or completion is None:
        return None
    return (prompt * spec.price.input + completion * spec.price.output) / 1e6


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
        self._slow = spec.practice is None or spec.practice.pace > 0
        self._role = (_role.get() or lm_role) if lm_role == "student" else lm_role
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
        delay = _delay(error, attempts)
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


def _delay(error: Exception, attempts: int) -> float:
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
