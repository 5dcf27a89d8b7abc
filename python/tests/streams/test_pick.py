"""Which of several whole answers is taken, and what is said of it."""

from __future__ import annotations

from dspex_worker.streams.pick import Standing, best_of


def standing(name: str, score: float | None) -> Standing:
    return Standing(name, running=False, ended=0, score=score)


def test_the_best_is_taken() -> None:
    taken = best_of([standing("A", 0.4), standing("B", 0.9)])
    assert taken is not None
    assert (taken.winner, taken.why) == ("B", "B scored 0.90, the others: A (0.40).")


def test_a_tie_is_said() -> None:
    taken = best_of([standing("A", 0.4), standing("B", 0.4), standing("C", 0.1)])
    assert taken is not None
    assert (taken.winner, taken.why) == (
        "A",
        "A, B are equal with 0.40: the first is taken. The others: C (0.10).",
    )


def test_one_answer_is_no_contest() -> None:
    taken = best_of([standing("A", None), Standing("B", running=False, ended=None, score=None)])
    assert taken is not None
    assert (taken.winner, taken.why) == ("A", "A alone gave a whole answer.")
