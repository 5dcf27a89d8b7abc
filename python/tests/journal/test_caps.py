"""A cap is kept over all threads and workers of a run, whoever is killed and when."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

import matrix
from dspex_worker.journal.answers import Answers
from dspex_worker.journal.ledger import Amount, Bounds, Ledger, RefusedError

WORKERS, THREADS = 4, 4
SCRIPT = Path(__file__).with_name("spending.py")
SOURCE = Path(__file__).resolve().parents[2] / "src"
CAPS = {"calls": {"calls": 1.0}, "tokens": {"tokens": 500.0}, "usd": {"usd": 0.005}}
"""Caps for one call; those of a run are as many times as much."""


def start(folder: Path, calls: int, cap: dict[str, float]) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(SCRIPT), str(folder), str(calls), str(THREADS), json.dumps(cap)]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(SOURCE)})


def billed(folder: Path) -> list[int]:
    path = folder / "bill"
    return [int(line) for line in path.read_bytes().split()] if path.exists() else []


def spent(folder: Path, kind: str) -> float:
    tokens = billed(folder)
    return {"calls": len(tokens), "tokens": sum(tokens), "usd": sum(tokens) * 1e-5}[kind]


@pytest.mark.parametrize("kind", CAPS)
def test_no_kill_makes_a_run_exceed_its_cap(tmp_path: Path, kind: str) -> None:
    calls = matrix.examples(f"calls under a cap of {kind}", 1_500, 10_000)
    cap = {kind: CAPS[kind][kind] * calls * 0.8}
    chance = random.Random(matrix.SEED)
    workers = [start(tmp_path, calls, cap) for _ in range(WORKERS)]
    try:
        for kill in range(8):
            goal = calls * (kill + 1) // 16
            while len(billed(tmp_path)) < goal and any(worker.poll() is None for worker in workers):
                assert spent(tmp_path, kind) <= cap[kind]
            victim = chance.randrange(WORKERS)
            workers[victim].kill()
            workers[victim].wait()
            workers[victim] = start(tmp_path, calls, cap)
        for worker in workers:
            assert worker.wait() == 0
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    assert spent(tmp_path, kind) <= cap[kind]
    answers = Answers(tmp_path)
    ledger = Ledger(tmp_path, answers.writer, answers.alive)
    answers.read()
    ledger.bury(answers.get)
    used = ledger.used().of(kind)
    assert spent(tmp_path, kind) <= used + 1e-9, "the ledger knows less than the provider"
    assert used <= cap[kind] + 1e-9
    assert used >= cap[kind] - {"calls": 1, "tokens": 1000, "usd": 0.01}[kind], "the cap was given up too early"
    ledger.close()
    answers.close()


def test_the_person_is_warned_once(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    ledger = Ledger(tmp_path, answers.writer, answers.alive)
    cap = {"calls": 10.0, "tokens": 1000.0}
    warned = []
    for number in range(10):
        reserved = ledger.reserve(str(number), lambda _: Amount(1, 50, 0), False, lambda: Bounds(cap))
        warned.append(ledger.settle(reserved, 40, 10, 0.0, cap))
    assert warned == [[]] * 7 + [["calls"]] + [[]] * 2
    with pytest.raises(RefusedError) as refused:
        ledger.reserve("one more", lambda _: Amount(1, 50, 0), False, lambda: Bounds(cap))
    assert refused.value.kind == "calls"
    ledger.close()
    answers.close()


def test_a_cap_that_is_given_late_reckons_with_the_calls_under_way(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    ledger = Ledger(tmp_path, answers.writer, answers.alive)
    first = ledger.reserve("before the cap", lambda _: Amount(1, 50, 0), False, lambda: Bounds({}))
    looks = 0

    def bounds() -> Bounds:
        nonlocal looks
        looks += 1
        if looks == 3:  # it waited twice for the call under way
            ledger.settle(first, 5, 5, 0.0, {})
        return Bounds({"tokens": 60.0})

    ledger.reserve("under the cap", lambda _: Amount(1, 50, 0), False, bounds)
    assert (looks, ledger.used().tokens) == (3, 60)
    ledger.close()
    answers.close()


def test_a_call_that_waits_is_reserved_under_the_cap_that_holds_when_it_is_sent(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    ledger = Ledger(tmp_path, answers.writer, answers.alive)
    first = ledger.reserve("first", lambda _: Amount(1, 10, 0), False, lambda: Bounds({}))
    asked = iter([Bounds({}, 1), Bounds({"tokens": 100.0}, 1), Bounds({"tokens": 100.0}, 2)])
    ledger.reserve("second", lambda cap: Amount(1, 40 if cap else 20, 0), False, lambda: next(asked))
    ledger.close_call(first, paid=False)
    assert ledger.used().tokens == 40
    ledger.close()
    answers.close()


def test_a_call_that_was_refused_costs_nothing_and_one_that_broke_its_worst_case(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    ledger = Ledger(tmp_path, answers.writer, answers.alive)
    worst = Amount(1, 50, 0.5)
    ledger.close_call(ledger.reserve("a", lambda _: worst, False, lambda: Bounds({})), paid=False)
    assert ledger.used() == Amount(0, 0, 0.0)
    ledger.close_call(ledger.reserve("b", lambda _: worst, False, lambda: Bounds({})), paid=True)
    assert ledger.used() == Amount(1, 50, 0.5)
    ledger.close()
    answers.close()
