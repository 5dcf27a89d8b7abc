"""The file ``retrieval.py`` and the documents that lie beside an export whose program looks things up."""

from __future__ import annotations

import json
from collections.abc import Iterable

from dspex_worker.codegen.carried import plain_source
from dspex_worker.retrieval import plain
from dspex_worker.retrieval.corpus import TRAIN, documents_of, examples_of, passages_of
from dspex_worker.wire import Job, Json

FILE = "retrieval"
TRAIN_ROWS, TRAIN_EXAMPLES = "train.passages.jsonl", "train.examples.jsonl"


def files_of(job: Job, nodes: Iterable[Json]) -> dict[str, str]:
    """Name and text of ``retrieval.py`` and of the documents of all retriever nodes; none where there is none.

    Raises:
        WorkerError: ``corpus_empty`` or ``corpus_invalid``.
    """
    retrievers = {corpus_beside(node): node for node in nodes if node["kind"] == "retriever"}
    files = {f"{FILE}.py": f"{plain_source(plain)}\n"} if retrievers else {}
    root = job.project.resolve()
    for name, node in sorted(retrievers.items()):
        if name == TRAIN_EXAMPLES:
            files[name] = _lines({"query": e.query, "passage": e.passage} for e in examples_of(job))
        elif name == TRAIN_ROWS:
            files[name] = _lines({"text": text} for text in passages_of(job, TRAIN))
        else:
            passages_of(job, node["corpus"])
            for path in documents_of(job, node["corpus"]):
                files[path.relative_to(root).as_posix()] = path.read_text("utf-8")
    return files


def corpus_beside(node: Json) -> str:
    """A retriever's corpus as its export names it."""
    if node["corpus"] != TRAIN:
        return str(node["corpus"])
    return TRAIN_EXAMPLES if node.get("method") == "embeddings" else TRAIN_ROWS


def _lines(records: Iterable[Json]) -> str:
    return "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)
