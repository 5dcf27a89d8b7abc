"""One attempt of a lane: its answers under observation, and how it is stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dspex_worker.boundary import LmCall
from dspex_worker.journal.bounds import usd_of
from dspex_worker.stream import TokenStream
from dspex_worker.streams import told
from dspex_worker.streams.monitor import AnswerMonitor
from dspex_worker.streams.plan import Choice
from dspex_worker.streams.rules import Action, Fired, Rule
from dspex_worker.streams.stops import StreamStopped
from dspex_worker.wire import Json, LmSpec

TELL = 0.1
"""Seconds between two ``stream_metrics`` of a field."""


@dataclass
class Used:
    """Tokens and USD of LM calls; ``usd`` is None once a price is unknown."""

    tokens: int = 0
    completion: int = 0
    usd: float | None = 0.0

    def add(self, ended: Json) -> None:
        self.tokens += (ended["prompt_tokens"] or 0) + (ended["completion_tokens"] or 0)
        self.completion += ended["completion_tokens"] or 0
        if self.usd is not None:
            price = ended["usd"]
            known = price is not None or ended["error"] is not None or ended["cached"]
            self.usd = self.usd + (price or 0.0) if known else None


@dataclass
class _Call:
    about: LmCall
    monitor: AnswerMonitor
    spec: LmSpec | None
    most: int | None
    told: dict[str, float] = field(default_factory=dict)


class Attempt:
    """Takes what the LM calls of one attempt tell, and raises ``StreamStopped`` where a rule holds. Thread-safe.

    Attributes:
        number: from 1.
        saved: tokens and USD that a rule saved at most; None where it cannot be said.
        parked: whether a replay of it came to where its recording was stopped.
    """

    def __init__(
        self,
        lane: str,
        number: int,
        adapter: str,
        rules: Sequence[Rule],
        emit: Callable[[Json], None],
        specs: Callable[[str], LmSpec | None],
        act: Callable[[Action], Action],
        used: Used,
    ) -> None:
        """
        Args:
            specs: the LM of an alias.
            act: what is really done for a rule's action, which depends on what is left.
        """
        self.lane, self.number = lane, number
        self.saved: tuple[int | None, float | None] = (None, None)
        self.parked = False
        self._played: dict[str, float] = {}
        self._adapter, self._rules, self._emit = adapter, rules, emit
        self._specs, self._act, self._used = specs, act, used
        self._tokens = TokenStream(adapter, emit, lane)
        self._since = time.monotonic()
        self._calls: dict[str, _Call] = {}
        self._stopped: StreamStopped | None = None
        self._judge: float | None = None
        self._lock = threading.RLock()

    def started(self, event: Json) -> None:
        """An LM is asked."""
        with self._lock:
            spec = self._specs(event["alias"])
            most = event["config"].get("max_tokens")
            call = _Call(LmCall(event["id"], None, event["node"], None), self._monitor(None), spec, most)
            self._calls[event["id"]] = call

    def ended(self, event: Json) -> None:
        """An LM has answered, or not."""
        with self._lock:
            self._used.add(event)
            if event["id"] in self._calls:
                self._calls[event["id"]].monitor.end()

    def receive(self, id: str, about: LmCall, text: str, logprobs: Sequence[float]) -> None:
        """A piece of an answer. Raises ``StreamStopped``."""
        self.check()
        with self._lock:
            call = self._calls[id]
            if call.about.signature is None and about.signature is not None:
                call.monitor.describe(about.signature)
            call.about = about
            pieces = self._tokens.receive(id, about, text)
            fired = call.monitor.take(text, pieces, logprobs)
            for name, _, last in pieces:
                self._measured(id, call, name, last or bool(fired))
            if text == "":
                call.monitor.end()
            self._fire(id, call, fired)

    def check(self) -> None:
        """Looked at while an LM is waited for. Raises ``StreamStopped``."""
        if self._stopped is not None:
            raise self._stopped
        with self._lock:
            for id, call in list(self._calls.items()):
                self._fire(id, call, call.monitor.waiting())

    def stop(self, message: str) -> None:
        """Another lane won: every thread of this attempt ends at its next look."""
        if self._stopped is None:
            self._stopped = StreamStopped(message)

    def judged(self, score: float) -> None:
        """The running judge gave a score."""
        with self._lock:
            self._judge = score
            for call in self._calls.values():
                call.monitor.judge = score

    def played(self, id: str, at: float, stopped: bool) -> None:
        """A replayed call has come to this second of its recording."""
        with self._lock:
            self._played[id] = at
            self.parked = stopped

    def recorded(self) -> float:
        """Seconds that its replayed calls took when they were recorded."""
        with self._lock:
            return sum(self._played.values())

    def texts(self) -> list[tuple[str, str]]:
        """Field and text of every answer so far."""
        with self._lock:
            return [item for call in self._calls.values() for item in call.monitor.texts().items()]

    def words(self) -> int:
        with self._lock:
            return sum(call.monitor.words() for call in self._calls.values())

    def quality(self) -> float | None:
        """As measured, of the worst answer; None before the first text."""
        with self._lock:
            found = [call.monitor.quality() for call in self._calls.values() if call.monitor.words()]
            return min(found, default=None)

    def _monitor(self, signature: Any) -> AnswerMonitor:
        monitor = AnswerMonitor(self._adapter, signature, self._rules)
        monitor.judge = self._judge
        return monitor

    def _measured(self, id: str, call: _Call, name: str, now: bool) -> None:
        at = time.monotonic()
        if not now and at - call.told.get(name, -TELL) < TELL:
            return
        call.told[name] = at
        metrics = call.monitor.metrics(name)
        where = {"lane": self.lane, "id": id, "node": call.about.node}
        self._emit({"type": "stream_metrics", **where, **metrics, "at": round(at - self._since, 4)})

    def _fire(self, id: str, call: _Call, fired: Sequence[Fired]) -> None:
        for one in fired:
            action = self._act(one.rule.action)
            tokens = sum(len(text) for text in call.monitor.texts().values())
            tokens = (tokens + 3) // 4
            saved, usd = None, None
            if action != "tell" and call.most is not None:
                saved = max(0, int(call.most) - tokens)
                usd = None if call.spec is None else usd_of(call.spec, 0, saved)
            because = told.why(one, call.monitor)
            text = because if action == "tell" else f"{because} {told.kept(tokens, saved)}"
            self._emit(
                {
                    "type": "rule_fired",
                    "lane": self.lane,
                    "id": id,
                    "node": call.about.node,
                    "field": one.field,
                    "rule": one.rule.id,
                    "name": one.rule.name,
                    "metric": one.rule.metric,
                    "value": round(one.value, 4),
                    "limit": one.rule.value,
                    "words": one.words,
                    "action": action,
                    "kept": len(call.monitor.texts().get(one.field, "")),
                    "saved_tokens": saved,
                    "saved_usd": usd,
                    "text": text,
                }
            )
            if action != "tell":
                self.saved = saved, usd
                self._stopped = StreamStopped(f'The rule "{one.rule.name}" stopped it. {text}', one)
                raise self._stopped


def retried(choice: Choice, because: str) -> str:
    """What another attempt is made with, in words for the person."""
    parts = [choice.kind, choice.lm]
    if choice.temperature is not None:
        parts.append(f"temperature {choice.temperature:g}")
    made = ", ".join(part for part in parts if part)
    return f"{because} Another attempt{f' with {made}' if made else ''}."
