"""The file ``retrieval.py`` and the documents that lie beside an export whose program looks things up."""

from __future__ import annotations

import json
from collections.abc import Iterable

from dspex_worker.codegen.carried import plain_source
from dspex_worker.retrieval import plain
from dspex_worker.retrieval.corpus import TRAIN, documents_of, passages_of
from dspex_worker.wire import Job, Json

FILE = "retrieval"
TRAIN_ROWS = "train.passages.jsonl"


def files_of(job: Job, nodes: Iterable[Json]) -> dict[str, str]:
    """Name and text of ``retrieval.py`` and of the documents of all retriever nodes; none where there is none.

    Raises:
        WorkerError: ``corpus_empty`` or ``corpus_invalid``.
    """
    corpora = sorted({str(node["corpus"]) for node in nodes if node["kind"] == "retriever"})
    files = {f"{FILE}.py": f"{plain_source(plain)}\n"} if corpora else {}
    root = job.project.resolve()
    for corpus in corpora:
        passages = passages_of(job, corpus)
        if corpus == TRAIN:
            files[TRAIN_ROWS] = "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in passages)
            continue
        for path in documents_of(job, corpus):
            files[path.relative_to(root).as_posix()] = path.read_text("utf-8")
    return files


def corpus_beside(corpus: str) -> str:
    """A corpus of the project as its export names it."""
    return TRAIN_ROWS if corpus == TRAIN else corpus
