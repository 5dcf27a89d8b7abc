"""The keeper: stands between the worker and the process that runs LM-written code.

``keeper.main`` is what the worker starts. It imports what the code may use, engages the guards,
forks the guarded process and waits: the end of its standard input, which the worker holds, is the end
of that process. It runs no code of the LM.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from dspex_worker.sandbox.inside import system
from dspex_worker.sandbox.inside.channel import Channel
from dspex_worker.sandbox.inside.guard import Guard, NotHeldError
from dspex_worker.sandbox.inside.guards import all_guards
from dspex_worker.sandbox.inside.library import preload
from dspex_worker.sandbox.inside.session import Session
from dspex_worker.sandbox.limits import Limits

_HELD = "held"


class RefusedError(Exception):
    """A guard is not available here. ``guard`` is its name; the message is the system's reason."""

    def __init__(self, guard: str, reason: str) -> None:
        super().__init__(reason)
        self.guard = guard


def main() -> NoReturn:
    """Arguments: the plan as JSON, and the number of the socket to the worker."""
    plan, pipe = json.loads(sys.argv[1]), int(sys.argv[2])
    limits = Limits(**plan["limits"])
    channel = Channel(socket.socket(fileno=pipe), limits.message)
    preload()
    sys.path.clear()
    if plan["probe"]:
        channel.send({"type": "report", "guards": [_record(guard, limits) for guard in all_guards(pipe)]})
        os._exit(0)
    guards = [guard for guard in all_guards(pipe) if guard.name in plan["guards"]]

    def run() -> None:
        channel.send({"type": "ready"})
        Session(channel, limits, rules="rules" in plan["guards"], seed=plan["seed"]).serve()

    try:
        child = fork_guarded(guards, limits, run, lambda error: channel.send(_refusal(error)))
    except RefusedError as error:
        channel.send(_refusal(error))
        os._exit(1)
    channel.close()
    _keep(child)


def _refusal(error: RefusedError) -> dict[str, Any]:
    return {"type": "refused", "guard": error.guard, "reason": str(error)}


def _keep(child: int) -> NoReturn:
    """Waits for the worker to let go of standard input; ends with the child's status."""
    with contextlib.suppress(OSError):
        while os.read(0, 1):
            pass
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os._exit(code if code >= 0 else 128 - code)


def fork_guarded(
    guards: Sequence[Guard], limits: Limits, run: Callable[[], None], refuse: Callable[[RefusedError], None]
) -> int:
    """Forks a process with the guards engaged that calls ``run`` and ends.

    Args:
        refuse: called in the new process, instead of ``run``, when a guard does not hold there.

    Returns:
        the process id of the child.

    Raises:
        RefusedError: a guard that is engaged before the fork is not available.
    """
    for guard in guards:
        with _naming(guard):
            guard.before(limits)
    _leave_namespaces(guards)
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        _engage(guards, limits)
        run()
        status = 0
    except RefusedError as error:
        refuse(error)
    finally:
        os._exit(status)


def _engage(guards: Sequence[Guard], limits: Limits) -> None:
    for guard in guards:
        with _naming(guard):
            guard.engage(limits)
    for guard in guards:
        with _naming(guard):
            guard.verify(limits)


def _leave_namespaces(guards: Sequence[Guard]) -> None:
    wanted = 0
    for guard in guards:
        wanted |= guard.namespaces
    if not wanted:
        return
    try:
        system.unshare(wanted)
    except OSError:
        with _naming(next(guard for guard in guards if guard.namespaces)):
            system.unshare_as_user(wanted)


class _naming:  # noqa: N801 - reads as a statement
    """Says which guard an error is about."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, (OSError, NotHeldError, AttributeError, ValueError)):
            raise RefusedError(self._guard.name, str(error)) from error


def _record(guard: Guard, limits: Limits) -> dict[str, Any]:
    reason = available(guard.name, limits)
    return {"name": guard.name, "ok": reason is None, "does": guard.does, "reason": reason, "hint": guard.hint}


def available(name: str, limits: Limits) -> str | None:
    """Tries a guard in a process of its own. None when it holds, else the reason why not."""
    mine, theirs = os.pipe()
    trial = os.fork()
    if trial == 0:
        _try(name, limits, theirs)
    os.close(theirs)
    with open(mine, encoding="utf-8") as answer:
        said = answer.read()
    os.waitpid(trial, 0)
    return None if said == _HELD else said or "its trial ended unexpectedly"


def _try(name: str, limits: Limits, answer: int) -> NoReturn:
    def say(text: str) -> None:
        os.write(answer, text.encode())

    try:
        guards = {guard.name: guard for guard in all_guards(answer)}
        first = [guards[other] for other in guards[name].after if os.geteuid() == 0]
        os.waitpid(fork_guarded([*first, guards[name]], limits, lambda: say(_HELD), lambda error: say(str(error))), 0)
    except RefusedError as error:
        say(str(error))
    finally:
        os._exit(0)
