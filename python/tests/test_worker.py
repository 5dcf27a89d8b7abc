"""The six calls, without a gateway."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import programs
from dspex_worker.worker import Worker


def worker() -> Worker:
    return Worker(lambda: None)


def submit(to: Worker, record: dict[str, Any]) -> dict[str, Any]:
    return json.loads(to.submit(json.dumps(record)))


def drain(of: Worker, job: str) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    done = False
    while not done:
        polled = json.loads(of.poll(job, 64, 5000))
        events, done = events + polled["events"], polled["done"]
    return events


def test_hello_refuses_another_protocol() -> None:
    assert json.loads(worker().hello('{"protocol":2}'))["error"]["code"] == "protocol"


def test_a_second_job_waits_its_turn() -> None:
    one = worker()
    slow = programs.job("run", inputs={"ticket": "x"}, lms={"main": programs.practice(pace=1)}, stream=True)
    assert submit(one, slow) == {"accepted": True}
    refused = submit(one, programs.job("run") | {"job": "j2"})["error"]
    assert (refused["code"], refused["retryable"]) == ("busy", True)
    assert json.loads(one.health())["job"] == "j1"
    assert json.loads(one.cancel("j1", "flag")) == {"cancelled": True}
    assert drain(one, "j1")[-1]["outcome"] == "cancelled"


def test_bad_jobs_are_refused_and_name_no_key() -> None:
    one = worker()
    assert json.loads(one.submit("no json"))["error"]["code"] == "bad_job"
    assert json.loads(one.submit("[]"))["error"]["code"] == "bad_job"
    assert submit(one, programs.job("dance"))["error"]["code"] == "unknown_job"
    broken = programs.job("run", lms={"main": {"api_key": "sk-a-very-secret-key"}})
    answer = one.submit(json.dumps(broken))
    assert json.loads(answer)["error"]["code"] == "bad_job"
    assert "secret" not in answer


def test_a_large_job_comes_as_a_file_with_its_hash(tmp_path: Path) -> None:
    record = programs.job("run", inputs={"ticket": "x" * 100_000})
    lms = record.pop("lms")  # they hold keys, and come beside the file
    text = json.dumps(record)
    path = tmp_path / "job.json"
    path.write_text(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    one = worker()
    assert submit(one, {"file": str(path), "sha256": "0" * 64})["error"]["code"] == "bad_job"
    assert submit(one, {"file": str(path), "sha256": digest, "lms": lms}) == {"accepted": True}
    assert drain(one, "j1")[-1]["outcome"] == "done"


def test_an_unknown_job_is_done_and_cannot_be_cancelled() -> None:
    assert json.loads(worker().poll("nope", 5, 0)) == {"events": [], "done": True}
    assert json.loads(worker().cancel("nope", "flag")) == {"cancelled": False}


def test_health() -> None:
    health = json.loads(worker().health())
    assert set(health) == {"pid", "rss", "job", "jobs_done", "uptime"}
    assert health["rss"] > 1_000_000
