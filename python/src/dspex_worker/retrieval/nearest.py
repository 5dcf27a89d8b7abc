"""Retrieval by vectors: passages by DSPy's measure, and training rows by its KNN."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable
from typing import Any

import dspy
import numpy as np


class _Index:
    """What is made of all documents at the first query, in whatever thread that comes."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make, self._lock, self._made = make, threading.Lock(), None

    def get(self) -> Any:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made


class _Indexed(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """Gives ``k`` documents; copies share the index."""

    def __init__(self, embedder: dspy.Embedder, k: int) -> None:
        super().__init__()
        self._embedder, self.k = embedder, k
        self._index = _Index(self._make)

    def __deepcopy__(self, memo: object) -> _Indexed:
        return copy.copy(self)

    def _make(self) -> Any:
        raise NotImplementedError


class Nearest(_Indexed):
    """Gives the ``k`` passages whose vectors point most nearly where the query's does, best first.

    Ranks as ``dspy.retrievers.Embeddings`` does on less than 20,000 passages, without a thread of its own.
    """

    def __init__(self, passages: list[str], embedder: dspy.Embedder, k: int) -> None:
        super().__init__(embedder, k)
        self._passages = passages

    def _make(self) -> Any:
        return np.ascontiguousarray(_unit(self._embedder(self._passages)))

    def forward(self, query: str) -> dspy.Prediction:
        index = self._index.get()
        scores = np.einsum("qd,kd->qk", _unit(self._embedder([query])), index, order="C")[0]
        return dspy.Prediction(passages=[self._passages[number] for number in np.argsort(-scores)[: self.k]])


class NearestRows(_Indexed):
    """Gives the ``k`` training rows whose inputs are most like the query, by ``dspy.KNN``."""

    def __init__(self, examples: list[dspy.Example], embedder: dspy.Embedder, k: int) -> None:
        super().__init__(embedder, min(k, len(examples)))
        self._examples = examples

    def _make(self) -> dspy.KNN:
        return dspy.KNN(self.k, self._examples, self._embedder)

    def forward(self, query: str) -> dspy.Prediction:
        nearest = copy.copy(self._index.get())  # other copies may want another number
        nearest.k = min(self.k, len(self._examples))
        return dspy.Prediction(passages=[example.passage for example in nearest(query=query)])


def _unit(vectors: Any) -> Any:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-10)
