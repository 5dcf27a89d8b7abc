"""The long matrices: a build runs a sample of each and says how much of it, ``mvn verify -Pfull`` runs all."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from typing import TypeVar

FULL = os.environ.get("DSPEX_FULL_TESTS") == "1"
SEED = 20261123

Case = TypeVar("Case")

_ran: dict[str, tuple[int, int]] = {}


def examples(name: str, few: int, every: int) -> int:
    """How many examples a property is tried with."""
    _ran[name] = (every if FULL else few, every)
    return _ran[name][0]


def cases(name: str, every: Sequence[Case], few: int) -> list[Case]:
    """The cases of a parametrized test, in their order; the sample is the same each time."""
    chosen = set(range(len(every))) if FULL else set(random.Random(SEED).sample(range(len(every)), few))
    _ran[name] = (len(chosen), len(every))
    return [case for index, case in enumerate(every) if index in chosen]


def chosen(name: str, every: Sequence[Case], few: Sequence[Case]) -> list[Case]:
    """The cases of a parametrized test: all, or a sample made by hand."""
    _ran[name] = (len(every) if FULL else len(few), len(every))
    return list(every if FULL else few)


def counts() -> dict[str, tuple[int, int]]:
    """Of each matrix that this session collected: how many are run, of how many."""
    return dict(sorted(_ran.items()))


def summary() -> str:
    """How many of how many were run of each matrix that this session collected."""
    parts = (f"{name} {run} of {every}" for name, (run, every) in counts().items())
    return f"long matrices (seed {SEED}): {', '.join(parts)}" if _ran else "long matrices: none in this selection"
