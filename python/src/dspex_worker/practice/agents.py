"""The turns of ReAct and ReActV2: the next tool call, and the outputs once the tools have answered."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from dspex_worker.practice.case import Case, joined
from dspex_worker.practice.prompt import Prompt, Turn, input_values
from dspex_worker.practice.tools import Step, Tool, final_text, next_call, read_tools
from dspex_worker.practice.values import Guess, guess

_HEADER = re.compile(r"\[\[ ## (thought|tool_name|tool_args|observation)_(\d+) ## \]\]")
_TAG = re.compile(r"<(thought|tool_name|tool_args|observation)_(\d+)>\s*(.*?)\s*</\1_\2>", re.DOTALL)


def react_turn(prompt: Prompt, case: Case) -> Mapping[str, Any]:
    """The thought, tool and arguments of a ReAct prompt."""
    tools = [tool for tool in read_tools(prompt.layout.instruction) if tool.name != "finish"]
    call = next_call(case, tools, read_steps(prompt.inputs.get("trajectory", "")))
    return {"next_thought": call.thought, "next_tool_name": call.tool or "finish", "next_tool_args": dict(call.args)}


def read_steps(trajectory: str) -> list[Step]:
    """The calls a ReAct trajectory holds, without the closing one."""
    parts = _HEADER.split(trajectory)
    found = list(zip(parts[1::3], parts[2::3], parts[3::3], strict=True)) or _TAG.findall(trajectory)
    fields: dict[str, dict[str, str]] = {}
    for name, index, value in found:
        fields.setdefault(index, {})[name] = value.strip()
    steps = (
        Step(field.get("tool_name", ""), field.get("tool_args", ""), field.get("observation", ""))
        for field in fields.values()
    )
    return [step for step in steps if step.tool != "finish"]


def tool_calls_turn(prompt: Prompt, case: Case) -> Mapping[str, Any]:
    """The thought and calls of a ReActV2 prompt: one tool at a time, ``submit`` when nothing more is to ask."""
    tools = read_tools("\n".join(_described(prompt.inputs.get("tools", ""))))
    asked = case.about(joined(_question(prompt)))
    steps = list(_history(prompt.turns))
    call = next_call(asked, [tool for tool in tools if tool.name != "submit"], steps)
    if call.tool is not None:
        return {"next_thought": call.thought, "tool_calls": _calls(call.tool, call.args)}
    submit = next((tool for tool in tools if tool.name == "submit"), Tool("submit", "", {}))
    return {"next_thought": call.thought, "tool_calls": _calls("submit", _submission(asked, submit, steps))}


def _calls(name: str, args: Mapping[str, Any]) -> dict[str, Any]:
    return {"tool_calls": [{"name": name, "args": dict(args)}]}


def _described(text: str) -> list[str]:
    try:
        items = json.loads(text)
    except ValueError:
        return [text]
    return [str(item) for item in items] if isinstance(items, list) else [text]


def _question(prompt: Prompt) -> Mapping[str, str]:
    """The program's own inputs, which only the first message of the conversation holds."""
    for turn in reversed(prompt.turns):
        values = input_values(turn.text, prompt.layout) if turn.role == "user" else {}
        own = {name: value for name, value in values.items() if name not in ("history", "tools")}
        if own:
            return own
    return {}


def _history(turns: tuple[Turn, ...]) -> Iterator[Step]:
    """The calls made and answered, whether the results came as text or as message parts of their own."""
    pending: list[tuple[str, str]] = []
    for turn in turns:
        pending = list(turn.tool_calls) or pending
        for (name, args), result in zip(pending, turn.tool_results, strict=False):
            yield Step(name, args, result)
        if turn.role == "assistant":
            pending = pending if turn.tool_calls else _text_calls(turn.text)
        elif (start := turn.text.find('{"tool_call_results"')) >= 0:
            results = json.JSONDecoder().raw_decode(turn.text[start:])[0]["tool_call_results"]
            for index, result in enumerate(results):
                args = pending[index][1] if index < len(pending) else ""
                yield Step(str(result.get("name")), args, str(result.get("value")))


def _text_calls(text: str) -> list[tuple[str, str]]:
    start = text.find('{"tool_calls"')
    if start < 0:
        return []
    try:
        value, _ = json.JSONDecoder().raw_decode(text[start:])
    except ValueError:
        return []
    return [
        (str(call.get("name")), json.dumps(call.get("args", {}), ensure_ascii=False)) for call in value["tool_calls"]
    ]


def _submission(case: Case, submit: Tool, steps: list[Step]) -> dict[str, Any]:
    found = final_text(steps)
    return {
        name: found if schema.get("type") == "string" else after_tools(case, name, schema, found).value
        for name, schema in submit.args.items()
    }


def after_tools(case: Case, name: str, schema: Mapping[str, Any], found: str) -> Guess:
    """The value of an output once the tools have answered ``found``: read from it, or chosen by it and the question."""
    about = f"{case.text}\n{found}" if "enum" in schema or schema.get("type") == "boolean" else found or case.text
    return guess(case.about(about), (name,), "", schema)
