"""Why a stream is stopped before its end."""

from __future__ import annotations

from dspex_worker.errors import Halt, WorkerError
from dspex_worker.streams.rules import Fired


class StreamStopped(Halt):
    """A stream must not go on; what it gave so far is kept.

    Attributes:
        fired: the rule that stopped it; None where another lane won.
    """

    def __init__(self, message: str, fired: Fired | None = None) -> None:
        code = "stream_lost" if fired is None else "stream_cut"
        super().__init__(WorkerError(code, message, log=message))
        self.fired = fired
