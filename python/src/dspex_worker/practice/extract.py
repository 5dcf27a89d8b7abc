"""Taking a value out of the text: the span whose surroundings speak most for it, as the demonstrations teach."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dspex_worker.practice.case import Case
from dspex_worker.practice.spans import Kind, Span, spans, surroundings
from dspex_worker.practice.text import WORD

_PRIOR = 0.5
_KINDS: tuple[Kind, ...] = ("date", "number", "name")


@dataclass(frozen=True, slots=True)
class Found:
    """A value taken from the text, and a sentence saying why this one."""

    text: str
    because: str


def extract(case: Case, name: str, kind: Kind, known: Iterable[tuple[str, Any]]) -> Found | None:
    """The span of the input that fits best, or None when there is none of the kind.

    ``known`` holds (input text, value) of the demonstrations. Where values stand in their texts, a span is scored by
    how much more often its surroundings go with them than with other spans (naive Bayes); else the field's name and
    plain position decide.
    """
    taught = [(text, place) for text, value in known if (place := _place(text, str(value), kind)) is not None]
    candidates = spans(kind, case.text)
    if not candidates:
        return None
    if not taught:
        best = max(candidates, key=lambda span: (_plain(case.text, span, name, kind), -span[0]))
        return Found(case.text[slice(*best)], _because(case.text, best, False))
    scores = _learnt_scores(case.text, kind, taught, candidates)
    best = max(candidates, key=lambda span: (round(scores[span], 9), -span[0]))
    return Found(case.text[slice(*best)], _because(case.text, best, True))


def kind_of(known: Sequence[tuple[str, Any]], share: float) -> Kind:
    """The narrowest kind of span that at least ``share`` of the demonstrated values are, ``any`` when there is none."""
    for kind in _KINDS:
        if sum(_place(text, str(value), kind, exact=True) is not None for text, value in known) >= share * len(known):
            return kind
    return "any"


def _learnt_scores(text: str, kind: Kind, taught: Sequence[tuple[str, Span]], at: Sequence[Span]) -> dict[Span, float]:
    weights = _weights(kind, tuple(taught))
    return {span: sum(weights.get(item, 0.0) for item in surroundings(text, *span).items()) for span in at}


@lru_cache(maxsize=32)
def _weights(kind: Kind, taught: tuple[tuple[str, Span], ...]) -> Mapping[tuple[str, str], float]:
    """How much each (aspect, value) speaks for a span: its log odds of going with a value rather than any other span.

    The same demonstrations come with every call of a predictor, so this is worked out once for all of them.
    """
    wanted = Counter(item for shown, place in taught for item in surroundings(shown, *place).items())
    texts = tuple(dict.fromkeys(shown for shown, _ in taught))
    others = _background(kind, texts)
    all_wanted = len(taught) + 1.0
    all_others = sum(len(spans(kind, shown)) for shown in texts) + 1.0
    return {
        item: math.log((wanted[item] + _PRIOR) / all_wanted) - math.log((others[item] + _PRIOR) / all_others)
        for item in {**others, **wanted}
    }


@lru_cache(maxsize=16)
def _background(kind: Kind, texts: tuple[str, ...]) -> Counter[tuple[str, str]]:
    """How often each (aspect, value) occurs among all spans of a kind in the texts."""
    return Counter(item for text in texts for span in spans(kind, text) for item in surroundings(text, *span).items())


def _place(text: str, value: str, kind: Kind, exact: bool = False) -> Span | None:
    """Where a demonstrated value stands in its text: for numbers by its amount, else as it is written."""
    if kind in ("number", "integer"):
        if (amount := as_number(value)) is None:
            return None
        return next((span for span in spans(kind, text) if as_number(text[slice(*span)]) == amount), None)
    if exact:
        return next((span for span in spans(kind, text) if text[slice(*span)] == value), None)
    start = text.find(value)
    return (start, start + len(value)) if start >= 0 else None


def as_number(text: str) -> float | None:
    """The amount a text writes, commas aside, or None."""
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def _plain(text: str, span: Span, name: str, kind: Kind) -> float:
    start = span[0]
    near = WORD.findall(text[max(0, start - 25) : start].lower())
    money = kind == "number" and text[max(0, start - 1) : start] in tuple("$€£")
    return (name.lower() in near) + 0.3 * (start > 0 and kind == "name") + 0.1 * money


def _because(text: str, span: Span, learnt: bool) -> str:
    before = WORD.findall(text[: span[0]][-40:])
    place = f"stands after '{before[-1]}'" if before else "opens the text"
    return f"'{text[slice(*span)]}' {place}{', as the values in the examples do' if learnt else ''}."
