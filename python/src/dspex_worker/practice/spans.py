"""Taking a value out of the text: spans of a kind, ranked by the surroundings the demonstrated values had."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from dspex_worker.practice.case import Case
from dspex_worker.practice.text import WORD

Kind = Literal["number", "integer", "date", "name", "any"]
_PATTERNS: dict[str, re.Pattern[str]] = {
    "number": re.compile(r"\d[\d,]*(?:\.\d+)?"),
    "date": re.compile(
        r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}"
    ),
    "name": re.compile(r"(?:[A-Z][\w'&-]+)(?: (?:[A-Z][\w'&-]+))*"),
}
_WEIGHTS = {"before": 3, "after": 2, "second": 1, "shape": 2, "symbol": 1, "length": 1}
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A value taken from the text, and a sentence saying why this one."""

    text: str
    because: str


@lru_cache(maxsize=20_000)
def spans(kind: str, text: str) -> tuple[Span, ...]:
    """The spans of a kind in a text, from left to right; ``any`` is every run of one to four words (first 60)."""
    if kind != "any":
        return tuple(match.span() for match in _PATTERNS[kind].finditer(text))
    tokens = list(re.finditer(r"\S+", text))[:60]
    return tuple((a.start(), b.end()) for i, a in enumerate(tokens) for b in tokens[i : i + 4])


def extract(case: Case, name: str, kind: Kind, known: Iterable[tuple[str, Any]]) -> Found | None:
    """The span of the input that fits best, or None when there is none of the kind.

    ``known`` holds (input text, value) of the demonstrations; values that stand in their texts teach which
    surroundings to look for, else the field's name and plain position decide.
    """
    places = [place for text, value in known if (place := _learn(text, str(value), kind)) is not None]
    learnt = {key: Counter(place[key] for place in places) for key in _WEIGHTS}
    candidates = _candidates(case.text, kind, bool(places))
    if not candidates:
        return None

    def score(span: Span) -> float:
        if not places:
            return _plain(case.text, span, name, kind)
        here = _surroundings(case.text, *span)
        return sum(weight * learnt[key][here[key]] for key, weight in _WEIGHTS.items())

    start, end = max(candidates, key=lambda span: (score(span), -span[0]))
    return Found(case.text[start:end], _because(case.text, start, end, bool(places)))


def _candidates(text: str, kind: Kind, learnt: bool) -> Sequence[Span]:
    if kind in ("number", "integer"):
        found, dates = spans("number", text), spans("date", text)
        found = tuple(s for s in found if not any(a <= s[0] < b for a, b in dates)) or found
        return tuple(s for s in found if kind == "number" or "." not in text[slice(*s)]) or found
    found = spans(kind, text)
    return (*found, *spans("any", text)) if learnt and kind == "name" else found


@lru_cache(maxsize=20_000)
def _learn(text: str, value: str, kind: Kind) -> Mapping[str, Any] | None:
    start = text.find(value)
    end = start + len(value)
    if kind in ("number", "integer"):
        same = (s for s in spans("number", text) if _number(text[slice(*s)]) == _number(value))
        start, end = next(same, (-1, -1))
    return _surroundings(text, start, end) if start >= 0 else None


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def _surroundings(text: str, start: int, end: int) -> Mapping[str, Any]:
    before = WORD.findall(text[max(0, start - 60) : start].lower())[-2:]
    after = WORD.findall(text[end : end + 40].lower())[:1]
    value = text[start:end]
    shape = re.sub(r"\d+", "9", re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]", "A", value)))
    return {
        "before": before[-1] if before else "^",
        "second": before[0] if len(before) > 1 else "^",
        "after": after[0] if after else "$",
        "shape": shape,
        "length": len(value.split()),
        "symbol": text[max(0, start - 1) : start],
    }


def _plain(text: str, span: Span, name: str, kind: Kind) -> float:
    start = span[0]
    near = WORD.findall(text[max(0, start - 25) : start].lower())
    money = kind == "number" and text[max(0, start - 1) : start] in tuple("$€£")
    return (name.lower() in near) + 0.3 * (start > 0 and kind == "name") + 0.1 * money


def _because(text: str, start: int, end: int, learnt: bool) -> str:
    before = WORD.findall(text[:start][-40:])
    place = f"stands after '{before[-1]}'" if before else "opens the text"
    return f"'{text[start:end]}' {place}{', as the values in the examples do' if learnt else ''}."
