"""Jobs with a journal: replay without a network, what is refused, what is kept, caps and pauses."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import programs
from conftest import of
from http_lm import Reply
from scripted import asked, field, reply

RunJob = Callable[[dict[str, Any]], list[dict[str, Any]]]
PRICE = {"input": 1.0, "output": 2.0, "date": "2026-11-01"}


def answer(body: dict[str, Any]) -> Reply:
    return reply(urgency="high" if "1" in field(asked(body), "ticket") else "low")


def evaluation(lm: dict[str, Any], folder: Path, n: int = 6, **journal: Any) -> dict[str, Any]:
    return programs.job(
        "evaluate",
        lms={"main": lm},
        program=programs.triage("Predict"),
        rows=programs.rows(n),
        metric="exact",
        split="validation",
        journal={"folder": str(folder / "r1"), "scope": "rows", **journal},
    )


def streamed(lm: dict[str, Any], folder: Path, **journal: Any) -> dict[str, Any]:
    inputs = {"ticket": "number 1"}
    program = programs.triage("ChainOfThought")
    record = {"folder": str(folder / "r1"), **journal}
    return programs.job("run", lms={"main": lm}, program=program, inputs=inputs, stream=True, journal=record)


def told(events: list[dict[str, Any]]) -> dict[str, Any]:
    """What does not depend on time, threads and ids."""
    texts: dict[tuple[str, str], str] = {}
    for token in of(events, "token"):
        place = (token["node"], token["field"])
        texts[place] = texts.get(place, "") + token["text"]
    rows = sorted((m["row"], m["score"], json.dumps(m["outputs"])) for m in of(events, "metric"))
    results = [{k: v for k, v in r.items() if k not in ("wall", "mono")} for r in of(events, "result")]
    outputs = sorted(tuple(ended["outputs"]) for ended in of(events, "lm_ended"))
    return {"texts": texts, "rows": rows, "results": results, "outputs": outputs}


@pytest.fixture
def blocked(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Once called, whoever opens a socket fails."""

    def block() -> None:
        def refuse(*_: Any, **__: Any) -> Any:
            raise AssertionError("a socket was opened")

        monkeypatch.setattr(socket, "socket", refuse)
        monkeypatch.setattr(socket, "create_connection", refuse)

    return block


@pytest.mark.parametrize("make", [evaluation, streamed])
def test_replay_without_a_network_is_equal(
    run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path, make: Any, blocked: Callable[[], None]
) -> None:
    lm = http_lm(lambda body: reply(reasoning="because of {1} <b>\n x", urgency="high"))
    first = run_job(make(lm.record(), tmp_path))
    assert of(first, "job_ended")[0]["error"] is None
    record, paid = lm.record(), len(lm.requests)
    before = {path.name: path.read_bytes() for path in (tmp_path / "r1").iterdir()}
    blocked()
    again = run_job(make(record, tmp_path, mode="replay"))
    assert told(again) == told(first)
    assert all(ended["cached"] for ended in of(again, "lm_ended"))
    assert len(lm.requests) == paid
    assert {path.name: path.read_bytes() for path in (tmp_path / "r1").iterdir()} == before
    if make is streamed:
        assert told(first)["texts"]


def test_a_miss_names_the_node(run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path) -> None:
    lm = http_lm(answer)
    run_job(evaluation(lm.record(), tmp_path, 3))
    events = run_job(evaluation(lm.record(), tmp_path, 4, mode="replay"))
    error = of(events, "job_ended")[0]["error"]
    assert (error["code"], error["where"]["node"]) == ("replay_miss", "classify")
    assert len(lm.requests) == 3


def test_a_replay_ends_where_the_run_ended(run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path) -> None:
    lm = http_lm(answer)
    run_job(evaluation(lm.record(), tmp_path, 6, cap={"calls": 3}))
    ended = [
        of(run_job(evaluation(lm.record(), tmp_path, 6, mode="replay", ended_at=at)), "job_ended")[0]["error"]["code"]
        for at in ("cap", "pause")
    ]
    assert ended == ["cap_reached", "paused"]
    assert len(lm.requests) == 3


