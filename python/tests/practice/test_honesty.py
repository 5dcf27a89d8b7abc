"""The Practice LM knows what the prompt holds, and nothing else."""

import random

import dspy
import pytest

from .synthetic import task

CHANCE = 1 / 5


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_demonstrations_teach_a_vocabulary_never_seen_before(lm, seed):
    made = task(seed)
    program = made.predictor()
    zero = made.score(program)
    program.demos = made.train[:40]
    assert zero < CHANCE + 0.15
    assert made.score(program) > zero + 0.35


def test_without_its_demonstrations_it_is_back_where_it_began(lm):
    made = task(11)
    program = made.predictor()
    zero = made.score(program)
    program.demos = made.train[:40]
    assert made.score(program) > zero + 0.35
    program.demos = []
    assert made.score(program) == zero


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_shuffled_labels_leave_chance(lm, seed):
    made = task(seed)
    labels = [row.label for row in made.train[:40]]
    random.Random(seed).shuffle(labels)
    program = made.predictor()
    program.demos = [row.copy(label=label) for row, label in zip(made.train[:40], labels, strict=True)]
    assert made.score(program) < CHANCE + 0.2


def test_an_instruction_that_lists_words_teaches_as_well(lm):
    made = task(14)
    program = made.predictor()
    zero = made.score(program)
    words = {label: [row.text for row in made.train if row.label == label][:4] for label in made.labels}
    lines = [f"{', '.join(' '.join(texts).split())} -> {label}" for label, texts in words.items()]
    program.signature = program.signature.with_instructions("Classify the text.\n" + "\n".join(lines))
    right = made.score(program)
    turned = [
        line.replace(f"-> {a}", f"-> {b}") for line, a, b in zip(lines, made.labels, _rotated(made.labels), strict=True)
    ]
    program.signature = program.signature.with_instructions("Classify the text.\n" + "\n".join(turned))
    assert right > zero + 0.25
    assert made.score(program) < CHANCE + 0.1


def _rotated(labels):
    return (*labels[1:], labels[0])


def test_an_answer_that_was_refused_is_not_given_again(lm):
    ask = dspy.Predict("ticket, previous_answer, feedback -> team: Literal['Amber', 'Dune']")
    for team in ("Amber", "Dune"):
        told = ask(ticket="Nothing prints.", previous_answer=f"team: {team}", feedback="It is not that one.")
        assert told.team != team
