"""Ends a run in time: when it is stopped, and when its LM can no longer answer."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from dspy.utils.callback import BaseCallback

from dspex_worker.errors import Halt, to_worker_error
from dspex_worker.evaluate import FATAL
from dspex_worker.wire import Json

if TYPE_CHECKING:
    from dspex_worker.jobs.context import JobContext
    from dspex_worker.optimize.tracker import Tracker

FATAL_CALLS = 3
"""So many fatal errors in a row, beyond the number of threads, end a run."""

LEFT_SECONDS = 60.0
"""Longest wait for LM calls that are still under way when a run stops."""


class Hopeless(Halt):
    """The LM refuses call after call; going on would score every candidate 0."""


class Guard(BaseCallback):  # type: ignore[misc]  # dspy is untyped
    """A callback that lets no LM call begin once the run is stopped, and tells the cost. Thread-safe."""

    def __init__(self, context: JobContext, tracker: Tracker) -> None:
        self._context, self._tracker = context, tracker
        self._under_way: dict[str, str] = {}
        self._refused: dict[str, int] = {}
        self._idle = threading.Condition()

    def on_lm_start(self, call_id: str, instance: Any, inputs: Json) -> None:  # noqa: ARG002
        self._context.check()
        with self._idle:
            self._under_way[call_id] = str(instance.model)

    def on_lm_end(self, call_id: str, outputs: Any, exception: BaseException | None = None) -> None:  # noqa: ARG002
        with self._idle:
            model = self._under_way.pop(call_id, "")
            self._idle.notify_all()
            error = to_worker_error(exception) if isinstance(exception, Exception) else None
            fatal = error is not None and error.code in FATAL
            self._refused[model] = self._refused.get(model, 0) + 1 if fatal else 0
            limit = FATAL_CALLS + self._context.job.threads - 1
            hopeless = error is not None and self._refused[model] >= limit
        self._tracker.budget()
        if error is not None and hopeless:
            raise Hopeless(error)

    def wait_until_idle(self) -> None:
        """Waits for LM calls that other threads still have under way, at most a minute."""
        with self._idle:
            self._idle.wait_for(lambda: not self._under_way, LEFT_SECONDS)
