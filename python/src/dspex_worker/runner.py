"""Runs one job in threads of its own, and stops it."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from dspex_worker.code import forget_project_code
from dspex_worker.errors import WorkerError, to_worker_error
from dspex_worker.events import AbortedError, EventQueue
from dspex_worker.interrupt import follow_threads, own, stop_threads
from dspex_worker.jobs.context import Cancelled, JobContext
from dspex_worker.logs import captured_output
from dspex_worker.rows import follow_rows
from dspex_worker.secrets import secret_texts
from dspex_worker.server_tools import close_servers
from dspex_worker.wire import Job, Json

Handler = Callable[[Job, JobContext], Json]


class Runner:
    """A running or finished job.

    The handler runs in a thread named ``job``; its payload becomes the ``result`` event, and a
    ``job_ended`` event always comes last.
    """

    def __init__(self, job: Job, handler: Handler) -> None:
        self.job = job
        self.events = EventQueue(secret_texts(job))
        self._handler = handler
        self._cancelled = threading.Event()
        self._aborted = threading.Event()
        self._thread = threading.Thread(target=self._run, name="job", daemon=True)

    def start(self) -> None:
        follow_threads()
        own(self._thread, self)
        self._thread.start()

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def join(self, seconds: float) -> None:
        self._thread.join(seconds)

    def cancel(self, how: str) -> None:
        """``flag`` asks the job to stop; ``raise`` raises in all of its threads."""
        self._cancelled.set()
        if how == "raise":
            self._aborted.set()
            self.events.abort()
            stop_threads(Cancelled, self, self._thread)

    def emit(self, event: Json) -> None:
        try:
            self.events.put(event)
        except AbortedError:
            raise Cancelled from None

    def _run(self) -> None:
        outcome, error, result = "failed", None, None
        try:
            self.emit({"type": "job_started", "job": self.job.id, "kind": self.job.kind, "rows": _row_count(self.job)})
            result = self._handle()
            outcome = "cancelled" if self._cancelled.is_set() and self.job.kind != "optimize" else "done"
        except Cancelled:
            outcome = "cancelled"
        except BaseException as failure:  # whatever a job raises is its outcome
            stopped = self._aborted.is_set() or (self._cancelled.is_set() and self.job.kind != "optimize")
            outcome, error = _failure(failure, stopped)
        self._end(outcome, error, result)

    def _handle(self) -> Json:
        from dspex_worker.boundary import Boundary

        follow_rows()
        forget_project_code()
        boundary = Boundary(self.job, self.emit, self._cancelled)
        context = JobContext(self.job, self._cancelled, boundary, self.emit)
        well = False
        try:
            with captured_output(self.emit), boundary.placed():
                result = self._handler(self.job, context)
            well = True
            return result
        finally:
            close_servers()
            boundary.close(failed=not (well or self._cancelled.is_set()))

    def _end(self, outcome: str, error: Json | None, result: Json | None) -> None:
        ended = {"type": "job_ended", "job": self.job.id, "outcome": outcome, "error": error}
        while True:
            try:
                if result is not None:
                    self.events.finish({"type": "result", "kind": self.job.kind, **result}, ended)
                else:
                    self.events.finish(ended)
                return
            except Cancelled:  # raised into this thread while it was ending
                continue


def _failure(failure: BaseException, stopped: bool) -> tuple[str, Json | None]:
    """A job that a person stopped is cancelled, however the code between wraps that."""
    if stopped and not isinstance(failure, WorkerError):
        return "cancelled", None
    logging.getLogger(__name__).debug("job failed", exc_info=failure)
    return "failed", to_worker_error(failure).record()


def _row_count(job: Job) -> int:
    return sum(len(job.body.get(key) or ()) for key in ("rows", "train", "validation"))


@contextlib.contextmanager
def quiet_cancelled_threads() -> Iterator[None]:
    """Threads that end by ``Cancelled`` leave no traceback on stderr."""
    before = threading.excepthook

    def hook(args: Any) -> None:
        if not isinstance(args.exc_value, Cancelled):
            before(args)

    threading.excepthook = hook
    try:
        yield
    finally:
        threading.excepthook = before


def wait_until_idle(runner: Runner, seconds: float) -> bool:
    """Waits for the job's thread; whether it ended in time."""
    end = time.monotonic() + seconds
    runner.join(max(0.0, end - time.monotonic()))
    return not runner.alive
