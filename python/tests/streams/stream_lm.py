"""A scripted LM on the loopback that streams piece by piece, and misbehaves where it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Piece = str | bytes | threading.Event | None
"""A text, raw bytes as they are, an event to wait for, or None: the connection ends here without a word."""
Script = Callable[[dict[str, Any]], Iterable[Piece]]
_PATIENCE = 20


class StreamLm:
    """Serves until closed.

    Attributes:
        requests: bodies, as they came.
        sent: pieces sent, by number of the request.
        left: set once a client hung up before the end.
    """

    def __init__(self, script: Script) -> None:
        self.requests: list[dict[str, Any]] = []
        self.sent: list[int] = []
        self.left = threading.Event()
        lm = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                number = len(lm.requests)
                lm.requests.append(body)
                lm.sent.append(0)
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Connection", "close")
                self.end_headers()
                self.close_connection = True
                try:
                    self._all(body, number)
                except OSError:
                    lm.left.set()

            def _all(self, body: dict[str, Any], number: int) -> None:
                head = {"id": "x", "object": "chat.completion", "created": 0, "model": body["model"]}
                for piece in script(body):
                    if piece is None:
                        return
                    if isinstance(piece, threading.Event):
                        piece.wait(_PATIENCE)
                    elif isinstance(piece, bytes):
                        self._write(piece)
                    else:
                        self._data({**head, "choices": [{"index": 0, "delta": {"content": piece}}]})
                        lm.sent[number] += 1
                self._data({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
                usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
                self._data({**head, "choices": [], "usage": usage})
                self._write(b"data: [DONE]\n\n")

            def _data(self, record: dict[str, Any]) -> None:
                self._write(b"data: " + json.dumps(record).encode() + b"\n\n")

            def _write(self, data: bytes) -> None:
                self.wfile.write(data)
                self.wfile.flush()

            def log_message(self, format: str, *args: Any) -> None:
                """Tests are quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda request, address: None  # a client that hangs up is no news
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def record(self, alias: str = "main", **more: Any) -> dict[str, Any]:
        """This LM as a job carries it."""
        key = {"model": "openai/gpt-4o-mini", "api_base": self.url, "api_key": "sk-a-very-secret-key"}
        return {"alias": alias, **key, **more}

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def words(text: str) -> list[Piece]:
    """A text in pieces of a word each."""
    return [f"{word} " for word in text.split(" ")]


def chat(**fields: str) -> list[Piece]:
    """An answer as the ChatAdapter asks for it."""
    pieces: list[Piece] = []
    for name, text in fields.items():
        pieces += [f"[[ ## {name} ## ]]\n", *words(text), "\n\n"]
    return [*pieces, "[[ ## completed ## ]]\n"]
