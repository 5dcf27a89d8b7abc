"""How much one sandbox may use."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Bounds of one sandbox.

    Attributes:
        seconds: wall time of one execution, without the time its tools take. The code is interrupted
            after it and can be corrected; ``grace`` seconds later its process is killed.
        grace: seconds between the interrupt and the kill.
        cpu: processor seconds of the whole session; the process is killed after them.
        memory: bytes of address space.
        file: bytes of one file.
        scratch: bytes of all files together.
        output: characters of what one execution prints or gives.
        message: bytes of one message over the pipe, in either direction.
        handles: open files.
    """

    seconds: float = 30.0
    grace: float = 2.0
    cpu: int = 300
    memory: int = 1024 * MEGABYTE
    file: int = 16 * MEGABYTE
    scratch: int = 64 * MEGABYTE
    output: int = 100_000
    message: int = 64 * MEGABYTE
    handles: int = 64
