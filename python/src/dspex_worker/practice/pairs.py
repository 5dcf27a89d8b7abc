"""Labelled examples shown inside a proposer's or reflection prompt, as (input text, label) pairs."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from typing import Any

from dspex_worker.practice.case import NO_EVIDENCE

Pair = tuple[str, str]
_LONGEST_LABEL = 60

_EXAMPLE = re.compile(r"Example\((\{.*?\})\) \(input_keys=(\{[^}]*\}|None)\)")
_QUOTED_LABEL = re.compile(
    r"(?i)(?:correct|expected|should (?:be|have been)|right)[^`'\"\n]{0,40}[`'\"]([^`'\"]+)[`'\"]"
)
_PLAIN_LABEL = re.compile(
    r"(?i)\b(?:expected|(?:correct|right) \w+ (?:is|was)|should (?:be|have been))\s*:?\s*"
    r"([\w/&-]+(?: [\w/&-]+){0,3}?)(?=[.,;)]|\s*$|\s+(?:but|not|got)\b)"
)
_FULL_SCORE = re.compile(r"score of 1(?:\.0)?\b")


def pairs_in(text: str) -> list[Pair]:
    """All pairs in a prompt, in the ways MIPROv2, GEPA and InferRules show them."""
    return [*_examples(text), *_feedback(text), *_blocks(text), *_rule_examples(text)]


def _examples(text: str) -> Iterator[Pair]:
    """``Example({...}) (input_keys={...})``, as MIPROv2 shows the data set."""
    for match in _EXAMPLE.finditer(text):
        try:
            values, keys = ast.literal_eval(match[1]), ast.literal_eval(match[2]) or set()
        except (ValueError, SyntaxError):
            continue
        labels = [str(value) for key, value in values.items() if key not in keys and not isinstance(value, dict)]
        if labels:
            yield " ".join(str(value) for key, value in values.items() if key in keys), labels[-1]


def _feedback(text: str) -> Iterator[Pair]:
    """GEPA's records of inputs, outputs and feedback, where the feedback names the right label or gives full marks."""
    for shown, given, feedback in (*_json_records(text), *_markdown_records(text)):
        named = _QUOTED_LABEL.search(feedback) or _PLAIN_LABEL.search(feedback)
        if named:
            yield shown, named[1]
        elif given and len(given) < _LONGEST_LABEL and _FULL_SCORE.search(feedback):
            yield shown, given


def _json_records(text: str) -> Iterator[tuple[str, str, str]]:
    for match in re.finditer(r'(?m)^\[\{"Inputs"', text):
        try:
            records, _ = json.JSONDecoder().raw_decode(text[match.start() :])
        except ValueError:
            continue
        for record in records:
            inputs, outputs = record.get("Inputs"), record.get("Generated Outputs")
            yield _last_of(inputs, " "), _last_of(outputs, ""), str(record.get("Feedback", ""))


def _last_of(value: Any, joiner: str) -> str:
    """The telling values of a record joined, or only the last one when there is no ``joiner``."""
    if not isinstance(value, dict):
        return str(value) if joiner else ""
    values = [str(item) for key, item in value.items() if key not in NO_EVIDENCE]
    return joiner.join(values) if joiner else (values or [""])[-1]


def _markdown_records(text: str) -> Iterator[tuple[str, str, str]]:
    for block in re.split(r"(?m)^# Example \d+\n", text)[1:]:
        parts = dict(re.findall(r"(?ms)^## ([^\n]+)\n(.*?)(?=^## |\Z)", block))
        inputs = (line for line in parts.get("Inputs", "").splitlines() if line.strip() and not line.startswith("#"))
        given = re.findall(r"(?m)^[^#\s].*$", parts.get("Generated Outputs", "")) or [""]
        yield " ".join(inputs), given[-1], parts.get("Feedback", "")


def _blocks(text: str) -> Iterator[Pair]:
    """``Text: ...`` and ``Label: ...`` on lines of their own, as MIPROv2 shows task demos."""
    for block in re.split(r"\n\s*\n", text):
        lines = block.strip().splitlines()
        fields = [match for match in (re.match(r"^([A-Z][\w ]*): (.+)$", line) for line in lines) if match]
        if len(fields) == len(lines) >= 2 and len(fields[-1][2]) < _LONGEST_LABEL:
            yield fields[0][2], fields[-1][2]


def _rule_examples(text: str) -> Iterator[Pair]:
    """``Input Fields:`` and ``Output Fields:`` sections, as InferRules shows examples."""
    for block in text.split("Input Fields:\n")[1:]:
        shown, found, rest = block.partition("Output Fields:\n")
        outputs = re.findall(r"(?m)^\w+: (.+)$", rest)
        if found and outputs and len(outputs[-1]) < _LONGEST_LABEL:
            yield " ".join(re.findall(r"(?m)^\w+: (.+)$", shown)), outputs[-1]
