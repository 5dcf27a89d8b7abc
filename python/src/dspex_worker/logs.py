"""What user code and libraries print or log becomes ``log`` events while a job runs."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import sys
import threading
from collections.abc import Callable, Iterator

from dspex_worker.wire import Json

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
"""Colours for terminals, which DSPy puts into its log lines."""

Emit = Callable[[Json], None]


class _Lines(io.TextIOBase):
    """A text stream that sends each full line as a log event."""

    def __init__(self, emit: Emit, logger: str) -> None:
        self._emit, self._logger = emit, logger
        self._rest = threading.local()

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        lines = (getattr(self._rest, "text", "") + text).split("\n")
        self._rest.text = lines.pop()
        for line in lines:
            self._send(line)
        return len(text)

    def flush(self) -> None:
        """Nothing to do: only whole lines are sent."""

    def finish(self) -> None:
        self._send(getattr(self._rest, "text", ""))
        self._rest.text = ""

    def _send(self, line: str) -> None:
        if line.strip():
            self._emit({"type": "log", "level": "info", "logger": self._logger, "text": line})


class _Handler(logging.Handler):
    def __init__(self, emit: Emit) -> None:
        super().__init__(logging.INFO)
        self._send = emit

    def emit(self, record: logging.LogRecord) -> None:
        text = COLOUR.sub("", record.getMessage()).strip()
        if text and not record.name.startswith(("py4j", "dspex_worker", "httpx", "LiteLLM")):
            self._send(
                {
                    "type": "log",
                    "level": record.levelname.lower(),
                    "logger": record.name,
                    "text": text,
                }
            )


@contextlib.contextmanager
def captured_output(emit: Emit) -> Iterator[None]:
    """Within it, prints to stdout and log records of level info and above become ``log`` events."""
    handler, lines, before = _Handler(emit), _Lines(emit, "stdout"), sys.stdout
    loggers = [logging.getLogger(), *(lg for lg in _roots() if not lg.propagate)]
    for logger in loggers:
        logger.addHandler(handler)
    sys.stdout = lines
    try:
        yield
        lines.finish()
    finally:
        sys.stdout = before
        for logger in loggers:
            logger.removeHandler(handler)


def _roots() -> list[logging.Logger]:
    return [logging.getLogger("dspy")]
