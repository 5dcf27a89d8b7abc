"""Texts as weighted words, and how alike two of them are (TF-IDF cosine)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache

from dspex_worker.practice.text import STOP, stem, words

Features = Mapping[str, float]
"""Weight by stem of a word; parts of words are marked with a leading ``#``. Unit length. Never changed once made."""

_STOP_WEIGHT = 0.1
_PART_WEIGHT = 0.35
_PART_LENGTH = 4


@lru_cache(maxsize=8_000)
def features(text: str, parts: bool = False) -> Features:
    """The features of a text; with ``parts`` its longer words also count by their four-letter parts."""
    weights: dict[str, float] = {}
    for word in words(text):
        stop = word in STOP
        key = word if stop else stem(word)
        weights[key] = weights.get(key, 0.0) + (_STOP_WEIGHT if stop else 1.0)
        if parts and not stop and len(word) > 3:
            framed = f"^{word}$"
            for start in range(len(framed) - _PART_LENGTH + 1):
                part = "#" + framed[start : start + _PART_LENGTH]
                weights[part] = weights.get(part, 0.0) + _PART_WEIGHT
    norm = math.sqrt(sum(value * value for value in weights.values())) or 1.0
    return {key: value / norm for key, value in weights.items()}


def inverse_frequencies(documents: Iterable[Features], power: int = 1) -> dict[str, float]:
    """Weight by feature: the fewer documents have it, the more. ``power`` 2 sharpens the difference."""
    counts: dict[str, int] = {}
    total = 0
    for document in documents:
        total += 1
        for key in document:
            counts[key] = counts.get(key, 0) + 1
    return {key: math.log(1 + total / count) ** power for key, count in counts.items()}


def cosine(left: Features, right: Features, weights: Mapping[str, float]) -> float:
    """How alike two texts are, 0 to 1, each feature weighted by ``weights`` (1 where it has none)."""
    if len(left) > len(right):
        left, right = right, left
    shared = sum(value * right[key] * weights.get(key, 1.0) ** 2 for key, value in left.items() if key in right)
    if not shared:
        return 0.0
    return shared / (_length(left, weights) * _length(right, weights))


def _length(document: Features, weights: Mapping[str, float]) -> float:
    return math.sqrt(sum((value * weights.get(key, 1.0)) ** 2 for key, value in document.items()))
