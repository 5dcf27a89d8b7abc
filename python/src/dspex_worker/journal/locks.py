"""Locks on open files that the system lets go when a process ends, however it ends."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

if sys.platform == "win32":
    import msvcrt
    import os
    import time

    _BYTE = 1 << 40
    """Beyond the end of any file, so that a locked file can be read."""

    def try_lock(file: int) -> bool:
        """Takes the lock if nobody has it."""
        os.lseek(file, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def unlock(file: int) -> None:
        os.lseek(file, _BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

    def lock(file: int) -> None:
        """Takes the lock; waits for it."""
        while not try_lock(file):
            time.sleep(0.001)

else:
    import fcntl

    def try_lock(file: int) -> bool:
        """Takes the lock if nobody has it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)

    def lock(file: int) -> None:
        """Takes the lock; waits for it."""
        fcntl.flock(file, fcntl.LOCK_EX)


@contextlib.contextmanager
def locked(file: int) -> Iterator[None]:
    """Holds the lock of an open file."""
    lock(file)
    try:
        yield
    finally:
        unlock(file)
