"""All guards around the process that runs LM-written code.

None of them relies on the rules that the code is read by, and each holds what another lets through.
"""

from __future__ import annotations

from dspex_worker.sandbox.inside import bounds, isolation
from dspex_worker.sandbox.inside.guard import Guard


def all_guards(pipe: int) -> list[Guard]:
    """Every guard, in the order they are engaged in: rights are used up to the point where they are dropped."""
    return [
        isolation.OwnUser(),
        isolation.OwnNetwork(),
        isolation.OwnProcesses(),
        isolation.Scratch(),
        isolation.NothingInherited(pipe),
        isolation.NoPrivileges(),
        isolation.DiesWithKeeper(),
        bounds.BoundedProcessor(),
        bounds.BoundedFile(),
        bounds.NoCoreDump(),
        bounds.NoMoreProcesses(),
        bounds.BoundedMemory(),
        bounds.BoundedHandles(),
    ]
