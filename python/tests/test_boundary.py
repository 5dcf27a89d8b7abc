"""The LM boundary against a scripted HTTP LM: retries, prices, errors."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable
from typing import Any

import pytest

import programs
from conftest import of
from dspex_worker.boundary import Boundary
from dspex_worker.jobs.context import Cancelled, JobContext
from dspex_worker.wire import read_job
from http_lm import Reply

RunJob = Callable[[dict[str, Any]], list[dict[str, Any]]]
GOOD = Reply("[[ ## urgency ## ]]\nlow\n\n[[ ## completed ## ]]")
TICKET = {"ticket": "My card was charged twice"}


def job(lm: dict[str, Any], **more: Any) -> dict[str, Any]:
    return programs.job("run", inputs=TICKET, lms={"main": lm}, program=programs.triage("Predict"), **more)


@pytest.mark.parametrize("bad", [Reply(status=429, headers={"Retry-After": "0"}), Reply(status=503)])
@pytest.mark.parametrize("stream", [False, True])
def test_a_passing_error_is_retried_inside(
    run_job: RunJob, http_lm: Callable[..., Any], bad: Reply, stream: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dspex_worker.lm_call.delay_before_retry", lambda error, attempts: 0.0)
    replies = iter([bad, bad])
    lm = http_lm(lambda _: next(replies, GOOD))
    events = run_job(job(lm.record(), stream=stream))
    assert events[-1]["outcome"] == "done"
    assert of(events, "lm_ended")[0]["attempts"] == 3
    assert [fault["what"] for fault in of(events, "fault")] == ["retry", "retry"]
    assert len(lm.requests) == 3


def test_retry_after_is_honoured() -> None:
    from dspy.utils.exceptions import LMRateLimitError, LMServerError

    from dspex_worker.lm_call import delay_before_retry

    assert delay_before_retry(LMRateLimitError("slow down", retry_after=7.0), 1) == 7.0
    assert [delay_before_retry(LMServerError("oh"), n) for n in (1, 2, 3, 4, 9)] == [1, 2, 4, 8, 8]


def test_retries_end(run_job: RunJob, http_lm: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dspex_worker.lm_call.delay_before_retry", lambda error, attempts: 0.0)
    lm = http_lm(lambda _: Reply(status=500))
    events = run_job(job(lm.record()))
    assert events[-1]["error"]["code"] == "lm_server"
    assert events[-1]["error"]["where"]["node"] == "classify"
    assert len(lm.requests) == 4


def test_a_wait_that_is_too_long_is_not_waited_for(run_job: RunJob, http_lm: Callable[..., Any]) -> None:
    lm = http_lm(lambda _: Reply(status=429, headers={"Retry-After": "3600"}))
    events = run_job(job(lm.record()))
    assert events[-1]["error"]["code"] == "lm_rate_limit"
    assert events[-1]["error"]["retryable"]
    assert len(lm.requests) == 1


CODES = {
    "lm_auth": Reply(status=401, message="bad key"),
    "lm_billing": Reply(status=402, message="no money"),
    "lm_model_unknown": Reply(status=404, message="no such model", code="model_not_found"),
    "context_overflow": Reply(status=400, message="maximum context length", code="context_length_exceeded"),
    "lm_refused": Reply(status=400, message="temperature is bad"),
}


@pytest.mark.parametrize("code", CODES)
def test_errors_have_codes(run_job: RunJob, http_lm: Callable[..., Any], code: str) -> None:
    lm = http_lm(lambda _: CODES[code])
    events = run_job(job(lm.record()))
    error = events[-1]["error"]
    assert error["code"] == code
    assert not error["retryable"]
    assert len(lm.requests) == 1
    assert of(events, "lm_ended")[0]["error"]["code"] == code


def test_a_server_that_is_down(run_job: RunJob, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dspex_worker.lm_call.delay_before_retry", lambda error, attempts: 0.0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    lm = {"alias": "main", "model": "openai/gpt-4o-mini", "api_base": f"http://127.0.0.1:{port}/v1", "api_key": "k"}
    events = run_job(job(lm))
    assert events[-1]["error"]["code"] == "lm_unreachable"
    assert of(events, "lm_ended")[0]["attempts"] == 4


def test_no_key(run_job: RunJob, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    events = run_job(job({"alias": "main", "model": "openai/gpt-4o-mini"}))
    assert events[-1]["error"]["code"] == "lm_not_configured"


def test_an_unknown_provider_tells_about_the_extra(run_job: RunJob, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    events = run_job(job({"alias": "main", "model": "replicate/some-model"}))
    assert events[-1]["error"]["code"] == "needs_litellm"
    assert "litellm" in events[-1]["error"]["hint"]


@pytest.mark.filterwarnings("ignore")
def test_a_provider_through_litellm(run_job: RunJob, http_lm: Callable[..., Any]) -> None:
    pytest.importorskip("litellm")
    lm = http_lm(lambda _: GOOD)
    events = run_job(job(lm.record(model="lm_studio/local")))
    assert events[-1]["outcome"] == "done", events[-1]
    assert lm.requests[0]["model"] == "local"


def test_settings_that_do_not_work_together(run_job: RunJob) -> None:
    lm = {"alias": "main", "model": "openai/o3", "api_key": "k", "parameters": {"temperature": 0.2}}
    assert run_job(job(lm))[-1]["error"]["code"] == "lm_settings"


@pytest.mark.parametrize(
    ("price", "usd"),
    [({"input": 0.15, "output": 0.6, "date": "2026-11-01"}, 100 * 0.15e-6 + 10 * 0.6e-6), (None, None)],
)
def test_the_price_is_that_of_the_record(
    run_job: RunJob, http_lm: Callable[..., Any], price: dict[str, Any] | None, usd: float | None
) -> None:
    lm = http_lm(lambda _: GOOD)
    (ended,) = of(run_job(job(lm.record(price=price))), "lm_ended")
    assert ended["usd"] == (usd if usd is None else pytest.approx(usd))
    assert (ended["prompt_tokens"], ended["completion_tokens"]) == (100, 10)


def test_parameters_of_lm_and_node_reach_the_request(run_job: RunJob, http_lm: Callable[..., Any]) -> None:
    lm = http_lm(lambda _: GOOD)
    record = job(lm.record(parameters={"temperature": 0.9, "max_tokens": 77}))
    record["program"] = programs.triage("Predict", parameters={"temperature": 0.25, "top_p": 0.5})
    events = run_job(record)
    sent = lm.requests[0]
    assert (sent["temperature"], sent["max_completion_tokens"], sent["top_p"]) == (0.25, 77, 0.5)
    assert of(events, "lm_started")[0]["config"] == {"temperature": 0.25, "max_tokens": 77, "top_p": 0.5}
    assert [m["content"] for m in of(events, "lm_started")[0]["messages"]] == [
        m["content"] for m in lm.requests[0]["messages"]
    ]


def test_check_lm_lists_the_models(run_job: RunJob, http_lm: Callable[..., Any]) -> None:
    lm = http_lm(lambda _: Reply("ready"))
    (result,) = of(run_job(programs.job("check_lm", lms={"main": lm.record()})), "result")
    assert (result["ok"], result["models"], result["error"]) == (True, ["a", "b"], None)


def test_check_lm_tells_what_is_wrong(run_job: RunJob, http_lm: Callable[..., Any]) -> None:
    lm = http_lm(lambda _: Reply(status=401))
    events = run_job(programs.job("check_lm", lms={"main": lm.record()}))
    assert events[-1]["outcome"] == "done"
    assert of(events, "result")[0]["error"]["code"] == "lm_auth"


def test_the_bundled_prices_are_never_asked(run_job: RunJob, http_lm: Callable[..., Any], monkeypatch: Any) -> None:
    asked: list[str] = []
    monkeypatch.setattr("dspy.clients.costs.model_info", lambda *a, **k: asked.append("x") or {})
    run_job(job(http_lm(lambda _: GOOD).record()))
    assert asked == []


def test_rollouts_differ() -> None:
    import dspy

    read = read_job(json.dumps(programs.job("run")))
    events: list[dict[str, Any]] = []
    context = JobContext(read, threading.Event(), Boundary(read, events.append, threading.Event()), events.append)
    ask = dspy.Predict("question -> answer: bool")
    with context.dspy_context():
        answers = {str(ask(question="Is it?", config={"rollout_id": n, "temperature": 1.0}).answer) for n in range(20)}
    assert len(answers) == 2
    assert [e["config"]["rollout_id"] for e in of(events, "lm_started")] == list(range(20))


def test_who_waits_for_an_answer_when_the_job_ends_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two that wait one is being answered, and the other stands in the queue that is dropped."""
    monkeypatch.setattr("dspex_worker.boundary.MOST_AT_ONCE", 1)
    boundary = Boundary(read_job(json.dumps(programs.job("run"))), lambda _: None, threading.Event())
    asked, answer = threading.Event(), threading.Event()
    told: list[str] = []

    def wait(name: str) -> None:
        with pytest.raises(Cancelled):
            boundary.waited(lambda: (asked.set(), answer.wait()))
        told.append(name)

    threads = [threading.Thread(target=wait, args=(name,), daemon=True) for name in ("first", "second")]
    threads[0].start()
    asked.wait()
    threads[1].start()
    while boundary._pool._work_queue.empty():
        threads[1].join(0.01)
    boundary.close()
    for thread in threads:
        thread.join(timeout=10)
    answer.set()
    assert sorted(told) == ["first", "second"]
