"""``stream_with_monitoring``: a program's answers piece by piece, watched by rules that interfere."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dspex_worker.errors import WorkerError
from dspex_worker.stream import FieldPieces, can_stream
from dspex_worker.streams import told
from dspex_worker.streams.monitor import AnswerMonitor
from dspex_worker.streams.producer import Producer
from dspex_worker.streams.rules import DEFAULT_RULES, Action, Fired, Rule
from dspex_worker.streams.steps import Alarm, Chunk, Fallback, Finished, Partial, Retried, Step

if TYPE_CHECKING:
    import dspy

MOST_ATTEMPTS = 2
USUAL_TEMPERATURE = 1.0


def stream_with_monitoring(
    program: dspy.Module,
    *,
    rules: Sequence[Rule] = DEFAULT_RULES,
    fallbacks: Sequence[Fallback] = (),
    finalize: Callable[[Finished], None] | None = None,
    cleanup: Callable[[], None] | None = None,
    **inputs: Any,
) -> Generator[Step, None, None]:
    """Runs a program and gives the pieces of its fields as they come, each with the quality of the text so far.

    A rule that holds cuts the stream, or another attempt begins: at half the temperature (``retry_cooler``), or with
    the next fallback that has a program (``switch_module``) or an LM (``switch_lm``); one at most. An LM that is
    stopped sees within a chunk that nobody listens.

    Args:
        finalize: told how it ended, once, also where the program failed or the reader stopped early.
        cleanup: called last, whatever happened.
        inputs: of the program; none of them may have the name of another argument here.

    Yields:
        Chunk, Alarm and Retried, then one Finished.

    Raises:
        WorkerError: ``cannot_stream`` for an adapter whose answers cannot be told apart while they arrive, before an
            LM is asked. What the program raises is in ``Finished.error``.
    """
    with _ended(Session(program, inputs, rules, fallbacks), finalize, cleanup) as session:
        yield from session.steps()


async def astream_with_monitoring(
    program: dspy.Module,
    *,
    rules: Sequence[Rule] = DEFAULT_RULES,
    fallbacks: Sequence[Fallback] = (),
    finalize: Callable[[Finished], None] | None = None,
    cleanup: Callable[[], None] | None = None,
    **inputs: Any,
) -> AsyncGenerator[Step, None]:
    """``stream_with_monitoring`` for a running event loop, which is never held up."""
    with _ended(Session(program, inputs, rules, fallbacks), finalize, cleanup) as session:
        steps = session.steps()
        step: asyncio.Future[Step | None] | None = None
        try:
            while True:
                step = asyncio.ensure_future(asyncio.to_thread(next, steps, None))
                found = await asyncio.shield(step)
                if found is None:
                    return
                yield found
        finally:
            await asyncio.to_thread(session.stop)
            if step is not None and not step.done():
                await asyncio.wait((step,))
            steps.close()


@contextlib.contextmanager
def _ended(
    session: Session, finalize: Callable[[Finished], None] | None, cleanup: Callable[[], None] | None
) -> Iterator[Session]:
    """The session is closed, finalized and cleaned up after, whatever happened."""
    try:
        yield session
    finally:
        session.close()
        try:
            if finalize is not None:
                finalize(session.finished)
        finally:
            if cleanup is not None:
                cleanup()


class Session:
    """One monitored stream.

    Attributes:
        finished: how it ended; ``stopped`` until it did.
    """

    def __init__(
        self, program: dspy.Module, inputs: Mapping[str, Any], rules: Sequence[Rule], fallbacks: Sequence[Fallback]
    ) -> None:
        self.finished = Finished("stopped", None, 1)
        self._program, self._inputs = program, inputs
        self._rules, self._fallbacks = rules, fallbacks
        self._adapter = adapter_name()
        self._answers: dict[tuple[int, str], _Answer] = {}
        self._producer: Producer | None = None
        self._attempt = 0
        self._partial: list[Partial] = []

    def steps(self) -> Generator[Step, None, None]:
        choice: Fallback | None = Fallback(self._program)
        while choice is not None:
            choice = yield from self._tried(choice)
            if choice is not None:
                yield Retried(self._attempt + 1, tuple(self._partial))
        yield self.finished

    def close(self) -> None:
        """Stops the program; texts that came so far are kept."""
        if self._producer is not None:
            self._producer.close()
            self._producer = None
        if self.finished.state == "stopped":
            self._keep()
            self.finished = replace(self.finished, attempts=max(1, self._attempt), partial=tuple(self._partial))

    def stop(self) -> None:
        """Ends it from another thread, within a chunk."""
        producer = self._producer
        if producer is not None:
            producer.close()

    def quality(self) -> float | None:
        """How good the texts are as far as that can be measured, 0 to 1; None before the first."""
        return min((answer.monitor.quality() for answer in self._answers.values()), default=None)

    def _tried(self, choice: Fallback) -> Generator[Step, None, Fallback | None]:
        import dspy

        program = choice.program or self._program
        names = {id(predictor): (name, predictor) for name, predictor in program.named_predictors()}
        self._answers = {}
        self._attempt += 1
        with _lm_of(choice):
            self._producer = Producer(program, self._inputs)
        try:
            for item in self._producer.items():
                if isinstance(item, dspy.Prediction):
                    self.finished = Finished("done", item, self._attempt, tuple(self._partial))
                    continue
                stopped = yield from (self._waited() if item is None else self._taken(item, names))
                if stopped is not None:
                    self._producer.close()
                    self._keep()
                    after = self._next(stopped.rule.action)
                    if after is None:
                        self.finished = Finished("cut", None, self._attempt, tuple(self._partial))
                    return after
        except Exception as error:
            self._keep()
            self.finished = Finished("failed", None, self._attempt, tuple(self._partial), error)
        return None

    def _taken(self, chunk: Any, names: Mapping[int, tuple[str, Any]]) -> Generator[Step, None, Fired | None]:
        """One chunk of an LM; the rule that stops the stream."""
        choices = getattr(chunk, "choices", None)
        if not choices:
            return None  # a status message
        predict = getattr(chunk, "predict_id", None) or 0
        answer = self._answers.get((predict, chunk.id))
        if answer is None:
            name, predictor = names.get(predict, ("", None))
            answer = _Answer(self._adapter, name, predictor, self._rules)
            self._answers[predict, chunk.id] = answer
        text = choices[0].delta.content or ""
        if not text and choices[0].finish_reason is None:
            return None
        pieces, fired = answer.take(text, choices[0].finish_reason is not None)
        for field, piece, last in pieces:
            yield Chunk(answer.name, field, piece, last, answer.monitor.metrics(field))
        return (yield from self._alarms(answer, fired))

    def _waited(self) -> Generator[Step, None, Fired | None]:
        for answer in self._answers.values():
            fired = yield from self._alarms(answer, answer.monitor.waiting())
            if fired is not None:
                return fired
        return None

    def _alarms(self, answer: _Answer, fired: Sequence[Fired]) -> Generator[Step, None, Fired | None]:
        for one in fired:
            wanted = one.rule.action
            action = wanted if wanted in ("tell", "cut") or self._next(wanted) is not None else "cut"
            text = told.why(one, answer.monitor)
            yield Alarm(one.rule, answer.name, one.field, one.value, one.words, action, text)
            if action != "tell":
                return one
        return None

    def _next(self, action: Action) -> Fallback | None:
        """What another attempt is made with; None where none is left."""
        if self._attempt >= MOST_ATTEMPTS:
            return None
        match action:
            case "retry_cooler":
                given = next((other.temperature for other in self._fallbacks if other.temperature is not None), None)
                return Fallback(temperature=_temperature() / 2 if given is None else given)
            case "switch_module":
                return next((other for other in self._fallbacks if other.program is not None), None)
            case "switch_lm":
                return next((other for other in self._fallbacks if other.lm is not None), None)
            case _:
                return None

    def _keep(self) -> None:
        for answer in self._answers.values():
            kept = answer.monitor.texts().items()
            self._partial += [Partial(self._attempt, answer.name, field, text) for field, text in kept if text]


class _Answer:
    def __init__(self, adapter: str, name: str, predictor: Any, rules: Sequence[Rule]) -> None:
        signature = None if predictor is None else predictor.signature
        self.name = name
        self.monitor = AnswerMonitor(adapter, signature, rules)
        self._pieces = None if signature is None else FieldPieces(adapter, list(signature.output_fields))

    def take(self, text: str, done: bool) -> tuple[list[tuple[str, str, bool]], list[Fired]]:
        if self._pieces is None:
            pieces = [("", text, done)]
        else:
            pieces = self._pieces.take(text) if text else []
            pieces += self._pieces.take("") if done else []
        fired = self.monitor.take(text, pieces)
        if done:
            self.monitor.end()
        return pieces, fired


def adapter_name() -> str:
    """The adapter in use. Raises WorkerError ``cannot_stream``."""
    import dspy

    adapter = dspy.settings.adapter or dspy.ChatAdapter()
    name = type(adapter).__name__
    if not can_stream(name):
        raise WorkerError(
            "cannot_stream",
            f"Answers by the {name} cannot be streamed: its fields are known only once the answer is whole.",
            "Use the ChatAdapter, JSONAdapter or XMLAdapter, or run the program without streaming.",
        )
    return name


def _temperature() -> float:
    import dspy

    found = (getattr(dspy.settings.lm, "kwargs", None) or {}).get("temperature")
    return USUAL_TEMPERATURE if found is None else float(found)


def _lm_of(choice: Fallback) -> Any:
    """The settings within which an attempt begins."""
    import dspy

    lm = choice.lm or dspy.settings.lm
    if choice.temperature is not None and lm is not None:
        lm = lm.copy(temperature=choice.temperature)
    return dspy.context(lm=lm)
