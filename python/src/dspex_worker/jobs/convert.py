"""Job kind ``convert``: rows of a data file into a file of another format."""

from __future__ import annotations

from pathlib import Path

from dspex_worker.errors import Where, WorkerError
from dspex_worker.jobs.context import JobContext
from dspex_worker.parquet import from_jsonl, to_jsonl
from dspex_worker.wire import Job, Json

_WAYS = {(".parquet", ".jsonl"): to_jsonl, (".jsonl", ".parquet"): from_jsonl}


def convert(job: Job, context: JobContext) -> Json:  # noqa: ARG001 - a handler
    """Writes the rows of the file ``from`` into the file ``to``; their endings say how.

    The result: ``rows`` and ``columns``.

    Raises:
        WorkerError: ``convert_unknown`` for other endings than .parquet and .jsonl, and what the conversion raises.
    """
    source, target = Path(str(job.body.get("from") or "")), Path(str(job.body.get("to") or ""))
    way = _WAYS.get((source.suffix.lower(), target.suffix.lower()))
    if way is None:
        raise WorkerError(
            "convert_unknown",
            f"{source.name} cannot be turned into {target.name}.",
            "One of them ends in .parquet, the other in .jsonl.",
            where=Where(file=source.name),
        )
    return way(source, target)
