"""The worker: six calls of JSON text over Py4J, one job at a time."""

from __future__ import annotations

import json
import logging
import os
import platform
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, ClassVar

from dspex_worker import PROTOCOL
from dspex_worker.errors import WorkerError, to_worker_error
from dspex_worker.jobs import handlers
from dspex_worker.runner import Runner, quiet_cancelled_threads, wait_until_idle
from dspex_worker.wire import BadJobError, Json, dumps, read_job


def resident_bytes() -> int:
    """Resident memory of this process in bytes, 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        pass
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak if sys.platform == "darwin" else peak * 1024)


def versions() -> Json:
    import dspy

    return {"python": platform.python_version(), "dspy": str(dspy.__version__)}


class Worker:
    """Implements ``dev.dspex.gateway.Worker``. Every call takes and gives ASCII JSON text."""

    class Java:
        implements: ClassVar = ["dev.dspex.gateway.Worker"]

    def __init__(self, leave: Callable[[], None]) -> None:
        self._leave = leave
        self._lock = threading.Lock()
        self._runner: Runner | None = None
        self._done = 0
        self._started = time.monotonic()

    def hello(self, text: str) -> str:
        """Versions and what this DSPy offers. An unknown protocol is answered with an error."""
        if json.loads(text).get("protocol") != PROTOCOL:
            return dumps({"error": WorkerError("protocol", "The worker speaks another protocol.").record()})
        from dspex_worker.describe import module_names, optimizer_names

        return dumps(
            {
                "protocol": PROTOCOL,
                "pid": os.getpid(),
                **versions(),
                "modules": module_names(),
                "optimizers": optimizer_names(),
            }
        )

    def submit(self, text: str) -> str:
        """Starts a job at once. Refuses a second one, a bad one and an unknown kind."""
        try:
            job = read_job(text)
            handler = handlers.find(job.kind)
        except BadJobError as error:
            return dumps({"error": WorkerError("bad_job", "The job cannot be read.", log=str(error)).record()})
        except WorkerError as error:
            return dumps({"error": error.record()})
        with self._lock:
            if self._runner is not None and self._runner.alive:
                busy = WorkerError("busy", "The worker is busy with another job.", retryable=True)
                return dumps({"error": busy.record()})
            if self._runner is not None:
                self._done += 1
            self._runner = Runner(job, handler)
            self._runner.start()
        return '{"accepted":true}'

    def poll(self, job: str, limit: int, wait_ms: int) -> str:
        """Events of a job, waiting up to ``wait_ms`` for the first. ``done`` once the last one is out."""
        runner = self._of(job)
        if runner is None:
            return '{"events":[],"done":true}'
        events, done = runner.events.take(limit, wait_ms / 1000)
        return f'{{"events":[{",".join(events)}],"done":{"true" if done else "false"}}}'

    def cancel(self, job: str, how: str) -> str:
        """Stops a job: ``flag`` asks it to, ``raise`` raises in its threads."""
        runner = self._of(job)
        if runner is None or not runner.alive:
            return '{"cancelled":false}'
        runner.cancel(how)
        return '{"cancelled":true}'

    def health(self) -> str:
        runner = self._runner
        busy = runner is not None and runner.alive
        return dumps(
            {
                "pid": os.getpid(),
                "rss": resident_bytes(),
                "job": runner.job.id if runner is not None and busy else None,
                "jobs_done": self._done + (1 if runner is not None and not busy else 0),
                "uptime": round(time.monotonic() - self._started, 3),
            }
        )

    def shutdown(self, grace_ms: int) -> None:
        """Cancels the job, waits up to ``grace_ms`` for it and ends the process; returns at once.

        An idle worker may be gone before the caller has its answer.
        """
        threading.Thread(target=self._shut_down, args=(grace_ms / 1000,), name="py4j-shutdown", daemon=True).start()

    def _shut_down(self, grace: float) -> None:
        runner = self._runner
        if runner is not None and runner.alive:
            runner.cancel("flag")
            wait_until_idle(runner, grace)
        self._leave()

    def _of(self, job: str) -> Runner | None:
        runner = self._runner
        return runner if runner is not None and runner.job.id == job else None


def serve(token: str, ready: Callable[[int], None]) -> None:
    """Serves calls on a free port of the loopback until told to leave.

    Args:
        token: what a caller must present; known to this process only.
        ready: called once with the port.
    """
    from py4j.clientserver import ClientServer, JavaParameters, PythonParameters

    gateway_log = logging.getLogger("py4j")  # its messages carry prompts and keys
    gateway_log.disabled = True
    gateway_log.setLevel(logging.CRITICAL + 1)
    gateway_log.propagate = False

    left = threading.Event()
    server: Any = ClientServer(
        java_parameters=JavaParameters(address="127.0.0.1", port=0, daemonize_memory_management=True),
        python_parameters=PythonParameters(
            address="127.0.0.1", port=0, daemonize=True, daemonize_connections=True, auth_token=token
        ),
        python_server_entry_point=Worker(left.set),
    )
    for name in ("py4j", "py4j.clientserver", "py4j.java_gateway"):
        logging.getLogger(name).disabled = True
    with quiet_cancelled_threads():
        callbacks = server.get_callback_server()
        callbacks.server_socket.listen(16)  # Py4J's own thread does so at its leisure
        ready(int(callbacks.get_listening_port()))
        left.wait()


def failure_line(error: BaseException) -> Json:
    """What the nursery reports about a worker that could not start."""
    return {"message": to_worker_error(error).record()["log"]}
