"""BM25 ranks by the published formula."""

from __future__ import annotations

import math

import pytest

from dspex_worker.retrieval.plain import BM25

PASSAGES = ["a cat sat", "a dog and a cat", "Nothing to see"]


def test_scores_are_those_of_the_formula() -> None:
    average = (3 + 5 + 3) / 3
    idf = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    first = idf * 1 * 2.5 / (1 + 1.5 * (0.25 + 0.75 * 3 / average))
    second = idf * 1 * 2.5 / (1 + 1.5 * (0.25 + 0.75 * 5 / average))
    assert BM25(PASSAGES).scores("CAT") == pytest.approx({0: first, 1: second})


@pytest.mark.parametrize(("query", "k", "best"), [("dog cat", 3, [1, 0]), ("cat", 1, [0]), ("unicorn", 3, [])])
def test_the_best_come_first_and_only_those_that_share_a_word(query: str, k: int, best: list[int]) -> None:
    assert BM25(PASSAGES, k)(query=query).passages == [PASSAGES[number] for number in best]
