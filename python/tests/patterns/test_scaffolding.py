"""A program that the LM writes for a task, with the tests that it must pass."""

from __future__ import annotations

import json
from typing import Any

import dspy
import pytest

from dspex_worker.errors import WorkerError
from dspex_worker.patterns import SelfScaffolding, Step, watching
from patterns.scripted import lm
from sandboxing import guarded

TASK = {"task": "Double a number.", "function": "double(x)"}
GOOD = {"code": "def double(x):\n    return 2 * x", "tests": json.dumps(["assert double(3) == 6"])}
WRONG = {"code": "def double(x):\n    return x", "tests": json.dumps(["assert double(3) == 6"])}
VACUOUS = {"code": "def double(x):\n    return 2 * x", "tests": json.dumps(["double(3)"])}


def written(*answers: Any, **options: Any) -> tuple[Any, Any, list[Step]]:
    turn = iter(answers)
    model, engine = lm(lambda *_: next(turn))
    steps: dict[int, Step] = {}
    with dspy.context(lm=model), watching(lambda step: steps.__setitem__(step.id, step)):
        found = SelfScaffolding(**options)(**TASK)
    return found, engine.prompts, list(steps.values())


@guarded
def test_code_whose_tests_hold_is_kept_with_them() -> None:
    found, prompts, steps = written(GOOD)
    assert (found.accepted, found.outcome, found.attempts) == (True, "accepted", 1)
    assert found.tests == ["assert double(3) == 6"]
    assert len(prompts) == 1
    assert [step.state for step in steps] == ["chosen"]


@guarded
def test_what_was_wrong_goes_into_the_next_attempt() -> None:
    found, prompts, steps = written(WRONG, VACUOUS, {**GOOD, "code": f"```python\n{GOOD['code']}\n```"})
    assert (found.accepted, found.attempts, found.code) == (True, 3, GOOD["code"])
    assert "test 1, assert double(3) == 6" in prompts[1]["feedback"]
    assert "made wrong on purpose" in prompts[2]["feedback"]
    assert [step.state for step in steps] == ["refused", "refused", "chosen"]


@guarded
def test_without_an_accepted_one_it_is_the_last_and_says_why() -> None:
    found, prompts, _ = written(WRONG, WRONG, max_corrections=1)
    assert (found.accepted, found.outcome, len(prompts)) == (False, "failed", 2)
    assert "test 1" in found.reason


@guarded
def test_none_that_can_be_read_is_an_error() -> None:
    with pytest.raises(WorkerError) as raised:
        written({"": "no"}, {"": "no"}, {"": "no"}, max_corrections=0)
    assert raised.value.code == "no_attempt"


@guarded
def test_optimizers_see_writing_and_correcting() -> None:
    names = [name for name, _ in SelfScaffolding().named_predictors()]
    assert names == ["write.predict", "correct.predict"]
