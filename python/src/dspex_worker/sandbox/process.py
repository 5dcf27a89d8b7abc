"""The worker's end of one sandboxed process: starting it, talking with it, ending it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path

from dspex_worker.sandbox.limits import Limits
from dspex_worker.wire import Json

_LOOK = 0.1
"""Seconds a wait goes on without a look at what was raised in this thread."""
_START, _END = 20.0, 5.0
"""Seconds within which a process starts, and ends, on a machine with much to do."""
_READ = 1 << 16
_PYTHON = (sys.executable, "-s", "-S", "-P", "-B", "-X", "utf8")
_MAIN = "import sys; sys.path.insert(0, sys.argv.pop(1)); from dspex_worker.sandbox.inside.keeper import main; main()"
_SOURCE = str(Path(__file__).resolve().parents[2])


class LostError(Exception):
    """The process has ended, broke the protocol, or was ended for the time it took. The message says which."""


class SandboxProcess:
    """A keeper and the guarded process below it. One thread at a time uses it; ``end`` may come from any.
    Raises LostError when it cannot be started.

    The keeper's standard input is the lifeline: when this process lets go of it, in whatever way it
    ends, the keeper ends the guarded process and all it may have started.
    """

    def __init__(self, guards: Collection[str], limits: Limits, seed: int = 0, probe: bool = False) -> None:
        plan = {"guards": sorted(guards), "limits": asdict(limits), "seed": seed, "probe": probe}
        self._limits = limits
        self._link, theirs = socket.socketpair()
        self._rest = bytearray()
        with theirs:
            self._keeper = self._started(plan, theirs)

    def _started(self, plan: Json, theirs: socket.socket) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(
                [*_PYTHON, "-c", _MAIN, _SOURCE, json.dumps(plan), str(theirs.fileno())],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={"PYTHONHASHSEED": "0"},  # the order of a set is the same in every run
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
        except OSError as error:
            self._link.close()
            raise LostError(f"The sandboxed process could not be started: {error}.") from error

    @property
    def pid(self) -> int:
        """The keeper's process id."""
        return self._keeper.pid

    def first(self) -> Json:
        """What the process says when it is ready, or why it is not."""
        return self.receive(time.monotonic() + _START)

    def send(self, message: Json, until: float) -> None:
        """Raises LostError, or ValueError for what is too large to be sent."""
        data = memoryview(json.dumps(message).encode() + b"\n")
        if len(data) > self._limits.message:
            raise ValueError(f"{len(data)} bytes are too many for the sandbox: {self._limits.message} is its limit.")
        while data:
            self._wait(select.POLLOUT, until)
            try:
                data = data[self._link.send(data, socket.MSG_DONTWAIT) :]
            except BlockingIOError:
                continue
            except OSError:
                raise self._lost() from None

    def receive(self, until: float) -> Json:
        """The next message, at the latest at ``until`` (monotonic). Raises LostError."""
        end = self._rest.find(b"\n")
        while end < 0:
            if len(self._rest) > self._limits.message:
                raise self._broken("it sent more than a message may hold")
            self._wait(select.POLLIN, until)
            chunk = self._read()
            found = chunk.find(b"\n")
            end = len(self._rest) + found if found >= 0 else -1
            self._rest += chunk
        line = bytes(self._rest[:end])
        del self._rest[: end + 1]
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            raise self._broken("it sent no JSON") from None
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise self._broken("it sent no message")
        return message

    def _read(self) -> bytes:
        try:
            chunk = self._link.recv(_READ)
        except OSError:
            chunk = b""
        if not chunk:
            raise self._lost()
        return chunk

    def _wait(self, event: int, until: float) -> None:
        """Until the socket is ready. A process that keeps talking is out of time too."""
        poll = select.poll()
        try:
            poll.register(self._link, event)
        except ValueError:
            raise LostError("The sandbox was shut down.") from None
        while time.monotonic() < until:
            if poll.poll(_LOOK * 1000):  # an exception for this thread arrives between two looks
                return
        self.end()
        raise LostError("The code did not stop in time and was ended.")

    def _broken(self, how: str) -> LostError:
        self.end()
        return LostError(f"The sandboxed process broke the protocol: {how}.")

    def _lost(self) -> LostError:
        code = self.end()
        number = code - 128
        if number == signal.SIGKILL:
            return LostError(f"The sandboxed process was killed; it may have used {self._limits.cpu} s of processor.")
        if number in set(signal.Signals):
            return LostError(f"The sandboxed process crashed ({signal.Signals(number).name}).")
        return LostError(f"The sandboxed process has ended (status {code}).")

    def end(self) -> int:
        """Ends the process and everything below it. Returns the keeper's status; may be called again."""
        with contextlib.suppress(OSError):
            if self._keeper.stdin is not None:
                self._keeper.stdin.close()
        with contextlib.suppress(OSError):
            self._link.shutdown(socket.SHUT_RDWR)
        self._link.close()
        try:
            return self._keeper.wait(_END)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._keeper.pid, signal.SIGKILL)
            return self._keeper.wait()
