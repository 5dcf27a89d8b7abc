"""Optimizers on an LM that answers the same, killed in the midst of a call."""

from __future__ import annotations

from pathlib import Path

import pytest

import matrix
from journal.killed import Case, check, every
from journal.killing import Server

FEW = [Case(name, 50, 8, False, False) for name in ("COPRO",)]


@pytest.mark.parametrize("case", matrix.chosen("kills with an LM that answers the same", every(False), FEW), ids=str)
def test_a_killed_run_ends_as_if_it_had_not_been(server: Server, tmp_path: Path, case: Case) -> None:
    check(server, tmp_path, case)
