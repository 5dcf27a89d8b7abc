"""How fast tokens come: when the first is due, the gap between the next, and waiting that can be cut short."""

from __future__ import annotations

import time
from dataclasses import dataclass

from anyio import from_thread

from dspex_worker.practice.modes import Mode

USUAL_RATE = 60.0
"""Tokens per second of a streamed answer when no rate is set: fast, and slow enough to be read as it comes."""
USUAL_FIRST = 0.25
"""Seconds until the first token of such an answer."""
_SLICE = 0.05
_SLOW_FIRST = 2.0
_SLOW_DEFAULT = 40.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds until the first token and between tokens."""

    first: float
    gap: float

    def due(self, index: int) -> float:
        """Seconds after the start at which token ``index`` (from 0) is due."""
        return self.first + index * self.gap


def pace_of(tokens_per_second: float | None, mode: Mode, *, streamed: bool) -> Pace:
    """The pace for a rate: 0 = at once, None = as usual, which is ``USUAL_RATE`` for a streamed answer, else at once.

    Slow mode holds the first token back 2 s and halves the rate (of 40 where none is set).
    """
    if mode == "slow":
        return Pace(_SLOW_FIRST, 2 / (tokens_per_second or _SLOW_DEFAULT))
    if tokens_per_second is None and streamed:
        return Pace(USUAL_FIRST, 1 / USUAL_RATE)
    gap = 1 / tokens_per_second if tokens_per_second else 0.0
    return Pace(gap, gap)


def wait_until(moment: float) -> None:
    """Sleep until ``time.monotonic()`` reaches ``moment``, in short slices.

    A cancelled stream or job ends the wait within a slice: its cancellation is raised here.
    """
    while (left := moment - time.monotonic()) > 0:
        _raise_if_cancelled()
        time.sleep(min(left, _SLICE))


def _raise_if_cancelled() -> None:
    try:
        from_thread.check_cancelled()
    except RuntimeError:
        return  # not in a worker thread of an event loop: nothing can cancel it this way
