"""The spawn pool: a fresh interpreter per worker, where there is no fork (Windows)."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from typing import BinaryIO

from dspex_worker import processes
from dspex_worker.wire import Json
from dspex_worker.worker import failure_line, serve


class SpawnPool:
    """Same protocol as the fork pool, with one reader thread a worker."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = commands, answers
        self._workers: dict[str, subprocess.Popen[bytes]] = {}
        self._lock = threading.Lock()

    def run(self, first: Json) -> None:
        """Writes ``first``, then serves until the commands end; then every worker is ended."""
        processes.become_subreaper()
        self._answer(first)
        try:
            with open(self._commands, "rb", closefd=False) as lines:
                for line in lines:
                    self._command(json.loads(line))
        finally:
            with self._lock:
                workers = list(self._workers.values())
            for worker in workers:
                _end(worker)
            processes.kill_children(spared=set())

    def _command(self, command: Json) -> None:
        name = str(command["id"])
        with self._lock:
            worker = self._workers.get(name)
        if command["op"] == "kill" and worker is not None:
            _end(worker)
        elif command["op"] == "spawn" and worker is not None:
            self._answer({"op": "failed", "id": name, "message": "the id is in use"})
        elif command["op"] == "spawn":
            self._spawn(name, str(command["token"]))

    def _spawn(self, name: str, token: str) -> None:
        since = time.perf_counter()
        worker = subprocess.Popen(
            [sys.executable, "-m", "dspex_worker.spawning"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        with self._lock:
            self._workers[name] = worker
        threading.Thread(target=self._attend, args=(name, worker, token, since), daemon=True).start()

    def _attend(self, name: str, worker: subprocess.Popen[bytes], token: str, since: float) -> None:
        if worker.stdin is None or worker.stdout is None:
            raise AssertionError("the worker was started with pipes")
        with contextlib.suppress(OSError):
            worker.stdin.write(token.encode() + b"\n")
            worker.stdin.flush()
        said = json.loads(worker.stdout.readline() or b'{"message": "it ended while starting"}')
        if "port" in said:
            ms = round((time.perf_counter() - since) * 1000, 1)
            self._answer({"op": "ready", "id": name, "pid": worker.pid, "port": said["port"], "ms": ms})
        else:
            self._answer({"op": "failed", "id": name, "message": said["message"]})
        status = worker.wait()
        if hasattr(os, "killpg"):
            processes.kill_group(worker.pid)
        with self._lock:
            del self._workers[name]
        worker.stdout.close()
        with contextlib.suppress(OSError):
            worker.stdin.close()
        self._answer({"op": "exited", "id": name, "pid": worker.pid, "status": status})

    def _answer(self, message: Json) -> None:
        with contextlib.suppress(BrokenPipeError), self._lock:
            os.write(self._answers, json.dumps(message).encode() + b"\n")


def _end(worker: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        processes.kill_tree(worker.pid)
    else:
        worker.kill()
    worker.wait()


def _leave_at_end_of(stdin: BinaryIO) -> None:
    with contextlib.suppress(OSError):
        stdin.read()
    os._exit(4)


def main() -> None:
    """A spawned worker: token as the first line of stdin, port as the only line of stdout."""
    stdin = open(os.dup(0), "rb")  # noqa: SIM115 - open as long as the process lives
    mouth = os.dup(1)
    protect_standard_streams()
    token = stdin.readline().decode().strip()

    def ready(port: int) -> None:
        os.write(mouth, json.dumps({"port": port}).encode() + b"\n")

    threading.Thread(target=_leave_at_end_of, args=(stdin,), name="py4j-stdin", daemon=True).start()
    try:
        serve(token, ready)
    except BaseException as error:
        os.write(mouth, json.dumps(failure_line(error)).encode() + b"\n")
        os._exit(1)
    os._exit(0)


def protect_standard_streams() -> None:
    """stdin reads nothing, and what is printed goes to stderr: stdout belongs to the protocol."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)


if __name__ == "__main__":
    main()
