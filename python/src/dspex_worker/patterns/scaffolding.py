"""A program that the LM writes for a task, with the tests that it must pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

import dspy
from dspy.utils.exceptions import AdapterParseError

from dspex_worker.errors import WorkerError
from dspex_worker.patterns.budget import Budget, BudgetSpentError
from dspex_worker.patterns.steps import Record, State, Step
from dspex_worker.patterns.trial import Verdict, judged
from dspex_worker.sandbox.factory import SandboxFactory

WRITTEN = (
    "Write one Python function for the task, and tests of it.\nThe code is the function with its imports, and nothing"
    " that runs when it is read. Each test is one assert statement that calls the function with values and compares"
    " the result with the right one; cover the edges. {limits}"
)


class Write(dspy.Signature):  # type: ignore[misc]  # dspy is untyped
    """Write one Python function for the task, and tests of it."""

    task: str = dspy.InputField(desc="What the function does")
    function: str = dspy.InputField(desc="Its name and arguments")
    code: str = dspy.OutputField(desc="Python, without fences")
    tests: list[str] = dspy.OutputField(desc="One assert statement an item")


class SelfScaffolding(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """Has a function written for a task, and keeps it only when its tests hold and mean something.

    Code and tests are read by an allow-list and run in the sandbox (10 s, 512 MB, no network, no files but a scratch
    folder). They are accepted when every test passes and at least one mutant of the code is noticed by a test. What
    was wrong goes into the next attempt, of which there are ``1 + max_corrections``.

    The prediction has ``code``, ``tests``, ``accepted``, ``outcome`` (see ``trial.Verdict``), ``reason``,
    ``attempts``, and ``trials``, a record of each; without an accepted one it is the last.

    Args:
        budget: most LM calls in all; None for no limit.
        checked: says what is wrong with code beside its tests, empty where nothing is.

    Raises:
        WorkerError: ``sandbox_unavailable`` where this system cannot hold code.
    """

    def __init__(
        self,
        max_corrections: int = 3,
        budget: int | None = None,
        seed: int = 0,
        checked: Callable[[str], str] = lambda code: "",  # noqa: ARG005
        **config: Any,
    ) -> None:
        super().__init__()
        self._checked = checked
        self.max_corrections, self.budget, self.seed = max_corrections, budget, seed
        self._sandboxes = SandboxFactory.of(seed, [])
        asked = Write.with_instructions(WRITTEN.format(limits=self._sandboxes.execution_instructions))
        self.write = dspy.ChainOfThought(asked, **config)
        again = asked.append("previous_code", dspy.InputField(desc="Code that was not accepted"), str)
        again = again.append("previous_tests", dspy.InputField(desc="Its tests"), list[str])
        again = again.append("feedback", dspy.InputField(desc="Why it was not accepted"), str)
        self.correct = dspy.ChainOfThought(again, **config)

    def forward(self, task: str, function: str) -> Any:
        """The function and its tests.

        Raises:
            WorkerError: ``no_attempt`` when no attempt could be read, ``pattern_budget_spent``.
        """
        budget, record = Budget(self.budget), Record()
        given: dict[str, Any] = {}
        trials: list[dict[str, Any]] = []
        found: Any = None
        failure: Exception | None = None
        step: Step | None = None
        for _attempt in range(1 + self.max_corrections):
            step = record.add("trial", function, step)
            try:
                said = budget.call(self.correct if given else self.write, task=task, function=function, **given)
            except AdapterParseError as error:
                failure = error
                record.end(step, "failed", "The answer could not be read.", calls=1)
                continue
            except BudgetSpentError as error:
                failure = error
                record.end(step, "failed", error.message)
                break
            code, tests = _plain(said.code), [_plain(test) for test in said.tests]
            wrong = self._checked(code)
            verdict = (
                Verdict("failed", wrong) if wrong else judged(code, tests, self._sandboxes.engaged, seed=self.seed)
            )
            trials.append({"code": code, "tests": tests, **asdict(verdict)})
            found = _prediction(trials, verdict, len(record.steps()))
            state: State = "chosen" if verdict.accepted else "refused"
            record.end(step, state, verdict.reason or _kept(tests, verdict), float(verdict.accepted), 1)
            if verdict.accepted:
                break
            given = {"previous_code": code, "previous_tests": tests, "feedback": verdict.reason}
        if found is None:
            if isinstance(failure, BudgetSpentError):
                raise failure
            raise WorkerError(
                "no_attempt",
                "Every attempt failed, so that there is none to keep.",
                "The calls below the node say why.",
            ) from failure
        return found


def _prediction(trials: Sequence[dict[str, Any]], verdict: Verdict, attempts: int) -> Any:
    return dspy.Prediction(
        code=trials[-1]["code"],
        tests=trials[-1]["tests"],
        trials=list(trials),
        accepted=verdict.accepted,
        outcome=verdict.outcome,
        reason=verdict.reason,
        attempts=attempts,
    )


def _kept(tests: Sequence[str], verdict: Verdict) -> str:
    return f"Its {len(tests)} tests pass, and notice {verdict.noticed} of {verdict.tried} mutants."


def _plain(text: str) -> str:
    """The code without the fences that LMs put around it."""
    lines = text.strip().splitlines()
    if lines and lines[0].startswith("```"):
        lines = lines[1:-1] if lines[-1].strip() == "```" else lines[1:]
    return "\n".join(lines)
