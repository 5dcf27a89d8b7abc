"""From a request to the text of its answer: read the prompt, find each field's value, write them down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dspex_worker.practice.agents import after_tools, react_turn, read_steps, tool_calls_turn
from dspex_worker.practice.case import Case, case_of, joined
from dspex_worker.practice.functions import write
from dspex_worker.practice.modes import Mode, ramble, repeat
from dspex_worker.practice.numbers import think
from dspex_worker.practice.prompt import Field, Prompt, Turn, read_prompt
from dspex_worker.practice.propose import propose, reflect
from dspex_worker.practice.render import render
from dspex_worker.practice.text import quoted, telling_words
from dspex_worker.practice.tools import final_text
from dspex_worker.practice.values import Guess, guess

_EXPLANATIONS = frozenset({"reasoning", "rationale", "discussion", "thought", "next_thought", "explanation"})
_MOST_REASONS = 4


def answer(system: str, turns: tuple[Turn, ...], temperature: float, salt: str, mode: Mode = "steady") -> str:
    """The answer's text. It depends on nothing but the arguments; ``salt`` decides ties and draws."""
    prompt = read_prompt(system, turns)
    if prompt is None:
        asked = turns[-1].text if turns else ""
        told = reflect(asked) or f"The Practice LM read {quoted(telling_words(asked, 5)) or 'an empty request'}."
        return ramble(asked, told) if mode == "rambling" else repeat(told) if mode == "repetitive" else told
    values = _values(prompt, temperature, salt)
    outputs = prompt.layout.outputs
    if mode == "repetitive":
        values = _repeating(outputs, values)
    text = render(prompt.layout.adapter, outputs, values)
    return ramble(joined(prompt.inputs), text) if mode == "rambling" else text


def _values(prompt: Prompt, temperature: float, salt: str) -> Mapping[str, Any]:
    case = case_of(prompt, temperature, salt)
    names = {field.name for field in prompt.layout.outputs}
    if {"next_tool_name", "next_tool_args"} <= names:
        return react_turn(prompt, case)
    if any(field.type == "ToolCalls" for field in prompt.layout.outputs):
        return tool_calls_turn(prompt, case)
    explained = [field for field in prompt.layout.outputs if field.name in _EXPLANATIONS and len(names) > 1]
    guesses = {field.name: _guess(field, prompt, case) for field in prompt.layout.outputs if field not in explained}
    values = {name: made.value for name, made in guesses.items()}
    for field in explained:
        values[field.name] = _explanation(guesses)
    return values


def _guess(field: Field, prompt: Prompt, case: Case) -> Guess:
    proposed = propose(field, prompt, case.temperature, case.salt)
    if proposed is not None:
        return Guess(proposed, "The words listed are those the examples of one label share and others lack.")
    for skill in (think, write):
        made = skill(field, prompt, case.salt)
        if made is not None:
            return Guess(made)
    steps = read_steps(prompt.inputs["trajectory"]) if prompt.inputs.get("trajectory") else []
    if not steps:
        return guess(case, (field.name,), field.desc, field.schema)
    found = final_text(steps)
    if field.schema.get("type") == "string" and not case.known((field.name,)):
        return Guess(found, f"The tools found '{found[:120]}', which answers the question.")
    taught = tuple((_with_findings(text, demo.inputs), outs) for (text, outs), demo in _paired(case, prompt))
    told = after_tools(replace(case, shown=taught), field.name, field.schema, found)
    return told if "enum" in field.schema else Guess(told.value, f"The tools found '{found[:120]}'.")


def _paired(case: Case, prompt: Prompt) -> Any:
    return zip(case.shown, prompt.demos, strict=True)


def _with_findings(text: str, inputs: Mapping[str, str]) -> str:
    return f"{text}\n{final_text(read_steps(inputs.get('trajectory', '')))}"


def _explanation(guesses: Mapping[str, Guess]) -> str:
    """Why the values are what they are, found after the values: it adds no evidence of its own."""
    reasons = {name: made.because for name, made in guesses.items() if made.because}
    if not reasons:
        return f"Nothing in the examples or the instruction says more about {' and '.join(guesses)}."
    if len(reasons) == 1:
        return next(iter(reasons.values()))
    return " ".join(f"For {name}: {because}" for name, because in list(reasons.items())[:_MOST_REASONS])


def _repeating(outputs: tuple[Field, ...], values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values with the explanation, or else the first free text, caught in a loop."""
    texts = [field.name for field in outputs if field.schema.get("type") == "string" and values.get(field.name)]
    looped = next((name for name in texts if name in _EXPLANATIONS), texts[0] if texts else None)
    return {name: repeat(value) if name == looped else value for name, value in values.items()}
