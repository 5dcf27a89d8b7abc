"""One lane: its attempts one after the other, until it has an answer or ends without one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from dspex_worker.errors import Halt, WorkerError, to_worker_error
from dspex_worker.journal.bounds import usd_of
from dspex_worker.journal.scope import Scope, within
from dspex_worker.observe import record_of
from dspex_worker.program import every_node
from dspex_worker.streams.attempt import Attempt, Used, retried
from dspex_worker.streams.plan import Choice, LanePlan, modules
from dspex_worker.streams.rules import Action, Rule
from dspex_worker.streams.stops import StreamStopped
from dspex_worker.wire import Json

if TYPE_CHECKING:
    import dspy

    from dspex_worker.jobs.context import JobContext

MOST_ATTEMPTS = 2
_SWITCHES = ("switch_module", "switch_lm")
SETTING = "dspex_attempt"
"""DSPy hands its settings on to its own threads: there the boundary finds the attempt that a call belongs to."""


class Lane:
    """Runs in a thread of its own; what others see of it may be read at any time.

    Attributes:
        state: of the contract.
        outputs: of the program; None while there are none.
        score: of the whole answer, or of the running judge; None while there is none.
        ended: its place among the lanes with an answer; None without one.
        halt: what ends the whole job, such as a cap that is reached.
    """

    def __init__(
        self,
        plan: LanePlan,
        programs: Mapping[Choice, dspy.Module],
        inputs: Json,
        rules: tuple[Rule, ...],
        context: JobContext,
        scope: Scope,
        temperature: float,
    ) -> None:
        """
        Args:
            programs: the lane's program with each choice that it may come to.
            temperature: of its first attempt.
            scope: of its calls in the journal.
        """
        self.plan, self.id = plan, plan.id
        self.state = "waiting"
        self.outputs: Json | None = None
        self.error: Json | None = None
        self.halt: Halt | None = None
        self.prediction: Any = None
        self.score: float | None = None
        self.ended: int | None = None
        self.attempts = 0
        self.used = Used()
        self.saved: tuple[int, float | None] = (0, 0.0)
        self.partial: list[Json] = []
        self.attempt: Attempt | None = None
        self._recorded = 0.0
        self._programs, self._inputs, self._rules = programs, inputs, rules
        self._context, self._scope = context, scope
        self._choice, self._temperature = plan.choice, temperature
        self._stop: str | None = None
        self._lock = threading.Lock()

    @property
    def running(self) -> bool:
        return self.state in ("waiting", "running", "leads", "retrying", "switched")

    @property
    def parked(self) -> bool:
        """Whether its replay waits for what stopped it when it was recorded."""
        return self.attempt is not None and self.attempt.parked

    def recorded(self) -> float:
        """Seconds that its calls took when they were recorded, as far as they are replayed."""
        return self._recorded + (0.0 if self.attempt is None else self.attempt.recorded())

    def tell(self, state: str, why: str = "") -> None:
        """Says the lane's new state."""
        self.state = state
        module, alias = self._choice.kind or self._own("kind"), self._choice.lm or self._own("lm")
        self._context.emit(
            {
                "type": "lane",
                "lane": self.id,
                "name": self.plan.name,
                "node": self.plan.node,
                "module": module,
                "lm": alias,
                "temperature": self._choice.temperature,
                "state": state,
                "attempt": max(1, self.attempts),
                "why": why,
            }
        )

    def _own(self, key: str) -> str | None:
        """What the program says itself of the lane's node, where there is one."""
        nodes = dict(every_node(self._context.job.program))
        paths = [self.plan.node] if self.plan.node else modules(self._context.job.program)
        found = {nodes[path].get(key) or (self._context.job.lm if key == "lm" else None) for path in paths}
        return found.pop() if len(found) == 1 else None

    def run(self, whole: Callable[[Lane], None]) -> None:
        """To its end.

        Args:
            whole: told when it has an answer, before its state says so.
        """
        choice: Choice | None = self.plan.choice
        state, why = "running", ""
        while choice is not None:
            choice, state, why = self._tried(choice, state, why, whole)

    def _tried(
        self, choice: Choice, state: str, why: str, whole: Callable[[Lane], None]
    ) -> tuple[Choice | None, str, str]:
        """One attempt: the choice of the next, the state that begins with it, and why; no choice ends the lane."""
        self._choice = choice
        self.attempts += 1
        attempt = Attempt(
            self.id,
            self.attempts,
            self._context.job.adapter,
            self._rules,
            self._context.emit,
            self._context.job.lms.get,
            self._possible,
            self.used,
        )
        with self._lock:
            self._recorded = self.recorded()
            self.attempt = attempt
            if self._stop is not None:
                attempt.stop(self._stop)
        try:
            self.tell(state, why)
            with (
                self._context.dspy_context(**{SETTING: attempt}),
                within(self._scope.item(0, self.attempts)),
            ):
                prediction = self._programs[choice](**self._inputs)
            self.prediction, self.outputs = prediction, record_of(prediction)
            whole(self)
        except StreamStopped as stopped:
            self._keep(attempt)
            return self._after(stopped, attempt)
        except Halt as halt:
            self._keep(attempt)
            self.halt = halt
            self._failed(halt.error)
        except Exception as error:
            self._keep(attempt)
            self._failed(to_worker_error(error))
        return None, "", ""

    def _after(self, stopped: StreamStopped, attempt: Attempt) -> tuple[Choice | None, str, str]:
        if stopped.fired is None:
            self.tell("lost", stopped.error.message)
            return None, "", ""
        self._save(*attempt.saved)
        action = self._possible(stopped.fired.rule.action)
        after = self._next(action)
        if after is None:
            self.tell("cut", stopped.error.message)
            return None, "", ""
        return after, "switched" if action in _SWITCHES else "retrying", retried(after, stopped.error.message)

    def _save(self, tokens: int | None, usd: float | None) -> None:
        before = self.saved[1]
        known = tokens is None or (before is not None and usd is not None)
        self.saved = self.saved[0] + (tokens or 0), (before or 0.0) + (usd or 0.0) if known else None

    def _failed(self, error: WorkerError) -> None:
        self.error = error.record()
        self.tell("failed", error.message)

    def _keep(self, attempt: Attempt) -> None:
        number = attempt.number
        self.partial += [{"attempt": number, "field": name, "text": text} for name, text in attempt.texts() if text]

    def stop(self, message: str) -> None:
        """Another lane won."""
        with self._lock:
            self._stop = message
            if self.attempt is not None:
                self.attempt.stop(message)

    def lost_to(self, completion: int) -> None:
        """It was stopped since another lane won with an answer of so many tokens."""
        spec = self._context.job.lms.get(self._choice.lm or self._context.job.lm)
        tokens = max(0, completion - self.used.completion)
        self._save(tokens, None if spec is None else usd_of(spec, 0, tokens))

    def _possible(self, action: Action) -> Action:
        return action if action in ("tell", "cut") or self._next(action) is not None else "cut"

    def _next(self, action: Action) -> Choice | None:
        if self.attempts >= MOST_ATTEMPTS:
            return None
        return self.plan.next(action, self._temperature)

    def record(self) -> Json:
        """What the result says of the lane."""
        return {
            "id": self.id,
            "name": self.plan.name,
            "outputs": self.outputs,
            "state": self.state,
            "attempts": self.attempts,
            "score": self.score,
            "tokens": self.used.tokens,
            "usd": self.used.usd,
            "saved_tokens": self.saved[0],
            "saved_usd": self.saved[1],
            "partial": self.partial,
            "error": self.error,
        }
