"""Job kind run: outputs, tokens, tools, errors and stopping."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import programs
from conftest import drain, of, start_job
from dspex_worker.practice.pace import USUAL_FIRST, USUAL_RATE
from http_lm import Reply

pytestmark = pytest.mark.usefixtures("cancels")

RunJob = Callable[[dict[str, Any]], list[dict[str, Any]]]
TICKET = {"ticket": "My card was charged twice"}


def test_calls_stand_in_a_tree_that_follows_the_program(run_job: RunJob) -> None:
    events = run_job(programs.job("run", inputs=TICKET))
    calls = of(events, "call_started")
    assert [call["node"] for call in calls] == ["", "classify", "classify.predict"]
    assert [call["name"] for call in calls] == ["triage", "classify", "predict"]
    assert [call["parent"] for call in calls] == [None, calls[0]["id"], calls[1]["id"]]
    (lm,) = of(events, "lm_started")
    assert (lm["parent"], lm["node"], lm["role"], lm["alias"]) == (
        calls[2]["id"],
        "classify.predict",
        "student",
        "main",
    )
    assert [message["role"] for message in lm["messages"]] == ["system", "user"]
    (ended,) = of(events, "lm_ended")
    assert ended["usd"] == 0
    assert ended["attempts"] == 1
    assert ended["prompt_tokens"] > 0
    assert of(events, "result")[0]["outputs"] == of(events, "call_ended")[-1]["outputs"]


@pytest.mark.parametrize("adapter", ["ChatAdapter", "JSONAdapter", "XMLAdapter"])
def test_tokens_joined_are_the_field(run_job: RunJob, adapter: str) -> None:
    events = run_job(programs.job("run", inputs=TICKET, stream=True, adapter=adapter))
    (lm,) = of(events, "lm_ended")
    told: dict[str, str] = {}
    for token in of(events, "token"):
        assert token["id"] == lm["id"]
        assert token["node"] == "classify.predict"
        told[token["field"]] = told.get(token["field"], "") + token["text"]
    assert told == of(events, "call_ended")[0]["outputs"]
    assert lm["first_token"] is not None
    assert sum(token["last"] for token in of(events, "token")) == 2


def test_without_a_pace_a_streamed_answer_comes_token_by_token(run_job: RunJob) -> None:
    events = run_job(programs.job("run", inputs=TICKET, stream=True, lms={"main": programs.practice(pace=None)}))
    (asked,), (ended,) = of(events, "lm_started"), of(events, "lm_ended")
    arrived = [token["mono"] for token in of(events, "token") if token["text"]]
    assert len(set(arrived)) == len(arrived) > 5
    assert ended["first_token"] >= USUAL_FIRST
    assert (arrived[-1] - asked["mono"]) / 1e9 >= USUAL_FIRST + (len(arrived) - 1) / USUAL_RATE


def test_a_streamed_http_answer(run_job: RunJob, http_lm: Callable[..., Any]) -> None:
    lm = http_lm(lambda _: Reply("[[ ## urgency ## ]]\nlow\n\n[[ ## completed ## ]]"))
    events = run_job(
        programs.job("run", inputs=TICKET, stream=True, lms={"main": lm.record()}, program=programs.triage("Predict"))
    )
    assert of(events, "result")[0]["outputs"] == {"urgency": "low"}
    assert "".join(token["text"] for token in of(events, "token")) == "low"
    assert of(events, "lm_ended")[0]["completion_tokens"] == 10


def test_react_calls_the_tools_of_the_project(run_job: RunJob, tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "tools.py").write_text(
        "def order_status(order: str) -> str:\n    '''Status of an order.'''\n    print('asked')\n    return 1 // 0\n"
    )
    program = programs.triage("ReAct", tools=["code/tools.py:order_status"], parameters={"max_iters": 3})
    events = run_job(programs.job("run", tmp_path, inputs=TICKET, program=program))
    started, ended = of(events, "tool_started")[0], of(events, "tool_ended")[0]
    assert (started["name"], started["node"]) == ("order_status", "classify")
    assert ended["error"]["code"] == "tool_failed"
    assert ended["error"]["where"] | {"row": None} == {
        "file": "code/tools.py",
        "line": 4,
        "node": "classify",
        "field": None,
        "row": None,
    }
    assert "asked" in [event["text"] for event in of(events, "log") if event["logger"] == "stdout"]
    assert of(events, "lm_started")[0]["node"] == "classify.react"


def test_code_of_an_untrusted_project_is_not_run(run_job: RunJob, tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "tools.py").write_text("open('ran', 'w')\n")
    program = programs.triage("ReAct", tools=["code/tools.py:order_status"])
    events = run_job(programs.job("run", tmp_path, inputs=TICKET, program=program, trusted=False))
    assert events[-1]["error"]["code"] == "code_not_trusted"
    assert events[-1]["error"]["where"]["node"] == "classify"
    assert list(tmp_path.iterdir()) == [tmp_path / "code"]


def test_a_missing_input_names_the_field(run_job: RunJob) -> None:
    events = run_job(programs.job("run", inputs={}))
    assert events[-1]["outcome"] == "failed"
    assert events[-1]["error"]["code"] == "input_invalid"
    assert events[-1]["error"]["where"]["field"] == "ticket"


def test_an_output_against_its_constraint_names_node_and_field(run_job: RunJob, http_lm: Callable[..., Any]) -> None:
    program = programs.triage("Predict", signature={"outputs": [{"name": "urgency", "type": "int"}]})
    program["nodes"][0]["signature"]["outputs"][0]["constraints"] = {"le": 3}
    program["outputs"] = [{"name": "urgency", "type": "int"}]
    lm = http_lm(lambda _: Reply("[[ ## urgency ## ]]\n7\n\n[[ ## completed ## ]]"))
    events = run_job(programs.job("run", inputs=TICKET, program=program, lms={"main": lm.record()}))
    error = events[-1]["error"]
    assert (error["code"], error["where"]["node"], error["where"]["field"]) == ("output_invalid", "classify", "urgency")
    assert "less than or equal to 3" in error["message"]


def test_an_unreadable_answer_names_node_and_field(run_job: RunJob, http_lm: Callable[..., Any]) -> None:
    lm = http_lm(lambda _: Reply("I would rather not say."))
    events = run_job(programs.job("run", inputs=TICKET, program=programs.triage("Predict"), lms={"main": lm.record()}))
    error = events[-1]["error"]
    assert error["code"] == "unparseable_answer"
    assert (error["where"]["node"], error["where"]["field"]) == ("classify", "urgency")


def test_a_node_with_an_lm_of_its_own(run_job: RunJob) -> None:
    program = programs.triage(lm="other")
    lms = {"main": programs.practice(), "other": programs.practice("other")}
    events = run_job(programs.job("run", inputs=TICKET, program=program, lms=lms))
    assert [event["alias"] for event in of(events, "lm_started")] == ["other"]
    events = run_job(programs.job("run", inputs=TICKET, program=program))
    assert events[-1]["error"]["code"] == "lm_not_configured"
    assert events[-1]["error"]["where"]["node"] == "classify"


@pytest.mark.parametrize("how", ["flag", "raise"])
def test_cancel_ends_a_slow_answer(how: str) -> None:
    runner = start_job(programs.job("run", inputs=TICKET, stream=True, lms={"main": programs.practice(pace=2)}))
    events: list[str] = []
    while not any('"lm_started"' in event for event in events):
        events += runner.events.take(256, 10)[0]
    runner.cancel(how)
    assert drain(runner)[-1]["outcome"] == "cancelled"
    assert not runner.alive


def test_raise_reaches_a_metric_that_loops(tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "metric.py").write_text(
        "def score(example, prediction, trace=None):\n    print('looping')\n    while True:\n        pass\n"
    )
    runner = start_job(
        programs.job("evaluate", tmp_path, rows=programs.rows(2), metric="code/metric.py:score", split="test")
    )
    events: list[str] = []
    while not any("looping" in event for event in events):
        events += runner.events.take(256, 10)[0]
    runner.cancel("raise")
    assert drain(runner)[-1]["outcome"] == "cancelled"


def test_raise_frees_a_job_whose_reader_is_away() -> None:
    runner = start_job(programs.job("evaluate", rows=programs.rows(400), metric="exact", split="test"))
    full = threading.Event()
    with runner.events._changed:
        assert runner.events._changed.wait_for(lambda: len(runner.events._items) >= 1000, 60)
        full.set()
    runner.cancel("raise")
    runner.join(10)
    assert not runner.alive
    assert drain(runner)[-1]["outcome"] == "cancelled"


def test_the_key_is_in_no_event(run_job: RunJob, http_lm: Callable[..., Any]) -> None:
    lm = http_lm(lambda _: Reply(status=401, message="Incorrect API key: sk-a-very-secret-key"))
    events = run_job(programs.job("run", inputs={"ticket": "sk-a-very-secret-key"}, lms={"main": lm.record()}))
    assert lm.keys == ["Bearer sk-a-very-secret-key"]
    assert "sk-a-very-secret-key" not in str(events)
    assert "•••" in str(events)


def test_a_hanging_server_does_not_hold_a_cancelled_job(http_lm: Callable[..., Any]) -> None:
    answered, asked = threading.Event(), threading.Event()

    def script(_: dict[str, Any]) -> Reply:
        asked.set()
        answered.wait(30)
        return Reply("late")

    lm = http_lm(script)
    runner = start_job(programs.job("run", inputs=TICKET, lms={"main": lm.record()}))
    assert asked.wait(10)
    runner.cancel("flag")
    assert drain(runner)[-1]["outcome"] == "cancelled"
    assert not runner.alive
    answered.set()


@pytest.mark.parametrize("kind", ["run", "evaluate"])
def test_secret_inputs_are_in_no_event(run_job: RunJob, tmp_path: Path, kind: str) -> None:
    (tmp_path / "dspex.json").write_text('{"format": 1, "secret_inputs": ["ticket"]}')
    rows = [{"id": "1", "values": {"ticket": 'IBAN DE02 1203 "0000"', "urgency": "low"}}]
    body = {"rows": rows, "metric": "exact", "split": "test"} if kind == "evaluate" else {"inputs": rows[0]["values"]}
    events = run_job(programs.job(kind, tmp_path, **body))
    assert events[-1]["outcome"] == "done"
    assert "DE02" not in str(events)
    assert of(events, "call_started")[0]["inputs"]["ticket"] == "•••"
    assert "•••" in of(events, "lm_started")[0]["messages"][-1]["content"]
