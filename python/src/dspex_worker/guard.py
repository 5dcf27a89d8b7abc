"""The guard: the process above the nursery that leaves nothing of it behind (Linux).

A nursery that is killed outright has no time to end what its workers started. All of it becomes the guard's, which
ends it. A guard that is killed is missed by the nursery, which then ends in order.
"""

from __future__ import annotations

import os

from dspex_worker import processes


def set_guard() -> int:
    """Forks. The parent stays behind as the guard and never returns; the child goes on.

    Must be called while one thread runs.

    Returns:
        In the child: a descriptor that becomes readable when the guard is gone.
    """
    processes.become_subreaper()
    alive, held = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(held)
        return alive
    os.close(alive)
    os._exit(_watch(child))


def _watch(nursery: int) -> int:
    """Waits for the nursery, ends what is left of it, and returns the status to end with."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)  # the pipes end with the nursery, not with its guard
    os.dup2(nothing, 1)
    _, ended = os.waitpid(nursery, 0)
    processes.kill_children(spared=set())
    status = os.waitstatus_to_exitcode(ended)
    return status if status >= 0 else 128 - status
