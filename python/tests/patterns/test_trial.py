"""What becomes of LM-written code: each kind of bad code is caught by the allow-list, and without it by the sandbox."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from dspex_worker.patterns.mutants import mutants
from dspex_worker.patterns.trial import judged
from dspex_worker.sandbox.limits import MEGABYTE, Limits
from sandboxing import all_but, guarded

QUICK = Limits(seconds=2.0, grace=1.0, cpu=20, memory=256 * MEGABYTE)

CLAMP = "def clamp(x, low, high):\n    if x < low:\n        return low\n    return high if x > high else x"
GOOD = ["assert clamp(5, 1, 3) == 3", "assert clamp(0, 1, 3) == 1", "assert clamp(2, 1, 3) == 2"]
CALLED = ["assert f(1) == 1"]


def body(*lines: str) -> str:
    return "\n    ".join(["def f(x):", *lines, "return x"])


@guarded
def test_good_code_with_tests_that_mean_something_is_accepted() -> None:
    verdict = judged(CLAMP, GOOD, all_but())
    assert verdict.accepted, verdict
    assert verdict.killed != CLAMP
    assert (verdict.tried, verdict.noticed) == (6, 6)


@guarded
def test_mutants_that_the_tests_do_not_notice_are_counted_and_one_is_shown() -> None:
    verdict = judged(CLAMP, GOOD[:1], all_but())
    assert verdict.accepted
    assert 0 < verdict.noticed < verdict.tried
    assert "def clamp" in verdict.survived
    assert verdict.survived != verdict.killed


@guarded
def test_mutants_that_never_end_do_not_keep_it_for_long() -> None:
    code = "def count(n):\n    i = 0\n    while i < n: i += 1\n    while i < n + 1: i += 1\n    return i"
    verdict = judged(code, ["assert count(2) == 3"], all_but(), limits=replace(QUICK, seconds=0.3, grace=0.2))
    assert verdict.accepted
    assert verdict.noticed <= verdict.tried


@guarded
@pytest.mark.parametrize(
    ("code", "tests", "outcome", "said"),
    [
        (CLAMP.replace("x < low", "x > low"), GOOD, "failed", "test 1, assert clamp(5, 1, 3) == 3"),
        (CLAMP, ["clamp(5, 1, 3)", "assert True"], "vacuous", "made wrong on purpose"),
        (CLAMP, [" "], "no_tests", "There is no test"),
        (CLAMP, ["assert clamp(5"], "not_python", "In test 1 at line 1"),
        ("def clamp(x:", GOOD, "not_python", "In the code at line 1"),
        (body("while True: pass"), CALLED, "too_long", "test 1"),
        (body("raise ValueError('no')"), CALLED, "failed", "ValueError: no"),
    ],
)
def test_the_verdict_names_what_is_wrong(code: str, tests: list[str], outcome: str, said: str) -> None:
    verdict = judged(code, tests, all_but(), limits=QUICK)
    assert verdict.outcome == outcome, verdict
    assert said in verdict.reason


HOME = Path.home()
BAD = {
    "import os": (body("import os", "os.listdir('/etc')"), "failed"),
    "socket": (body("import socket", "socket.create_connection(('127.0.0.1', 9), timeout=1)"), "failed"),
    "file outside": (body(f"open({str(HOME / 'dspex-escaped')!r}, 'w').write('x')"), "failed"),
    "environment": (body("import os", "os.environ['PATH']"), "failed"),
    "fork bomb": (body("import os", "while True:", "    os.fork()"), "failed"),
    "child process": (body("import subprocess", "subprocess.run(['true'])"), "failed"),
    "insides": (body("x.__class__.__base__.__subclasses__()[0].__init__.__globals__['os']"), "failed"),
}
"""Code that must not be kept, and what becomes of it where the allow-list is left out."""


@guarded
@pytest.mark.parametrize("name", BAD)
def test_bad_code_is_caught_by_the_list_and_again_by_the_sandbox(name: str) -> None:
    code, outcome = BAD[name]
    assert judged(code, CALLED, all_but(), limits=QUICK).outcome == "refused"
    verdict = judged(code, CALLED, all_but("rules"), limits=QUICK)
    assert verdict.outcome == outcome, verdict
    assert not (HOME / "dspex-escaped").exists()
    assert "PATH" in os.environ


@guarded
def test_a_memory_bomb_is_stopped_by_the_sandbox() -> None:
    code = body("held = []", "while True: held.append(bytearray(10_000_000))")
    verdict = judged(code, CALLED, all_but(), limits=QUICK)
    assert verdict.outcome == "failed"
    assert "MemoryError" in verdict.reason


def test_a_mutant_differs_in_one_place() -> None:
    made = list(mutants("def f(a, b):\n    return a + b if a < 3 else 'x'"))
    assert "def f(a, b):\n    return a - b if a < 3 else 'x'" in made
    assert "def f(a, b):\n    return a + b if a >= 3 else 'x'" in made
    assert "def f(a, b):\n    return a + b if a < 4 else 'x'" in made
    assert "def f(a, b):\n    return a + b if not a < 3 else 'x'" in made
    assert "def f(a, b):\n    return None" in made
    assert len(made) == len(set(made)) == 6
