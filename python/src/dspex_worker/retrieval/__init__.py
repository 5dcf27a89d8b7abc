"""Passages of the project's documents that fit a query."""

from __future__ import annotations

import dspy

from dspex_worker.errors import Where, WorkerError
from dspex_worker.kinds import KINDS
from dspex_worker.retrieval.corpus import passages_of
from dspex_worker.retrieval.plain import BM25
from dspex_worker.wire import Job, Json


def retriever(job: Job, node: Json) -> dspy.Module:
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
    return BM25(passages_of(job, str(node["corpus"])), k)
