"""Which guards this system offers. Found out by trying each, once a process."""

from __future__ import annotations

import functools
import sys
from dataclasses import dataclass

from dspex_worker.errors import WorkerError
from dspex_worker.sandbox.limits import Limits

RULES, USER = "rules", "user"
REQUIRED = frozenset(
    (
        "process network processes scratch inherited privileges lifeline cpu file_size core pids memory handles rules"
    ).split()
)
"""Guards without which no code runs. A user id of its own comes on top where the worker is root."""


@dataclass(frozen=True)
class Guarded:
    """One guard on this system.

    Attributes:
        name: stable name.
        does: what it keeps the code from, for the person.
        reason: why it is not there; None when it holds.
        hint: what makes it available.
        required: whether no code runs without it.
    """

    name: str
    does: str
    reason: str | None
    hint: str
    required: bool

    @property
    def ok(self) -> bool:
        return self.reason is None


_PROCESS = Guarded("process", "Runs in a process that can be ended at any time", None, "", True)
_RULES = Guarded(RULES, "Is read by an allow-list of syntax, names and modules first", None, "", True)
_ELSEWHERE = "Run it on Linux: on Windows in the Linux subsystem, on macOS in a container."


@functools.cache
def guards() -> tuple[Guarded, ...]:
    """Every guard, as it is on this system. The first call tries them, in about 0.2 s."""
    if sys.platform != "linux":
        return (Guarded("system", "Runs on Linux", f"{sys.platform} offers no guards", _ELSEWHERE, True),)
    from dspex_worker.sandbox.process import LostError, SandboxProcess

    process = SandboxProcess((), Limits(), probe=True)
    try:
        report = process.first()
    except LostError as error:
        return (Guarded("process", _PROCESS.does, str(error), "Look at the log.", True),)
    finally:
        process.end()
    tried = [
        Guarded(g["name"], g["does"], g["reason"], g["hint"], g["name"] in REQUIRED) for g in report.get("guards", ())
    ]
    return (_PROCESS, *tried, _RULES)


def engaged() -> frozenset[str]:
    """Names of the guards that every sandbox on this system has.

    Raises:
        WorkerError: ``sandbox_unavailable``, naming a required guard that is missing and what can be done.
    """
    for guard in guards():
        if guard.required and not guard.ok:
            raise unavailable(guard.name, guard.does, guard.reason or "", guard.hint)
    there = frozenset(guard.name for guard in guards() if guard.ok)
    if missing := REQUIRED - there:
        raise unavailable(min(missing), "a guard of this version", "it was not tried", "Install the workbench again.")
    return there


def unavailable(name: str, does: str, reason: str, hint: str) -> WorkerError:
    return WorkerError(
        "sandbox_unavailable",
        f'LM-written code is not run here: the guard "{name}" ({does[:1].lower()}{does[1:]}) is not available.',
        hint or "Run it on a system that has it.",
        log=f"sandbox guard {name}: {reason}",
    )