def test_rows_are_known_by_their_ids_whatever_job_they_fall_to(
    run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path
) -> None:
    lm = http_lm(answer)
    run_job(evaluation(lm.record(), tmp_path, 4))
    job = evaluation(lm.record(), tmp_path, 6)
    job["rows"] = job["rows"][::-1]
    events = run_job({**job, "threads": 1})
    assert sorted(ended["cached"] for ended in of(events, "lm_ended")) == [False] * 2 + [True] * 4
    assert len(lm.requests) == 6


def test_parts_of_a_run_share_no_answers(run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path) -> None:
    lm = http_lm(answer)
    run_job(evaluation(lm.record(), tmp_path, 2, scope="before"))
    run_job(evaluation(lm.record(), tmp_path, 2, scope="after"))
    assert len(lm.requests) == 4


def test_a_clock_that_goes_backwards_changes_nothing(
    run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lm = http_lm(answer)
    first = run_job(evaluation(lm.record(), tmp_path))
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert told(run_job(evaluation(lm.record(), tmp_path))) == told(first)
    assert len(lm.requests) == 6


def test_a_failure_is_an_outcome_unless_the_job_failed_of_it(
    run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dspex_worker.lm_call.delay_before_retry", lambda error, attempts: 0.0)
    broken = ["number 1"]
    lm = http_lm(lambda body: Reply(status=500) if any(b in asked(body) for b in broken) else answer(body))
    first = run_job(evaluation(lm.record(), tmp_path, 3))
    assert of(first, "result")[0]["errors"] == 1
    paid = len(lm.requests)
    assert told(run_job(evaluation(lm.record(), tmp_path, 3))) == told(first)
    assert len(lm.requests) == paid
    broken[:] = ["number"]
    failed = run_job(evaluation(lm.record(), tmp_path, 3, scope="other"))
    assert of(failed, "job_ended")[0]["error"]["code"] == "lm_server"
    broken.clear()
    assert of(run_job(evaluation(lm.record(), tmp_path, 3, scope="other")), "result")[0]["errors"] == 0


def test_secrets_are_not_kept(run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path) -> None:
    lm = http_lm(lambda _: reply(urgency="high", note="sk-a-very-secret-key"))
    run_job(evaluation(lm.record(), tmp_path, 1))
    assert all(b"sk-a-very" not in path.read_bytes() for path in (tmp_path / "r1").iterdir())
    assert of(run_job(evaluation(lm.record(), tmp_path, 1)), "result")[0]["errors"] == 0
    assert len(lm.requests) == 2


@pytest.mark.parametrize("change", ["edited", "shorter", "gone"])
def test_a_changed_journal_is_refused(
    run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path, change: str
) -> None:
    lm = http_lm(answer)
    run_job(evaluation(lm.record(), tmp_path, 4))
    path = tmp_path / "r1" / "0001.calls"
    lines = path.read_bytes().splitlines(keepends=True)
    if change == "edited":
        lines[2] = lines[2].replace(b"urgency", b"urgenci")
    path.write_bytes(b"".join(lines[:-1] if change == "shorter" else lines))
    if change == "gone":
        path.unlink()
    error = of(run_job(evaluation(lm.record(), tmp_path, 4)), "job_ended")[0]["error"]
    assert error["code"] == "journal_damaged"
    assert {"edited": "good up to line 2", "shorter": "1 of 4", "gone": "4 of 4"}[change] in error["message"]
    assert len(lm.requests) == 4


def test_a_run_that_goes_another_way_stops_before_it_pays(
    run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path
) -> None:
    from optimize.optimizing import SMALL, job_text

    lm = http_lm(lambda _: reply(team="L1"))
    journal = {"folder": str(tmp_path / "r1"), "scope": "search"}
    record = json.loads(job_text("BootstrapFewShot", SMALL["BootstrapFewShot"], journal=journal))
    record["lms"] = {"main": lm.record()}
    assert of(run_job(record), "job_ended")[0]["error"] is None
    paid = len(lm.requests)
    other = json.loads(json.dumps(record))
    other["program"]["nodes"][0]["signature"]["instructions"] = "Choose well."
    first_rows = run_job(other)
    error = of(first_rows, "job_ended")[0]["error"]
    assert error["code"] == "journal_diverged"
    assert "earlier answers were not asked for" in error["message"]
    scored = len(record["validation"])
    assert len(lm.requests) == paid + scored, "the first batch is paid before anything can be missed"
    other["journal"]["branched"] = True
    assert of(run_job(other), "job_ended")[0]["error"] is None


def test_a_full_disk_ends_the_job_before_it_pays_again(
    run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dspex_worker.journal.chain import Chain

    lm = http_lm(answer)
    append, room = Chain.append, iter(range(7))

    def limited(self: Chain, record: dict[str, Any]) -> None:
        if next(room, None) is None:
            raise OSError(28, "No space left on device")
        append(self, record)

    monkeypatch.setattr(Chain, "append", limited)
    job = {**evaluation(lm.record(), tmp_path, 20), "threads": 1}
    assert of(run_job(job), "job_ended")[0]["error"]["code"] == "journal_not_written"
    assert len(lm.requests) <= 3
    monkeypatch.setattr(Chain, "append", append)
    assert of(run_job(job), "result")[0]["n"] == 20


@pytest.mark.parametrize("kind", ["calls", "tokens", "usd"])
def test_a_cap_ends_an_evaluation(run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path, kind: str) -> None:
    lm = http_lm(answer)
    cap = {"calls": {"calls": 3}, "tokens": {"tokens": 12_000}, "usd": {"usd": 0.02}}[kind]
    events = run_job(evaluation(lm.record(price=PRICE), tmp_path, 130, cap=cap))
    error = of(events, "job_ended")[0]["error"]
    assert error["code"] == "cap_reached"
    used = {"calls": 1, "tokens": 110, "usd": 120e-6}[kind] * len(lm.requests)
    worst = {"calls": 1, "tokens": 6000, "usd": 0.0115}[kind]
    assert cap[kind] - worst < used <= cap[kind]
    if kind != "calls":
        assert all(request["max_completion_tokens"] == 4096 for request in lm.requests)
    # a higher cap goes on and pays nothing again
    paid = len(lm.requests)
    higher = {kind: cap[kind] * 50.0}
    assert of(run_job(evaluation(lm.record(price=PRICE), tmp_path, 130, cap=higher)), "result")
    assert len(lm.requests) == 130 >= paid


def test_a_cap_in_dollars_needs_prices(run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path) -> None:
    lm = http_lm(answer)
    error = of(run_job(evaluation(lm.record(), tmp_path, cap={"usd": 1.0})), "job_ended")[0]["error"]
    assert error["code"] == "price_unknown"
    assert "main" in error["message"]
    assert not lm.requests


def test_what_is_held_back_is_not_used(run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path) -> None:
    lm = http_lm(answer)
    run_job(evaluation(lm.record(), tmp_path, 9, cap={"calls": 5}, hold={"calls": 3}))
    assert len(lm.requests) == 2


def test_a_pause_takes_effect_at_once_and_is_resumed(
    run_job: RunJob, http_lm: Callable[..., Any], tmp_path: Path
) -> None:
    lm = http_lm(answer)
    paused = run_job(evaluation(lm.record(), tmp_path, 6, pause_after=2))
    assert of(paused, "job_ended")[0]["error"]["code"] == "paused"
    assert len(lm.requests) == 2
    assert of(run_job(evaluation(lm.record(), tmp_path, 6)), "result")[0]["n"] == 6
    assert len(lm.requests) == 6


def test_a_search_that_is_paused_keeps_its_best_and_goes_on(run_job: RunJob, tmp_path: Path) -> None:
    from optimize.optimizing import job_text

    def gepa(name: str, **journal: Any) -> list[dict[str, Any]]:
        record = {"folder": str(tmp_path / name), "scope": "search", **journal}
        return run_job(json.loads(job_text("GEPA", {"max_metric_calls": 70}, threads=4, journal=record)))

    paused = of(gepa("r1", pause_after=30), "result")[0]
    assert paused["stopped_by"] == "pause"
    assert paused["score"] is not None
    resumed, whole = gepa("r1"), gepa("r2")
    assert sum(event["cached"] for event in of(resumed, "lm_ended")) == 30
    assert not any(event["cached"] for event in of(whole, "lm_ended"))
    alike = [{**of(events, "result")[0], "wall": 0, "mono": 0} for events in (resumed, whole)]
    assert alike[0] == alike[1]
    assert alike[0]["stopped_by"] is None
    kept = json.loads((tmp_path / "r1" / "candidates" / f"{alike[0]['best']}.json").read_text())
    assert kept == alike[0]["state"]
