"""Finds passages in the documents that lie beside this file."""

from __future__ import annotations

import csv
import json
import math
import re
from collections import Counter, defaultdict
from pathlib import Path

import dspy

K1, B = 1.5, 0.75


class BM25(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """Gives the ``k`` passages that fit a query best, best first; all share a word with it.

    Okapi BM25 by Robertson and Zaragoza, with an idf that is never negative. Each word adds
    ``ln(1 + (N - n + 0.5) / (n + 0.5)) * f * (k1 + 1) / (f + k1 * (1 - b + b * length / mean))``.
    """

    def __init__(self, corpus: list[str], k: int = 3) -> None:
        super().__init__()
        self.corpus, self.k = corpus, k
        counts = [Counter(_words(passage)) for passage in corpus]
        self._lengths = [count.total() for count in counts]
        self._average = sum(self._lengths) / max(1, len(counts)) or 1.0
        self._holding: dict[str, dict[int, int]] = defaultdict(dict)
        for number, count in enumerate(counts):
            for word, times in count.items():
                self._holding[word][number] = times

    def __deepcopy__(self, memo: object) -> BM25:
        return self  # the index never changes, so copies of a program share it

    def forward(self, query: str) -> dspy.Prediction:
        scores = self.scores(query)
        best = sorted(scores, key=lambda number: (-scores[number], number))[: self.k]
        return dspy.Prediction(passages=[self.corpus[number] for number in best])

    def scores(self, query: str) -> dict[int, float]:
        """Score by passage number, for passages that share a word with the query."""
        scores: dict[int, float] = defaultdict(float)
        for word in _words(query):
            holding = self._holding.get(word, {})
            idf = math.log(1 + (len(self.corpus) - len(holding) + 0.5) / (len(holding) + 0.5))
            for number, times in holding.items():
                length = 1 - B + B * self._lengths[number] / self._average
                scores[number] += idf * times * (K1 + 1) / (times + K1 * length)
        return dict(scores)


def passages_of(corpus: str) -> list[str]:
    """Paragraphs of ``.md`` and ``.txt`` files, the ``text`` of rows of ``.jsonl`` and ``.csv``.

    Files are named by a pattern such as ``data/*.md`` and read in the order of their names.
    """
    files = sorted(path for path in Path(__file__).resolve().parent.glob(corpus) if path.is_file())
    return [passage for file in files for passage in _passages(file)]


def examples_of(file: str) -> list[dspy.Example]:
    """The rows of a ``.jsonl`` file beside this one, with ``query`` as the input of each."""
    lines = Path(__file__).resolve().with_name(file).read_text("utf-8").splitlines()
    return [dspy.Example(**json.loads(line)).with_inputs("query") for line in lines if line.strip()]


def _passages(file: Path) -> list[str]:
    if file.suffix == ".csv":
        with file.open(encoding="utf-8", newline="") as rows:
            return [row["text"] for row in csv.DictReader(rows)]
    text = file.read_text("utf-8")
    if file.suffix == ".jsonl":
        return [json.loads(line)["text"] for line in text.splitlines() if line.strip()]
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def _words(text: str) -> list[str]:
    """Words and numbers in lower case."""
    return re.findall(r"\w+", text.casefold())
