"""Texts that no event may carry: keys, and the inputs that the project file calls secret."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dspex_worker.wire import Job

MASK = "\u2022\u2022\u2022"
SHORTEST_KEY = 8
SHORTEST_INPUT = 3
"""Shorter texts stand in too many words to be masked everywhere."""


def secret_inputs(job: Job) -> frozenset[str]:
    """Names of the program inputs that the job or ``dspex.json`` marks as secret."""
    told = frozenset(map(str, job.body.get("secret_inputs") or ()))
    try:
        project = json.loads((job.project / "dspex.json").read_text(encoding="utf-8"))
        return told.union(map(str, project.get("secret_inputs") or ()))
    except (OSError, ValueError, AttributeError):
        return told  # no project file: a program on its own


def secret_texts(job: Job) -> list[str]:
    """Texts to mask in events, longest first so that none is masked in part."""
    keys = {key for key in job.api_keys() if len(key) >= SHORTEST_KEY}
    names = secret_inputs(job)
    records = [dict(job.body.get("inputs") or {})]
    records += [row.values for key in ("rows", "train", "validation") for row in job.rows(key)]
    values = {text for record in records for name in names for text in _texts(record.get(name))}
    return sorted(keys | {text for text in values if len(text) >= SHORTEST_INPUT}, key=len, reverse=True)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif value is not None and not isinstance(value, bool):
        yield str(value)
