"""A file that is only ever appended to: one JSON record a line, each line sealed with a checksum over all before it."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

from dspex_worker.errors import Where, WorkerError
from dspex_worker.wire import Json

READ, SHARE = os.O_RDONLY, os.O_RDWR | os.O_CREAT | os.O_APPEND
"""How a file is opened: to look at it, or to add to what is there."""
NEW = SHARE | os.O_EXCL
"""Opened only if it is not there yet."""
_SEAL = 9
"""A tab and eight hexadecimal digits at the end of each line."""


class Chain:
    """One such file. Not thread-safe; several processes may take turns in it under a lock of their own.

    A last line without its end is what a killed writer leaves behind: it is cut off by the next ``append``, and was
    never acted upon.
    """

    def __init__(self, path: Path, how: int = READ) -> None:
        self.path = path
        self._file = os.open(path, how | getattr(os, "O_BINARY", 0), 0o600)
        self._at = 0
        self._sum = 0
        self._lines = 0

    @property
    def file(self) -> int:
        """The open file, for locks and flushes."""
        return self._file

    @property
    def lines(self) -> int:
        """How many whole lines were read or written so far."""
        return self._lines

    def unread(self) -> Iterator[Json]:
        """Records that others have appended since the last look.

        Raises:
            WorkerError: ``journal_damaged`` with file and line, when a line is not as it was written.
        """
        data = self._rest()
        for line in data[: data.rfind(b"\n") + 1].splitlines():
            self._lines += 1
            yield self._opened(line)
            self._at += len(line) + 1

    def _rest(self) -> bytes:
        size = os.fstat(self._file).st_size - self._at
        if size <= 0:
            return b""
        os.lseek(self._file, self._at, os.SEEK_SET)
        return os.read(self._file, size)

    def _opened(self, line: bytes) -> Json:
        body = line[:-_SEAL]
        total = zlib.crc32(body, self._sum)
        if line[-_SEAL:] != b"\t%08x" % total:
            raise self._damaged()
        self._sum = total
        record: Json = json.loads(body)
        return record

    def _damaged(self) -> WorkerError:
        good = self._lines - 1
        upto = f"It is good up to line {good}." if good else "No line of it is good."
        return WorkerError(
            "journal_damaged",
            f"The journal {self.path.parent.name}/{self.path.name} was changed after it was written. {upto}",
            "Put the file back from a backup, or start the run anew: a branch asks and pays for all calls again.",
            where=Where(file=str(self.path), line=self._lines),
        )

    def append(self, record: Json) -> None:
        """Adds a record; whoever shares the file has read all ``unread`` ones before.

        Raises:
            OSError: when it cannot be written whole; the file is then as before to all readers.
        """
        if os.fstat(self._file).st_size > self._at:
            os.ftruncate(self._file, self._at)
        body = json.dumps(record, separators=(",", ":")).encode()
        total = zlib.crc32(body, self._sum)
        line = body + b"\t%08x\n" % total
        left = memoryview(line)
        while left:
            left = left[os.write(self._file, left) :]
        self._sum = total
        self._at += len(line)
        self._lines += 1

    def close(self) -> None:
        os.close(self._file)
