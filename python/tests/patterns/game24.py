"""The Game of 24 with an exact solver: make 24 of four numbers, two at a time."""

from __future__ import annotations

import functools
import itertools
import json
import random
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

Numbers = tuple[Fraction, ...]


def moves(numbers: Numbers) -> Iterator[tuple[str, Numbers]]:
    """Each pair by each operation, as a thought, and what is left."""
    for i, j in itertools.combinations(range(len(numbers)), 2):
        rest = [n for k, n in enumerate(numbers) if k not in (i, j)]
        high, low = max(numbers[i], numbers[j]), min(numbers[i], numbers[j])
        made = [(f"{high}+{low}", high + low), (f"{high}-{low}", high - low), (f"{high}*{low}", high * low)]
        made += [(f"{high}/{low}", high / low)] if low else []
        made += [(f"{low}/{high}", low / high)] if high else []
        for text, value in made:
            left = tuple(sorted([*rest, value]))
            yield f"{text} (left: {' '.join(map(str, left))})", left


@functools.cache
def solvable(numbers: Numbers) -> bool:
    """Whether 24 can still be made."""
    if len(numbers) == 1:
        return numbers[0] == 24
    return any(solvable(left) for _, left in moves(numbers))


def left(puzzle: str, steps: tuple[str, ...]) -> Numbers:
    """What is left after the steps."""
    text = re.findall(r"left: ([^)]*)\)", steps[-1])[0] if steps else puzzle
    return tuple(sorted(Fraction(word) for word in text.split()))


def puzzles(count: int, seed: int) -> list[str]:
    """Solvable ones of numbers from 1 to 13."""
    draw = random.Random(seed)
    found: list[str] = []
    while len(found) < count:
        numbers = sorted(draw.randint(1, 13) for _ in range(4))
        if solvable(tuple(map(Fraction, numbers))):
            found.append(" ".join(map(str, numbers)))
    return found


def proposer(seed: int) -> Any:
    """An LM that proposes legal moves at random, and gives what is left as the answer."""
    draw = random.Random(seed)

    def answering(inputs: Mapping[str, str], outputs: list[str]) -> dict[str, Any]:
        steps = tuple(json.loads(inputs["steps_so_far"]))
        now = left(inputs["numbers"], steps)
        if "next_steps" not in outputs:
            return {"result": " ".join(map(str, now))}
        legal = list(dict.fromkeys(text for text, _ in moves(now)))
        return {"next_steps": draw.sample(legal, min(int(inputs["how_many"]), len(legal)))}

    return answering


def evaluator(accuracy: float, votes: int, seed: int) -> Any:
    """Says whether 24 can still be made; each vote is right with this chance."""
    draw = random.Random(seed)

    def value(inputs: dict[str, Any], steps: tuple[str, ...]) -> float:
        truth = solvable(left(inputs["numbers"], steps))
        cast = [truth if draw.random() < accuracy else not truth for _ in range(votes)]
        return sum(cast) / votes

    return value
