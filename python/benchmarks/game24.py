"""Tree of thoughts on the Game of 24: share of puzzles solved, by the beam and by how often a vote is right.

    python benchmarks/game24.py [--puzzles 100]

Make 24 of four numbers from 1 to 13, each puzzle solvable. An LM of the script proposes up to 12 legal moves at random;
each state is valued by three votes, each right with the given chance, against an exact solver. Yao et al. 2023 have
the game. No network, no key; the same each time.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import dspy

PYTHON = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PYTHON / "src"), str(PYTHON / "tests")]

from dspex_worker.patterns import TreeOfThoughts  # noqa: E402
from patterns import game24  # noqa: E402
from patterns.scripted import lm  # noqa: E402

SOLVE = dspy.Signature("numbers -> result", "Make 24 of the four numbers.")
SEARCHES: dict[str, dict[str, Any]] = {
    "breadth first, beam 1": {"beam": 1},
    "breadth first, beam 3": {"beam": 3},
    "breadth first, beam 5": {"beam": 5},
    "depth first, threshold 0.5": {"search": "depth_first", "threshold": 0.5},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--puzzles", type=int, default=100)
    count = parser.parse_args().puzzles
    print(f"Share of {count} puzzles solved, and LM calls a puzzle")
    print("| Search | a vote is right 75 % | 90 % | calls |\n|---|---|---|---|")
    for name, options in SEARCHES.items():
        (low, calls), (high, _) = (solved(count, accuracy, options) for accuracy in (0.75, 0.9))
        print(f"| {name} | {low:.2f} | {high:.2f} | {calls:.1f} |", flush=True)


def solved(count: int, accuracy: float, options: dict[str, Any]) -> tuple[float, float]:
    """The share that ends at 24, and the calls of a puzzle."""
    model, engine = lm(game24.proposer(5))
    wins = 0
    for number, puzzle in enumerate(game24.puzzles(count, 3)):
        value = game24.evaluator(accuracy, 3, number)
        tree = TreeOfThoughts(SOLVE, breadth=12, depth=3, evaluate=value, done=done, **options)
        with dspy.context(lm=model):
            wins += tree(numbers=puzzle).result == "24"
    return wins / count, len(engine.prompts) / count


def done(inputs: dict[str, Any], steps: tuple[str, ...]) -> bool:
    return game24.left(inputs["numbers"], steps) == (24,)


if __name__ == "__main__":
    main()
