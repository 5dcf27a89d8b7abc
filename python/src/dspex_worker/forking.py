"""The fork pool: workers forked from one process that has imported everything (Linux, macOS)."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import random
import select
import signal
import time
from dataclasses import dataclass
from typing import NoReturn

from dspex_worker import processes
from dspex_worker.wire import Json
from dspex_worker.worker import failure_line, serve

_READ = 65536


class TooManyThreadsError(RuntimeError):
    """A fork with several threads running could copy a lock that nobody will ever release."""


@dataclass
class _Starting:
    id: str
    pid: int
    since: float
    text: bytes = b""


class ForkPool:
    """Single-threaded event loop over the commands, the starting workers and their deaths."""

    def __init__(self, commands: int, answers: int, guard: int | None) -> None:
        self._commands, self._answers = commands, answers
        self._guard = [] if guard is None else [guard]
        self._workers: dict[str, int] = {}
        self._starting: dict[int, _Starting] = {}

    def run(self, first: Json) -> None:
        """Writes ``first``, then serves until the commands or the guard end; then nothing of the pool is alive."""
        processes.become_subreaper()
        wake, woken = os.pipe()
        os.set_blocking(woken, False)
        os.set_blocking(wake, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
        self._answer(first)
        try:
            self._loop(wake)
        finally:
            self._end()

    def _loop(self, wake: int) -> None:
        rest = b""
        while True:
            readable, _, _ = select.select([self._commands, wake, *self._guard, *self._starting], [], [])
            for source in readable:
                if source == self._commands:
                    chunk = os.read(self._commands, _READ)
                    if not chunk:
                        return
                    *lines, rest = (rest + chunk).split(b"\n")
                    for line in lines:
                        self._command(json.loads(line))
                elif source == wake:
                    os.read(wake, _READ)
                    self._reap()
                elif source in self._guard:
                    return
                elif source in self._starting:
                    self._hear(source)

    def _command(self, command: Json) -> None:
        name = str(command["id"])
        if command["op"] == "spawn":
            self._spawn(name, str(command["token"]))
        elif command["op"] == "kill" and name in self._workers:
            processes.kill_tree(self._workers[name])

    def _spawn(self, name: str, token: str) -> None:
        if name in self._workers:
            self._answer({"op": "failed", "id": name, "message": "the id is in use"})
            return
        since = time.perf_counter()
        try:
            pid, ear = self._fork(token)
        except (OSError, TooManyThreadsError) as error:
            self._answer({"op": "failed", "id": name, "message": str(error)})
            return
        self._workers[name] = pid
        self._starting[ear] = _Starting(name, pid, since)

    def _fork(self, token: str) -> tuple[int, int]:
        if (threads := processes.os_threads()) != 1:
            raise TooManyThreadsError(f"{threads} threads are running in the nursery")
        ear, mouth = os.pipe()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._be_worker(parent, token, ear, mouth)
        os.close(mouth)
        return pid, ear

    def _be_worker(self, parent: int, token: str, ear: int, mouth: int) -> NoReturn:
        try:
            os.setsid()
            processes.die_with_parent(parent)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for fd in (ear, self._commands, self._answers, *self._guard, *self._starting):
                with contextlib.suppress(OSError):
                    os.close(fd)
            random.seed()
            gc.enable()

            def ready(port: int) -> None:
                os.write(mouth, json.dumps({"port": port}).encode() + b"\n")
                os.close(mouth)

            serve(token, ready)
            os._exit(0)
        except BaseException as error:
            with contextlib.suppress(OSError):
                os.write(mouth, json.dumps(failure_line(error)).encode() + b"\n")
        os._exit(1)

    def _hear(self, ear: int) -> None:
        starting = self._starting[ear]
        chunk = os.read(ear, _READ)
        starting.text += chunk
        if chunk and b"\n" not in starting.text:
            return
        os.close(self._forget(ear))
        said = json.loads(starting.text) if starting.text else {"message": "it ended while starting"}
        if "port" in said:
            ms = round((time.perf_counter() - starting.since) * 1000, 1)
            self._answer({"op": "ready", "id": starting.id, "pid": starting.pid, "port": said["port"], "ms": ms})
        else:
            self._answer({"op": "failed", "id": starting.id, "message": said["message"]})

    def _forget(self, ear: int) -> int:
        del self._starting[ear]
        return ear

    def _reap(self) -> None:
        while True:
            try:
                dead = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return
            if dead is None:
                return
            name = next((n for n, pid in self._workers.items() if pid == dead.si_pid), None)
            if name is not None:
                processes.kill_group(dead.si_pid)  # before the pid is free for another process
            os.waitpid(dead.si_pid, 0)
            if name is not None:
                del self._workers[name]
                processes.kill_children(spared=set(self._workers.values()))
                status = dead.si_status if dead.si_code == os.CLD_EXITED else -dead.si_status
                self._answer({"op": "exited", "id": name, "pid": dead.si_pid, "status": status})

    def _answer(self, message: Json) -> None:
        with contextlib.suppress(BrokenPipeError):
            os.write(self._answers, json.dumps(message).encode() + b"\n")

    def _end(self) -> None:
        for pid in self._workers.values():
            processes.kill_tree(pid)
        processes.kill_children(spared=set())


def freeze() -> None:
    """Moves everything imported so far out of the collector's sight, so that forks share its pages."""
    gc.collect()
    gc.disable()
    gc.freeze()
