"""Tree of thoughts."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

import dspy
import pytest

from dspex_worker.patterns import Step, TreeOfThoughts, watching
from dspex_worker.patterns.budget import BudgetSpentError
from patterns import game24
from patterns.scripted import Answering, lm

SOLVE = dspy.Signature("numbers -> result", "Make 24 of the four numbers.")


def solved(beam: int, accuracy: float, *, search: Any = "breadth_first", count: int = 100, **options: Any) -> float:
    """The share of puzzles that end at 24, and that nothing went over its bounds on the way."""
    model, engine = lm(game24.proposer(5))
    wins = 0
    for number, puzzle in enumerate(game24.puzzles(count, 3)):
        tree = TreeOfThoughts(
            SOLVE, breadth=12, depth=3, beam=beam, search=search,
            evaluate=game24.evaluator(accuracy, 3, number), **options,
        )  # fmt: skip
        steps: dict[int, Step] = {}
        before = len(engine.prompts)
        with dspy.context(lm=model), watching(lambda step, seen=steps: seen.__setitem__(step.id, step)):  # type: ignore[misc]
            wins += tree(numbers=puzzle).result == "24"
        if search == "breadth_first":
            assert len(engine.prompts) - before <= tree.calls()
            assert _widest(steps) <= beam
    return wins / count


def _widest(steps: Mapping[int, Step]) -> int:
    """Most thoughts of one level that were gone on from."""
    depth: dict[int, int] = {}
    for step in steps.values():
        depth[step.id] = depth[step.parent] + 1 if step.parent else 1
    kept = [depth[step.id] for step in steps.values() if step.state in ("kept", "chosen")]
    return max(kept.count(level) for level in set(kept))


def test_a_wider_beam_solves_more_puzzles() -> None:
    assert solved(3, 0.75, count=60) > solved(1, 0.75, count=60) + 0.1


def test_depth_first_comes_back_from_dead_ends() -> None:
    def done(inputs: dict[str, Any], steps: tuple[str, ...]) -> bool:
        return game24.left(inputs["numbers"], steps) == (24,)

    share = solved(3, 0.75, search="depth_first", count=40, threshold=0.5, done=done)
    assert share > solved(1, 0.75, count=40) + 0.1


def values_of(*scores: float) -> Answering:
    """An LM that proposes a, b, c at each point and values states in turn."""
    turn = iter(scores)

    def answering(_: Mapping[str, str], outputs: list[str]) -> dict[str, Any]:
        if "next_steps" in outputs:
            return {"next_steps": ["a", "b", "c"]}
        return {"value": next(turn), "reason": "so"} if "value" in outputs else {"result": "done"}

    return answering


def run(tree: TreeOfThoughts, answering: Answering) -> tuple[Any, list[Step], int]:
    model, engine = lm(answering)
    steps: dict[int, Step] = {}
    lock = threading.Lock()

    def seen(step: Step) -> None:
        with lock:
            steps[step.id] = step

    with dspy.context(lm=model), watching(seen):
        prediction = tree(numbers="1 2")
    return prediction, sorted(steps.values(), key=lambda step: step.id), len(engine.prompts)


def test_votes_are_counted_and_pruning_says_why() -> None:
    tree = TreeOfThoughts(SOLVE, depth=1, beam=1, votes=2, threshold=0.3)
    prediction, steps, calls = run(tree, values_of(0.2, 0.4, 0.9, 0.7, 0.1, 0.2))
    assert (prediction.path, prediction.value) == (["b"], pytest.approx(0.8))
    assert [(step.text, step.state) for step in steps] == [("a", "pruned"), ("b", "chosen"), ("c", "pruned")]
    assert steps[0].reason == "Rank 2; the beam keeps 1."
    assert steps[1].reason == "Votes: 0.9, 0.7."
    assert steps[2].reason == "Its value 0.15 is below 0.3."
    assert calls == 1 + 3 * 2 + 1 == tree.calls()


def test_equal_thoughts_are_followed_once() -> None:
    def answering(_: Mapping[str, str], outputs: list[str]) -> dict[str, Any]:
        if "next_steps" in outputs:
            return {"next_steps": ["Add them", "add  them", "Subtract"]}
        return {"value": 0.5, "reason": "so"} if "value" in outputs else {"result": "done"}

    _, steps, calls = run(TreeOfThoughts(SOLVE, depth=1, votes=1), answering)
    assert [step.reason for step in steps][1] == "Another thought says the same."
    assert calls == 1 + 2 + 1


def test_the_budget_keeps_one_call_for_the_answer() -> None:
    tree = TreeOfThoughts(SOLVE, depth=3, votes=1, budget=6)
    prediction, _, calls = run(tree, values_of(*[0.5] * 50))
    assert calls == 6
    assert prediction.path == ["a"]
    with pytest.raises(BudgetSpentError):
        run(TreeOfThoughts(SOLVE, budget=0), values_of())


def test_where_every_state_is_below_the_threshold_the_answer_is_made_without_steps() -> None:
    prediction, steps, _ = run(TreeOfThoughts(SOLVE, votes=1, threshold=0.9), values_of(0.1, 0.2, 0.3))
    assert prediction.path == []
    assert {step.state for step in steps} == {"pruned"}


def test_siblings_at_the_same_time_find_the_same() -> None:
    def answering(inputs: Mapping[str, str], outputs: list[str]) -> dict[str, Any]:
        text = inputs.get("steps_so_far", "")
        if "next_steps" in outputs:
            return {"next_steps": [f"x{len(text)}", f"y{len(text)}", f"z{len(text)}"]}
        return {"value": (hash(text) % 97) / 97, "reason": "so"} if "value" in outputs else {"result": "done"}

    paths = [run(TreeOfThoughts(SOLVE, votes=1, threads=threads), answering)[0].path for threads in (1, 4)]
    assert paths[0] == paths[1]


def test_optimizers_see_proposing_valuing_and_answering() -> None:
    assert [name for name, _ in TreeOfThoughts(SOLVE).named_predictors()] == ["propose", "value", "answer"]
