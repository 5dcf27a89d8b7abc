"""Rows between Parquet and JSONL. pyarrow is an optional extra."""

from __future__ import annotations

import base64
import importlib.util
import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from dspex_worker.errors import Where, WorkerError
from dspex_worker.wire import Json

BATCH = 5_000
"""Rows in memory at a time while a file is read."""


def require_pyarrow() -> None:
    """Raises WorkerError ``needs_pyarrow`` where the package is not installed."""
    if importlib.util.find_spec("pyarrow") is None:
        raise WorkerError(
            "needs_pyarrow",
            "Parquet files need the package pyarrow, which is not installed.",
            "Make an environment with it (python environment.py ensure --flavor parquet) and name its interpreter in "
            "the settings, or use JSONL or CSV.",
        )


def to_jsonl(source: Path, target: Path) -> Json:
    """Writes the rows of a Parquet file as JSONL, all of them or none: ``{"rows", "columns"}``.

    What JSON has not becomes text: dates and times as ISO 8601, decimals as written, bytes as Base64. A number that
    is none is null.

    Raises:
        WorkerError: ``needs_pyarrow``, ``data_unreadable``.
    """
    require_pyarrow()
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    count = 0
    try:
        with ParquetFile(source) as file, _written(target) as draft, draft.open("w", encoding="utf-8") as out:
            columns = list(file.schema_arrow.names)
            for batch in file.iter_batches(batch_size=BATCH):
                for row in batch.to_pylist():
                    out.write(json.dumps(_plain(row), ensure_ascii=False, allow_nan=False) + "\n")
                    count += 1
    except (ArrowException, OSError) as error:
        raise _unreadable(source, error) from error
    return {"rows": count, "columns": columns}


def from_jsonl(source: Path, target: Path) -> Json:
    """Writes the rows of a JSONL file as Parquet, all of them or none: ``{"rows", "columns"}``.

    Raises:
        WorkerError: ``needs_pyarrow``, ``data_unreadable``, ``data_mixed`` where a column has values of several types.
    """
    require_pyarrow()
    import pyarrow
    from pyarrow.parquet import write_table

    try:
        with source.open(encoding="utf-8") as lines:
            rows: list[Json] = [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise _unreadable(source, error) from error
    columns = list(dict.fromkeys(name for row in rows for name in row))
    arrays = [_array(name, [row.get(name) for row in rows]) for name in columns]
    try:
        with _written(target) as draft:
            write_table(pyarrow.Table.from_arrays(arrays, names=columns), draft)
    except (pyarrow.ArrowException, OSError) as error:
        raise WorkerError(
            "data_unwritable",
            f"{target.name} could not be written.",
            "Check that the folder can be written and has room.",
            log=f"{type(error).__name__}: {error}",
            where=Where(file=target.name),
        ) from error
    return {"rows": len(rows), "columns": columns}


def _array(name: str, values: list[Any]) -> Any:
    import pyarrow

    try:
        return pyarrow.array(values)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError, OverflowError) as error:
        raise WorkerError(
            "data_mixed",
            f'The column "{name}" has values of several types, and a column of Parquet has one.',
            "Make its values all text, all numbers or all of one shape, or export as JSONL.",
            log=f"{type(error).__name__}: {error}",
            where=Where(field=name),
        ) from error


def _plain(value: Any) -> Any:
    """A value of Arrow as JSON has it."""
    match value:
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case float():
            return value if math.isfinite(value) else None
        case bytes():
            return base64.b64encode(value).decode("ascii")
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal() | timedelta():
            return str(value)
        case None | bool() | int() | str():
            return value
        case _:
            return str(value)


def _unreadable(source: Path, error: Exception) -> WorkerError:
    return WorkerError(
        "data_unreadable",
        f"{source.name} cannot be read.",
        "Check that it is there and whole.",
        log=f"{type(error).__name__}: {error}",
        where=Where(file=source.name),
    )


@contextmanager
def _written(target: Path) -> Iterator[Path]:
    """A file beside the target that takes its place when all went well."""
    draft = target.with_name(f".{target.name}.part")
    try:
        yield draft
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
