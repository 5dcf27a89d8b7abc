"""A local OpenAI-compatible server that answers with the Practice LM: chat completions, streamed or not, and models.

    python practice_server.py [--port 0] [--latency-ms 0]

Prints its base URL and serves until it is ended. Binds to the loopback.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from dspy.lm15 import Config, Message, Request

from dspex_worker.practice import PracticeEngine

MODEL = "practice"


class PracticeServer(ThreadingHTTPServer):
    """One engine for all connections; `calls` counts the completions made."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, port: int = 0, latency: float = 0.0, seed: int = 7) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.engine = PracticeEngine(seed=seed)
        self.latency = latency
        self.calls = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    """The two paths of the API that clients use."""

    server: PracticeServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        if self.path.rstrip("/").endswith("/models"):
            self.answer({"object": "list", "data": [{"id": MODEL, "object": "model"}]})
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.path.rstrip("/").endswith("/chat/completions"):
            self.send_error(404)
            return
        self.server.calls += 1
        time.sleep(self.server.latency)
        made = self.server.engine.make(request_of(body))
        usage = {
            "prompt_tokens": made.usage.input_tokens,
            "completion_tokens": made.usage.output_tokens,
            "total_tokens": made.usage.total_tokens,
        }
        if body.get("stream"):
            self.stream(made.text, made.finish_reason, usage)
        else:
            message = {"role": "assistant", "content": made.text}
            choice = {"index": 0, "finish_reason": made.finish_reason, "message": message}
            self.answer({"id": "p", "object": "chat.completion", "model": MODEL, "choices": [choice], "usage": usage})

    def answer(self, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def stream(self, text: str, finish_reason: str, usage: dict[str, int]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for start in range(0, len(text), 16):
            self.event({"delta": {"content": text[start : start + 16]}, "finish_reason": None})
        self.event({"delta": {}, "finish_reason": finish_reason}, usage)
        self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    def event(self, choice: dict[str, Any], usage: dict[str, int] | None = None) -> None:
        body = {"id": "p", "object": "chat.completion.chunk", "model": MODEL, "choices": [{"index": 0, **choice}]}
        if usage:
            body["usage"] = usage
        self.wfile.write(f"data: {json.dumps(body)}\n\n".encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: one line a call would bury the figures."""


def request_of(body: dict[str, Any]) -> Any:
    """The engine's request for an OpenAI chat body."""
    system = "\n".join(text_of(m) for m in body["messages"] if m["role"] in ("system", "developer"))
    turns = [
        Message.assistant(text_of(m)) if m["role"] == "assistant" else Message.user(text_of(m))
        for m in body["messages"]
        if m["role"] not in ("system", "developer")
    ]
    limit = body.get("max_tokens") or body.get("max_completion_tokens")
    config = Config(temperature=body.get("temperature"), max_tokens=limit)
    return Request(model=MODEL, messages=tuple(turns), system=system or None, config=config)


def text_of(message: dict[str, Any]) -> str:
    content = message["content"]
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--latency-ms", type=float, default=0.0)
    options = parser.parse_args()
    server = PracticeServer(options.port, options.latency_ms / 1000)
    print(server.url, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
