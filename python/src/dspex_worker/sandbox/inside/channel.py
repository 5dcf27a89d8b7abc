"""JSON lines over a socket, as the sandboxed process writes and reads them."""

from __future__ import annotations

import json
import socket
from typing import Any


class Channel:
    """Messages to and from the worker, one JSON object a line."""

    def __init__(self, link: socket.socket, most: int) -> None:
        self._link, self._most = link, most
        self._lines = link.makefile("rb")

    def send(self, message: dict[str, Any]) -> None:
        """Raises ValueError for what is no JSON or longer than a message may be."""
        data = json.dumps(message, ensure_ascii=False).encode("utf-8", "replace") + b"\n"  # no half characters
        if len(data) > self._most:
            raise ValueError(f"The value is too large: {len(data)} bytes, {self._most} is the limit.")
        self._link.sendall(data)

    def receive(self) -> dict[str, Any]:
        """The next message. Raises EOFError when the worker is gone."""
        line = self._lines.readline()
        if not line:
            raise EOFError
        message: dict[str, Any] = json.loads(line)
        return message

    def close(self) -> None:
        self._lines.close()
        self._link.close()
