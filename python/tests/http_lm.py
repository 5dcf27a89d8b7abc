"""A scripted LM behind the chat-completions protocol on the loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[[dict[str, Any]], "Reply"]


@dataclass
class Reply:
    """What the LM sends back: text, or an error with its status and headers."""

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    message: str = "scripted"
    code: str | None = None


class HttpLm:
    """Serves until closed; keeps every request body and its headers. With ``streams`` off it never streams."""

    def __init__(self, script: Script, streams: bool = True) -> None:
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        lm = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                lm.requests.append(body)
                lm.keys.append(self.headers.get("Authorization"))
                reply = script(body)
                if reply.status == 200 and streams and body.get("stream"):
                    self._stream(body, reply)
                else:
                    self._whole(body, reply)

            def do_GET(self) -> None:
                self._send(200, {"object": "list", "data": [{"id": "b"}, {"id": "a"}]}, {})

            def _whole(self, body: dict[str, Any], reply: Reply) -> None:
                if reply.status != 200:
                    error = {"message": reply.message, "type": "error", "code": reply.code}
                    self._send(reply.status, {"error": error}, reply.headers)
                    return
                choice = {"index": 0, "message": {"role": "assistant", "content": reply.text}, "finish_reason": "stop"}
                self._send(200, {**_head(body), "choices": [choice], "usage": _USAGE}, {})

            def _send(self, status: int, record: dict[str, Any], headers: dict[str, str]) -> None:
                data = json.dumps(record).encode()
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def _stream(self, body: dict[str, Any], reply: Reply) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Connection", "close")
                self.end_headers()
                pieces = [reply.text[i : i + 7] for i in range(0, len(reply.text), 7)]
                for piece in pieces:
                    self._event({**_head(body), "choices": [{"index": 0, "delta": {"content": piece}}]})
                self._event({**_head(body), "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
                self._event({**_head(body), "choices": [], "usage": _USAGE})
                self.wfile.write(b"data: [DONE]\n\n")
                self.close_connection = True

            def _event(self, record: dict[str, Any]) -> None:
                self.wfile.write(b"data: " + json.dumps(record).encode() + b"\n\n")
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

    def record(self, **more: Any) -> dict[str, Any]:
        """This LM as a job carries it."""
        return {
            "alias": "main",
            "model": "openai/gpt-4o-mini",
            "api_base": self.url,
            "api_key": "sk-a-very-secret-key",
            **more,
        }

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


_USAGE = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}


def _head(body: dict[str, Any]) -> dict[str, Any]:
    return {"id": "x", "object": "chat.completion", "created": 0, "model": body["model"]}
