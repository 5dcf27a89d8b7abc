"""DSPy's own optimizers lift the Practice LM on a task of invented words."""

import random
import warnings

import dspy
import pytest

from .synthetic import exact, quoting, task

LIFT = 0.12


@pytest.fixture
def made(lm):
    random.seed(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # optuna and gepa announce experimental and deprecated parts of their own
        yield task(21)


def compiled(made, optimizer, **settings):
    program = optimizer.compile(made.predictor(), trainset=made.train, **settings)
    return made.score(made.predictor()), made.score(program)


def test_bootstrap_with_random_search(made):
    optimizer = dspy.BootstrapFewShotWithRandomSearch(
        metric=exact, max_bootstrapped_demos=4, max_labeled_demos=16, num_candidate_programs=4, num_threads=1
    )
    before, after = compiled(made, optimizer, valset=made.validation)
    assert after > before + LIFT


def test_miprov2_light(made):
    optimizer = dspy.MIPROv2(metric=exact, auto="light", num_threads=1)
    before, after = compiled(made, optimizer, valset=made.validation)
    assert after > before + LIFT


def test_gepa_with_feedback_that_quotes_the_label(made, lm):
    optimizer = dspy.GEPA(metric=quoting, max_metric_calls=300, reflection_lm=lm, num_threads=1)
    before, after = compiled(made, optimizer, valset=made.validation)
    assert after > before + LIFT


def test_inferrules(made):
    optimizer = dspy.InferRules(metric=exact, num_candidates=2, num_rules=10, num_threads=1)
    before, after = compiled(made, optimizer, valset=made.validation)
    assert after > before + LIFT


def test_simba_from_demonstrations(made):
    program = dspy.LabeledFewShot(k=8).compile(made.predictor(), trainset=made.train)
    optimizer = dspy.SIMBA(metric=exact, bsize=16, num_candidates=4, max_steps=3, num_threads=1)
    better = optimizer.compile(program, trainset=made.train)
    assert made.score(better) >= made.score(made.predictor()) + LIFT


def test_copro_finds_a_strategy_sentence_and_keeps_the_instruction_readable(made):
    optimizer = dspy.COPRO(metric=exact, breadth=4, depth=2)
    program = optimizer.compile(made.predictor(), trainset=made.train, eval_kwargs={"num_threads": 1})
    tried = [candidate["instruction"] for candidate in program.candidate_programs]
    assert all(text.startswith("Classify the text.") and "»" not in text for text in tried)
    assert any("most similar example" in text or "parts of words" in text for text in tried)
