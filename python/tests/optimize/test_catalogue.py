"""The catalogue against the installed DSPy."""

from __future__ import annotations

import inspect
import json

import dspy.teleprompt
import pytest

from dspex_worker.optimize import describe_optimizers
from dspex_worker.optimize.catalogue import catalogue, parameters_of
from dspex_worker.optimize.families import FAMILIES
from dspex_worker.optimize.table import ENTRIES, LEFT_OUT, MANAGED


def test_every_optimizer_of_dspy_is_offered_or_left_out_for_a_reason() -> None:
    teleprompter = dspy.teleprompt.Teleprompter
    found = {
        name
        for name, value in vars(dspy.teleprompt).items()
        if inspect.isclass(value) and issubclass(value, teleprompter) and value is not teleprompter
    }

    assert found <= {entry.name for entry in ENTRIES} | set(LEFT_OUT)
    assert set(FAMILIES) == {entry.name for entry in ENTRIES}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_parameter_of_dspy_is_offered_or_managed(entry) -> None:
    named = {parameter.name for parameter in catalogue()[entry.name].parameters}

    assert set(parameters_of(entry.name)) <= named | MANAGED | set(entry.ignored)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_parameter_has_help_and_a_default_that_fits_it(entry) -> None:
    for parameter in catalogue()[entry.name].parameters:
        assert parameter.help
        if parameter.default is not None:
            assert parameter.read(parameter.default) == parameter.default


def test_describe_is_plain_json_in_the_shape_of_the_contract() -> None:
    described = json.loads(json.dumps(describe_optimizers()))

    by_name = {optimizer["name"]: optimizer for optimizer in described}
    assert set(by_name["GEPA"]) == {"name", "summary", "parameters", "needs", "lms", "best_for"}
    assert by_name["GEPA"]["needs"] == {"feedback": True, "validation": True}
    assert by_name["GEPA"]["lms"] == ["prompt_lm"]
    assert by_name["MIPROv2"]["lms"] == ["teacher", "prompt_lm"]
    assert by_name["LabeledFewShot"]["lms"] == []
    breadth = by_name["COPRO"]["parameters"][0]
    assert breadth == {
        "name": "breadth",
        "type": "int",
        "default": 10,
        "choices": None,
        "minimum": 2,
        "maximum": 50,
        "help": "New instructions in each round.",
        "required": False,
    }
