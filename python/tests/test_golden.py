"""What the worker emits has exactly the fields of the golden file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kinds
import programs
from http_lm import Reply

GOLDEN = Path(__file__).resolve().parents[2] / "assets" / "schema" / "events.golden.jsonl"
STAMPS = {"run", "seq", "worker"}
"""Added by the run service; ``fault`` has a field ``worker`` of its own."""


def shapes() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in GOLDEN.read_text().splitlines():
        event = json.loads(line)
        key = event["type"] if event["type"] != "result" else f"result of {event['kind']}"
        found[key] = set(event) - (STAMPS if event["type"] != "fault" else STAMPS - {"worker"})
    return found


def test_the_golden_file_is_ascii_with_one_event_a_line() -> None:
    text = GOLDEN.read_text()
    assert text.isascii()
    assert [json.loads(line)["seq"] for line in text.splitlines()] == list(range(1, len(text.splitlines()) + 1))


TOOL = "def order_status(order: str) -> str:\n    '''Status of an order.'''\n    return 'shipped'\n"


LONG = {"id": "long", "name": "Long", "metric": "length", "compare": "over", "value": 0, "action": "tell"}


@pytest.fixture
def events(run_job: Callable[..., Any], http_lm: Callable[..., Any], tmp_path: Path) -> list[dict[str, Any]]:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "tools.py").write_text(TOOL)
    flaky = iter([Reply(status=500, headers={"Retry-After": "0"})])
    lm = http_lm(lambda _: next(flaky, Reply("[[ ## urgency ## ]]\nlow\n\n[[ ## completed ## ]]")))
    http = {"lms": {"main": lm.record()}, "program": programs.triage("Predict")}
    ticket = {"ticket": "Where is order A-17?"}
    react = programs.triage("ReAct", tools=["code/tools.py:order_status"])
    jobs = [
        programs.job("run", inputs=ticket, stream=True),
        programs.job("run", tmp_path, inputs=ticket, program=react),
        programs.job("run", inputs=ticket, **http),
        programs.job("evaluate", rows=programs.rows(3), metric="exact", split="validation"),
        programs.job("preview", node="classify", inputs=ticket),
        programs.job("check_lm"),
        programs.job("check_program", program=programs.triage("Foo")),
        programs.job("run", inputs={"question": "Why?"}, program=kinds.one(kinds.module("agree", "Consensus"))),
        programs.job("stream", inputs=ticket, lanes=[{"id": "A"}], rules=[LONG]),
        programs.job("run", inputs={"question": "What is this?", "team": "sales"}, program=kinds.routed()),
    ]
    return [event for job in jobs for event in run_job(job)]


def test_events_have_the_golden_fields(events: list[dict[str, Any]]) -> None:
    golden = shapes()
    seen = set()
    for event in events:
        key = event["type"] if event["type"] != "result" else f"result of {event['kind']}"
        seen.add(key)
        assert set(event) == golden[key], key
        if event.get("error"):
            assert set(event["error"]) == {"code", "message", "hint", "log", "where", "retryable"}
            assert set(event["error"]["where"]) == {"file", "node", "field", "line", "row"}
    assert seen >= {"job_started", "call_started", "call_ended", "lm_started", "lm_ended", "tool_started", "tool_ended"}
    assert seen >= {"node_skipped", "pattern_step", "lane", "stream_metrics", "rule_fired"}
    assert seen >= {"token", "status", "metric", "fault", "job_ended", "result of run", "result of evaluate"}
    assert seen >= {"result of stream", "result of preview", "result of check_lm", "result of check_program"}
