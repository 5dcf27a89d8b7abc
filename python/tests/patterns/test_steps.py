"""Steps know what was asked for them."""

from __future__ import annotations

from typing import Any

import dspy
from dspy.utils.callback import BaseCallback
from dspy.utils.callback_context import ACTIVE_CALL_ID

from dspex_worker.patterns import Consensus, SelfCorrecting, Step, TreeOfThoughts
from dspex_worker.patterns.steps import asked
from patterns.scripted import lm

SOLVE = dspy.Signature("numbers -> result", "Make 24 of the four numbers.")


class Watch(BaseCallback):  # type: ignore[misc]  # dspy is untyped
    """Notes the steps, and the signature of each call by its id."""

    def __init__(self) -> None:
        self.steps: dict[int, Step] = {}
        self.outputs: dict[str, list[str]] = {}

    def on_module_start(self, call_id: str, instance: Any, inputs: dict[str, Any]) -> None:
        self.outputs[call_id] = list(instance.signature.output_fields) if isinstance(instance, dspy.Predict) else []
        asked(call_id, ACTIVE_CALL_ID.get())

    def on_pattern_step(self, step: Step) -> None:
        self.steps[step.id] = step


def watched(module: dspy.Module, **inputs: Any) -> Watch:
    watch = Watch()
    said = {"next_steps": '["add", "halve"]', "value": "0.5", "result": "24", "reason": "-"}
    with dspy.context(lm=lm(lambda _, names: {name: said.get(name, "-") for name in names})[0], callbacks=[watch]):
        module(**inputs)
    return watch


def test_a_thought_is_asked_about_by_its_votes_and_by_what_goes_on_from_it() -> None:
    watch = watched(TreeOfThoughts(SOLVE, breadth=2, depth=2, beam=1, votes=2), numbers="4 6")
    outputs = {step.id: [watch.outputs[call] for call in step.asked] for step in watch.steps.values()}
    assert outputs[1] == [["reason", "value"], ["reason", "value"], ["next_steps"]]
    assert outputs[2] == [["reason", "value"], ["reason", "value"]]


def test_threads_do_not_mix_up_what_was_asked_for_whom() -> None:
    watch = watched(TreeOfThoughts(SOLVE, breadth=2, depth=1, votes=3, threads=4), numbers="4 6")
    calls = [call for step in watch.steps.values() for call in step.asked]
    assert [len(step.asked) for step in watch.steps.values()] == [3, 3]
    assert len(set(calls)) == 6


def test_an_attempt_is_asked_for_by_its_answer_and_says_it() -> None:
    tries = iter((False, True))
    module = SelfCorrecting(dspy.Predict(SOLVE), reward_fn=lambda _args, _pred: next(tries))
    steps = watched(module, numbers="4 6").steps
    assert [len(step.asked) for step in steps.values()] == [1, 1]
    assert [step.text for step in steps.values()] == ["result: 24", "result: 24"]
    assert [step.state for step in steps.values()] == ["refused", "chosen"]


def test_ballots_for_the_answer_are_the_chosen_ones() -> None:
    steps = watched(Consensus(dspy.Predict(SOLVE), N=3), numbers="4 6").steps
    assert [step.state for step in steps.values()] == ["chosen"] * 3
    assert [len(step.asked) for step in steps.values()] == [1, 1, 1]
