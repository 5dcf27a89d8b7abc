"""The bridge's side of the wire for tests: a nursery process, and Py4J's text protocol over a socket."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parents[1] / "src"


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SOURCE), **more}


class Nursery:
    """A running nursery and its JSON lines."""

    def __init__(self, **variables: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "dspex_worker.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(**variables),
        )
        self.clients: list[Client] = []
        self.first = self.read()

    def send(self, **command: Any) -> None:
        self.process.stdin.write(json.dumps(command).encode() + b"\n")
        self.process.stdin.flush()

    def read(self) -> dict[str, Any]:
        return json.loads(self.process.stdout.readline())

    def spawn(self, name: str, token: str = "secret-token") -> tuple[dict[str, Any], Client]:
        self.send(op="spawn", id=name, token=token)
        ready = self.read()
        assert ready["op"] == "ready", ready
        return ready, self.connect(ready["port"], token)

    def connect(self, port: int, token: str) -> Client:
        self.clients.append(Client(port, token))
        return self.clients[-1]

    def close(self) -> int:
        for client in self.clients:
            client.close()
        self.process.stdin.close()
        status = self.process.wait(10)
        self.process.stdout.close()
        return status


class Client:
    """Calls a worker as ``CallbackClient`` of Py4J does."""

    def __init__(self, port: int, token: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._lines = self._socket.makefile("r", encoding="utf-8", newline="\n")
        self.accepted = self._ask(f"A\n{token}\ne\n").startswith("!y")

    def _ask(self, text: str) -> str:
        self._socket.sendall(text.encode())
        return self._lines.readline().rstrip("\n")

    def call(self, method: str, *arguments: str | int) -> Any:
        parts = [f"s{a}" if isinstance(a, str) else f"i{a}" for a in arguments]
        answer = self._ask("\n".join(["c", "t", method, *[p.replace("\\", "\\\\") for p in parts], "e"]) + "\n")
        assert answer.startswith("!y"), answer
        text = answer[3:].replace("\\\\", "\\")
        return json.loads(text) if text else None

    def shut_down(self, grace_ms: int) -> None:
        """Ends the worker; its process may be gone before the answer is out."""
        answer = self._ask(f"c\nt\nshutdown\ni{grace_ms}\ne\n")
        assert answer == "" or answer.startswith("!y"), answer

    def run(self, job: dict[str, Any]) -> list[dict[str, Any]]:
        """Submits a job and reads its events to the end."""
        assert self.call("submit", json.dumps(job)) == {"accepted": True}
        return self.drain(job["job"])

    def drain(self, job: str) -> list[dict[str, Any]]:
        events = []
        while True:
            polled = self.call("poll", job, 256, 5000)
            events += polled["events"]
            if polled["done"]:
                return events

    def close(self) -> None:
        self._lines.close()
        self._socket.close()
