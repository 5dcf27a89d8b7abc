"""Optimizers on an LM of real chance, killed in the midst of a call."""

from __future__ import annotations

from pathlib import Path

import pytest

import matrix
from journal.killed import Case, check, every
from journal.killing import Server

FEW = [
    *(Case(name, 50, 8, True, True) for name in ("GEPA", "SIMBA")),
    *(Case(name, 50, 8, True, False) for name in ("MIPROv2", "BetterTogether")),
]


@pytest.mark.parametrize("case", matrix.chosen("kills with an LM of real chance", every(True), FEW), ids=str)
def test_a_killed_run_ends_as_if_it_had_not_been(server: Server, tmp_path: Path, case: Case) -> None:
    check(server, tmp_path, case)
