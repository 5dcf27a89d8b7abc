"""Rows out of Parquet files and into them; without pyarrow the person is told."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import programs
from conftest import of
from dspex_worker import parquet
from dspex_worker.errors import WorkerError

RunJob = Callable[[dict[str, Any]], list[dict[str, Any]]]
needs_pyarrow = pytest.mark.skipif(importlib.util.find_spec("pyarrow") is None, reason="pyarrow is not installed")
ROWS = [
    {"text": "a ü", "n": 1, "tags": ["x", "y"], "who": {"name": "A"}},
    {"text": "b", "n": None, "tags": [], "who": {"name": "B"}},
]


def lines(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def written(file: Path, rows: list[dict[str, Any]]) -> Path:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


@needs_pyarrow
def test_rows_go_into_parquet_and_come_back(run_job: RunJob, tmp_path: Path) -> None:
    source = written(tmp_path / "rows.jsonl", ROWS)
    there, back = tmp_path / "rows.parquet", tmp_path / "back.jsonl"
    (out,) = of(run_job(programs.job("convert", program={}, **{"from": str(source), "to": str(there)})), "result")
    (read,) = of(run_job(programs.job("convert", program={}, **{"from": str(there), "to": str(back)})), "result")
    assert (out["rows"], out["columns"]) == (2, ["text", "n", "tags", "who"])
    assert read["rows"] == 2
    assert lines(back) == ROWS
    assert sorted(file.name for file in tmp_path.iterdir()) == ["back.jsonl", "rows.jsonl", "rows.parquet"]


@needs_pyarrow
def test_what_json_has_not_becomes_text(tmp_path: Path) -> None:
    import datetime
    from decimal import Decimal

    import pyarrow
    from pyarrow.parquet import write_table

    values = {
        "day": [datetime.date(2026, 1, 2)],
        "at": [datetime.datetime(2026, 1, 2, 3, 4)],
        "sum": [Decimal("1.50")],
        "raw": [b"ab"],
        "none": [float("nan")],
    }
    write_table(pyarrow.table(values), tmp_path / "in.parquet")
    parquet.to_jsonl(tmp_path / "in.parquet", tmp_path / "out.jsonl")
    (row,) = lines(tmp_path / "out.jsonl")
    assert row == {"day": "2026-01-02", "at": "2026-01-02T03:04:00", "sum": "1.50", "raw": "YWI=", "none": None}


@needs_pyarrow
def test_a_column_of_several_types_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    source = written(tmp_path / "in.jsonl", [{"n": 1}, {"n": "one"}])
    with pytest.raises(WorkerError) as refused:
        parquet.from_jsonl(source, tmp_path / "out.parquet")
    assert (refused.value.code, refused.value.where.field) == ("data_mixed", "n")
    assert not (tmp_path / "out.parquet").exists()


@needs_pyarrow
def test_a_file_that_is_no_parquet_is_told(tmp_path: Path) -> None:
    source = written(tmp_path / "in.parquet", ROWS)
    with pytest.raises(WorkerError) as refused:
        parquet.to_jsonl(source, tmp_path / "out.jsonl")
    assert refused.value.code == "data_unreadable"
    assert not (tmp_path / "out.jsonl").exists()


def test_without_pyarrow_the_way_to_it_is_told(
    run_job: RunJob, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *more: None if name == "pyarrow" else find(name, *more)
    )
    job = programs.job("convert", program={}, **{"from": str(tmp_path / "a.parquet"), "to": str(tmp_path / "a.jsonl")})
    error = run_job(job)[-1]["error"]
    assert error["code"] == "needs_pyarrow"
    assert "--flavor parquet" in error["hint"]


def test_other_endings_are_refused(run_job: RunJob) -> None:
    error = run_job(programs.job("convert", program={}, **{"from": "a.xls", "to": "a.jsonl"}))[-1]["error"]
    assert error["code"] == "convert_unknown"
