"""Streams come in token-like chunks at the set pace, can be cancelled, and end with usage."""

import asyncio
import time
from dataclasses import replace
from typing import Literal

import dspy
import pytest

from dspex_worker.practice import PracticeEngine, practice_lm
from dspex_worker.practice.pace import USUAL_FIRST, USUAL_RATE, Pace, pace_of
from dspex_worker.practice.text import pieces, token_estimate

from .synthetic import request_of

ADAPTERS = [dspy.ChatAdapter, dspy.JSONAdapter, dspy.XMLAdapter]
SIGNATURE = dspy.Signature(
    {"text": (str, dspy.InputField()), "label": (Literal["billing", "shipping"], dspy.OutputField())},
    "refund, charge -> billing\nparcel -> shipping",
)
TEXT = "Where is the refund for that charge?"


async def collected(program, is_async=False):
    stream = dspy.streamify(
        program, stream_listeners=[dspy.streaming.StreamListener("reasoning")], is_async_program=is_async
    )
    chunks, prediction = [], None
    async for item in stream(text=TEXT):
        if isinstance(item, dspy.streaming.StreamResponse):
            chunks.append(item.chunk)
        elif isinstance(item, dspy.Prediction):
            prediction = item
    return chunks, prediction


@pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_streamify_yields_the_reasoning_piece_by_piece(lm, adapter, is_async):
    if adapter is dspy.JSONAdapter:
        pytest.importorskip("jiter", reason="DSPy's own JSON listener needs it; the workbench streams without")
    with dspy.context(adapter=adapter(), track_usage=True):
        chunks, prediction = asyncio.run(collected(dspy.ChainOfThought(SIGNATURE), is_async))
    assert len(chunks) > 10
    assert prediction.reasoning in "".join(chunks)
    assert prediction.label == "billing"
    usage = prediction.get_lm_usage()["practice/practice"]
    assert usage["prompt_tokens"] > usage["completion_tokens"] > 10


def test_a_stream_joined_is_the_answer_and_both_carry_the_estimated_usage():
    request = request_of(dspy.ChainOfThought(SIGNATURE), text=TEXT)
    engine = PracticeEngine()
    whole = engine.complete(request)
    events = list(engine.stream(request))
    assert "".join(event.delta.text for event in events[1:-1]) == whole.message.text
    assert [events[0].type, events[-1].type] == ["start", "end"]
    assert events[-1].usage == whole.usage
    assert whole.usage.output_tokens == token_estimate(whole.message.text)


def test_pieces_are_short_and_lose_nothing():
    text = "Un texte — avec   des accents é, [[ ## label ## ]]\n\nantidisestablishmentarianism 42!\n"
    assert "".join(pieces(text)) == text
    assert max(len(piece.strip()) for piece in pieces(text)) <= 7


def test_the_pace_sets_when_each_token_is_due():
    for streamed in (False, True):
        steady, slow = pace_of(50, "steady", streamed=streamed), pace_of(50, "slow", streamed=streamed)
        assert pace_of(0, "steady", streamed=streamed) == Pace(0, 0)
        assert steady.due(99) == pytest.approx(2.0)
        assert slow.gap == pytest.approx(2 * steady.gap)
        assert pace_of(None, "slow", streamed=streamed) == pace_of(0, "slow", streamed=streamed)
        assert pace_of(None, "slow", streamed=streamed).first > 1


def test_without_a_pace_only_streamed_answers_take_their_time():
    assert pace_of(None, "steady", streamed=False) == Pace(0, 0)
    assert pace_of(None, "steady", streamed=True) == Pace(USUAL_FIRST, 1 / USUAL_RATE)


def test_a_cancelled_stream_stops_long_before_its_last_token():
    async def watch():
        with dspy.context(lm=practice_lm(pace=2.0)):
            stream = dspy.streamify(
                dspy.ChainOfThought(SIGNATURE), stream_listeners=[dspy.streaming.StreamListener("reasoning")]
            )
            started = asyncio.Event()

            async def consume():
                async for _ in stream(text=TEXT):
                    started.set()

            task = asyncio.create_task(consume())
            await started.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    start = time.monotonic()
    asyncio.run(watch())
    assert time.monotonic() - start < 15  # the whole answer would take over 20 s


def test_max_tokens_cuts_the_answer_and_says_so():
    request = request_of(dspy.ChainOfThought(SIGNATURE), text=TEXT)
    short = replace(request, config=replace(request.config, max_tokens=5))
    whole, cut = PracticeEngine().complete(request), PracticeEngine().complete(short)
    assert (whole.finish_reason, cut.finish_reason) == ("stop", "length")
    assert whole.message.text.startswith(cut.message.text)
    assert len(pieces(cut.message.text)) == 5
