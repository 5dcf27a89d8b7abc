"""Monitored streams in plain Python: real DSPy, a scripted LM, no workbench."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import dspy
import pytest

from dspex_worker.errors import WorkerError
from dspex_worker.streams import (
    DEFAULT_RULES,
    Alarm,
    Chunk,
    Fallback,
    Finished,
    Retried,
    Won,
    astream_with_monitoring,
    multi_stream,
    stream_with_monitoring,
)
from streams.stream_lm import Script, StreamLm, chat, words

LOOP = "and we are sorry for the delay "
GOOD = "Your parcel left the hub in Graz on Monday and will be with you by noon tomorrow."
Start = Callable[[Script], StreamLm]


def lm_of(server: StreamLm, **more: Any) -> dspy.LM:
    return dspy.LM("openai/gpt-4o-mini", api_base=server.url, api_key="none", cache=False, num_retries=0, **more)


@pytest.fixture
def program() -> dspy.Module:
    return dspy.ChainOfThought("question -> reply")


@pytest.fixture
def looping(stream_lm: Start) -> StreamLm:
    def script(body: dict[str, Any]) -> Any:
        yield "[[ ## reasoning ## ]]\nIt is late.\n\n[[ ## reply ## ]]\n"
        while True:
            yield from words(LOOP)

    return stream_lm(script)


def joined(steps: list[Any], field: str, lane: str = "") -> str:
    return "".join(s.text for s in steps if isinstance(s, Chunk) and (s.field, s.lane) == (field, lane))


def test_chunks_of_every_field_then_the_prediction(stream_lm: Start, program: dspy.Module) -> None:
    server = stream_lm(lambda body: chat(reasoning="It is late.", reply=GOOD))
    with dspy.context(lm=lm_of(server)):
        steps = list(stream_with_monitoring(program, question="Where is it?"))
    assert joined(steps, "reasoning") == "It is late."
    assert joined(steps, "reply") == GOOD
    assert {step.predictor for step in steps if isinstance(step, Chunk)} == {"predict"}
    last = [step for step in steps if isinstance(step, Chunk) and step.field == "reply"][-1]
    assert last.last
    assert last.metrics["words"] == len(GOOD.split())
    assert isinstance(steps[-1], Finished)
    assert (steps[-1].state, steps[-1].prediction.reply, steps[-1].attempts) == ("done", GOOD, 1)


def test_the_log_of_a_loop_that_is_stopped_and_then_behaves(looping: StreamLm, stream_lm: Start) -> None:
    good = stream_lm(lambda body: chat(reply=GOOD))
    ended: list[Any] = []
    with dspy.context(lm=lm_of(looping)):
        steps = list(
            stream_with_monitoring(
                dspy.Predict("question -> reply"),
                rules=[replace(rule, action="switch_lm") for rule in DEFAULT_RULES if rule.id == "loop"],
                fallbacks=[Fallback(lm=lm_of(good))],
                finalize=ended.append,
                cleanup=lambda: ended.append("cleaned"),
                question="Where is it?",
            )
        )
    log = [type(step).__name__ for step in steps if not isinstance(step, Chunk)]
    assert log == ["Alarm", "Retried", "Finished"]
    alarm = next(step for step in steps if isinstance(step, Alarm))
    assert (alarm.rule.id, alarm.value, alarm.action, alarm.field) == ("loop", 12, "switch_lm", "reply")
    (retried,) = [step for step in steps if isinstance(step, Retried)]
    (kept,) = retried.partial
    assert kept.text.startswith("and we are sorry")
    assert len(kept.text.split()) <= 7 + 12 + 1, "stopped within a chunk of the twelfth word"
    assert joined(steps, "reply") == kept.text + GOOD
    assert steps[-1].state == "done"
    assert ended == [steps[-1], "cleaned"]
    assert looping.left.wait(10), "who sends for ever sees that nobody listens"


def test_a_retry_is_cooler_and_there_is_only_one(looping: StreamLm, program: dspy.Module) -> None:
    with dspy.context(lm=lm_of(looping, temperature=0.8)):
        steps = list(
            stream_with_monitoring(
                program,
                rules=[replace(rule, action="retry_cooler") for rule in DEFAULT_RULES if rule.id == "repetition"],
                question="Where is it?",
            )
        )
    assert [step.action for step in steps if isinstance(step, Alarm)] == ["retry_cooler", "cut"]
    assert [request["temperature"] for request in looping.requests] == [0.8, 0.4]
    assert (steps[-1].state, steps[-1].attempts) == ("cut", 2)
    assert {part.attempt for part in steps[-1].partial} == {1, 2}


def test_a_reader_that_leaves_early_stops_the_lm(looping: StreamLm, program: dspy.Module) -> None:
    ended: list[Any] = []
    with dspy.context(lm=lm_of(looping)):
        steps = stream_with_monitoring(
            program, rules=(), finalize=ended.append, cleanup=lambda: ended.append("cleaned"), question="?"
        )
        next(step for step in steps if isinstance(step, Chunk) and step.field == "reply")
        steps.close()
    assert looping.left.wait(10)
    finished, cleaned = ended
    assert (finished.state, finished.prediction, cleaned) == ("stopped", None, "cleaned")
    assert [part.field for part in finished.partial] == ["reasoning", "reply"]


def test_a_program_that_fails_is_finalized_too(stream_lm: Start) -> None:
    class Fails(dspy.Module):
        def __init__(self) -> None:
            super().__init__()
            self.ask = dspy.Predict("question -> reply")

        def forward(self, question: str) -> Any:
            self.ask(question=question)
            raise ZeroDivisionError("after the answer")

    server = stream_lm(lambda body: chat(reply=GOOD))
    ended: list[Any] = []
    with dspy.context(lm=lm_of(server)):
        steps = list(
            stream_with_monitoring(
                Fails(), finalize=ended.append, cleanup=lambda: ended.append("cleaned"), question="Where is it?"
            )
        )
    assert steps[-1].state == "failed"
    assert isinstance(steps[-1].error, ZeroDivisionError)
    assert steps[-1].partial[0].text == GOOD
    assert ended == [steps[-1], "cleaned"]


def test_an_adapter_that_cannot_stream_is_refused_before_an_lm_is_asked(stream_lm: Start, program: dspy.Module) -> None:
    server = stream_lm(lambda body: chat(reply=GOOD))
    with (
        dspy.context(lm=lm_of(server), adapter=dspy.TwoStepAdapter(lm_of(server))),
        pytest.raises(WorkerError, match="cannot_stream"),
    ):
        list(stream_with_monitoring(program, question="Where is it?"))
    assert server.requests == []


def test_an_event_loop_reads_the_same(looping: StreamLm, stream_lm: Start, program: dspy.Module) -> None:
    server = stream_lm(lambda body: chat(reasoning="It is late.", reply=GOOD))
    ended: list[Any] = []

    async def read() -> list[Any]:
        with dspy.context(lm=lm_of(server)):
            return [step async for step in astream_with_monitoring(program, question="Where is it?")]

    async def leave() -> None:
        with dspy.context(lm=lm_of(looping)):
            steps = astream_with_monitoring(program, rules=(), finalize=ended.append, question="Where is it?")
            async for step in steps:
                if isinstance(step, Chunk) and step.field == "reply":
                    break
            await steps.aclose()

    assert joined(asyncio.run(read()), "reply") == GOOD
    asyncio.run(leave())
    assert looping.left.wait(10)
    assert ended[0].state == "stopped"


def test_a_race_stops_who_lost(looping: StreamLm, stream_lm: Start) -> None:
    go = threading.Event()
    server = stream_lm(lambda body: ["[[ ## reply ## ]]\n", go, *words(GOOD)])
    first, second = dspy.Predict("question -> reply"), dspy.Predict("question -> reply")
    first.lm, second.lm = lm_of(looping), lm_of(server)
    steps: list[Any] = []
    for step in multi_stream([first, second], rules=(), question="Where is it?"):
        steps.append(step)
        if isinstance(step, Chunk) and step.lane == "A":
            go.set()
    won = steps[-1]
    assert isinstance(won, Won)
    assert (won.lane, won.prediction.reply) == ("B", GOOD)
    assert won.finished["A"].state == "stopped"
    assert looping.left.wait(10)
    assert joined(steps, "reply", "B") == GOOD
    assert joined(steps, "reply", "A").startswith("and we are sorry")


def test_the_best_is_taken_by_its_judge_and_all_are_left_side_by_side(stream_lm: Start) -> None:
    replies = {"short": "On its way.", "full": GOOD}
    programs = {}
    for name, reply in replies.items():
        programs[name] = dspy.Predict("question -> reply")
        programs[name].lm = lm_of(stream_lm(lambda body, reply=reply: chat(reply=reply)))
    judge = lambda prediction: min(1.0, len(prediction.reply) / 100)  # noqa: E731
    *_, won = multi_stream(programs, pick="best_of", judge=judge, question="Where is it?")
    assert (won.lane, won.prediction.reply) == ("full", GOOD)
    assert won.scores["full"] > won.scores["short"]
    *_, both = multi_stream(programs, pick="all", question="Where is it?")
    assert (both.lane, both.prediction) == (None, None)
    assert {name: ended.prediction.reply for name, ended in both.finished.items()} == replies
