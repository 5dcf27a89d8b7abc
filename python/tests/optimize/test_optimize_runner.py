"""Optimize jobs through the worker's runner: its bounded queue, its cancel, its log."""

from __future__ import annotations

import json
from typing import Any

import pytest
from optimizing import SMALL, job_text

from dspex_worker.jobs import handlers
from dspex_worker.runner import Runner
from dspex_worker.wire import read_job

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning"),
    pytest.mark.usefixtures("cancels"),
]


def events_of(optimizer: str, cancel: str | None = None, **more: Any) -> list[dict[str, Any]]:
    """Events of a job; with ``cancel`` it is cancelled in that way at its second trial."""
    job = read_job(job_text(optimizer, **{"settings": SMALL[optimizer], **more}))
    runner = Runner(job, handlers.find(job.kind))
    runner.start()
    events: list[dict[str, Any]] = []
    done = False
    while not done:
        taken, done = runner.events.take(64, 10)
        events += map(json.loads, taken)
        if cancel is not None and sum(e["type"] == "trial" for e in events) >= 2:
            runner.cancel(cancel)
            cancel = None
    runner.join(10)
    assert not runner.alive
    return events


@pytest.mark.parametrize("how", ["flag", "raise"])
@pytest.mark.parametrize("optimizer", ["BootstrapFewShotWithRandomSearch", "MIPROv2", "GEPA", "COPRO", "SIMBA"])
def test_a_cancelled_job_hands_over_its_best(optimizer: str, how: str) -> None:
    events = events_of(optimizer, how, threads=2, validation=40)

    result = next(e for e in events if e["type"] == "result")
    assert result["stopped"] is True
    assert result["state"]["classify"]
    assert result["best"] in {e["id"] for e in events if e["type"] == "candidate"}
    assert events[-1]["type"] == "job_ended"
    assert events[-1]["error"] is None


def test_the_log_has_what_dspy_says_and_no_progress_bars() -> None:
    events = events_of("MIPROv2")

    texts = [e["text"] for e in events if e["type"] == "log"]
    assert any("PROPOSE INSTRUCTION CANDIDATES" in text for text in texts)
    assert not [text for text in texts if "\x1b" in text or "it/s" in text or "max_depth" in text]


def test_a_bad_setting_fails_before_anything_is_spent() -> None:
    events = events_of("COPRO", settings={"breadth": 1})

    assert [e["type"] for e in events] == ["job_started", "job_ended"]
    assert events[-1]["error"]["code"] == "setting_invalid"
    assert events[-1]["error"]["where"]["field"] == "breadth"
