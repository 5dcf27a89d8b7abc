"""Files of sealed lines: what was written is read, what was changed is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from dspex_worker.errors import WorkerError
from dspex_worker.journal.chain import SHARE, Chain


def written(path: Path, *texts: str) -> None:
    chain = Chain(path, SHARE)
    list(chain.unread())
    for text in texts:
        chain.append({"text": text})
    chain.close()


def read(path: Path) -> list[str]:
    chain = Chain(path)
    try:
        return [record["text"] for record in chain.unread()]
    finally:
        chain.close()


def test_what_was_written_is_read(tmp_path: Path) -> None:
    written(tmp_path / "a", "one", "zwölf\r\n\u2028", "x" * 5_000_000)
    assert read(tmp_path / "a") == ["one", "zwölf\r\n\u2028", "x" * 5_000_000]


def test_writers_take_turns(tmp_path: Path) -> None:
    first, second = Chain(tmp_path / "a", SHARE), Chain(tmp_path / "a", SHARE)
    first.append({"text": "one"})
    assert [record["text"] for record in second.unread()] == ["one"]
    second.append({"text": "two"})
    assert [record["text"] for record in first.unread()] == ["two"]
    first.close()
    second.close()
    assert read(tmp_path / "a") == ["one", "two"]


def test_half_a_line_is_left_by_a_killed_writer_and_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "a"
    written(path, "one", "two")
    whole = path.read_bytes()
    for kept in range(whole.index(b"\n") + 1, len(whole)):
        path.write_bytes(whole[:kept])
        assert read(path) == ["one"]
        written(path, "two")
        assert path.read_bytes() == whole


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda lines: [lines[0], lines[1].replace(b"two", b"too"), lines[2]], 2),
        (lambda lines: [lines[0], lines[2]], 2),
        (lambda lines: [lines[1], lines[0], lines[2]], 1),
        (lambda lines: [lines[0], b"\n", lines[1]], 2),
    ],
)
def test_a_changed_file_is_refused_and_says_from_where_it_is_good(tmp_path: Path, change: object, line: int) -> None:
    path = tmp_path / "a"
    written(path, "one", "two", "three")
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))
    with pytest.raises(WorkerError) as refused:
        read(path)
    assert refused.value.code == "journal_damaged"
    assert refused.value.where.line == line
    assert ("No line of it is good" if line == 1 else f"good up to line {line - 1}") in refused.value.message
