"""Every optimizer of DSPy on every kind of variable: what it changed, and what came of it."""

from __future__ import annotations

from itertools import product

import pytest

import matrix
from tuning import toy
from tuning.cells import OPTIMIZERS, VALIDATION, Bench

CASES = list(product(OPTIMIZERS, toy.VARIABLES))


@pytest.mark.parametrize(("optimizer", "kind"), matrix.cases("optimizer x kind of variable", CASES, 6))
def test_an_optimizer_changes_a_kind_and_the_score_rises(optimizer: str, kind: str) -> None:
    bench = Bench(optimizer, kind)
    before = toy.score(bench.program, VALIDATION, bench.lm)
    after = toy.score(bench.run(OPTIMIZERS[optimizer]), VALIDATION, bench.lm)
    assert bench.tried(kind) > 1, "the kind was never changed"
    assert after > before
