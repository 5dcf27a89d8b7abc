"""Chain of thought that is checked and corrected."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import dspy
import pytest

from dspex_worker.errors import WorkerError
from dspex_worker.patterns import Judge, Predicate, SecondChain, SelfCorrecting, Step, Verdict, watching
from dspex_worker.patterns.budget import BudgetSpentError
from patterns.scripted import Answering, lm


def asked(module: dspy.Module, answering: Answering, **inputs: Any) -> tuple[Any, list[Mapping[str, str]], list[Step]]:
    """The prediction, what the LM was asked, and the steps as they ended."""
    model, engine = lm(answering)
    steps: dict[int, Step] = {}
    with dspy.context(lm=model), watching(lambda step: steps.__setitem__(step.id, step)):
        prediction = module(**(inputs or {"question": "How many?"}))
    return prediction, engine.prompts, list(steps.values())


def drawn(seed: int, first: float, fixed: float) -> Answering:
    """Right with the first chance at once, with the second when it is corrected."""
    draw = random.Random(seed)
    return lambda inputs, _: {
        "answer": "right" if draw.random() < (fixed if "feedback" in inputs else first) else "wrong"
    }


def is_right(_: Mapping[str, Any], prediction: Any) -> str:
    return "" if prediction.answer == "right" else "It is wrong."


def test_as_many_are_accepted_as_the_chances_say() -> None:
    module = SelfCorrecting("question -> answer", is_right)
    model, _ = lm(drawn(1, 0.5, 0.5))
    with dspy.context(lm=model):
        valid = [module(question=str(i)).valid for i in range(500)]
    assert sum(valid) / len(valid) == pytest.approx(1 - 0.5 * 0.5**3, abs=0.03)


def test_a_validator_that_errs_bounds_what_accepted_answers_are_worth() -> None:
    draw = random.Random(2)

    def mostly(_: Mapping[str, Any], prediction: Any) -> bool:
        return draw.random() < (0.95 if prediction.answer == "right" else 0.1)

    module = SelfCorrecting("question -> answer", mostly)
    model, _ = lm(drawn(3, 0.5, 0.5))
    with dspy.context(lm=model):
        accepted = [p.answer == "right" for p in (module(question=str(i)) for i in range(500)) if p.valid]
    assert sum(accepted) / len(accepted) == pytest.approx(0.905, abs=0.035)


def test_the_feedback_and_the_refused_answer_are_in_the_next_prompt() -> None:
    answers = iter(["wrong", "right"])
    module = SelfCorrecting("question -> answer", is_right)
    prediction, prompts, steps = asked(module, lambda *_: {"answer": next(answers)})
    assert (prediction.answer, prediction.valid, prediction.attempts) == ("right", True, 2)
    assert "feedback" not in prompts[0]
    assert prompts[1]["feedback"] == "It is wrong."
    assert "answer: wrong" in prompts[1]["previous_answer"]
    assert [(step.state, step.parent, step.calls) for step in steps] == [("refused", None, 1), ("chosen", 1, 1)]


def test_without_a_valid_answer_it_is_the_best_so_far_and_marked() -> None:
    answers = iter([3, 8, 5, 1])
    closest = Predicate(lambda _, prediction: Verdict(False, prediction.answer / 10, "Higher."))
    prediction, prompts, steps = asked(
        SelfCorrecting("question -> answer: int", validators=[closest]), lambda *_: {"answer": next(answers)}
    )
    assert (prediction.answer, prediction.valid, prediction.feedback) == (8, False, "Higher.")
    assert len(prompts) == 4
    assert [step.state for step in steps] == ["refused", "chosen", "refused", "refused"]


class Bounded(dspy.Signature):  # type: ignore[misc]  # dspy is untyped
    """Say how many."""

    question: str = dspy.InputField()
    answer: int = dspy.OutputField(ge=1, le=9)


def test_constraints_of_the_fields_always_count() -> None:
    answers = iter([40, 4])
    prediction, prompts, _ = asked(SelfCorrecting(Bounded), lambda *_: {"answer": next(answers)})
    assert prediction.answer == 4
    assert prompts[1]["feedback"] == "answer: Input should be less than or equal to 9, but it is 40."


def test_an_answer_that_cannot_be_read_is_an_attempt() -> None:
    answers: Any = iter([{"": "I do not know."}, {"": "No."}, {"answer": 4}])
    prediction, prompts, steps = asked(SelfCorrecting(Bounded), lambda *_: next(answers))
    assert prediction.answer == 4
    assert [step.state for step in steps][-1] == "chosen"
    assert prompts[-1]["feedback"].startswith("The answer could not be read")


def test_none_that_can_be_read_is_an_error() -> None:
    with pytest.raises(WorkerError) as raised:
        asked(SelfCorrecting(Bounded, max_corrections=1), lambda *_: {"": "No."})
    assert raised.value.code == "no_attempt"


def test_the_budget_ends_the_attempts_and_keeps_the_best() -> None:
    module = SelfCorrecting("question -> answer", is_right, budget=2)
    prediction, prompts, _ = asked(module, lambda *_: {"answer": "wrong"})
    assert (prediction.valid, len(prompts)) == (False, 2)
    with pytest.raises(BudgetSpentError):
        asked(SelfCorrecting("question -> answer", budget=0), lambda *_: {"answer": "right"})


def test_the_next_attempt_goes_on_after_the_steps_that_held() -> None:
    answers = iter([{"steps": ["a", "b", "x"], "answer": "wrong"}, {"steps": ["c"], "answer": "right"}])

    def until_x(_: Mapping[str, Any], prediction: Any) -> Verdict:
        held = prediction.steps.index("x") if "x" in prediction.steps else len(prediction.steps)
        return Verdict(prediction.answer == "right", 0.5, "x does not follow.", held)

    module = SelfCorrecting("question -> answer", until_x, in_steps=True)
    prediction, prompts, _ = asked(module, lambda *_: next(answers))
    assert prediction.steps == ["a", "b", "c"]
    assert "a" in prompts[1]["steps_that_hold"]
    assert "x" not in prompts[1]["steps_that_hold"]


def test_a_judge_refuses_with_its_reason() -> None:
    verdicts = iter([("False", "Name the unit."), ("True", "")])
    answers = iter(["4", "4 km"])

    def answering(_: Mapping[str, str], outputs: list[str]) -> dict[str, Any]:
        if "valid" in outputs:
            valid, feedback = next(verdicts)
            return {"valid": valid, "feedback": feedback}
        return {"answer": next(answers)}

    module = SelfCorrecting("question -> answer", validators=[Judge("question -> answer", "The unit is named.")])
    prediction, prompts, _ = asked(module, answering)
    assert (prediction.answer, prediction.valid) == ("4 km", True)
    assert prompts[2]["feedback"] == "Name the unit."


def test_a_second_chain_must_agree() -> None:
    answers = iter(["4", "5", "5", "5"])
    module = SelfCorrecting("question -> answer", validators=[SecondChain("question -> answer")])
    prediction, prompts, _ = asked(module, lambda *_: {"answer": next(answers)})
    assert prediction.valid
    assert "'5' instead of '4'" in prompts[2]["feedback"]


@pytest.mark.parametrize("said", [None, 2.0, object(), ("no", "pair")])
def test_a_validator_that_says_nothing_sensible_is_named(said: Any) -> None:
    module = SelfCorrecting("question -> answer", validators=[Predicate(lambda *_: said, "unit check")])
    with pytest.raises(WorkerError, match="unit check") as raised:
        asked(module, lambda *_: {"answer": "right"})
    assert raised.value.code == "validator_failed"


def test_every_predictor_is_seen_by_optimizers() -> None:
    module = SelfCorrecting(
        "question -> answer", validators=[Judge("question -> answer", "Polite."), SecondChain("q -> answer")]
    )
    names = [name for name, _ in module.named_predictors()]
    assert len(names) == 4
    assert {name.split(".")[0].split("[")[0] for name in names} == {"answer", "correct", "validators"}
