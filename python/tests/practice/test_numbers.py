"""The Practice LM makes a number of others, in steps."""

from __future__ import annotations

from collections.abc import Sequence

import dspy
import pytest

from dspex_worker.patterns import TreeOfThoughts
from dspex_worker.practice import practice_lm

SOLVE = dspy.Signature("numbers: str -> expression: str", "Make 24 of the numbers, each used once.")
PUZZLES = ("4 9 10 13", "1 5 6 6", "2 3 4 6", "1 2 4 12", "3 3 8 8", "5 5 5 6")


def solved(expression: str, numbers: str) -> bool:
    used = sorted(word for word in expression.replace("(", " ").replace(")", " ").split() if word.isdigit())
    return used == sorted(numbers.split()) and abs(eval(expression) - 24) < 1e-9  # made by us


def answers(puzzles: Sequence[str], **options: int) -> list[str]:
    tree = TreeOfThoughts(SOLVE, depth=3, **options)
    with dspy.context(lm=practice_lm(seed=7)):
        return [tree(numbers=puzzle).expression for puzzle in puzzles]


def test_its_steps_are_legal_and_lead_to_the_answer() -> None:
    tree = TreeOfThoughts(SOLVE, breadth=4, depth=3, beam=2, votes=1)
    with dspy.context(lm=practice_lm(seed=7)):
        told = tree(numbers="4 9 10 13")
    assert len(told.path) == 3
    assert eval(told.path[0].partition(" = ")[0]) == pytest.approx(  # made by us
        float(told.path[0].partition(" = ")[2].partition(" ")[0])
    )
    assert {word for word in told.expression.replace("(", " ").replace(")", " ").split() if word.isdigit()} == {
        "4",
        "9",
        "10",
        "13",
    }


def test_a_wider_search_with_more_votes_solves_more() -> None:
    wide = [solved(said, p) for said, p in zip(answers(PUZZLES, breadth=6, beam=3, votes=3), PUZZLES, strict=True)]
    lone = [solved(said, p) for said, p in zip(answers(PUZZLES, breadth=1, beam=1, votes=1), PUZZLES, strict=True)]
    assert sum(wide) > sum(lone)


def test_a_task_without_numbers_is_left_to_the_learner() -> None:
    tree = TreeOfThoughts("question -> answer", breadth=2, depth=1, votes=1)
    with dspy.context(lm=practice_lm(seed=7)):
        assert tree(question="Why does the till make no receipt?").answer
