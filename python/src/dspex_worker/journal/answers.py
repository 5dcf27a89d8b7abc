"""The outcomes of a run's calls on disk: one file for each process that had a part in it."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from dspex_worker.journal.chain import NEW, READ, Chain
from dspex_worker.journal.locks import lock, try_lock, unlock
from dspex_worker.wire import Json

SUFFIX = ".calls"

Position = tuple[int, ...]


class Answers:
    """Thread-safe. An outcome that ``add`` has returned from survives whatever happens to the process.

    A process holds the lock of its own file for as long as it lives, so that others know whether it does.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, Chain] = {}
        self._records: dict[str, Json] = {}
        self._own: Chain | None = None
        self._lock = threading.Lock()
        self._flushed = threading.Condition()
        self._flushing = False
        self._upto = 0
        self._closed = False

    @property
    def writer(self) -> str:
        """Name of this process's own file, made when it is first needed."""
        with self._lock:
            return self._mine().path.stem

    def read(self) -> None:
        """Takes in what other processes have written. Raises WorkerError ``journal_damaged``."""
        with self._lock:
            for path in sorted(self._folder.glob(f"*{SUFFIX}")):
                if path.stem not in self._files:
                    self._files[path.stem] = Chain(path, READ)
                for record in self._files[path.stem].unread():
                    self._take(record)

    def _take(self, record: Json) -> None:
        if "void" in record:
            for key in record["void"]:
                self._records.pop(key, None)
        else:
            self._records[record["key"]] = record

    def get(self, key: str) -> Json | None:
        return self._records.get(key)

    def __iter__(self) -> Iterator[Json]:
        return iter(list(self._records.values()))

    def add(self, record: Json, durable: bool) -> None:
        """Writes an outcome down; ``durable`` makes it survive a loss of power as well."""
        with self._lock:
            if self._closed:
                return
            own = self._mine()
            for written in own.unread():  # by a thread that was stopped right after it
                self._take(written)
            own.append(record)
            self._take(record)
            line = own.lines
        if durable:
            self._flush(own, line)

    def void(self, keys: Iterable[str]) -> None:
        """These outcomes count no more: the calls will be made again."""
        keys = [key for key in keys if key in self._records]
        if keys:
            self.add({"void": keys}, durable=False)

    def _mine(self) -> Chain:
        while self._own is None:
            number = max([0, *(int(path.stem) for path in self._folder.glob(f"*{SUFFIX}"))]) + 1
            path = self._folder / f"{number:04d}{SUFFIX}"
            try:
                own = Chain(path, NEW)
            except FileExistsError:
                continue
            lock(own.file)  # another process may hold it for the moment of a look
            self._own = self._files[path.stem] = own
        return self._own

    def _flush(self, own: Chain, line: int) -> None:
        """Waits until a line is on the disk. Lines that come together go together."""
        with self._flushed:
            while self._upto < line and not self._closed:
                if self._flushing:
                    self._flushed.wait()
                    continue
                self._flushing, upto = True, own.lines
                self._flushed.release()
                try:
                    getattr(os, "fdatasync", os.fsync)(own.file)
                finally:
                    self._flushed.acquire()
                    self._flushing = False
                    self._flushed.notify_all()
                self._upto = upto

    def alive(self, writer: str) -> bool:
        """Whether the process of a file still runs."""
        own = self._own
        if own is not None and own.path.stem == writer:
            return True
        with self._lock:
            if writer not in self._files:
                self._files[writer] = Chain(self._folder / f"{writer}{SUFFIX}", READ)
            file = self._files[writer].file
            if not try_lock(file):
                return True
            unlock(file)
            return False

    def close(self) -> None:
        """Later outcomes are dropped: they come from threads of a job that is over."""
        with self._flushed:
            self._flushed.wait_for(lambda: not self._flushing)
            with self._lock:
                self._closed = True
                for chain in self._files.values():
                    chain.close()
                self._files, self._own = {}, None


class Unused:
    """Answers that a run which starts again has not asked for yet, by place: what finds a run that goes another way."""

    def __init__(self, records: Iterable[tuple[str, Position]]) -> None:
        self._at = dict(records)
        self._left: dict[Position, Counter[int]] = {}
        for position in self._at.values():
            for prefix, batch in _levels(position):
                self._left.setdefault(prefix, Counter())[batch] += 1

    def __len__(self) -> int:
        return len(self._at)

    def used(self, key: str) -> None:
        position = self._at.pop(key, None)
        if position is None:
            return
        for prefix, batch in _levels(position):
            left = self._left[prefix]
            left[batch] -= 1
            if left[batch] == 0:
                del left[batch]

    def before(self, position: Position) -> int:
        """How many are left in places that must be over when something happens at ``position``."""
        if not self._at:
            return 0
        return sum(
            count
            for prefix, batch in _levels(position)
            for other, count in self._left.get(prefix, Counter()).items()
            if other < batch
        )


def _levels(position: Position) -> Iterator[tuple[Position, int]]:
    for level, batch in enumerate(position):
        yield position[:level], batch
