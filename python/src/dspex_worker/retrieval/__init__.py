"""Passages of the project's documents that fit a query."""

from __future__ import annotations

import dspy

from dspex_worker.errors import Where, WorkerError
from dspex_worker.kinds import KINDS
from dspex_worker.retrieval.bm25 import Bm25
from dspex_worker.retrieval.corpus import passages_of
from dspex_worker.wire import Job, Json


class Retriever(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """Gives the ``k`` best passages, best first. The index is shared by copies and never changes."""

    def __init__(self, index: Bm25, passages: list[str], k: int) -> None:
        super().__init__()
        self._index, self._passages, self._k = index, passages, k

    def __deepcopy__(self, memo: object) -> Retriever:
        return self

    def forward(self, query: str) -> dspy.Prediction:
        found = self._index.best(query, self._k)
        return dspy.Prediction(passages=[self._passages[number] for number in found])


def retriever(job: Job, node: Json) -> Retriever:
    """The module of a retriever node.

    Raises:
        WorkerError: ``corpus_empty``, ``corpus_invalid``, or ``retriever_unsupported`` for the method embeddings.
    """
    if node.get("method", "bm25") == "embeddings":
        raise WorkerError(
            "retriever_unsupported",
            "Retrieval by embeddings cannot be run by this version.",
            "Use the method bm25.",
            where=Where(node=str(node["id"])),
        )
    k = int((node.get("parameters") or {}).get("k") or KINDS["retriever"].parameters["k"]["default"])
    passages = passages_of(job, str(node["corpus"]))
    return Retriever(Bm25(passages), passages, k)
