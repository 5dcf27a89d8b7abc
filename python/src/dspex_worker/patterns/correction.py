"""Chain of thought that is checked and corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import dspy
from dspy.utils.exceptions import AdapterParseError

from dspex_worker.errors import WorkerError
from dspex_worker.patterns.budget import Budget, BudgetSpentError
from dspex_worker.patterns.steps import Record, State, Step
from dspex_worker.patterns.validators import Fields, Validator, Verdict

STEPS = "steps"
KEPT = "steps_that_hold"
PREVIOUS = "previous_answer"
FEEDBACK = "feedback"


@dataclass(frozen=True)
class _Attempt:
    prediction: Any
    verdict: Verdict
    step: Step


class SelfCorrecting(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """Answers by a chain of thought, has it validated, and answers again with what was wrong.

    Makes at most ``1 + max_corrections`` attempts. The first that every validator lets pass is the answer; without
    one it is the best so far. The prediction has ``valid``, ``feedback`` (what is wrong with it) and ``attempts``.
    With ``in_steps`` the reasoning is a list of steps, and where a validator says how many of them hold, the next
    attempt goes on from there.

    Refine of DSPy and Self-Refine (Madaan et al. 2023) are the models.

    Args:
        validators: besides the types and constraints of the output fields, which always count; asked in this order,
            the first that refuses ends an attempt.
        budget: most LM calls in all, those of attempts and of validators that are modules; None for no limit.
        config: settings of the LM calls, such as ``temperature``.
    """

    def __init__(
        self,
        signature: Any,
        validators: Sequence[Validator] = (),
        max_corrections: int = 3,
        in_steps: bool = False,
        budget: int | None = None,
        **config: Any,
    ) -> None:
        super().__init__()
        signature = dspy.ensure_signature(signature)
        self.max_corrections, self.in_steps, self.budget = max_corrections, in_steps, budget
        self.validators = [Fields(signature), *validators]
        reasoned = _in_steps(signature) if in_steps else signature
        kind = dspy.Predict if in_steps else dspy.ChainOfThought
        self.answer = kind(reasoned, **config)
        self.correct = kind(_corrected(reasoned, in_steps), **config)

    def forward(self, **inputs: Any) -> Any:
        """The answer.

        Raises:
            WorkerError: ``no_attempt`` when no attempt gave anything that could be read, ``validator_failed``, and
                ``pattern_budget_spent`` when the budget does not reach for one attempt.
        """
        budget, record = Budget(self.budget), Record()
        attempts: list[_Attempt] = []
        failure: Exception | None = None
        feedback, previous, kept = "", "", list[str]()
        for number in range(1 + self.max_corrections):
            step = record.add("attempt", "", _last(record))
            before = budget.spent
            try:
                prediction = self._attempt(budget, inputs, number, previous, feedback, kept)
                verdict = self._judged(budget, inputs, prediction)
            except AdapterParseError as error:
                failure, feedback = error, f"The answer could not be read: {_first(error)}"
                record.end(step, "failed", feedback, calls=budget.spent - before)
                continue
            except BudgetSpentError as error:
                failure = failure or error
                record.end(step, "failed", error.message, calls=budget.spent - before)
                break
            state: State = "kept" if verdict.valid else "refused"
            step = record.end(step, state, verdict.feedback, verdict.score, budget.spent - before)
            attempts.append(_Attempt(prediction, verdict, step))
            if verdict.valid:
                break
            previous, feedback = _shown(prediction, self.answer.predictors()[0].signature), verdict.feedback
            kept = list(prediction.get(STEPS) or ())[: verdict.held] if verdict.held is not None else []
        return self._best(attempts, failure, record)

    def _attempt(
        self, budget: Budget, inputs: Mapping[str, Any], number: int, previous: str, feedback: str, kept: list[str]
    ) -> Any:
        if number == 0:
            return budget.call(self.answer, **inputs)
        extra: dict[str, Any] = {PREVIOUS: previous, FEEDBACK: feedback}
        if not self.in_steps:
            return budget.call(self.correct, **inputs, **extra)
        prediction = budget.call(self.correct, **inputs, **extra, **{KEPT: kept})
        prediction[STEPS] = [*kept, *(prediction.get(STEPS) or ())]
        return prediction

    def _judged(self, budget: Budget, inputs: Mapping[str, Any], prediction: Any) -> Verdict:
        least = 1.0
        for validator in self.validators:
            if isinstance(validator, dspy.Module):
                verdict: Verdict = budget.call(validator, inputs=inputs, prediction=prediction)
            else:
                verdict = validator(inputs, prediction)
            if not verdict.valid:
                return verdict
            least = min(least, verdict.score)
        return Verdict(True, least)

    def _best(self, attempts: Sequence[_Attempt], failure: Exception | None, record: Record) -> Any:
        if not attempts:
            if isinstance(failure, BudgetSpentError):
                raise failure
            raise WorkerError(
                "no_attempt",
                "Every attempt failed, so that there is none to keep.",
                "The calls below the node say why.",
            ) from failure
        best = max(attempts, key=lambda attempt: (attempt.verdict.valid, attempt.verdict.score))
        record.end(best.step, "chosen")
        answer = best.prediction
        answer["valid"], answer[FEEDBACK] = best.verdict.valid, best.verdict.feedback
        answer["attempts"] = len(record.steps())
        return answer


def _in_steps(signature: Any) -> Any:
    desc = "The reasoning, one step an item"
    return signature.prepend(STEPS, dspy.OutputField(desc=desc), list[str])


def _corrected(signature: Any, in_steps: bool) -> Any:
    said = f"{signature.instructions}\nThe last answer was refused. Answer anew so that the feedback is met."
    made = signature.with_instructions(said)
    made = made.append(PREVIOUS, dspy.InputField(desc="The answer that was refused; empty if unreadable"), str)
    made = made.append(FEEDBACK, dspy.InputField(desc="What is wrong with it"), str)
    if in_steps:
        desc = "Steps that hold. Go on after them and do not repeat them"
        made = made.append(KEPT, dspy.InputField(desc=desc), list[str])
    return made


def _shown(prediction: Any, signature: Any) -> str:
    return "\n".join(f"{name}: {prediction.get(name)}" for name in signature.output_fields)


def _last(record: Record) -> Step | None:
    steps = record.steps()
    return steps[-1] if steps else None


def _first(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
