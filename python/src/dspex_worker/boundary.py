"""The LM boundary: every LM call of a job, whoever makes it, passes here.

It reports the call, counts what it used, retries it, and stops it when the job is cancelled.
"""

from __future__ import annotations

import contextlib
import contextvars
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dspex_worker.errors import WorkerError
from dspex_worker.journal.bounds import usd_of
from dspex_worker.journal.journal import open_journal
from dspex_worker.journal.scope import within
from dspex_worker.wire import Job, Json, LmSpec

if TYPE_CHECKING:
    import dspy

LOOK = 0.1
"""Seconds between looks at the cancel flag while an LM is answering."""
MOST_AT_ONCE = 256

_role: ContextVar[str | None] = ContextVar("dspex_role", default=None)

TextSink = Callable[[str, "LmCall", str, Sequence[float]], object]
"""Called with LM call id, call, a piece of the answer's text, in order, and the log probabilities of its tokens where
the LM tells them; an empty text ends the answer. What it raises ends the call."""


@contextlib.contextmanager
def role(name: str) -> Iterator[None]:
    """Within it, calls of LMs that were got as student count under another role."""
    token = _role.set(name)
    try:
        yield
    finally:
        _role.reset(token)


def role_of(lm_role: str) -> str:
    """The role of a call of an LM that was got for ``lm_role``."""
    return (_role.get() or lm_role) if lm_role == "student" else lm_role


@dataclass
class LmCall:
    """What DSPy's callbacks know of an LM call and its request does not say.

    One DSPy call may make several requests (``n`` candidates): ``requests`` counts them. ``draw`` tells a request from
    all others of the run, where a journal is kept.
    """

    id: str
    parent: str | None
    node: str
    rollout_id: int | None
    signature: Any = None
    requests: int = 0
    draw: str | None = None


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
        played: when set, told of each event that is played from the journal: the call, the seconds at which it came,
            and whether the recording was stopped there.
        watch: when set, called whenever the flag is looked at, in the call's context; what it raises ends the call.
        journal: the run's journal; None for a job that keeps none.
        unstreamed: aliases of LMs that were found not to stream; their answers are asked for whole.
    """

    def __init__(self, job: Job, emit: Callable[[Json], None], cancelled: threading.Event) -> None:
        self.job, self.emit, self.cancelled = job, emit, cancelled
        self.text_sink: TextSink | None = None
        self.played: Callable[[str, float, bool], None] | None = None
        self.watch: Callable[[], None] | None = None
        self.journal = open_journal(job, emit)
        self.unstreamed: set[str] = set()
        self._lms: dict[tuple[str, str], dspy.LM] = {}
        self._engines: dict[str, Any] = {}
        self._lock = threading.RLock()
        self._usage = Usage()
        self._pool = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="lm")
        self._closed = threading.Event()
        self._underway = 0

    def lm(self, alias: str, role: str = "student") -> dspy.LM:
        """The LM of an alias, made once. Raises WorkerError ``lm_not_configured``."""
        from dspex_worker.lm_call import BoundaryEngine
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

    def placed(self) -> contextlib.AbstractContextManager[None]:
        """The job runs within it, so that its calls have their places in the journal."""
        return contextlib.nullcontext() if self.journal is None else within(self.journal.scope())

    def close(self, failed: bool = False) -> None:
        """Ends the LMs and the journal; who still waits for an answer gets ``Cancelled``."""
        if self.journal is not None:
            self.journal.wait_for_calls()
        self._closed.set()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._release()
        if self.journal is not None:
            self.journal.close(failed)

    def _release(self) -> None:
        """Closes the connections once no request is under way: a thread that reads from one that another thread closes
        would wait for ever."""
        with self._lock:
            if self._underway or not self._closed.is_set():
                return
            engines, self._engines = list(self._engines.values()), {}
        for engine in engines:
            with contextlib.suppress(Exception):  # a pool that fails to close is of no use to anyone
                getattr(engine, "close", lambda: None)()

    def _ended(self, _: object) -> None:
        with self._lock:
            self._underway -= 1
        self._release()

    def check(self) -> None:
        """Raises ``Cancelled`` when the job is cancelled or over; an optimizer looks at the flag by itself."""
        from dspex_worker.jobs.context import Cancelled

        if self._closed.is_set() or (self.cancelled.is_set() and self.job.kind != "optimize"):
            raise Cancelled
        if self.watch is not None:
            self.watch()

    def waited(self, work: Callable[[], Any]) -> Any:
        """The result of ``work``, done in another thread so that a cancelled job need not wait for its end."""
        self.check()
        with self._lock:
            self._underway += 1
        try:
            future = self._pool.submit(contextvars.copy_context().run, work)
        except RuntimeError:  # the pool was shut down just now
            self._ended(None)
            self.check()
            raise
        future.add_done_callback(self._ended)
        # A pool that is shut down tells nobody of the work that it drops: the look at the job ends that wait.
        while not wait((future,), LOOK).done:
            self.check()
        return future.result()

    def add(self, spec: LmSpec, prompt: int | None, completion: int | None) -> float | None:
        """Counts a finished call and returns its price in USD, None if unknown."""
        usd = usd_of(spec, prompt, completion)
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
