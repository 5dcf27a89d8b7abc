"""Optimizer runs in processes of their own that are killed in the midst of an LM call.

``python killing.py`` imports DSPy once and forks a process for each command (a JSON line) that it reads.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MODEL = "openai/gpt-4o-mini"


class Paid:
    """An LM that keeps a bill, one byte a request, and may kill its process in the midst of one.

    Args:
        kill_at: the request that is paid and never answered; None to live.
        chance: whether equal requests get answers drawn anew by real chance.
        universe: journal of a run that was not interrupted; what it was answered is answered here as well.
    """

    def __init__(self, bill: Path, kill_at: int | None, chance: bool, universe: Path | None) -> None:
        from dspex_worker.journal.answers import Answers
        from dspex_worker.practice import PracticeEngine

        self._bill = os.open(bill, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._kill_at, self._chance = kill_at, chance
        self._paid = 0
        self._lock = threading.Lock()
        self._off = bill.with_name("off")
        self._known = None
        if universe is not None:
            self._known = Answers(universe)
            self._known.read()
        self._inner = PracticeEngine(0, 0, "steady", self._draw)

    def _draw(self) -> object:
        from dspex_worker.boundary import current_call

        return os.urandom(8).hex() if self._chance else current_call.get().draw

    def complete(self, request: Any) -> Any:
        import dataclasses

        from dspex_worker.boundary import current_call
        from dspex_worker.journal.outcome import answer_of

        os.write(self._bill, b".")
        with self._lock:
            self._paid += 1
            last = self._paid == self._kill_at
        if last:
            os.kill(os.getpid(), signal.SIGKILL)
        if self._chance:
            time.sleep(random.SystemRandom().random() * 0.002)
        if self._known is not None:
            record = self._known.get(current_call.get().draw)
            if record is not None:
                return answer_of(record, request).response
            self._off.write_text("off")
        if self._chance:
            request = dataclasses.replace(request, config=dataclasses.replace(request.config, temperature=1.0))
        return self._inner.complete(request)

    def close(self) -> None:
        os.close(self._bill)


def run(command: dict[str, Any]) -> None:
    """Runs the job of a command in this process and writes what came of it."""
    from unittest.mock import patch

    from dspex_worker.jobs import handlers
    from dspex_worker.runner import Runner
    from dspex_worker.wire import read_job

    folder = Path(command["folder"])
    universe = command.get("universe")
    engine = Paid(folder / "bill", command.get("kill_at"), command["chance"], Path(universe) if universe else None)
    job = read_job(json.dumps(command["job"]))
    events: list[dict[str, Any]] = []
    with patch("dspex_worker.lms.inner_engine", lambda spec: engine):
        runner = Runner(job, handlers.find(job.kind))
        runner.start()
        done = False
        while not done:
            taken, done = runner.events.take(256, 10)
            events += map(json.loads, taken)
    kept = ("result", "job_ended", "fault", "trial", "budget", "log")
    (folder / "events.json").write_text(json.dumps([event for event in events if event["type"] in kept]))


def serve() -> None:
    import dspy  # noqa: F401

    import dspex_worker.boundary
    import dspex_worker.evaluate
    import dspex_worker.optimize.families
    import dspex_worker.practice  # noqa: F401

    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                command = json.loads(line)
                said = os.open(Path(command["folder"]) / "said", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
                os.dup2(said, 1)
                os.dup2(said, 2)
                run(command)
                os._exit(0)
            except BaseException:
                import traceback

                traceback.print_exc()
                os._exit(1)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


class Server:
    """The forking process, from the side of a test."""

    def __init__(self) -> None:
        import subprocess

        tests = Path(__file__).resolve().parents[1]
        path = os.pathsep.join([str(tests.parent / "src"), str(tests)])
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0"},
        )

    def run(self, **command: Any) -> int:
        """The exit status: 0, or minus the signal."""
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(20)


def servers() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


if __name__ == "__main__":
    from dspex_worker.nursery import prepare_environment

    prepare_environment(os.environ)
    serve()
