"""Whether LM-written code is worth keeping: its tests pass, and they would notice if it were wrong."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dspy.primitives.code_interpreter import CodeExecutionError

from dspex_worker.patterns.mutants import mutants
from dspex_worker.sandbox.inside.rules import RuleError, check
from dspex_worker.sandbox.interpreter import SandboxEndedError, SandboxInterpreter
from dspex_worker.sandbox.limits import MEGABYTE, Limits

LIMITS = Limits(seconds=10.0, grace=1.0, cpu=20, memory=512 * MEGABYTE)

MOST_MUTANTS = 20
"""Mutants that are tried; one that is killed is enough to accept, the others say how much the tests notice."""

_MUTANT_SECONDS = 2.0
_MOST_SLOW = 3
"""Mutants that may take all of their time: a change of a loop's condition often makes it endless."""

Outcome = Literal["accepted", "not_python", "refused", "failed", "too_long", "ended", "no_tests", "vacuous"]


@dataclass(frozen=True)
class Verdict:
    """What became of code and its tests.

    Attributes:
        outcome: ``refused`` by the allow-list; ``failed``: a test fails or the code raises; ``too_long`` and ``ended``:
            it was stopped for its time, or for what it used; ``vacuous``: the tests pass whatever the code does.
        reason: what happened, naming the test or the line; empty when accepted.
        tried: mutants that were tried.
        noticed: how many of them the tests noticed.
        killed: the first one that they noticed.
        survived: the first one that they did not; empty where they noticed all.
    """

    outcome: Outcome
    reason: str = ""
    tried: int = 0
    noticed: int = 0
    killed: str = ""
    survived: str = ""

    @property
    def accepted(self) -> bool:
        return self.outcome == "accepted"


def judged(
    code: str, tests: Sequence[str], engaged: Collection[str], limits: Limits = LIMITS, seed: int = 0
) -> Verdict:
    """Tries code with its tests, each program in a sandboxed process of its own.

    Args:
        tests: statements that raise when something is wrong, such as ``assert double(2) == 4``.
        engaged: guards of the sandbox, as ``availability.engaged`` gives them. Without ``rules`` the allow-list is
            left out, so that what the other guards hold can be seen.

    Raises:
        WorkerError: ``sandbox_unavailable``.
    """
    if not [test for test in tests if test.strip()]:
        return Verdict("no_tests", "There is no test.")
    wrong = _unreadable(code, "the code") or next(
        (found for n, test in enumerate(tests, 1) if (found := _unreadable(test, f"test {n}"))), None
    )
    if wrong:
        return wrong
    if "rules" in engaged and (broken := _broken(code, tests)):
        return broken
    first = _run(code, tests, engaged, limits, seed)
    if first is not None:
        return first
    killed, survived = _tried(code, tests, engaged, limits, seed)
    tried = len(killed) + len(survived)
    if not killed:
        said = f"The tests pass for each of {tried} programs that were made wrong on purpose."
        return Verdict("vacuous", said, tried, survived=survived[0] if survived else "")
    return Verdict("accepted", "", tried, len(killed), killed[0], survived[0] if survived else "")


def _tried(
    code: str, tests: Sequence[str], engaged: Collection[str], limits: Limits, seed: int
) -> tuple[list[str], list[str]]:
    """The mutants that the tests notice, and those that they do not."""
    short = replace(limits, seconds=min(limits.seconds, _MUTANT_SECONDS))
    killed: list[str] = []
    survived: list[str] = []
    slow = 0
    for mutant in itertools.islice(mutants(code), MOST_MUTANTS):
        found = _run(mutant, tests, engaged, short, seed)
        (survived if found is None else killed).append(mutant)
        slow += found is not None and found.outcome in ("too_long", "ended")
        if slow == _MOST_SLOW:
            break
    return killed, survived


def _unreadable(text: str, what: str) -> Verdict | None:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None)
        place = f" at line {line}" if line else ""
        return Verdict("not_python", f"In {what}{place}: {getattr(error, 'msg', None) or error}")
    return None


def _broken(code: str, tests: Sequence[str]) -> Verdict | None:
    try:
        check(ast.parse("\n".join([code, *tests])), ())
    except RuleError as error:
        return Verdict("refused", str(error))
    return None


def _run(code: str, tests: Sequence[str], engaged: Collection[str], limits: Limits, seed: int) -> Verdict | None:
    """None when every test passes."""
    sandbox = SandboxInterpreter(engaged, limits=limits, seed=seed)
    what = "the code"
    try:
        sandbox.execute(code)
        for number, test in enumerate(tests, 1):
            what = f"test {number}, {test.strip()}"
            sandbox.execute(test)
    except SandboxEndedError as error:
        return Verdict("ended", f"In {what}: {error.message}")
    except (CodeExecutionError, SyntaxError) as error:
        slow = str(error).startswith("TimeoutError")
        return Verdict("too_long" if slow else "failed", f"In {what}: {error}")
    finally:
        sandbox.shutdown()
    return None
