"""What came of an LM call, and how the journal writes it down."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dspex_worker.wire import Json


@dataclass(frozen=True)
class Answer:
    """An LM's response, and the events of its stream where it was streamed.

    Attributes:
        response: None for a stream that was stopped.
        times: seconds since the start of the call at which the events came; empty where nobody knows.
        cut: whether a rule or another lane stopped the stream here.
    """

    response: Any
    events: Sequence[Any] | None = None
    times: Sequence[float] = ()
    cut: bool = False

    def as_events(self) -> Sequence[Any]:
        """The stream, put together where the answer came as a whole."""
        from dspy._vendor.lm15.result import response_to_events

        return self.events if self.events is not None else list(response_to_events(self.response))

    def usage(self) -> tuple[int, int]:
        """Prompt and completion tokens, 0 where the LM does not tell."""
        used = getattr(self.response, "usage", None)
        return int(getattr(used, "input_tokens", None) or 0), int(getattr(used, "output_tokens", None) or 0)


def fingerprint(alias: str, request: Any, rollout: object, place: str, path: object) -> str:
    """What two calls must have in common to share an answer. DSPy leaves the rollout id out of its requests."""
    from dspy._vendor.lm15.serde import request_to_dict

    text = json.dumps([alias, request_to_dict(request), rollout, place, path], sort_keys=True, default=repr)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def record_of(answer: Answer) -> Json:
    from dspy._vendor.lm15.serde import response_to_dict, stream_event_to_dict

    if answer.events is not None:
        events = [stream_event_to_dict(event) for event in answer.events]
        kept: Json = {"events": [{k: v for k, v in event.items() if k != "provider_data"} for event in events]}
        if answer.times:
            kept["times"] = [round(at, 3) for at in answer.times]
        return {**kept, "cut": True} if answer.cut else kept
    return {"response": response_to_dict(answer.response)}


def answer_of(record: Json, request: Any) -> Answer:
    """The answer of a record; a stream is put together as it was when it came."""
    from dspy._vendor.lm15.result import StreamAccumulator
    from dspy._vendor.lm15.serde import response_from_dict, stream_event_from_dict

    if "events" not in record:
        return Answer(response_from_dict(record["response"]))
    events = [stream_event_from_dict(event) for event in record["events"]]
    times = [float(at) for at in record.get("times") or ()]
    if record.get("cut"):
        return Answer(None, events, times, cut=True)
    put_together = StreamAccumulator(request)
    for event in events:
        put_together.push(event)
    return Answer(put_together.response(), events, times)


def failure_record(error: Exception) -> Json | None:
    """A DSPy LM error as a record, None for any other exception."""
    from dspy.utils.exceptions import LMError

    if not isinstance(error, LMError):
        return None
    plain = {k: v for k, v in vars(error).items() if v is None or isinstance(v, (bool, int, float, str))}
    return {"error": type(error).__name__, "args": [str(arg) for arg in error.args], "fields": plain}


def failure_of(record: Json) -> Exception:
    """The error of a record, of the class it had."""
    from dspy.utils import exceptions

    kind = getattr(exceptions, str(record["error"]), exceptions.LMError)
    error: Exception = kind.__new__(kind)
    error.args = tuple(record["args"])
    vars(error).update(record["fields"])
    return error
