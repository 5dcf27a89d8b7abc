"""What is refused before the start, and what is resolved."""

from __future__ import annotations

from typing import Any

import pytest

from dspex_worker.errors import WorkerError
from dspex_worker.optimize.plan import make_plan


def refused(optimizer: str, settings: dict[str, Any], train: int = 40, validation: int = 40) -> WorkerError:
    with pytest.raises(WorkerError) as raised:
        make_plan(optimizer, settings, train, validation)
    assert raised.value.hint
    return raised.value


@pytest.mark.parametrize(
    ("optimizer", "settings", "field", "code"),
    [
        ("COPRO", {"width": 3}, "width", "setting_unknown"),
        ("COPRO", {"breadth": 1}, "breadth", "setting_invalid"),
        ("COPRO", {"breadth": 2.5}, "breadth", "setting_invalid"),
        ("COPRO", {"breadth": True}, "breadth", "setting_invalid"),
        ("COPRO", {"init_temperature": "warm"}, "init_temperature", "setting_invalid"),
        ("COPRO", {"init_temperature": float("nan")}, "init_temperature", "setting_invalid"),
        ("LabeledFewShot", {"sample": "perhaps"}, "sample", "setting_invalid"),
        ("MIPROv2", {"auto": "huge"}, "auto", "setting_invalid"),
        ("MIPROv2", {"auto": "medium", "num_trials": 9}, "auto", "setting_invalid"),
        ("MIPROv2", {"auto": "off", "num_trials": 9}, "num_candidates", "setting_invalid"),
        ("MIPROv2", {"num_candidates": 4}, "num_trials", "setting_invalid"),
        (
            "MIPROv2",
            {"auto": "off", "num_trials": 9, "num_candidates": 4, "minibatch_size": 41},
            "minibatch_size",
            "setting_invalid",
        ),
        ("MIPROv2", {"max_bootstrapped_demos": 0}, "max_bootstrapped_demos", "setting_invalid"),
        ("GEPA", {"max_full_evals": 3, "max_metric_calls": 300}, "max_full_evals", "setting_invalid"),
        ("GEPA", {"auto": "heavy", "max_metric_calls": 300}, "auto", "setting_invalid"),
        ("GEPA", {"auto": "off"}, "max_metric_calls", "setting_invalid"),
        ("GEPA", {"max_metric_calls": 40}, "max_metric_calls", "setting_invalid"),
        ("SIMBA", {"bsize": 41}, "bsize", "setting_invalid"),
        ("BetterTogether", {"strategy": "COPRO -> Magic"}, "strategy", "setting_invalid"),
    ],
)
def test_refuses_and_names_the_setting(optimizer: str, settings: dict[str, Any], field: str, code: str) -> None:
    error = refused(optimizer, settings)

    assert (error.code, error.where.field) == (code, field)


def test_says_the_range() -> None:
    assert refused("COPRO", {"breadth": 99}).hint == "Give a whole number from 2 to 50."
    assert refused("GEPA", {"auto": "huge"}).hint == "Give one of light, medium, heavy, off."


def test_refuses_an_optimizer_that_is_not_offered() -> None:
    assert refused("BootstrapFinetune", {}).code == "optimizer_unknown"


def test_refuses_to_learn_from_nothing() -> None:
    assert refused("COPRO", {}, train=0).code == "rows_missing"


def test_null_leaves_a_setting_to_dspy() -> None:
    assert make_plan("COPRO", {"breadth": None}, 9, 9).settings == {}


def test_numbers_may_come_as_forms_give_them() -> None:
    plan = make_plan("COPRO", {"breadth": "4", "depth": 2.0, "init_temperature": "0.5"}, 9, 9)

    assert plan.init() == {"breadth": 4, "depth": 2, "init_temperature": 0.5}


def test_a_budget_takes_the_place_of_an_untouched_auto() -> None:
    plan = make_plan("GEPA", {"auto": "light", "max_metric_calls": 300}, 40, 40)

    assert plan.init() == {"auto": None, "max_metric_calls": 300}
    assert plan.notes == ["auto is off because max_metric_calls is set."]


def test_places_settings_where_dspy_takes_them() -> None:
    plan = make_plan("MIPROv2", {"auto": "off", "num_candidates": 4, "num_trials": 9, "minibatch_size": 9}, 40, 40)

    assert plan.init() == {"auto": None, "num_candidates": 4}
    assert plan.compile() == {"num_trials": 9, "minibatch_size": 9}


def test_few_rows_make_mipro_score_all_of_them() -> None:
    plan = make_plan("MIPROv2", {"auto": "off", "num_candidates": 4, "num_trials": 9}, 40, 20)

    assert plan.compile()["minibatch"] is False
    assert plan.notes


def test_mipro_auto_scores_on_its_sample_of_the_validation_rows() -> None:
    plan = make_plan("MIPROv2", {}, 40, 150)

    assert plan.validation == 100
    assert plan.notes


def test_simba_fits_its_batch_to_the_rows() -> None:
    plan = make_plan("SIMBA", {}, 20, 20)

    assert plan.init()["bsize"] == 20
    assert plan.notes


def test_strategies_are_read_with_any_spacing() -> None:
    plan = make_plan("BetterTogether", {"strategy": "COPRO->GEPA"}, 40, 40)

    assert plan.settings["strategy"] == "COPRO -> GEPA"
