"""Passages of the project's documents that fit a query."""

from __future__ import annotations

import copy

import dspy

from dspex_worker.errors import WorkerError
from dspex_worker.kinds import KINDS
from dspex_worker.retrieval.corpus import TRAIN, examples_of, passages_of
from dspex_worker.retrieval.plain import BM25
from dspex_worker.wire import Job, Json


class Words(BM25):
    """Retrieval by words, whose copies share the index and may give other numbers of passages."""

    def __deepcopy__(self, memo: object) -> Words:
        return copy.copy(self)


def retriever(job: Job, node: Json) -> dspy.Module:
    """The module of a retriever node.

    Raises:
        WorkerError: ``corpus_empty``, ``corpus_invalid``, or for embeddings ``embedder_unsupported`` and those of a
            call of an LM.
    """
    k = int((node.get("parameters") or {}).get("k") or KINDS["retriever"].parameters["k"]["default"])
    corpus = str(node["corpus"])
    if node.get("method", "bm25") != "embeddings":
        return Words(passages_of(job, corpus), k)
    from dspex_worker.retrieval.embedder import embedder
    from dspex_worker.retrieval.nearest import Nearest, NearestRows

    try:
        model = embedder(job, str(node["embedder"]))
        if corpus == TRAIN:
            return NearestRows(examples_of(job), model, k)
        return Nearest(passages_of(job, corpus), model, k)
    except WorkerError as error:
        raise error.at(node=str(node["id"])) from error
