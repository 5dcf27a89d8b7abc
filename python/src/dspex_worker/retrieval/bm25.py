"""Okapi BM25 over a list of passages."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

K1, B = 1.5, 0.75


class Bm25:
    """Ranks passages by Robertson and Zaragoza's formula, with an idf that is never negative:
    ``ln(1 + (N - n + 0.5) / (n + 0.5)) * f * (k1 + 1) / (f + k1 * (1 - b + b * length / average length))``.
    """

    def __init__(self, passages: Sequence[str]) -> None:
        counts = [Counter(words(passage)) for passage in passages]
        self._lengths = [sum(count.values()) for count in counts]
        self._average = sum(self._lengths) / max(1, len(counts)) or 1.0
        self._found: dict[str, dict[int, int]] = defaultdict(dict)
        for number, count in enumerate(counts):
            for word, times in count.items():
                self._found[word][number] = times

    def scores(self, query: str) -> dict[int, float]:
        """Score by passage number, for passages that share a word with the query."""
        scores: dict[int, float] = defaultdict(float)
        total = len(self._lengths)
        for word in words(query):
            holding = self._found.get(word, {})
            idf = math.log(1 + (total - len(holding) + 0.5) / (len(holding) + 0.5))
            for number, times in holding.items():
                length = 1 - B + B * self._lengths[number] / self._average
                scores[number] += idf * times * (K1 + 1) / (times + K1 * length)
        return dict(scores)

    def best(self, query: str, k: int) -> list[int]:
        """Numbers of the ``k`` best passages, best first, equal ones in their order; fewer when fewer fit."""
        scores = self.scores(query)
        return sorted(scores, key=lambda number: (-scores[number], number))[:k]


def words(text: str) -> list[str]:
    """Words and numbers in lower case."""
    return re.findall(r"\w+", text.casefold())
