"""What a job may use: events out, cancel flag, LMs behind the boundary, the program, the metric, the rows."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from dspex_worker.wire import Job, Json, Row

if TYPE_CHECKING:
    import dspy

    from dspex_worker.boundary import Boundary, Usage
    from dspex_worker.build import Program
    from dspex_worker.evaluate import Evaluation
    from dspex_worker.metrics import Metric


class Cancelled(BaseException):
    """The person cancelled the job.

    A ``BaseException``, so that DSPy's broad ``except Exception`` does not swallow it.
    """


@dataclass
class JobContext:
    """The services of one job. All methods may be called from any thread of the job.

    Attributes:
        job: the job itself.
        cancelled: set when the person asked to stop. Long loops look at it, or call ``check``.
        boundary: the LM boundary: every LM call of the job passes it.
    """

    job: Job
    cancelled: threading.Event
    boundary: Boundary
    _emit: Callable[[Json], None]
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def emit(self, event: Json) -> None:
        """Sends an event ``{"type": …, …}``; ``wall`` and ``mono`` are added and secrets masked.

        Blocks while the queue is full; raises ``Cancelled`` if the job is cancelled meanwhile.
        """
        self._emit(event)

    def check(self) -> None:
        """Raises ``Cancelled`` when the job is cancelled."""
        if self.cancelled.is_set():
            raise Cancelled

    def lm(self, alias: str | None = None, role: str = "student") -> dspy.LM:
        """The LM of an alias (default: the job's) behind the boundary.

        Args:
            alias: a key of ``job.lms``.
            role: student, teacher, prompt, judge or reflection; stands in the events of its calls.

        Raises:
            WorkerError: ``lm_not_configured`` for an alias that the job does not carry.
        """
        return self.boundary.lm(alias or self.job.lm, role)

    def role(self, name: str) -> contextlib.AbstractContextManager[None]:
        """Within it, calls of LMs got with the role ``student`` count under ``name`` instead."""
        from dspex_worker.boundary import role

        return role(name)

    def usage(self) -> Usage:
        """What the job's LM calls have used so far."""
        return self.boundary.usage()

    def adapter(self) -> dspy.Adapter:
        """A new adapter of the job's kind."""
        from dspex_worker.lms import adapter

        return adapter(self.job.adapter)

    def build_program(self, part: Json | None = None, with_lms: bool = True) -> Program:
        """Builds the job's program, or a part of it, and loads the job's learned state into it.

        Raises:
            WorkerError: ``program_invalid`` naming node and field, or ``state_mismatch``.
        """
        from dspex_worker.build import assign_lms, build_program

        job = self.job if part is None else replace(self.job, program=part)
        program = build_program(job, partial=part is not None)
        if with_lms:
            assign_lms(program, job, self.lm)
        return program

    def load_metric(self) -> Metric:
        """The job's metric. Raises WorkerError: ``code_not_trusted``, ``metric_unknown`` or ``code_failed``."""
        from dspex_worker.metrics import load_metric

        return load_metric(self.job, self.lm)

    def rows_to_examples(self, rows: Sequence[Row]) -> list[dspy.Example]:
        """Rows as examples with the program's inputs marked; each carries its row id as ``dspex_row``."""
        from dspex_worker.rows import rows_to_examples

        return rows_to_examples(self.job, rows)

    def evaluate_rows(
        self,
        program: dspy.Module,
        rows: Sequence[Row],
        metric: Metric,
        split: str,
        candidate: str | None = None,
    ) -> Evaluation:
        """Scores a program on rows with the job's threads and emits a ``metric`` event a row as soon as it is done.

        Equal to plain ``dspy.Evaluate`` example for example, at any number of threads.

        Raises:
            WorkerError: when an LM error makes going on pointless, or every row failed.
            Cancelled: when the job is cancelled.
        """
        from dspex_worker.evaluate import evaluate_rows

        return evaluate_rows(self, program, rows, metric, split, candidate)

    @contextlib.contextmanager
    def dspy_context(self, **overrides: Any) -> Iterator[None]:
        """DSPy settings of the job (LM, adapter, callbacks, threads) for the calling thread and those DSPy starts."""
        import dspy

        from dspex_worker.observe import Observer

        settings: dict[str, Any] = {
            "lm": self.lm(),
            "adapter": self.adapter(),
            "callbacks": [Observer(self)],
            "num_threads": self.job.threads,
            "track_usage": False,
            "max_errors": 1_000_000,
            **overrides,
        }
        with dspy.context(**settings):
            yield
