"""The soft time limit: interrupts code that runs too long, so that it can be corrected."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator

_AGAIN = 0.5
"""Seconds after which code that swallowed the interrupt gets another one."""


class OutOfTime(BaseException):
    """The code ran longer than it may. No ``Exception``: code that catches its own errors must not catch it."""


class Clock:
    """Counts the time of one execution without the time its tools take."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._counts = False
        signal.signal(signal.SIGALRM, self._interrupt)

    def _interrupt(self, number: int, frame: object) -> None:
        if self._counts:
            raise OutOfTime(f"the code ran longer than {self._seconds:g} seconds")

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Within it, code is interrupted after the limit."""
        self._counts = True
        signal.setitimer(signal.ITIMER_REAL, self._seconds, _AGAIN)
        try:
            yield
        finally:
            self._counts = False
            signal.setitimer(signal.ITIMER_REAL, 0)

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Within it, no time passes."""
        left, _ = signal.setitimer(signal.ITIMER_REAL, 0)
        counted, self._counts = self._counts, False
        try:
            yield
        finally:
            self._counts = counted
            if counted:
                signal.setitimer(signal.ITIMER_REAL, left or _AGAIN, _AGAIN)
