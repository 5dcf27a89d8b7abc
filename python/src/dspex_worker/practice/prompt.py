"""Reading a request the way DSPy's Chat, JSON and XML adapters wrote it: fields, instruction, demos, inputs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from dspex_worker.practice.demos import read_output
from dspex_worker.practice.schema import Schema, read_schema

AdapterKind = Literal["chat", "json", "xml"]


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One field of the signature: its name, printed type, description and (for an output) schema."""

    name: str
    type: str
    desc: str
    schema: Schema


@dataclass(frozen=True, slots=True, eq=False)
class Demo:
    """One demonstration: the inputs as text, and those outputs that were supplied as JSON values."""

    inputs: Mapping[str, str]
    outputs: Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """One message: its text, and the tool results and calls (name, arguments) it carries as parts."""

    role: str
    text: str
    tool_results: tuple[str, ...] = ()
    tool_calls: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """What the system message says: the same for every call of a predictor."""

    adapter: AdapterKind
    inputs: tuple[Field, ...]
    outputs: tuple[Field, ...]
    instruction: str


@dataclass(frozen=True, slots=True, eq=False)
class Prompt:
    """One call: its layout, the demonstrations, the values of the inputs, and all messages as they came."""

    layout: Layout
    demos: tuple[Demo, ...]
    inputs: Mapping[str, str]
    turns: tuple[Turn, ...]


def read_turns(request: Any) -> tuple[Turn, ...]:
    """The messages of a ``dspy.lm15.Request`` without the system message."""
    return tuple(
        Turn(
            message.role,
            "".join(part.text for part in message.parts if part.type == "text"),
            tuple("".join(_texts(part.content)) for part in message.parts if part.type == "tool_result"),
            tuple((p.name, json.dumps(dict(p.input))) for p in message.parts if p.type == "tool_call"),
        )
        for message in request.messages
    )


def read_system(request: Any) -> str:
    """The system message of a ``dspy.lm15.Request`` as text, empty when there is none."""
    system = request.system
    return system if isinstance(system, str) else "".join(_texts(system or ()))


def _texts(parts: Iterable[Any]) -> list[str]:
    return [part.text for part in parts if part.type == "text"]


def read_prompt(system: str, turns: tuple[Turn, ...]) -> Prompt | None:
    """The prompt, or None when no adapter of DSPy wrote it."""
    layout = read_layout(system)
    if layout is None or not turns:
        return None
    demos = []
    asked: Mapping[str, str] | None = None
    for turn in turns[:-1]:
        if turn.role == "user":
            asked = input_values(turn.text, layout)
        elif turn.role == "assistant" and asked is not None and turn.text:
            demos.append(Demo(asked, read_output(turn.text, layout.adapter, _schemas(layout))))
            asked = None
    return Prompt(layout, tuple(demos), input_values(turns[-1].text, layout), turns)


_CLOSING = re.compile(r"\n\nRespond with (?:the corresponding output fields|a JSON object)")


@lru_cache(maxsize=4_000)
def input_values(message: str, layout: Layout) -> Mapping[str, str]:
    """The input fields in a user message, by name; the closing request for a format is left out."""
    names = tuple(field.name for field in layout.inputs)
    asked = _CLOSING.split(message)[0]
    if layout.adapter == "xml":
        found = ((name, re.search(rf"<{name}>(.*?)</{name}>", asked, re.DOTALL)) for name in names)
        return {name: match[1].strip() for name, match in found if match}
    parts = re.split(rf"\[\[ ## ({'|'.join(names)}) ## \]\]", asked) if names else []
    return {name: value.strip() for name, value in zip(parts[1::2], parts[2::2], strict=True)}


@lru_cache(maxsize=1_000)
def _schemas(layout: Layout) -> tuple[tuple[str, Schema], ...]:
    return tuple((field.name, field.schema) for field in layout.outputs)


_FIELD = re.compile(r"^\d+\. `(\w+)` \((.*?)\):[ ]?(.*(?:\n(?!\d+\. `).*)*)", re.MULTILINE)


@lru_cache(maxsize=256)
def read_layout(system: str) -> Layout | None:
    """The layout a system message describes, or None when no adapter of DSPy wrote it."""
    head, found, rest = system.partition("All interactions will be structured in the following way")
    inputs, both, outputs = head.partition("Your output fields are:")
    body, objective, instruction = rest.partition("your objective is:")
    if not (found and both and objective):
        return None
    adapter: AdapterKind = (
        "json" if "Outputs will be a JSON object" in body else "chat" if "[[ ## completed ## ]]" in body else "xml"
    )
    lines = (line.strip() for line in instruction.strip().splitlines())
    described = _json_body(body) if adapter == "json" else {}
    return Layout(
        adapter,
        tuple(Field(name, kind, desc, {}) for name, kind, desc in _fields(inputs)),
        tuple(
            Field(name, kind, desc, read_schema(kind, described.get(name) or _described(body, name), desc))
            for name, kind, desc in _fields(outputs)
        ),
        "\n".join(lines),
    )


def _fields(text: str) -> list[tuple[str, str, str]]:
    return [(match[1], match[2], match[3].strip()) for match in _FIELD.finditer(text)]


def _json_body(body: str) -> Mapping[str, str]:
    start = body.find("{", body.find("Outputs will be a JSON object"))
    try:
        value, _ = json.JSONDecoder().raw_decode(body[start:])
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _described(body: str, name: str) -> str:
    match = re.search(rf"^(?:\{{{name}\}}.*|<{name}>.+</{name}>)$", body, re.MULTILINE)
    return match[0] if match else ""
