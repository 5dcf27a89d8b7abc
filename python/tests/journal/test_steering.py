"""A run is paused, and its limits are changed, while it goes on."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from conftest import of
from journal.test_journal import RunJob, answer, evaluation


def steer(folder: Path, **said: Any) -> None:
    (folder / "r1").mkdir(exist_ok=True)
    part = folder / "r1" / "steering.part"
    part.write_text(json.dumps(said))
    part.replace(folder / "r1" / "steering.json")


class Asked:
    """An LM that does something at a request of a number."""

    def __init__(self, http_lm: Callable[..., Any], at: dict[int, Callable[[], None]]) -> None:
        self._at, self._lock, self.requests = at, threading.Lock(), 0
        self.lm = http_lm(self._answer)

    def _answer(self, body: dict[str, Any]) -> Any:
        with self._lock:
            self.requests += 1
            self._at.get(self.requests, lambda: None)()
        return answer(body)


def error_of(events: list[dict[str, Any]]) -> Any:
    return of(events, "job_ended")[0]["error"]


def test_a_pause_lets_the_call_under_way_end_and_no_other_begin(
    run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path
) -> None:
    asked = Asked(http_lm, {3: lambda: steer(tmp_path, paused=True)})
    job = {**evaluation(asked.lm.record(), tmp_path, 6), "threads": 1}
    error = error_of(run_job(job))
    assert (error["code"], error["message"]) == ("paused", "The run was paused.")
    assert asked.requests == 3
    assert error_of(run_job(job))["code"] == "paused", "answers of the journal are none while it is paused"
    steer(tmp_path, paused=False)
    assert of(run_job(job), "result")[0]["n"] == 6
    assert asked.requests == 6


def test_a_cap_is_raised_and_lowered_while_the_run_goes_on(
    run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path
) -> None:
    at = {
        2: lambda: steer(tmp_path, cap={"calls": 8}),
        6: lambda: steer(tmp_path, cap={"calls": 4, "tokens": None}),
    }
    asked = Asked(http_lm, at)
    job = {**evaluation(asked.lm.record(), tmp_path, 9, cap={"calls": 3}), "threads": 1}
    error = error_of(run_job(job))
    assert error["code"] == "cap_reached"
    assert "4 LM calls" in error["message"]
    assert asked.requests == 6
    steer(tmp_path)
    assert of(run_job(job), "result")[0]["n"] == 9, "no cap any more"


def test_a_dollar_cap_that_comes_later_needs_prices(
    run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path
) -> None:
    asked = Asked(http_lm, {})
    steer(tmp_path, cap={"usd": 1.0})
    assert error_of(run_job(evaluation(asked.lm.record(), tmp_path)))["code"] == "price_unknown"


def test_the_number_of_calls_at_a_time_is_changed_while_the_run_goes_on(
    run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path
) -> None:
    alone, both = threading.Semaphore(1), threading.Barrier(2)
    seen = threading.Lock()
    requests = 0

    def slow(body: dict[str, Any]) -> Any:
        nonlocal requests
        with seen:
            requests += 1
            number = requests
        if number <= 4:
            assert alone.acquire(blocking=False), "two calls are under way"
            if number == 4:
                steer(tmp_path, at_once=2)
            alone.release()
        else:
            both.wait(timeout=30)
        return answer(body)

    steer(tmp_path, at_once=1)
    job = {**evaluation(http_lm(slow).record(), tmp_path, 8), "threads": 4}
    assert of(run_job(job), "result")[0]["errors"] == 0
