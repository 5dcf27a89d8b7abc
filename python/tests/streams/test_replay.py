"""Streams from the journal: a run that rules cut is the same again, at once or at its pace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from conftest import of
from dspex_worker.journal.answers import Answers
from streams.stream_lm import Script, StreamLm, chat, words
from streams.test_job import GOOD, LOOP, job, lane, rule, states, text

Start = Callable[[Script], StreamLm]
Run = Callable[[dict[str, Any]], list[dict[str, Any]]]


def looping_once(body: dict[str, Any]) -> Any:
    """Loops at temperatures above 0.5, and answers at others."""
    if body["temperature"] > 0.5:
        yield "[[ ## reply ## ]]\n"
        while True:
            yield from words(LOOP)
    yield from chat(reply=GOOD)


def journalled(folder: Path, mode: str, lm: StreamLm, **more: Any) -> dict[str, Any]:
    made = job([lane("A", temperature=0.8)], lm.record(), rules=[rule("loop", action="retry_cooler")], **more)
    return {**made, "journal": {"folder": str(folder), "scope": "", "mode": mode}}


def test_a_run_that_a_rule_cut_is_the_same_again(stream_lm: Start, run_job: Run, tmp_path: Path) -> None:
    lm = stream_lm(looping_once)
    first = run_job(journalled(tmp_path, "record", lm))
    assert states(first, "A") == ["waiting", "running", "retrying", "done", "won"]
    asked = len(lm.requests)

    again = run_job(journalled(tmp_path, "replay", lm))
    assert len(lm.requests) == asked
    assert states(again, "A") == states(first, "A")
    assert text(again, "A") == text(first, "A")
    fired = [{key: event[key] for key in ("rule", "value", "words", "kept")} for event in of(first, "rule_fired")]
    assert fired == [
        {key: event[key] for key in ("rule", "value", "words", "kept")} for event in of(again, "rule_fired")
    ]
    results = [of(events, "result")[0] for events in (first, again)]
    assert results[0]["outputs"] == results[1]["outputs"] == {"reply": GOOD}
    assert results[0]["lanes"][0]["partial"] == results[1]["lanes"][0]["partial"]


def test_the_journal_says_when_the_pieces_came(stream_lm: Start, run_job: Run, tmp_path: Path) -> None:
    run_job(journalled(tmp_path, "record", stream_lm(looping_once)))
    answers = Answers(tmp_path)
    try:
        answers.read()
        records = list(answers)
    finally:
        answers.close()
    assert sorted(bool(record.get("cut")) for record in records) == [False, True]
    for record in records:
        assert len(record["times"]) == len(record["events"])
        assert record["times"] == sorted(record["times"])


def test_a_replay_waits_as_long_as_was_recorded_times_its_pace(
    stream_lm: Start, run_job: Run, tmp_path: Path, monkeypatch: Any
) -> None:
    from dspex_worker import lm_call

    lm = stream_lm(looping_once)
    run_job(journalled(tmp_path, "record", lm))
    waits: list[float] = []
    monkeypatch.setattr(lm_call._Call, "_wait_until", lambda call, at: waits.append(at))
    run_job(journalled(tmp_path, "replay", lm, replay_pace=None))
    assert set(waits) == {0.0}
    waits.clear()
    run_job(journalled(tmp_path, "replay", lm, replay_pace=1))
    recorded = list(waits)
    assert max(recorded) > 0
    waits.clear()
    run_job(journalled(tmp_path, "replay", lm, replay_pace=2))
    assert waits == [at / 2 for at in recorded]
