"""The journal of a run as one of its jobs sees it."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from dspex_worker.errors import Halt, Where, WorkerError, to_worker_error
from dspex_worker.journal.answers import Answers, Unused
from dspex_worker.journal.bounds import usd_of
from dspex_worker.journal.ledger import Amount, Bounds, Cap, Ledger, RefusedError
from dspex_worker.journal.outcome import Answer, answer_of, failure_of, failure_record, fingerprint, record_of
from dspex_worker.journal.scope import Scope, current_scope
from dspex_worker.journal.steering import Steering
from dspex_worker.journal.terms import Terms, amount, check_prices, ended, paused, reached
from dspex_worker.wire import Job, Json, LmSpec, dumps

NOT_KEPT = frozenset(
    {"lm_auth", "lm_billing", "lm_unreachable", "lm_model_unknown", "lm_not_configured", "lm_settings", "needs_litellm"}
)
"""Failures that say nothing of the call: when the run starts again it is made again."""
UNDERWAY = 60.0
"""Longest wait for calls under way when a run stops at a cap or for a pause, in seconds."""


class Call(Protocol):
    """What the journal asks of a call. ``draw`` is set to what tells it from every other call of the run."""

    node: str
    rollout_id: int | None
    draw: str | None


class Journal:
    """Answers calls that were made before, writes down those that are new, and keeps the caps. Thread-safe.

    Args:
        tell: takes events.
        secrets: texts that are never stored; an answer with one in it is asked for again.
    """

    def __init__(
        self, terms: Terms, lms: Sequence[LmSpec], tell: Callable[[Json], None], secrets: Sequence[str]
    ) -> None:
        self._steering = Steering(terms)
        self._tell, self._secrets = tell, secrets
        self._flights: dict[str, threading.Event] = {}
        self._lock = threading.Lock()
        self._failures: set[str] = set()
        self._halt: WorkerError | None = None
        self._ledger: Ledger | None = None
        check_prices(self.terms.cap, lms)
        if not terms.replay:
            terms.folder.mkdir(parents=True, exist_ok=True)
        self._answers = Answers(terms.folder)
        self._open()
        self._unused = Unused(self._expected() if not terms.replay and not terms.branched else ())

    def _open(self) -> None:
        if self.terms.replay:
            self._answers.read()
            return
        self._ledger = ledger = Ledger(self.terms.folder, self._answers.writer, self._answers.alive)
        settled = ledger.settled()
        self._answers.read()
        missing = sum(self._answers.get(key) is None for key in settled)
        if missing:
            raise WorkerError(
                "journal_damaged",
                f"The journal of the run is shorter than it was: {missing} of {len(settled)} answers are missing.",
                "Put the files back from a backup, or start the run anew: a branch asks and pays for them again.",
                where=Where(file=str(self.terms.folder)),
            )
        lost = ledger.bury(self._answers.get)
        if lost:
            self._tell_lost(lost)

    def _expected(self) -> list[tuple[str, tuple[int, ...]]]:
        mine = (record for record in self._answers if record["scope"] == self.terms.scope)
        return [(record["key"], tuple(record["at"])) for record in mine]

    @property
    def terms(self) -> Terms:
        """What the job may do and use, as the person has it now."""
        return self._steering.now()

    def scope(self) -> Scope:
        """The place where the job begins."""
        return Scope(self.terms.scope)

    # -- a call

    def answer(
        self,
        request: Any,
        alias: str,
        call: Call,
        send: Callable[[], tuple[Answer, str, LmSpec]],
        cut: Callable[[BaseException], Answer | None] = lambda _: None,
    ) -> tuple[Answer, bool]:
        """The outcome of a call, and whether the journal had it.

        Args:
            send: makes the call and gives the answer, what it was reserved under, and the LM.
            cut: what came of a stream that this stopped, None for what is no such end: it is kept, so that a replay
                is stopped there, too.

        Raises:
            Exception: the failure that the call came to, now or before.
            Halt: ``paused``, ``journal_diverged`` or ``replay_miss``.
        """
        self._going_on(self.terms)
        scope = current_scope()
        base = fingerprint(alias, request, call.rollout_id, scope.name, scope.path)
        key = call.draw = f"{base}:{scope.occurrence(base)}"
        try:
            known = self._take_off(key)
            if known is not None:
                return self._known(key, known, request), True
            try:
                self._may_be_new(scope, call)
                return self._made(key, scope, send, cut), False
            finally:
                self._land(key)
        except BaseException:
            if self._answers.get(key) is None:
                scope.withdraw(base)
            raise

    def _take_off(self, key: str) -> Json | None:
        """The record of a call; without one the caller makes the call, and others wait for it."""
        while True:
            with self._lock:
                known = self._answers.get(key)
                if known is not None and "withheld" not in known:
                    return known
                flight = self._flights.get(key)
                if flight is None:
                    self._flights[key] = threading.Event()
                    return None
            flight.wait()

    def _land(self, key: str) -> None:
        with self._lock:
            self._flights.pop(key).set()

    def _known(self, key: str, record: Json, request: Any) -> Answer:
        with self._lock:
            self._unused.used(key)
            if "error" in record:
                self._failures.add(key)
        if "error" in record:
            raise failure_of(record)
        return answer_of(record, request)

    def _may_be_new(self, scope: Scope, call: Call) -> None:
        if self.terms.ended_at is not None:
            raise Halt(ended(self.terms.ended_at))
        if self.terms.replay:
            of = f' of "{call.node}"' if call.node else ""
            raise Halt(
                WorkerError(
                    "replay_miss",
                    f"The journal has no answer for a call{of}.",
                    "The run came no further than this, or the program, the data or DSPy is another one now.",
                    where=Where(node=call.node or None),
                )
            )
        with self._lock:
            left = self._unused.before(scope.position())
        if left:
            raise Halt(
                WorkerError(
                    "journal_diverged",
                    f"The run went another way than before: {left} of its earlier answers were not asked for."
                    " Nothing more was paid.",
                    "Look for what differs from run to run in the program or the metric, such as the time, chance"
                    " or files. A branch goes on from here and pays for what is new.",
                    log=f"at {scope.name}{scope.path}",
                    where=Where(node=call.node or None),
                )
            )

    def _made(
        self,
        key: str,
        scope: Scope,
        send: Callable[[], tuple[Answer, str, LmSpec]],
        cut: Callable[[BaseException], Answer | None],
    ) -> Answer:
        head = {"key": key, "scope": scope.name, "at": list(scope.position())}
        try:
            answer, reserved, spec = send()
        except Exception as error:
            record = failure_record(error)
            if record is not None and to_worker_error(error).code not in NOT_KEPT:
                with self._on_disk():
                    self._answers.add({**head, **record}, durable=True)
                with self._lock:
                    self._failures.add(key)
            raise
        except BaseException as stopped:
            if (part := cut(stopped)) is not None and not self._secret(body := record_of(part)):
                with self._on_disk():
                    self._answers.add({**head, "used": [0, 0, 0.0], **body}, durable=False)
            raise
        prompt, completion = answer.usage()
        usd = usd_of(spec, prompt, completion) or 0.0
        body = record_of(answer)
        if self._secret(body):
            body = {"withheld": True}
        with self._on_disk():
            self._answers.add({**head, "used": [prompt, completion, usd], **body}, durable=spec.practice is None)
            cap = self.terms.cap
            warn = self._ledger.settle(reserved, prompt, completion, usd, cap) if self._ledger else ()
        for kind in warn:
            self._warn(kind, cap[kind])
        return answer

    def _secret(self, body: Json) -> bool:
        text = dumps(body)
        return any(secret in text for secret in self._secrets)

    @contextlib.contextmanager
    def _on_disk(self) -> Iterator[None]:
        """A journal that cannot be written ends the job: going on would pay for answers that are lost."""
        try:
            yield
        except OSError as error:
            raise Halt(
                WorkerError(
                    "journal_not_written",
                    "The journal of the run cannot be written, so no further LM call is made.",
                    "Check the free space and the folder's permissions, then go on with the run.",
                    log=f"{self.terms.folder}: {error}",
                )
            ) from error

    # -- the caps

    def reserve(self, key: str, worst: Callable[[Cap], Amount], spec: LmSpec, check: Callable[[], None]) -> str:
        """Writes down that a call is about to be sent, at the most that it can cost under the cap as it is then.

        Raises:
            Halt: ``paused`` or ``cap_reached``.
        """
        assert self._ledger is not None
        now = self.terms

        def bounds() -> Bounds:
            nonlocal now
            check()
            now = self.terms
            self._going_on(now)
            return now.bounds()

        try:
            with self._on_disk():
                return self._ledger.reserve(key, worst, spec.practice is not None, bounds)
        except RefusedError as refused:
            at_pause = refused.kind == "calls" and now.pauses_first()
            self._halt = paused(now.pause_after) if at_pause else reached(now, refused.kind)
            raise Halt(self._halt) from refused

    def _going_on(self, now: Terms) -> None:
        """Raises ``Halt`` when no call is to be made any more."""
        if now.paused and self._halt is None:
            self._halt = paused()
        if self._halt is not None:
            raise Halt(self._halt)

    def wait_for_calls(self) -> None:
        """After a pause or at a cap: waits for the calls under way, at most a minute, so that none is paid in vain."""
        end = time.monotonic() + UNDERWAY
        while self._halt is not None and time.monotonic() < end:
            with self._lock:
                flights = list(self._flights.values())
            if not flights:
                return
            flights[0].wait(max(0.0, end - time.monotonic()))

    def unanswered(self, reserved: str, paid: bool) -> None:
        """A call that was sent came to no answer; ``paid`` when the provider may charge for it."""
        assert self._ledger is not None
        self._ledger.close_call(reserved, paid)

    def _warn(self, kind: str, most: float) -> None:
        text = f"80 % of the cap of {amount(kind, most)} is used."
        self._tell({"type": "log", "level": "warning", "logger": "dspex.budget", "text": text})

    def _tell_lost(self, lost: int) -> None:
        calls = "1 LM call was" if lost == 1 else f"{lost} LM calls were"
        self._tell(
            {
                "type": "fault",
                "what": "calls_lost",
                "worker": None,
                "job": None,
                "rows": [],
                "action": f"{calls} under way when a worker ended: possibly paid, and charged to the cap.",
                "why": "No answer arrived, so they are asked again.",
            }
        )

    def keep_candidate(self, id: str, state: Json, values: Json | None = None) -> None:
        """Keeps the learned state of a candidate, and its values of the variables, so that another run can start from
        it."""
        if self.terms.replay:
            return
        folder = self.terms.folder / "candidates"
        folder.mkdir(exist_ok=True)
        for name, content in ((f"{id}.values", values), (id, state)):
            if content is not None:
                part = folder / f"{name}.part"
                part.write_text(dumps(content), encoding="utf-8")
                part.replace(folder / f"{name}.json")

    def close(self, failed: bool) -> None:
        """The job is over. When it failed, the failures of calls on its way count no more, so that it can go on."""
        if failed and self._halt is None and not self.terms.replay:
            self._answers.void(self._failures)
        if self._ledger is not None:
            self._ledger.close()
        self._answers.close()


def open_journal(job: Job, tell: Callable[[Json], None]) -> Journal | None:
    """The journal that a job names, None for a job without one. Raises WorkerError."""
    from dspex_worker.secrets import secret_texts

    record = job.body.get("journal")
    if record is None:
        return None
    return Journal(Terms.of(record), list(job.lms.values()), tell, secret_texts(job))
