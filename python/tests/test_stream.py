"""Tokens of a field joined are the field as the adapter reads it, however the answer is cut."""

from __future__ import annotations

import itertools
from typing import Any

import dspy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dspex_worker.boundary import LmCall
from dspex_worker.lms import ADAPTERS
from dspex_worker.stream import TokenStream

SIGNATURE = dspy.make_signature(
    {"question": (str, dspy.InputField()), "reasoning": (str, dspy.OutputField()), "answer": (str, dspy.OutputField())}
)


def told(adapter: str, pieces: list[str]) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    stream = TokenStream(adapter, events.append)
    for piece in [*pieces, ""]:
        stream.receive("l", LmCall("l", None, "ask.predict", None, SIGNATURE), piece)
    return events


def joined(events: list[dict[str, Any]]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for event in events:
        fields[event["field"]] = fields.get(event["field"], "") + event["text"]
    return fields


def cut(text: str, at: list[int]) -> list[str]:
    places = sorted({0, len(text), *(a % (len(text) + 1) for a in at)})
    return [text[i:j] for i, j in itertools.pairwise(places)]


marks = ["a [[ b", "[[", "x < y </ z & w", "ends [[ ##", 'say "hi", {ok}', "two\n\nlines"]
marks += ["a [[ ## x ## ]] b", "&lt; &amp"]
letters = st.characters(exclude_categories=("C", "Zl", "Zp"), include_characters="\n")  # adapters normalise the others
values = st.text(letters, max_size=30) | st.sampled_from(marks)


@pytest.mark.parametrize("adapter", ADAPTERS)
@settings(max_examples=150, deadline=None)
@given(reasoning=values, answer=values, at=st.lists(st.integers(0, 400), max_size=60))
def test_joined_is_what_the_adapter_reads(adapter: str, reasoning: str, answer: str, at: list[int]) -> None:
    reader = getattr(dspy, adapter)()
    text = reader.format_assistant_message_content(SIGNATURE, {"reasoning": reasoning, "answer": answer})
    try:
        read = reader.parse(SIGNATURE, text)
    except dspy.utils.exceptions.AdapterParseError:
        return  # a value that looks like the adapter's own marks
    events = told(adapter, cut(text, at))
    fields = joined(events)
    assert {name: fields.get(name, "") for name in read} == {name: value.strip() for name, value in read.items()}
    assert [event["field"] for event in events if event["last"]] == ["reasoning", "answer"]


@pytest.mark.parametrize("adapter", ADAPTERS)
def test_text_comes_as_soon_as_it_is_sure(adapter: str) -> None:
    heads = {"ChatAdapter": "[[ ## reasoning ## ]]\n", "JSONAdapter": '{"reasoning": "', "XMLAdapter": "<reasoning>"}
    events: list[dict[str, Any]] = []
    stream = TokenStream(adapter, events.append)
    call = LmCall("l", None, "ask.predict", None, SIGNATURE)
    stream.receive("l", call, heads[adapter])
    for word in ("one ", "two ", "three"):
        stream.receive("l", call, word)
    assert joined(events) == {"reasoning": "one two three"}
    assert len(events) == 3


def test_an_answer_in_another_form_gives_no_tokens() -> None:
    assert told("ChatAdapter", ["I would rather ", "not say."]) == []
    assert told("JSONAdapter", ["I would rather ", "not say."]) == []
