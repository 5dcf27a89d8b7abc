"""One LM request on its way through the boundary: its events, its attempts, its price, its place in the journal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import uuid4

from dspex_worker.boundary import LOOK, Boundary, LmCall, TextSink, current_call, role_of
from dspex_worker.errors import Halt, Where, WorkerError, to_worker_error
from dspex_worker.journal.bounds import limited, worst_case
from dspex_worker.journal.journal import Journal
from dspex_worker.journal.ledger import Amount, Cap
from dspex_worker.journal.outcome import Answer
from dspex_worker.lm_errors import maybe_paid, public, retryable
from dspex_worker.requests import config_of, estimated_tokens, messages_of, text_of
from dspex_worker.rows import current_row
from dspex_worker.wire import Json, LmSpec

Attempt = Callable[[Any], Answer]
"""Sends a request once."""
Hear = Callable[[Any], None]
"""Takes the events of a stream."""

RETRIES = 3
LONGEST_WAIT = 120.0
"""Seconds; a provider that asks for more is not waited for."""
_PATIENCE = 10.0
"""Seconds that a replayed stream, which was stopped when it was recorded, waits to be stopped again."""


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
        if sink is None:
            return call.made(lambda asked: Answer(self._inner.complete(asked)))
        if hasattr(self._inner, "stream"):
            hear = call.heard_by(sink)
            response = call.made(lambda asked: call.streamed(self._inner, asked, hear), hear)
        else:
            response = call.made(lambda asked: Answer(self._inner.complete(asked)))
            call.tell_no_stream()
            if text := text_of(response):
                sink(call.id, call.about, text, ())
        sink(call.id, call.about, "", ())
        return response

    def stream(self, request: Any) -> Iterator[Any]:
        """The events of an answer, for programs that stream by themselves."""
        call = _Call(self._boundary, self._spec, self._role, request)
        events: list[Any] = []

        def hear(event: Any) -> None:
            call.heard(event)
            events.append(event)

        call.made(lambda asked: call.streamed(self._inner, asked, hear), hear)
        yield from events


class _Call:
    """One LM request from its first attempt to its end."""

    def __init__(self, boundary: Boundary, spec: LmSpec, lm_role: str, request: Any) -> None:
        self._boundary, self._spec, self._request = boundary, spec, request
        self._slow = spec.practice is None or spec.practice.waits(boundary.text_sink is not None)
        self._role = role_of(lm_role)
        self.about = _call_info()
        self.id = self.about.id if self.about.requests == 0 else f"{self.about.id}.{self.about.requests}"
        self.about.requests += 1
        self._first: float | None = None
        self._came: list[tuple[Any, float]] = []
        self._since = 0.0
        self._letters = 0
        self._attempts = 0

    def made(self, attempt: Attempt, hear: Hear | None = None) -> Any:
        """Makes the call, or takes its answer from the journal: its events, its attempts, its price.

        Args:
            hear: takes the events of an answer that is to be streamed.
        """
        self._boundary.check()
        self._boundary.emit(self._started())
        self._since = time.perf_counter()
        answer, known = None, False
        try:
            journal = self._boundary.journal
            if journal is None:
                answer = self._sent(attempt)[0]
            else:
                answer, known = self._answered(journal, attempt)
                if known and hear is not None:
                    self._played(answer, hear)
        except BaseException as error:
            self._boundary.emit(self._ended(None, known, error))
            raise
        self._boundary.emit(self._ended(answer.response, known, None))
        return answer.response

    def _answered(self, journal: Journal, attempt: Attempt) -> tuple[Answer, bool]:
        """The answer, and whether the journal had it."""
        try:
            return journal.answer(
                self._request,
                self._spec.alias,
                self.about,
                lambda: (*self._sent(attempt), self._spec),
                self._cut,
            )
        except Halt as halt:
            if halt.error.code == "replay_miss" and self._boundary.played is not None:
                self._parked(0.0)  # a stream that was stopped before it was asked for
            raise

    def _parked(self, at: float) -> None:
        """The recording was stopped here: waits for what stopped it. Raises what stops the call meanwhile."""
        if self._boundary.played is not None:
            self._boundary.played(self.id, at, True)
        self._wait_until(time.perf_counter() - self._since + _PATIENCE)

    def _sent(self, attempt: Attempt) -> tuple[Answer, str]:
        """The answer, and what the journal reserved for it."""
        while True:
            reserved, asked = self._reserved()
            self._attempts += 1
            try:
                send = partial(attempt, asked)
                return self._boundary.waited(send) if self._slow else send(), reserved
            except Exception as error:
                failure = public(error, self._spec.model)
                self._unanswered(reserved, failure)
                if not self._does_not_stream(error):
                    self._after(failure)
            except BaseException as stopped:
                self._unanswered(reserved, stopped)
                raise

    def _reserved(self) -> tuple[str, Any]:
        """What the journal reserved, and the request as it may be sent now."""
        journal, asked = self._boundary.journal, self._request
        if journal is None:
            return "", asked

        def worst(cap: Cap) -> Amount:
            nonlocal asked
            asked = limited(self._request, cap)
            return worst_case(asked, self._spec, cap)

        return journal.reserve(self.about.draw or "", worst, self._spec, self._boundary.check), asked

    def _unanswered(self, reserved: str, failure: BaseException) -> None:
        journal = self._boundary.journal
        if journal is not None:
            paid = self._spec.practice is None and (self._first is not None or maybe_paid(failure))
            journal.unanswered(reserved, paid)

    def _played(self, answer: Answer, hear: Hear) -> None:
        """An answer from the journal as a stream: at once, or at the pace at which it came times the job's."""
        pace = float(self._boundary.job.body.get("replay_pace") or 0.0)
        events = answer.as_events()
        times = answer.times if pace > 0 and len(answer.times) == len(events) else [0.0] * len(events)
        told = self._boundary.played
        for number, event in enumerate(events):
            self._wait_until(times[number] / pace if pace > 0 else 0.0)
            if told is not None and answer.times:
                told(self.id, answer.times[min(number, len(answer.times) - 1)], False)
            hear(event)
        if answer.cut:
            self._parked(answer.times[-1] if answer.times else 0.0)
            raise Halt(
                WorkerError(
                    "replay_miss",
                    "An answer was stopped when it was recorded, and nothing stops it now.",
                    "The rules or the lanes are others now.",
                )
            )

    def _wait_until(self, at: float) -> None:
        """Waits for a time since the start of the call. Raises what stops the call meanwhile."""
        while (left := at - (time.perf_counter() - self._since)) > 0:
            time.sleep(min(left, LOOK))
            self._boundary.check()

    def _cut(self, stopped: BaseException) -> Answer | None:
        """What came of a stream that a rule or another lane stopped."""
        if not isinstance(stopped, Halt) or stopped.error.code not in ("stream_cut", "stream_lost"):
            return None
        heard = list(self._came)
        return Answer(None, [event for event, _ in heard], [at for _, at in heard], cut=True)

    def streamed(self, engine: Any, asked: Any, hear: Hear) -> Answer:
        """The answer put together from its stream."""
        from dspy._vendor.lm15.result import StreamAccumulator

        self._came = came = []
        if self._spec.alias in self._boundary.unstreamed:
            whole = Answer(engine.complete(asked))
            self.tell_no_stream()
            for event in whole.as_events():
                hear(event)
            return whole
        answer = StreamAccumulator(asked)
        for event in engine.stream(asked):
            self._boundary.check()
            answer.push(event)
            came.append((event, time.perf_counter() - self._since))
            hear(event)
        return Answer(answer.response(), [event for event, _ in came], [at for _, at in came])

    def _does_not_stream(self, error: Exception) -> bool:
        """Whether a stream ended before anything came, for the first time: the LM is asked for whole answers then."""
        from dspy.lm15 import StreamAssemblyError

        known = self._boundary.unstreamed
        if not isinstance(error, StreamAssemblyError) or self._came or self._spec.alias in known:
            return False
        known.add(self._spec.alias)
        return True

    def heard(self, event: Any) -> str:
        """The text of an event, empty for one without."""
        delta = getattr(event, "delta", None)
        text = str(getattr(delta, "text", None) or "") if getattr(delta, "type", None) == "text" else ""
        if text and self._first is None:
            self._first = time.perf_counter() - self._since
        return text

    def heard_by(self, sink: TextSink) -> Hear:
        def hear(event: Any) -> None:
            if text := self.heard(event):
                self._letters += len(text)
                sink(self.id, self.about, text, [token.logprob for token in event.delta.logprobs or ()])

        return hear

    def tell_no_stream(self) -> None:
        told = f'The LM "{self._spec.alias}" does not stream: its answer came as one piece.'
        self._boundary.emit({"type": "log", "level": "info", "logger": __name__, "text": told})

    def _after(self, error: Exception) -> None:
        """Waits before the next attempt, or raises the error."""
        again = retryable(error) and self._attempts <= RETRIES and self._first is None
        delay = delay_before_retry(error, self._attempts)
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
            "id": self.id,
            "parent": self.about.parent,
            "node": self.about.node,
            "role": self._role,
            "alias": self._spec.alias,
            "model": self._spec.model,
            "messages": messages_of(self._request),
            "config": config_of(self._request, self.about.rollout_id),
            "row": current_row.get(),
        }

    def _ended(self, response: Any, known: bool, error: BaseException | None) -> Json:
        usage = getattr(response, "usage", None)
        prompt = getattr(usage, "input_tokens", None)
        completion = getattr(usage, "output_tokens", None)
        stopped = isinstance(error, Halt) and self._first is not None
        if stopped:  # what came is paid, and nobody says how much that is
            prompt, completion = estimated_tokens(messages_of(self._request)), (self._letters + 3) // 4
        paid = stopped or response is not None
        usd = self._boundary.add(self._spec, prompt, completion) if paid else None
        where = Where(node=self.about.node or None, row=current_row.get())
        return {
            "type": "lm_ended",
            "id": self.id,
            "outputs": [] if response is None else [text_of(response)],
            "prompt_tokens": prompt,
            "completion_tokens": completion,
            "usd": usd,
            "cached": known,
            "seconds": round(time.perf_counter() - self._since, 6),
            "first_token": None if self._first is None else round(self._first, 6),
            "attempts": self._attempts,
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
