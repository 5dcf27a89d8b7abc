"""Requests to and responses from an LM as plain records for events."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from dspex_worker.wire import Json, plain


def messages_of(request: Any) -> list[Json]:
    """The messages of a request, in the order in which they are sent; the system text first."""
    messages = []
    if request.system is not None:
        messages.append({"role": "system", "content": _content(request.system)})
    for message in request.messages:
        messages.append({"role": message.role, "content": _content(message.parts)})
    return messages


def config_of(request: Any, rollout_id: int | None) -> Json:
    """The settings of a request that are set, the names of its tools, and the rollout id of DSPy."""
    config: Json = {}
    for field in dataclasses.fields(request.config):
        value = getattr(request.config, field.name)
        if value is None or value == () or value == {}:
            continue
        if field.name == "extensions":
            config.update(plain(dict(value)))
        else:
            config[field.name] = _data(value)
    if request.tools:
        config["tools"] = [getattr(tool, "name", type(tool).__name__) for tool in request.tools]
    if rollout_id is not None:
        config["rollout_id"] = rollout_id
    return config


def _data(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return plain(dataclasses.asdict(value))
    return plain(value)


def text_of(response: Any) -> str:
    """What the LM answered, as text; tool calls as JSON lines."""
    return _content(response.message.parts)


def _content(parts: Any) -> str:
    if isinstance(parts, str):
        return parts
    return "\n".join(_part(part) for part in parts)


def _part(part: Any) -> str:
    text = getattr(part, "text", None)
    if isinstance(text, str):
        return text
    kind = getattr(part, "type", type(part).__name__)
    if kind == "tool_call":
        return json.dumps({"tool": part.name, "input": plain(part.input)})
    if kind == "tool_result":
        return _content(part.content)
    return f"[{kind}]"


def estimated_tokens(messages: list[Json]) -> int:
    """How many tokens messages have, about: four bytes each."""
    return (sum(len(str(message["content"]).encode()) for message in messages) + 3) // 4
