"""What a run may use and has used, over all of its threads and processes: one file, under one lock.

Before each send the worst case is written down, after it what it was. So the file is always at least what was paid,
and a cap that it keeps is kept, whoever is killed and when.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dspex_worker.journal.chain import SHARE, Chain
from dspex_worker.journal.locks import locked
from dspex_worker.wire import Json

WARN_AT = 0.8
"""Share of a cap from which the person is warned."""
LOOK = 0.05
"""Seconds between looks at what other processes have settled."""
KINDS = ("calls", "tokens", "usd")


@dataclass(frozen=True)
class Amount:
    """LM calls, tokens of both kinds, USD (0 where the price is unknown)."""

    calls: float = 0
    tokens: float = 0
    usd: float = 0.0

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.calls + other.calls, self.tokens + other.tokens, self.usd + other.usd)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(self.calls - other.calls, self.tokens - other.tokens, self.usd - other.usd)

    def of(self, kind: str) -> float:
        return float(getattr(self, kind))


Cap = Mapping[str, float]
"""The most that may be used, by kind; a kind that is absent has no limit."""


@dataclass(frozen=True)
class Bounds:
    """What holds for a call: the most that may be used, and how many calls may be under way with it."""

    cap: Cap
    at_once: int | None = None


@dataclass(frozen=True)
class _Underway:
    key: str
    worst: Amount
    local: bool


class RefusedError(Exception):
    """The worst case of a call does not fit under the cap. ``kind`` is calls, tokens or usd."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Ledger:
    """Thread-safe, and safe among processes.

    Args:
        writer: a name of this process that no other has.
        alive: whether the process of a writer still runs.
    """

    def __init__(self, folder: Path, writer: str, alive: Callable[[str], bool]) -> None:
        self._chain = Chain(folder / "ledger", SHARE)
        self._writer, self._alive = writer, alive
        self._spent = Amount()
        self._open: dict[str, _Underway] = {}
        self._settled: set[str] = set()
        self._last = 0
        self._changed = threading.Condition()
        self._closed = False

    # -- what is there

    def _catch_up(self) -> None:
        for record in self._chain.unread():
            self._apply(record)

    def _apply(self, record: Json) -> None:
        if (id := record.get("reserve")) is not None:
            worst = Amount(1, record["tokens"], record["usd"])
            self._open[id] = _Underway(record["key"], worst, record["local"])
            if id.startswith(f"{self._writer}."):
                self._last = max(self._last, int(id.rpartition(".")[2]))
        elif (id := record.get("settle")) is not None:
            self._settled.add(self._open.pop(id).key)
            self._spent += Amount(1, record["prompt"] + record["completion"], record["usd"])
        elif (id := record.get("free")) is not None:
            self._open.pop(id)
        elif (id := record.get("lost")) is not None:
            self._spent += self._open.pop(id).worst

    def _write(self, record: Json) -> None:
        self._chain.append(record)
        self._apply(record)

    def used(self) -> Amount:
        """What is spent, and the worst case of what is under way."""
        with self._changed, locked(self._chain.file):
            self._catch_up()
            return self._charged()

    def _charged(self) -> Amount:
        return sum((call.worst for call in self._open.values()), self._spent)

    def settled(self) -> frozenset[str]:
        """Keys of the calls that were answered."""
        with self._changed, locked(self._chain.file):
            self._catch_up()
            return frozenset(self._settled)

    # -- the calls

    def reserve(self, key: str, worst: Callable[[Cap], Amount], local: bool, bounds: Callable[[], Bounds]) -> str:
        """Takes the worst case of a call from what is left; waits for calls under way when that may help.

        Args:
            worst: the most that it can cost under a cap; asked anew when the cap has changed meanwhile.
            local: whether the call costs nothing when no answer arrives.
            bounds: what holds now; raises when the job is over.

        Raises:
            RefusedError: when it does not fit though nothing is under way.
        """
        cap: Cap | None = None
        with self._changed:
            while True:
                now = bounds()
                if now.cap != cap:
                    cap = now.cap
                    most = worst(cap)
                with locked(self._chain.file):
                    self._catch_up()
                    charged = self._charged() + most
                    over = next((kind for kind in KINDS if charged.of(kind) > cap.get(kind, charged.of(kind))), None)
                    if over is None and self._room(now.at_once):
                        self._last += 1
                        id = f"{self._writer}.{self._last}"
                        what = {"tokens": most.tokens, "usd": most.usd, "local": local}
                        self._write({"reserve": id, "key": key, **what})
                        return id
                    waiting_helps = over != "calls" and any(self._alive(id.partition(".")[0]) for id in self._open)
                    if over is not None and not waiting_helps:
                        raise RefusedError(over)
                self._changed.wait(LOOK)

    def _room(self, at_once: int | None) -> bool:
        """Whether one more call may be under way; those of processes that are gone do not count."""
        if at_once is None or len(self._open) < at_once:
            return True
        return sum(self._alive(id.partition(".")[0]) for id in self._open) < at_once

    def settle(self, id: str, prompt: int, completion: int, usd: float, cap: Cap) -> list[str]:
        """A call was answered. Returns the kinds of which this call used up the first 80 %."""
        with self._turn() as open:
            if not open:
                return []
            before = self._spent
            self._write({"settle": id, "prompt": prompt, "completion": completion, "usd": usd})
            after = self._spent
            return [kind for kind in cap if before.of(kind) < WARN_AT * cap[kind] <= after.of(kind)]

    def close_call(self, id: str, paid: bool) -> None:
        """A call came to no answer; ``paid`` when it may have been paid: it stays charged at its worst case."""
        with self._turn() as open:
            if open:
                self._write({"lost" if paid else "free": id})

    def bury(self, answer: Callable[[str], Json | None]) -> int:
        """Closes the calls of processes that are gone: answered ones are settled, others may have been paid.

        Args:
            answer: the outcome of a call by its key, with ``used`` [prompt tokens, completion tokens, USD].

        Returns:
            How many may have been paid for nothing.
        """
        lost = 0
        with self._turn():
            for id, call in list(self._open.items()):
                if self._alive(id.partition(".")[0]):
                    continue
                known = answer(call.key)
                if known is not None and "used" in known:
                    prompt, completion, usd = known["used"]
                    self._write({"settle": id, "prompt": prompt, "completion": completion, "usd": usd})
                elif call.local:
                    self._write({"free": id})
                else:
                    self._write({"lost": id})
                    lost += 1
        return lost

    @contextlib.contextmanager
    def _turn(self) -> Iterator[bool]:
        """The file is this thread's alone, and read to its end. False when it was closed: threads of a job that is
        over leave their calls to be buried."""
        with self._changed:
            if self._closed:
                yield False
                return
            with locked(self._chain.file):
                self._catch_up()
                yield True
            self._changed.notify_all()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._chain.close()
