"""The event queue: order, bounds, joined tokens, masks."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dspex_worker.events import AbortedError, EventQueue


def token(text: str, call: str = "l", field: str = "answer", last: bool = False) -> dict[str, Any]:
    return {"type": "token", "id": call, "node": "n", "field": field, "text": text, "last": last}


def log(text: str) -> dict[str, Any]:
    return {"type": "log", "level": "info", "logger": "x", "text": text}


def everything(queue: EventQueue, limit: int = 256) -> list[dict[str, Any]]:
    queue.finish()
    events: list[dict[str, Any]] = []
    done = False
    while not done:
        taken, done = queue.take(limit, 0)
        events += map(json.loads, taken)
    return events


def test_tokens_of_one_field_are_joined() -> None:
    queue = EventQueue()
    for event in (token("a"), token("b"), token("c", last=True), token("d"), token("e", field="other"), log("x")):
        queue.put(event)
    queue.put(token("f"))
    assert [event["text"] for event in everything(queue)] == ["abc", "d", "e", "x", "f"]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.text(max_size=300)), max_size=30), st.integers(1, 9))
def test_joining_loses_nothing(pieces: list[tuple[str, str]], limit: int) -> None:
    queue = EventQueue()
    for field, text in pieces:
        queue.put(token(text, field=field))
    events = everything(queue, limit)
    assert all(len(event["text"]) <= 512 for event in events)
    for name in "ab":
        assert "".join(e["text"] for e in events if e["field"] == name) == "".join(t for f, t in pieces if f == name)


def test_a_full_queue_blocks_until_there_is_room() -> None:
    queue = EventQueue(capacity=2)
    queue.put(log("1"))
    queue.put(log("2"))
    third = threading.Thread(target=queue.put, args=(log("3"),))
    third.start()
    assert third.is_alive()
    first, done = queue.take(1, 0)
    third.join(10)
    assert not third.is_alive()
    assert not done
    assert [json.loads(text)["text"] for text in first] == ["1"]
    assert [event["text"] for event in everything(queue)] == ["2", "3"]


def test_abort_frees_the_blocked() -> None:
    queue = EventQueue(capacity=1)
    queue.put(log("1"))
    raised = threading.Event()

    def put() -> None:
        try:
            queue.put(log("2"))
        except AbortedError:
            raised.set()

    blocked = threading.Thread(target=put)
    blocked.start()
    queue.abort()
    blocked.join(10)
    assert raised.is_set()


def test_nothing_comes_after_the_end() -> None:
    queue = EventQueue()
    queue.finish(log("end"))
    queue.put(log("late"))
    assert [event["text"] for event in everything(queue)] == ["end"]


def test_an_empty_poll_ends_in_time() -> None:
    assert EventQueue().take(5, 0.01) == ([], False)


@pytest.mark.parametrize("secret", ["sk-123456789", 'a "quoted" one', "back\\slash-key", "schlüssel-€"])
def test_secrets_are_masked_wherever_they_stand(secret: str) -> None:
    queue = EventQueue([secret])
    queue.put({"type": "log", "level": "info", "logger": "x", "text": f"key={secret}!", "deep": [{"k": secret}]})
    queue.put(token(f"it is {secret}"))
    first, second = everything(queue)
    assert first["text"] == "key=•••!"
    assert first["deep"] == [{"k": "•••"}]
    assert second["text"] == "it is •••"


def test_values_that_json_does_not_know() -> None:
    queue = EventQueue()
    queue.put({"type": "log", "nan": float("nan"), "set": {2, 1}, "key": {1: "x"}, "other": object})
    (event,) = everything(queue)
    assert event["nan"] is None
    assert event["set"] == [1, 2]
    assert event["key"] == {"1": "x"}
