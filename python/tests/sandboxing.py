"""Sandboxes for tests."""

from __future__ import annotations

import functools
import os
import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from dspex_worker.errors import WorkerError
from dspex_worker.processes import descendants
from dspex_worker.sandbox.availability import guards
from dspex_worker.sandbox.factory import SandboxFactory
from dspex_worker.sandbox.interpreter import SandboxInterpreter
from dspex_worker.sandbox.limits import Limits

FAST = Limits(seconds=5.0, grace=1.0)


def missing() -> list[Any]:
    """Required guards that this system does not offer."""
    return [guard for guard in guards() if guard.required and not guard.ok]


def guarded(test: Callable[..., None]) -> Callable[..., None]:
    """Where the system lacks a required guard, the test is that the sandbox refuses and says which and why."""

    @functools.wraps(test)
    def either(*args: Any, **kwargs: Any) -> None:
        if not missing():
            test(*args, **kwargs)
            return
        with pytest.raises(WorkerError) as refused:
            SandboxFactory.of(1, [])
        assert refused.value.code == "sandbox_unavailable"
        assert missing()[0].name in refused.value.message
        assert refused.value.hint

    return either


@contextmanager
def sandbox(*engaged: str, limits: Limits = FAST, **more: Any) -> Iterator[SandboxInterpreter]:
    """A sandbox with only the named guards; without ``rules`` the code may do what the other guards let it."""
    interpreter = SandboxInterpreter(frozenset(engaged), limits=limits, **more)
    try:
        yield interpreter
    finally:
        interpreter.shutdown()


def all_but(*left_out: str) -> tuple[str, ...]:
    """Every guard that this system has, without the named ones."""
    return tuple(guard.name for guard in guards() if guard.ok and guard.name not in left_out)


def family(interpreter: SandboxInterpreter) -> list[int]:
    """The living processes of a sandbox: the keeper, the one that runs code, and what that one started."""
    process = interpreter._process
    if process is None or process.pid not in descendants(os.getpid()):
        return []
    return [process.pid, *descendants(process.pid)]


def has_ended(pid: int, within: float = 20.0) -> bool:
    """Waits until a process that is not our child has ended."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        return bool(poll.poll(within * 1000))
    finally:
        os.close(handle)
