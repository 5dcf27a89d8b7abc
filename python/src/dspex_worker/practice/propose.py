"""Answering optimizers: instructions, observations, rules and advice, made of the examples their prompts show."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping
from typing import Any

from dspex_worker.practice.case import STRATEGIES
from dspex_worker.practice.pairs import pairs_in
from dspex_worker.practice.prompt import Field, Prompt
from dspex_worker.practice.rules import HEADING, rules_in, without_rules, write_rules
from dspex_worker.practice.text import unit

_PROPOSER_INPUTS = """
examples prior_observations observations program_code program_example basic_instruction attempted_instructions
current_instruction examples_with_feedback examples_text modules_defn dataset_description task_demos
"""
_SIGNS = frozenset(_PROPOSER_INPUTS.split())
"""Input fields by which the prompts of DSPy's own proposers are known."""

_USUAL_TEMPERATURE = 0.7


def propose(field: Field, prompt: Prompt, temperature: float, salt: str) -> Any:
    """The value of an output field of a proposer's prompt, or None when this is no such prompt or field.

    Nothing is proposed that the prompt does not hold, but for three sentences on how to compare texts, which an
    instruction gains or loses by chance, the more the hotter.
    """
    if not any(known.name in _SIGNS for known in prompt.layout.inputs):
        return None
    name, inputs = field.name.lower(), prompt.inputs
    if "advice" in name:
        return _contrast(inputs) if "oracle_metadata" in inputs else _retry_advice(inputs)
    if "prefix" in name:
        used = re.findall(r"Prefix #\d+: ([^»\n]+)", inputs.get("attempted_instructions", ""))
        return used[-1] if used else "Answer:"
    if "instruction" in name:
        return _instruction(inputs, temperature or _USUAL_TEMPERATURE, salt)
    text = "\n".join(inputs.values())
    if "rules" in name:
        return write_rules(pairs_in(text)) or None
    if any(word in name for word in ("observation", "summary", "description")):
        rules = write_rules(pairs_in(text), rules_in(text))
        return f"{HEADING}\n{rules}" if rules else f"A program that reads {', '.join(list(inputs)[:3])}."
    return None


def reflect(text: str) -> str | None:
    """A new instruction in a fenced block, for a reflection prompt no adapter wrote; None when it asks for none."""
    blocks = re.findall(r"```\w*\n?(.*?)```", text, re.DOTALL)
    if not blocks or "instruction" not in text:
        return None
    current = blocks[0].strip()
    rules = write_rules(pairs_in(text), rules_in(current))
    return f"```\n{without_rules(current)}\n{rules}".rstrip() + "\n```"


def _instruction(inputs: Mapping[str, str], temperature: float, salt: str) -> str:
    attempts = _attempts(inputs.get("attempted_instructions", ""))
    current = inputs.get("basic_instruction") or inputs.get("current_instruction") or (attempts or [""])[-1]
    old = rules_in(current) + rules_in(inputs.get("dataset_description", ""))
    old += [rule for attempt in attempts[-3:] for rule in rules_in(attempt)]
    body = without_rules(current)
    for sentence in STRATEGIES:
        if unit(salt, "strategy", sentence) < 0.25 * min(temperature, 1.6) + 0.1:
            body = body.replace(sentence, "") if sentence in body else f"{body.strip()}\n{sentence}"
    body = "\n".join(line for line in body.splitlines() if line.strip())
    rules = write_rules(pairs_in("\n".join(inputs.values())), old, salt, 0.15 * min(temperature, 1.0))
    return f"{body}\n{rules}".strip()


def _attempts(text: str) -> list[str]:
    """The instructions COPRO tried before, from the worst to the best."""
    blocks = re.findall(r"(?ms)^\[\d+\] (?:«««\n(.*?)\n»»»|«(.*?)»)\s*?(?=^\[\d+\] |\Z)", text)
    items = [textwrap.dedent(long).strip() if long else short for long, short in blocks]
    return [item.partition(": ")[2].strip() for item in items if re.match(r"Instruction #\d+: ", item)]


def _contrast(inputs: Mapping[str, str]) -> dict[str, str] | None:
    """SIMBA's advice: for each module the rule its better trajectory shows, corrected by the example's own outputs."""
    try:
        truth, names = json.loads(inputs["oracle_metadata"]), json.loads(inputs["module_names"])
        better = json.loads(inputs.get("better_program_trajectory") or "[]")
        program_inputs = json.loads(inputs["program_inputs"])
    except (KeyError, ValueError):
        return None
    steps = {step["module_name"]: step for step in better}
    advice = {}
    for name in names:
        step = steps.get(name, {})
        outputs = dict(step.get("outputs", {}))
        outputs.update({key: value for key, value in truth.items() if key in outputs or not outputs})
        outputs.pop("reasoning", None)
        text = " ".join(str(value) for value in (step.get("inputs") or program_inputs).values())
        if outputs:
            advice[name] = write_rules([(text, str(list(outputs.values())[-1]))])
    return advice


def _retry_advice(inputs: Mapping[str, str]) -> dict[str, str] | None:
    """Refine's advice: not to give the answer again that fell short."""
    try:
        steps, names = json.loads(inputs["program_trajectory"]), json.loads(inputs["module_names"])
    except (KeyError, ValueError):
        return None
    given = {step["module_name"]: list(step.get("outputs", {}).values()) for step in steps}
    return {name: f"Avoid '{given[name][-1]}' here." if given.get(name) else "N/A" for name in names}
