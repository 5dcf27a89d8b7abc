"""Streams from the journal: a run that rules cut is the same again, at once or at its pace."""

from __future__ import annotations

import threading
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


def test_a_race_is_the_same_again_with_the_lane_that_lost(stream_lm: Start, run_job: Run, tmp_path: Path) -> None:
    begun, never = threading.Event(), threading.Event()

    def slow(body: dict[str, Any]) -> Any:
        yield from ["[[ ## reply ## ]]\n", "Well, ", "as "]
        begun.set()
        yield never

    first, second = stream_lm(slow), stream_lm(lambda body: [begun, *chat(reply=GOOD)])
    lms = (first.record("first"), second.record("second"))

    def race(mode: str) -> list[dict[str, Any]]:
        made = job([lane("A", lm="first"), lane("B", lm="second")], *lms, lm="first")
        return run_job({**made, "journal": {"folder": str(tmp_path), "scope": "", "mode": mode}})

    recorded, again = race("record"), race("replay")
    never.set()
    assert len(first.requests) == len(second.requests) == 1
    for name, end in (("A", "lost"), ("B", "won")):
        assert states(recorded, name)[-1] == states(again, name)[-1] == end
        assert text(again, name) == text(recorded, name)
    results = [of(events, "result")[0] for events in (recorded, again)]
    assert [(found["winner"], found["why"], found["outputs"]) for found in results] == [
        ("B", "B was whole first.", {"reply": GOOD})
    ] * 2


def test_of_two_whole_answers_a_replay_takes_the_one_that_came_first(
    stream_lm: Start, run_job: Run, tmp_path: Path
) -> None:
    first_came = threading.Event()

    def second(body: dict[str, Any]) -> Any:
        yield first_came
        yield from chat(reply=GOOD)

    def first(body: dict[str, Any]) -> Any:
        yield from chat(reply="No idea.")
        first_came.set()

    late, soon = stream_lm(second), stream_lm(first)
    lms = (late.record("late"), soon.record("soon"))
    gated = {"gate": "exact", "expected": {"reply": GOOD}, "threshold": 0.0}

    def race(mode: str, **more: Any) -> dict[str, Any]:
        made = job([lane("A", lm="late"), lane("B", lm="soon")], *lms, lm="late", **more)
        (result,) = of(run_job({**made, "journal": {"folder": str(tmp_path), "scope": "", "mode": mode}}), "result")
        return result

    # All of both answers is recorded; then the same calls race.
    assert race("record", pick="all")["winner"] is None
    assert race("replay", **gated)["winner"] == "B"
    gated["threshold"] = 0.5
    assert race("replay", **gated)["winner"] == "A"


def test_a_speculation_is_the_same_again(stream_lm: Start, run_job: Run, tmp_path: Path) -> None:
    leading, never = threading.Event(), threading.Event()

    def loops(body: dict[str, Any]) -> Any:
        yield "[[ ## reply ## ]]\n"
        yield from words(LOOP * 3)
        leading.set()
        yield never

    bad, good = stream_lm(loops), stream_lm(lambda body: [leading, *chat(reply=GOOD)])
    lms = (bad.record("bad"), good.record("good"))

    def speculation(mode: str) -> dict[str, Any]:
        made = job([lane("A", lm="bad"), lane("B", lm="good")], *lms, lm="bad", pick="speculative")
        (result,) = of(run_job({**made, "journal": {"folder": str(tmp_path), "scope": "", "mode": mode}}), "result")
        return result

    recorded, again = speculation("record"), speculation("replay")
    never.set()
    assert recorded["winner"] == again["winner"] == "B"
    assert again["outputs"] == {"reply": GOOD}
    assert [found["state"] for found in again["lanes"]] == ["lost", "won"]
