"""Chain of thought that is checked and corrected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import dspy
from dspy.utils.exceptions import AdapterParseError

from dspex_worker.errors import WorkerError
from dspex_worker.patterns.budget import Budget, BudgetSpentError
from dspex_worker.patterns.steps import Record, State, Step
from dspex_worker.patterns.validators import Fields, Judge, Predicate, SecondChain, Validator, Verdict

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
    """Has a module answer, has the answer validated, and asks again with what was wrong.

    Makes at most ``1 + max_corrections`` attempts. The first that every validator lets pass is the answer; without
    one it is the best so far. The prediction has ``valid``, ``feedback`` (what is wrong with it) and ``attempts``.
    With ``in_steps`` the reasoning is a list of steps, and where a validator says how many of them hold, the next
    attempt goes on from there.

    Refine of DSPy and Self-Refine (Madaan et al. 2023) are the models.

    Args:
        module: what answers; of a signature a ChainOfThought is made.
        reward_fn: a validator as a function of the inputs and the answer, as ``Predicate`` takes it.
        rubric: what an LM judges the answer by, see ``Judge``.
        second_chain: whether a second chain of thought must come to the same answer, see ``SecondChain``.
        validators: further ones. The types and constraints of the output fields always count. They are asked in this
            order, and the first that refuses ends an attempt.
        in_steps: for modules with one predictor.
        budget: most calls of the module and of validators that are modules, in all; None for no limit.
        config: settings of the LM calls where a ChainOfThought is made, such as ``temperature``.
    """

    def __init__(
        self,
        module: Any,
        reward_fn: Callable[[Mapping[str, Any], Any], Any] | None = None,
        max_corrections: int = 3,
        rubric: str | None = None,
        second_chain: bool = False,
        validators: Sequence[Validator] = (),
        in_steps: bool = False,
        budget: int | None = None,
        **config: Any,
    ) -> None:
        super().__init__()
        answering = module if isinstance(module, dspy.Module) else dspy.ChainOfThought(module, **config)
        self.max_corrections, self.in_steps, self.budget = max_corrections, in_steps, budget
        self.answer = _in_steps(answering.deepcopy()) if in_steps else answering.deepcopy()
        self.correct = _corrected(self.answer.deepcopy(), in_steps)
        answered = self.answer.predictors()[-1].signature
        self.validators: list[Validator] = [Fields(answered)]
        if reward_fn:
            self.validators.append(Predicate(reward_fn))
        if rubric:
            self.validators.append(Judge(_task(answered), rubric))
        if second_chain:
            self.validators.append(SecondChain(_task(answered)))
        self.validators += validators

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
                with record.asking(step):
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
            said = _shown(prediction, _task(self.answer.predictors()[-1].signature))
            step = record.end(step, state, verdict.feedback, verdict.score, budget.spent - before, said)
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


def _task(signature: Any) -> Any:
    """The signature without the reasoning."""
    for name in (STEPS, "reasoning"):
        if name in signature.output_fields:
            signature = signature.delete(name)
    return signature


def _in_steps(module: dspy.Module) -> dspy.Module:
    """The module with steps in place of its reasoning."""
    (predictor,) = module.predictors()
    signature = predictor.signature
    if "reasoning" in signature.output_fields:
        signature = signature.delete("reasoning")
    predictor.signature = signature.prepend(STEPS, dspy.OutputField(desc="The reasoning, one step an item"), list[str])
    return module


def _corrected(module: dspy.Module, in_steps: bool) -> dspy.Module:
    """The module that is also told what was wrong."""
    for predictor in module.predictors():
        said = f"{predictor.signature.instructions}\nThe last answer was refused. Answer so that the feedback is met."
        made = predictor.signature.with_instructions(said)
        made = made.append(PREVIOUS, dspy.InputField(desc="The answer that was refused; empty if unreadable"), str)
        made = made.append(FEEDBACK, dspy.InputField(desc="What is wrong with it"), str)
        if in_steps:
            desc = "Steps that hold. Go on after them and do not repeat them"
            made = made.append(KEPT, dspy.InputField(desc=desc), list[str])
        predictor.signature = made
    return module


def _shown(prediction: Any, signature: Any) -> str:
    return "\n".join(f"{name}: {prediction.get(name)}" for name in signature.output_fields)


def _last(record: Record) -> Step | None:
    steps = record.steps()
    return steps[-1] if steps else None


def _first(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
