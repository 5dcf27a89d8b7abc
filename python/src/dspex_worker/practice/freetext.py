"""Free text when there is nothing to choose from: a name, a date, or the sentence that says most about the question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from dspex_worker.practice.case import Case
from dspex_worker.practice.extract import extract, kind_of
from dspex_worker.practice.features import cosine
from dspex_worker.practice.schema import Schema
from dspex_worker.practice.spans import Kind
from dspex_worker.practice.text import sentences

_DATE = re.compile(r"date|\bday\b|\bwhen\b")
_NAME = re.compile(r"name|\bwho\b|person|city|place|company|customer")
_SUMMARY = re.compile(r"summar|headline|title|gist|tl;?dr")
_LABEL_LINE = re.compile(r"-> ([\w /&-]{2,40}?)\s*$", re.MULTILINE)

_MOSTLY = 0.8


@lru_cache(maxsize=1_000)
def named_labels(instruction: str) -> tuple[str, ...]:
    """The labels an instruction names in lines such as ``refund, invoice -> billing``, in order of the alphabet."""
    return tuple(sorted(set(_LABEL_LINE.findall(instruction))))


def write(case: Case, name: str, desc: str, known: Sequence[tuple[str, Any]]) -> tuple[str, str]:
    """(text, why): a span like the demonstrated ones, else what the field's name asks for, else a telling sentence."""
    asked = f"{name} {desc}".lower()
    hinted: Kind = "date" if _DATE.search(asked) else "name"
    kind = kind_of(known, _MOSTLY) if known else hinted
    if known or _DATE.search(asked) or _NAME.search(asked):
        found = extract(case, name, kind, known)
        return (found.text, found.because) if found else ("", "")
    lines = sentences(case.text)
    if len(lines) > 2 or _SUMMARY.search(asked):
        return _sentence(case, lines, bool(_SUMMARY.search(asked)))
    found = extract(case, name, kind, known)
    return (found.text, found.because) if found else (case.text.split("\n")[0][:80], "")


def _sentence(case: Case, lines: Sequence[str], summary: bool) -> tuple[str, str]:
    """The sentence of the longest input nearest to the other inputs, or for a summary to the whole text."""
    inputs = sorted(case.inputs.values(), key=len)
    source = sentences(inputs[-1]) if len(inputs) > 1 else list(lines)
    if not source:
        return case.text[:80], ""
    goal = case.features(case.text if summary or len(inputs) < 2 else "\n".join(inputs[:-1]))
    best = max(source, key=lambda line: (round(cosine(case.features(line), goal, {}), 9), -source.index(line)))
    because = "This sentence shares most words with " + ("the whole text." if summary else "the question.")
    return best, because


def agreement(case: Case) -> float:
    """How far the last input agrees with those before it, 0 to 1; 0.5 when there is only one."""
    inputs = [value for name, value in case.inputs.items() if name not in ("reasoning", "trajectory")]
    if len(inputs) < 2:
        return 0.5
    return cosine(case.features(inputs[-1]), case.features("\n".join(inputs[:-1])), {})


def scale(desc: str, schema: Schema) -> tuple[float, float]:
    """The lowest and highest rating asked for: the field's limits, ``0 to 10`` in its description, else 0 to 1."""
    if "maximum" in schema:
        return schema.get("minimum", 0.0), schema["maximum"]
    found = re.search(r"(\d+(?:\.\d+)?)\s*(?:to|-|–|and)\s*(\d+(?:\.\d+)?)", desc)  # noqa: RUF001
    return (float(found[1]), float(found[2])) if found else (0.0, 1.0)
