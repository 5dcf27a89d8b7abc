"""Streams side by side: rules interfere as they say, one answer is taken, and the record is complete."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import programs
from conftest import of, start_job
from dspex_worker.streams.rules import DEFAULT_RULES
from http_lm import Reply
from streams.stream_lm import Script, StreamLm, chat, words

LOOP = "We are sorry for the delay and we are sorry for the delay and "
GOOD = "Your parcel left the hub in Graz on Monday and will be with you by noon tomorrow."


def rule(name: str, **more: Any) -> dict[str, Any]:
    return {**vars(next(rule for rule in DEFAULT_RULES if rule.id == name)), **more}


def lane(name: str, **more: Any) -> dict[str, Any]:
    empty = {"name": "", "node": None, "kind": None, "lm": None, "temperature": None, "fallbacks": []}
    return {"id": name, **empty, **more}


def program(**fields: str) -> dict[str, Any]:
    """One Predict from question to fields of these types."""
    outputs = [{"name": name, "type": kind} for name, kind in (fields or {"reply": "str"}).items()]
    question = {"name": "question", "type": "str"}
    signature = {"name": "Draft", "instructions": "Reply.", "inputs": [question], "outputs": outputs}
    return {
        "format": 1,
        "name": "draft",
        "inputs": [question],
        "outputs": outputs,
        "nodes": [{"id": "draft", "kind": "Predict", "signature": signature}],
        "links": [
            {"from": "input.question", "to": "draft.question"},
            *({"from": f"draft.{name['name']}", "to": f"output.{name['name']}"} for name in outputs),
        ],
    }


def job(lanes: list[dict[str, Any]], *lms: dict[str, Any], **more: Any) -> dict[str, Any]:
    plan = {"pick": "race", "gate": None, "threshold": 0.5, "judge": None, "margin": 0.1, "rules": []}
    return programs.job(
        "stream",
        **{
            "program": program(),
            "inputs": {"question": "Where is it?"},
            "expected": {},
            "lanes": lanes,
            **plan,
            **more,
        },
        lms={lm["alias"]: lm for lm in lms} or {"main": programs.practice()},
    )


def states(events: list[dict[str, Any]], name: str) -> list[str]:
    return [event["state"] for event in of(events, "lane") if event["lane"] == name]


def text(events: list[dict[str, Any]], name: str, call: str | None = None) -> str:
    told = [e for e in of(events, "token") if e["lane"] == name and call in (None, e["id"])]
    return "".join(event["text"] for event in told)


Start = Callable[[Script], StreamLm]
Run = Callable[[dict[str, Any]], list[dict[str, Any]]]


def test_a_loop_is_cut_and_another_attempt_answers(stream_lm: Start, run_job: Run) -> None:
    def script(body: dict[str, Any]) -> Any:
        if len(lm.requests) == 1:
            yield "[[ ## reply ## ]]\n"
            while True:
                yield from words(LOOP)
        yield from chat(reply=GOOD)

    lm = stream_lm(script)
    made = job(
        [lane("A", temperature=0.8)],
        lm.record(parameters={"max_tokens": 500}, price={"input": 1, "output": 2, "date": ""}),
        rules=[rule("loop", action="retry_cooler")],
    )
    events = run_job(made)
    assert states(events, "A") == ["waiting", "running", "retrying", "done", "won"]
    (fired,) = of(events, "rule_fired")
    assert (fired["rule"], fired["metric"], fired["value"], fired["action"]) == ("loop", "tail_run", 12, "retry_cooler")
    calls = [event["id"] for event in of(events, "lm_started")]
    first = text(events, "A", calls[0])
    assert fired["kept"] == len(first) <= len(LOOP) * 4
    assert [request["temperature"] for request in lm.requests] == [0.8, 0.4]
    (result,) = of(events, "result")
    assert result["outputs"] == {"reply": GOOD}
    assert result["winner"] == "A"
    (record,) = result["lanes"]
    assert record["partial"] == [{"attempt": 1, "field": "reply", "text": first}]
    assert record["attempts"] == 2
    assert record["saved_tokens"] == fired["saved_tokens"] == 500 - (len(first) + 3) // 4
    assert record["saved_usd"] == pytest.approx(record["saved_tokens"] * 2e-6)
    cut = of(events, "lm_ended")[0]
    assert cut["error"]["code"] == "stream_cut"
    assert cut["completion_tokens"] == pytest.approx(len(first) / 4, abs=8)
    assert cut["usd"] > 0
    assert lm.left.wait(10), "who sends for ever sees that nobody listens"


def test_a_rule_without_an_attempt_left_cuts_the_lane(stream_lm: Start, run_job: Run) -> None:
    def script(body: dict[str, Any]) -> Any:
        yield "[[ ## reply ## ]]\n"
        while True:
            yield from words(LOOP)

    lm = stream_lm(script)
    events = run_job(job([lane("A")], lm.record(), rules=[rule("repetition", action="retry_cooler")]))
    assert states(events, "A") == ["waiting", "running", "retrying", "cut"]
    assert [event["action"] for event in of(events, "rule_fired")] == ["retry_cooler", "cut"]
    (result,) = of(events, "result")
    assert (result["outputs"], result["winner"], result["error"]) == ({}, None, None)
    assert [piece["attempt"] for piece in result["lanes"][0]["partial"]] == [1, 2]
    assert of(events, "job_ended")[0]["outcome"] == "done"


def test_a_switch_goes_on_with_another_module_and_lm(stream_lm: Start, run_job: Run) -> None:
    bad = stream_lm(lambda body: ["[[ ## reply ## ]]\n", *words(LOOP * 20)])
    good = stream_lm(lambda body: chat(reasoning="It is late.", reply=GOOD))
    fallback = {"kind": "ChainOfThought", "lm": "other", "temperature": None}
    events = run_job(
        job([lane("A", fallbacks=[fallback])], bad.record(), good.record("other"), rules=[rule("repetition")])
    )
    assert states(events, "A") == ["waiting", "running", "switched", "done", "won"]
    switched = of(events, "lane")[2]
    assert (switched["module"], switched["lm"], switched["attempt"]) == ("ChainOfThought", "other", 2)
    assert of(events, "result")[0]["outputs"] == {"reply": GOOD}
    assert {event["field"] for event in of(events, "stream_metrics")} == {"reasoning", "reply"}


@pytest.mark.parametrize("adapter", ["ChatAdapter", "JSONAdapter", "XMLAdapter"])
def test_a_value_that_its_type_does_not_allow_is_cut_at_its_first_character(
    adapter: str, stream_lm: Start, run_job: Run
) -> None:
    heads = {
        "ChatAdapter": "[[ ## reply ## ]]\nYes.\n\n[[ ## refund ## ]]\n",
        "JSONAdapter": '{"reply": "Yes.", "refund": ',
        "XMLAdapter": "<reply>Yes.</reply>\n<refund>",
    }
    lm = stream_lm(lambda body: [heads[adapter], "ma", "ybe", " later", " or", " never"])
    events = run_job(
        job(
            [lane("A")],
            lm.record(),
            rules=[rule("schema")],
            program=program(reply="str", refund="bool"),
            adapter=adapter,
        )
    )
    (fired,) = of(events, "rule_fired")
    assert (fired["field"], fired["metric"], fired["value"], fired["action"]) == ("refund", "schema", 0, "cut")
    assert "true or false" in fired["text"]
    assert text(events, "A").startswith("Yes.")
    assert states(events, "A")[-1] == "cut"


def test_a_race_takes_the_first_that_passes_and_stops_the_others(stream_lm: Start, run_job: Run) -> None:
    never = threading.Event()
    slow = stream_lm(lambda body: ["[[ ## reply ## ]]\n", "Well, ", never])
    wrong = stream_lm(lambda body: chat(reply="No idea."))
    right = stream_lm(lambda body: chat(reply=GOOD))
    events = run_job(
        job(
            [lane("A", lm="slow"), lane("B", lm="wrong"), lane("C", lm="right")],
            slow.record("slow"),
            wrong.record("wrong"),
            right.record("right"),
            lm="slow",
            gate="exact",
            expected={"reply": GOOD},
        )
    )
    never.set()
    (result,) = of(events, "result")
    assert (result["winner"], result["outputs"]) == ("C", {"reply": GOOD})
    assert result["scores"] == {"B": 0.0, "C": 1.0} or result["scores"] == {"C": 1.0}
    assert states(events, "A")[-1] == "lost"
    assert states(events, "B")[-1] == "lost"
    assert states(events, "C")[-1] == "won"
    assert text(events, "C") == GOOD


def test_best_of_waits_for_all_and_takes_the_best(stream_lm: Start, run_job: Run) -> None:
    short = stream_lm(lambda body: chat(reply="On its way."))
    full = stream_lm(lambda body: chat(reply=GOOD))
    lms = (short.record("short"), full.record("full"))
    lanes = [lane("A", lm="short"), lane("B", lm="full")]
    judged = {"pick": "best_of", "judge": "f1:reply", "expected": {"reply": GOOD}}
    (result,) = of(run_job(job(lanes, *lms, lm="short", **judged)), "result")
    assert result["winner"] == "B"
    assert result["scores"]["B"] == 1.0 > result["scores"]["A"]
    assert [record["state"] for record in result["lanes"]] == ["lost", "won"]
    (side,) = of(run_job(job(lanes, *lms, lm="short", pick="all")), "result")
    assert (side["winner"], side["outputs"]) == (None, {})
    assert [record["outputs"]["reply"] for record in side["lanes"]] == ["On its way.", GOOD]


def test_a_running_judge_stops_what_it_dislikes_and_the_best_of_the_others_is_taken(
    stream_lm: Start, run_job: Run, http_lm: Callable[..., Any]
) -> None:
    judged = threading.Event()

    def verdict(body: dict[str, Any]) -> Reply:
        score = 0.1 if "blame" in body["messages"][-1]["content"] else 0.9
        judged.set()
        return Reply(f"[[ ## reason ## ]]\nSo.\n\n[[ ## score ## ]]\n{score}\n\n[[ ## completed ## ]]")

    def rude(body: dict[str, Any]) -> Any:
        yield "[[ ## reply ## ]]\n"
        yield from words(" ".join(f"You are to blame {number}." for number in range(15)))
        yield judged
        while True:
            yield from words("You are to blame.")

    judge = http_lm(verdict)
    bad = stream_lm(rude)
    good = stream_lm(lambda body: chat(reply=GOOD))
    events = run_job(
        job(
            [lane("A", lm="bad"), lane("B", lm="good")],
            bad.record("bad"),
            good.record("good"),
            {**good.record("strict"), "api_base": judge.url},
            lm="bad",
            pick="best_of",
            judge="judge:strict:The answer is polite.",
            rules=[rule("repetition", id="rude", metric="judge", compare="under", value=0.5, action="cut")],
        )
    )
    (fired,) = of(events, "rule_fired")
    assert (fired["lane"], fired["metric"], fired["value"], fired["action"]) == ("A", "judge", 0.1, "cut")
    (result,) = of(events, "result")
    assert (result["winner"], result["scores"]) == ("B", {"B": 0.9})
    assert [record["state"] for record in result["lanes"]] == ["cut", "won"]
    assert result["lanes"][0]["partial"][0]["text"].startswith("You are to blame 0.")
    assert {e["role"] for e in of(events, "lm_started") if e["alias"] == "strict"} == {"judge"}


def test_the_leader_of_a_speculation_changes_with_the_text(stream_lm: Start, run_job: Run) -> None:
    looping = threading.Event()
    end = threading.Event()

    def loops(body: dict[str, Any]) -> Any:
        yield "[[ ## reply ## ]]\n"
        yield from words("I am sorry. ")
        yield looping
        yield from words(LOOP * 3)
        yield end

    def good(body: dict[str, Any]) -> Any:
        yield "[[ ## reply ## ]]\n"
        yield from words("Your parcel ")
        looping.set()
        yield switch
        yield from words("left.")

    switch = threading.Event()
    first, second = stream_lm(loops), stream_lm(good)
    made = job(
        [lane("A", lm="first"), lane("B", lm="second")],
        first.record("first"),
        second.record("second"),
        lm="first",
        pick="speculative",
    )
    runner = start_job(made)
    events: list[dict[str, Any]] = []
    done = False
    while not done:
        taken, done = runner.events.take(64, 10)
        events += map(json.loads, taken)
        if "leads" in states(events, "B"):
            switch.set()
    end.set()
    runner.join(10)
    (result,) = of(events, "result")
    assert result["winner"] == "B"
    assert states(events, "A")[-1] == "lost"


def test_what_stalls_is_stopped_while_nothing_comes(
    stream_lm: Start, run_job: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dspex_worker.streams.monitor.LONG_GAP", 0.2)
    never = threading.Event()
    lm = stream_lm(lambda body: ["[[ ## reply ## ]]\n", *words("It is on"), never])
    events = run_job(job([lane("A")], lm.record(), rules=[rule("stall", action="cut")]))
    never.set()
    (fired,) = of(events, "rule_fired")
    assert (fired["metric"], fired["action"], fired["field"]) == ("stall", "cut", "reply")
    assert of(events, "result")[0]["lanes"][0]["partial"] == [{"attempt": 1, "field": "reply", "text": "It is on"}]


@pytest.mark.parametrize(
    "pieces",
    [["[[ ## reply ## ]]\n", "It is", None], ["[[ ## reply ## ]]\n", "It is", b"data: {\xff\xfe\n\n"]],
    ids=["ends early", "invalid UTF-8"],
)
def test_a_broken_stream_has_a_message_and_a_complete_record(pieces: Any, stream_lm: Start, run_job: Run) -> None:
    lm = stream_lm(lambda body: pieces)
    events = run_job(job([lane("A")], lm.record()))
    assert states(events, "A")[-1] == "failed"
    (result,) = of(events, "result")
    assert result["error"]["message"]
    assert result["error"]["code"] != "internal"
    assert result["lanes"][0]["partial"][0]["text"] == "It is"
    assert of(events, "lm_ended")[-1]["error"] is not None


def test_what_cannot_be_streamed_is_said_before_an_lm_is_asked(stream_lm: Start, run_job: Run) -> None:
    lm = stream_lm(lambda body: chat(reply=GOOD))
    for adapter in ("BAMLAdapter", "TwoStepAdapter"):
        (ended,) = of(run_job(job([lane("A")], lm.record(), adapter=adapter)), "job_ended")
        assert ended["error"]["code"] == "cannot_stream"
    (ended,) = of(run_job(job([lane("A")], lm.record(), rules=[rule("loop", metric="mood")])), "job_ended")
    assert ended["error"]["code"] == "rule_invalid"
    (ended,) = of(run_job(job([lane("A", lm="other")], lm.record())), "job_ended")
    assert ended["error"]["code"] == "lm_not_configured"
    assert lm.requests == []


def test_the_sample_streams_in_three_lanes_on_the_practice_lm(run_job: Run) -> None:
    folder = Path(__file__).resolve().parents[3] / "assets" / "samples" / "draft-reply"
    known = json.loads((folder / "streams.json").read_text("utf-8"))["programs"]["draft"]
    sample = json.loads((folder / "programs" / "draft.program.json").read_text("utf-8"))
    made = programs.job("stream", folder, program=sample, inputs=known["inputs"], expected={}, **known["plan"])
    events = run_job(made)
    (result,) = of(events, "result")
    assert result["error"] is None
    assert result["winner"] in ("A", "B", "C")
    assert isinstance(result["outputs"]["refund"], bool)
    assert {record["id"]: record["state"] in ("won", "lost") for record in result["lanes"]} == dict.fromkeys(
        "ABC", True
    )
    assert set(result["scores"]) == {"A", "B", "C"}


def test_a_pattern_stands_in_the_place_of_a_module(run_job: Run) -> None:
    kinds = ["SelfCorrecting", "TreeOfThoughts", "Consensus"]
    lanes = [lane(name, kind=kind) for name, kind in zip("ABC", kinds, strict=True)]
    events = run_job(job(lanes, pick="all", program=program(reply="literal['yes', 'no']")))
    (result,) = of(events, "result")
    assert [record["state"] for record in result["lanes"]] == ["done"] * 3, result
    assert {record["outputs"]["reply"] for record in result["lanes"]} <= {"yes", "no"}
    assert {event["module"] for event in of(events, "lane")} == set(kinds)
    assert {event["kind"] for event in of(events, "pattern_step")} >= {"attempt", "ballot"}


def test_several_predictors_have_their_own_fields_and_calls(run_job: Run) -> None:
    made = job([lane("A", kind="ChainOfThought"), lane("B")], pick="all", rules=[vars(rule) for rule in DEFAULT_RULES])
    events = run_job(made)
    assert {event["field"] for event in of(events, "token") if event["lane"] == "A"} == {"reasoning", "reply"}
    assert {event["field"] for event in of(events, "token") if event["lane"] == "B"} == {"reply"}
    for name in ("A", "B"):
        for field in {event["field"] for event in of(events, "token") if event["lane"] == name}:
            last = [e for e in of(events, "stream_metrics") if (e["lane"], e["field"]) == (name, field)][-1]
            assert last["words"] > 0
    assert of(events, "rule_fired") == []
