"""The Practice LM writes a function whose formula stands in the task."""

from __future__ import annotations

import dspy
import pytest

from dspex_worker.patterns.scaffolding import Write
from dspex_worker.practice import practice_lm

TASK = "The price of a parcel: `4.9 + 0.8 * weight`. Right are `price(1.0) == 5.7` and `price(2.0) == 6.5`."
HEAD = "price(weight: float) -> float"
RIGHT = f"def {HEAD}:\n    return 4.9 + 0.8 * weight"


@pytest.mark.parametrize("adapter", [dspy.ChatAdapter(), dspy.JSONAdapter()])
def test_examples_are_its_tests_and_a_first_attempt_may_be_wrong(adapter: dspy.Adapter) -> None:
    write = dspy.ChainOfThought(Write)
    codes = set()
    for seed in range(12):
        with dspy.context(lm=practice_lm(seed=seed), adapter=adapter):
            said = write(task=TASK, function=HEAD)
        assert said.tests == ["assert price(1.0) == 5.7", "assert price(2.0) == 6.5"]
        codes.add(said.code)
    assert codes == {RIGHT, RIGHT.replace("+", "-")}


def test_what_is_given_back_is_corrected() -> None:
    again = dspy.Predict(Write.append("feedback", dspy.InputField(), str))
    for seed in range(12):
        with dspy.context(lm=practice_lm(seed=seed)):
            assert again(task=TASK, function=HEAD, feedback="In test 1: wrong").code == RIGHT


def test_a_task_without_a_formula_is_left_to_the_learner() -> None:
    with dspy.context(lm=practice_lm(seed=7)):
        said = dspy.Predict(Write)(task="The price of a parcel.", function=HEAD)
    assert "return 4.9" not in said.code
