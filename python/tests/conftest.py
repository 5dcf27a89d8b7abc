"""Runs jobs in this process, on real DSPy."""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tqdm import tqdm

import matrix
from dspex_worker.nursery import prepare_environment

prepare_environment(os.environ)

from dspex_worker.jobs import handlers  # noqa: E402 - the environment comes first
from dspex_worker.jobs.context import Cancelled  # noqa: E402
from dspex_worker.runner import Runner  # noqa: E402
from dspex_worker.wire import read_job  # noqa: E402

# Its thread may see a bar of a cancelled job half gone.
tqdm.monitor_interval = 0

Events = list[dict[str, Any]]


PATIENCE = 60
"""Seconds that threads have to end once all tests are done."""


def pytest_unconfigure() -> None:
    """A thread that never ends would hold the interpreter for ever: then the suite fails and shows where it stands."""
    faulthandler.dump_traceback_later(PATIENCE, exit=True, file=sys.__stderr__)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(matrix.summary())


@pytest.fixture(scope="session", autouse=True)
def _matrices(record_testsuite_property: Callable[[str, object], None]) -> None:
    """The JUnit file says how much of each long matrix was run."""
    for name, (run, every) in matrix.counts().items():
        record_testsuite_property(f"matrix {name}", f"{run} of {every}")


def start_job(job: dict[str, Any]) -> Runner:
    read = read_job(json.dumps(job))
    runner = Runner(read, handlers.find(read.kind))
    runner.start()
    return runner


def drain(runner: Runner) -> Events:
    events: Events = []
    done = False
    while not done:
        taken, done = runner.events.take(256, 10)
        events += map(json.loads, taken)
    runner.join(10)
    return events


@pytest.fixture
def run_job() -> Callable[[dict[str, Any]], Events]:
    """Runs a job to its end and gives its events."""
    return lambda job: drain(start_job(job))


@pytest.fixture
def http_lm() -> Iterator[Callable[..., Any]]:
    """Starts scripted LMs and closes them."""
    from http_lm import HttpLm

    started: list[HttpLm] = []

    def start(script: Callable[[dict[str, Any]], Any], streams: bool = True) -> HttpLm:
        started.append(HttpLm(script, streams))
        return started[-1]

    yield start
    for lm in started:
        lm.close()


def of(events: Events, kind: str) -> Events:
    return [event for event in events if event["type"] == kind]


def outputs(events: Events) -> Any:
    """What a job gave that ended well."""
    assert of(events, "job_ended")[0]["error"] is None, of(events, "job_ended")[0]["error"]
    return of(events, "result")[0]["outputs"]


def nodes_called(events: Events) -> list[str]:
    return [event["node"] for event in of(events, "call_started")]


@pytest.fixture
def cancels(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that raise in a job's threads: the exception may land in a destructor, a weak reference's callback,
    or a thread of a pool that has just done its work, where Python can only report it. That is no fault of the code
    under test."""
    monkeypatch.setattr(sys, "unraisablehook", lambda _: None)
    reported = threading.excepthook
    monkeypatch.setattr(
        threading, "excepthook", lambda told: None if issubclass(told.exc_type, Cancelled) else reported(told)
    )
