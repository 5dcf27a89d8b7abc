"""A module with variables: what they are reaches the LM, whoever writes them."""

from __future__ import annotations

import json
from typing import Any

import dspy
import pytest

from dspex_worker.errors import WorkerError
from dspex_worker.tuning import Ledger, Variables, create_optimizable_module
from dspex_worker.tuning.carrier import HEAD, read_text, text_of
from tuning import toy


def written(program: Any, values: dict[str, Any]) -> Any:
    """The program with these values written into its configuration, as an optimizer does."""
    carrier = program.configuration
    carrier.signature = carrier.signature.with_instructions(text_of(carrier.variables, values))
    return program


def test_the_best_values_score_best_and_the_present_ones_little() -> None:
    rows, model = toy.examples(40, 1), toy.lm()
    assert toy.score(toy.module(), rows, model) < 0.2
    assert toy.score(written(toy.module(), toy.BEST), rows, model) == 1.0


def test_what_is_found_is_a_module_of_its_own() -> None:
    rows, model = toy.examples(40, 1), toy.lm()
    found = written(toy.module(), toy.BEST).with_values()
    assert isinstance(found, toy.Answers)
    assert isinstance(found.answer, dspy.ChainOfThought)
    assert toy.score(found, rows, model) == 1.0


@pytest.mark.parametrize("kind", [kind for kind in toy.VARIABLES if kind != "composite"])
def test_each_kind_alone_reaches_the_request(kind: str) -> None:
    rows, model = toy.examples(40, 1), toy.lm()
    program = toy.module(kind)
    before = toy.score(program, rows, model)
    names = {variable["name"] for variable in toy.config(kind)["variables"]}
    values = {name: value for name, value in toy.BEST.items() if name in names}
    assert toy.score(written(program, values), rows, model) > before


def test_a_composite_follows_and_cannot_be_written() -> None:
    program = toy.module("composite")
    values, notes = program.configuration.variables.nearest({"temperature": 0.5, "top_p": 0.1})
    assert values == {"temperature": 0.5}
    assert notes == ["top_p follows from 1.0 - 0.5 * temperature: change what it is made of."]
    assert program.configuration.variables.in_force(values)["top_p"] == 0.75


def test_a_conditional_counts_only_under_its_condition() -> None:
    variables = toy.module("conditional").configuration.variables
    assert "style" not in variables.in_force({"module": "Predict", "style": "short"})
    assert variables.in_force({"module": "ChainOfThought", "style": "short"})["style"] == "short"
    assert variables.nearest({"style": "short"})[1] == ["style counts only when module == 'ChainOfThought'."]


@pytest.mark.parametrize(
    ("said", "values", "note"),
    [
        ({"temperature": 9}, {"temperature": 2.0}, "temperature: 9 is now 2.0."),
        ({"length": "250.4"}, {"length": 250}, 'length: "250.4" is now 250.'),
        ({"adapter": "jsonadapter"}, {"adapter": "JSONAdapter"}, 'adapter: "jsonadapter" is now "JSONAdapter".'),
        ({"adapter": "quite another"}, {}, 'adapter: "quite another" is not one of '),
        ({"temperature": "hot"}, {}, 'temperature: "hot" is not a number from 0 to 2.'),
        ({"temperature": True}, {}, "temperature: true is not"),
        ({"speed": 1}, {}, "There is no variable speed."),
    ],
)
def test_what_an_lm_gets_wrong_is_put_right_or_said(said: Any, values: Any, note: str) -> None:
    found, notes = toy.module().configuration.variables.nearest(said)
    assert found == values
    assert notes[0].startswith(note)


def test_later_json_in_a_text_wins_and_broken_json_is_passed_over() -> None:
    assert read_text(f'{HEAD}{{"a": 1, "b": 2}} then {{oops}} and {{"a": 3}}') == {"a": 3, "b": 2}


def test_a_trace_names_the_programs_own_predictors() -> None:
    program, model = written(toy.module(), toy.BEST), toy.lm()
    with dspy.context(lm=model, trace=[]):
        program(question="gold 1 d=0.5?")
        traced = [predictor for predictor, _, _ in dspy.settings.trace]
    assert traced == [program.configuration, program.program.answer]


def test_texts_that_an_optimizer_learns_go_into_every_variant() -> None:
    rows, model = toy.examples(40, 1), toy.lm()
    program = written(toy.module("module"), {"module": "ChainOfThought"})
    before = toy.score(program, rows, model)
    answer = program.program.answer
    answer.signature = answer.signature.with_instructions(toy.TEXTS[-1])
    answer.demos = [dspy.Example(**toy.GOLD).with_inputs("question")] * 4
    assert toy.score(program, rows, model) > before + 0.1


def test_rules_are_kept_by_what_is_suggested() -> None:
    config = {**toy.config("float", "integer"), "constraints": [{"rule": "temperature * 500.0 < double(length)"}]}
    program = create_optimizable_module(toy.Answers(), config)
    ledger = Ledger(program.configuration.variables, seed=3)
    suggested = [ledger.suggest() for _ in range(20)]
    assert all(values["temperature"] * 500 < values["length"] for values in suggested)


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"value": 7}, "variable_invalid", "temperature has the value 7, which it does not allow"),
        ({"type": "wave"}, "variable_invalid", 'temperature is of the unknown type "wave"'),
        ({"minimum": 3}, "space_invalid", "temperature has a lower bound of 3 above its upper bound of 2"),
        ({"type": "composite", "expression": "1 +"}, "expression_invalid", "of temperature cannot be read"),
        ({"type": "composite", "expression": "temperature"}, "variable_invalid", "temperature follows from itself"),
    ],
)
def test_variables_that_cannot_be_are_named(change: Any, code: str, words: str) -> None:
    config = json.loads(json.dumps(toy.config("float")))
    config["variables"][0].update(change)
    with pytest.raises(WorkerError, match=words) as caught:
        create_optimizable_module(toy.Answers(), config).configuration.variables.in_force({})
    assert caught.value.code == code


def test_a_binding_to_nothing_is_named() -> None:
    config = toy.config("float")
    config["bindings"][0]["parameter"] = "warmth"
    with pytest.raises(WorkerError, match=r"bound to answer\.warmth, and the module has no such parameter"):
        create_optimizable_module(toy.Answers(), config)


def test_variables_are_read_once_and_shared_by_copies() -> None:
    program = toy.module()
    assert program.deepcopy().configuration.variables is program.configuration.variables
    assert isinstance(program.configuration.variables, Variables)
