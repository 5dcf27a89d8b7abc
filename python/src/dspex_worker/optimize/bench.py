"""What an optimizer gets to work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dspex_worker.optimize.guard import Guard
from dspex_worker.optimize.plan import Plan
from dspex_worker.optimize.tracker import Tracker
from dspex_worker.optimize.watcher import Watcher
from dspex_worker.tuning.ledger import Ledger
from dspex_worker.tuning.mechanism import explorer_of, told
from dspex_worker.tuning.proposer import proposing

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
        ledger: what is known of the values of variables; None where none are optimized.
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
    ledger: Ledger | None = None

    @property
    def seed(self) -> int:
        return self.context.job.seed

    @property
    def threads(self) -> int:
        return self.context.job.threads

    def watched(self, feedback: bool = False) -> Callable[..., Any]:
        """The metric for DSPy; with ``feedback`` it returns score and feedback."""
        watched = self.watcher.watch(self.metric, feedback)
        return watched if self.ledger is None else told(watched, self.ledger)

    def teacher_lm(self) -> Any:
        """The LM that answers when demonstrations are made: the job's teacher, else the student's."""
        return self.context.lm(self.context.job.body.get("teacher"), "teacher")

    def teacher(self) -> Any | None:
        """A copy of the program that answers with the job's teacher at every node, or tries other values of variables;
        None where it does neither."""
        alias = self.context.job.body.get("teacher")
        explorer = None if self.ledger is None else explorer_of(self.program, self.plan.entry.name)
        if alias is None:
            return explorer
        program = explorer or self.program.deepcopy()
        program.set_lm(self.context.lm(alias, "teacher"))
        return program

    def writer_lm(self, role: str = "prompt") -> Any:
        """The LM that writes instructions or reflects: the job's prompt LM, else the student's."""
        lm = self.context.lm(self.context.job.body.get("prompt_lm"), role)
        return lm if self.ledger is None else proposing(lm, self.ledger)

    def score(self, program: Any) -> None:
        """Scores a program on all validation rows, unless an equal one was."""
        import dspy

        known = self.tracker.find(program)
        if known is not None and self.tracker.score_of(known) is not None:
            return
        dspy.Evaluate(devset=self.validation, metric=self.watched(), num_threads=self.threads)(program)


Family = Callable[[Bench], Any]
"""Runs one optimizer on a bench and returns the program that it chose."""
