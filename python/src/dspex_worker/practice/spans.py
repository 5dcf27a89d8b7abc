"""The spans of a text that a value may be taken from, and the surroundings by which one knows them again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from dspex_worker.practice.text import WORD

Kind = Literal["number", "integer", "date", "name", "any"]
Span = tuple[int, int]
Surroundings = Mapping[str, str]
"""What stands around a span and what it looks like, by aspect."""

_PATTERNS: dict[str, re.Pattern[str]] = {
    "number": re.compile(r"\d[\d,]*(?:\.\d+)?"),
    "date": re.compile(
        r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}"
    ),
    "name": re.compile(r"[A-Z][\w'&-]+(?: (?:(?:&|of|de|du|der|van|von|and) )?[A-Z][\w'&-]+)*"),
}
_TOKEN = re.compile(r"[^\s,;:!?()\"]+(?:,\d[^\s,;:!?()\"]*)*")
_MOST_TOKENS = 80
_LONGEST = 4


@lru_cache(maxsize=2_000)
def spans(kind: Kind, text: str) -> tuple[Span, ...]:
    """The spans of a kind in a text from left to right; ``any`` is every run of one to four words of the first 80."""
    if kind == "integer":
        found = spans("number", text)
        return tuple(span for span in found if "." not in text[slice(*span)]) or found
    if kind == "number":
        dates = spans("date", text)
        found = tuple(match.span() for match in _PATTERNS[kind].finditer(text))
        return tuple(span for span in found if not any(a <= span[0] < b for a, b in dates)) or found
    if kind != "any":
        return tuple(match.span() for match in _PATTERNS[kind].finditer(text))
    tokens = [_trimmed(match) for match in _TOKEN.finditer(text)][:_MOST_TOKENS]
    return tuple(
        (start, end)
        for index, (start, _) in enumerate(tokens)
        for _, end in tokens[index : index + _LONGEST]
        if "\n" not in text[start:end]
    )


def _trimmed(match: re.Match[str]) -> Span:
    return match.start(), match.start() + len(match[0].rstrip(".'") or match[0])


@lru_cache(maxsize=20_000)
def surroundings(text: str, start: int, end: int) -> Surroundings:
    """The surroundings of one span."""
    before = WORD.findall(text[max(0, start - 60) : start].lower())[-3:]
    after = WORD.findall(text[end : end + 40].lower())[:1]
    value = text[start:end]
    shape = re.sub(r"\d+", "9", re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]", "A", value)))
    return {
        "before": before[-1] if before else "^",
        "second": " ".join(before[-2:]) if len(before) > 1 else "^",
        "after": after[0] if after else "$",
        "shape": shape,
        "coarse": re.sub(r"(.)\1+", r"\1", shape),
        "digits": str(any(character.isdigit() for character in value)),
        "length": str(value.count(" ")),
        "left": text[max(0, start - 2) : start].strip(" ") or " ",
        "right": text[end : end + 2].strip(" ")[:1] or ("$" if end == len(text) else " "),
        "line": str(text.count("\n", 0, start)) if text.count("\n", 0, start) < 2 else "later",
    }
