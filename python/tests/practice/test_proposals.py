"""Optimizers' prompts: pairs are found in each of their layouts, and become rules and instructions."""

import json

import dspy
import pytest

from dspex_worker.practice.pairs import pairs_in
from dspex_worker.practice.propose import reflect
from dspex_worker.practice.rules import rules_in, without_rules, write_rules


def test_pairs_of_a_data_set_summary():
    text = "[Example({'text': 'refund \\'now\\'', 'label': 'billing'}) (input_keys={'text'}), Example({'a': 1}) (x)]"
    assert pairs_in(text) == [("refund 'now'", "billing")]


def test_pairs_of_task_demos():
    assert pairs_in("Text: where is it\nLabel: shipping\n\nText: alone") == [("where is it", "shipping")]


def test_pairs_of_rule_induction():
    text = "Input Fields:\ntext: where is it\n\n=========\nOutput Fields:\nlabel: shipping\n\nInput Fields:\n"
    assert pairs_in(text) == [("where is it", "shipping")]


@pytest.mark.parametrize(
    ("feedback", "label"),
    [
        ("The correct label is 'billing'.", "billing"),
        ("expected billing, got shipping", "billing"),
        ("It should have been account access, not billing", "account access"),
        ("This trajectory got a score of 1.0.", "given"),
        ("This trajectory got a score of 0.0.", None),
    ],
)
def test_pairs_of_feedback(feedback, label):
    record = {
        "Inputs": {"text": "my invoice", "trajectory": "[[ ## thought_0 ## ]]"},
        "Generated Outputs": {"label": "given"},
        "Feedback": feedback,
    }
    found = pairs_in("\n" + json.dumps([record]))
    assert found == ([("my invoice", label)] if label else [])


def test_rules_are_written_and_read_back():
    pairs = [("refund my invoice", "billing"), ("refund twice", "billing"), ("parcel lost", "shipping")]
    rules = write_rules(pairs)
    assert rules.splitlines() == ["refund, invoice, twice -> billing", "lost, parcel -> shipping"]
    assert rules_in(f"Classify.\n{rules}") == [("refund, invoice, twice", "billing"), ("lost, parcel", "shipping")]
    assert without_rules(f"Classify.\n{rules}") == "Classify."


def test_a_word_goes_to_the_label_that_has_most_of_its_examples():
    pairs = [("late parcel", "shipping"), ("late courier", "shipping"), ("late refund", "billing")]
    assert write_rules(pairs).splitlines() == ["refund -> billing", "courier, late, parcel -> shipping"]


def test_code_that_looks_like_an_arrow_is_no_rule():
    assert rules_in("Predict(text) -> label\n`a -> b`") == []


def test_a_reflection_prompt_without_an_adapter_gets_a_fenced_instruction():
    records = json.dumps([{"Inputs": {"text": "my invoice"}, "Feedback": "The correct label is 'billing'."}])
    told = reflect(f"Improve this instruction:\n```\nClassify.\n```\n{records}\n")
    assert told == "```\nClassify.\ninvoice -> billing\n```"
    assert reflect("What is the time?") is None


def test_refine_is_advised_against_the_answer_that_fell_short(lm):
    signature = dspy.Signature("text -> label: Literal['left', 'right']")
    first = dspy.Predict(signature)(text="which way").label
    refine = dspy.Refine(
        dspy.Predict(signature), N=3, reward_fn=lambda _, made: float(made.label != first), threshold=1.0
    )
    assert refine(text="which way").label != first
