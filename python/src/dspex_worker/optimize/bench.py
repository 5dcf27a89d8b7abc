"""What an optimizer gets to work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dspex_worker.optimize.guard import Guard
from dspex_worker.optimize.plan import Plan
from dspex_worker.optimize.tracker import Tracker
from dspex_worker.optimize.watcher import Watcher

if TYPE_CHECKING:
    from dspex_worker.jobs.context import JobContext
    from dspex_worker.metrics import Metric


@dataclass(frozen=True)
class Bench:
    """The inputs of one optimization.

    Attributes:
        program: the program to improve; optimizers copy it.
        train, validation: examples; validation is never empty.
        metric: the project's metric, unwatched.
    """

    context: JobContext
    plan: Plan
    program: Any
    train: list[Any]
    validation: list[Any]
    metric: Metric
    tracker: Tracker
    watcher: Watcher
    guard: Guard

    @property
    def seed(self) -> int:
        return self.context.job.seed

    @property
    def threads(self) -> int:
        return self.context.job.threads

    def watched(self, feedback: bool = False) -> Callable[..., Any]:
        """The metric for DSPy; with ``feedback`` it returns score and feedback."""
        return self.watcher.watch(self.metric, feedback)

    def teacher_lm(self) -> Any:
        """The LM that answers when demonstrations are made: the job's teacher, else the student's."""
        return self.context.lm(self.context.job.body.get("teacher"), "teacher")

    def teacher(self) -> Any | None:
        """A copy of the program that answers with the job's teacher at every node; None without a teacher."""
        alias = self.context.job.body.get("teacher")
        if alias is None:
            return None
        program = self.program.deepcopy()
        program.set_lm(self.context.lm(alias, "teacher"))
        return program

    def writer_lm(self, role: str = "prompt") -> Any:
        """The LM that writes instructions or reflects: the job's prompt LM, else the student's."""
        return self.context.lm(self.context.job.body.get("prompt_lm"), role)

    def score(self, program: Any) -> None:
        """Scores a program on all validation rows, unless an equal one was."""
        import dspy

        known = self.tracker.find(program)
        if known is not None and self.tracker.score_of(known) is not None:
            return
        dspy.Evaluate(devset=self.validation, metric=self.watched(), num_threads=self.threads)(program)


Family = Callable[[Bench], Any]
"""Runs one optimizer on a bench and returns the program that it chose."""
