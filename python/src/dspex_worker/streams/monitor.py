"""One answer under observation: its fields, their quality, its timing, and the rules that hold."""

from __future__ import annotations

import statistics
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from dspex_worker.streams.quality import Quality
from dspex_worker.streams.rules import WHILE_WAITING, Fired, Rule, RuleWatch
from dspex_worker.streams.typed import AnswerCheck, Check, field_check
from dspex_worker.wire import Json

LONG_GAP = 2.0
"""Seconds; a shorter wait is no stall."""
GAPS = 101
"""Gaps that the median is taken of."""
RATE_SECONDS = 2.0

Clock = Callable[[], float]
Piece = tuple[str, str, bool]
"""Field, text, whether the field is whole."""


class Timing:
    """When the pieces of one answer came. Seconds everywhere."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._begun = clock()
        self._last: float | None = None
        self._gaps: deque[float] = deque(maxlen=GAPS)
        self._recent: deque[tuple[float, int]] = deque()
        self._letters = 0
        self.first: float | None = None
        self.longest = 0.0

    def came(self, letters: int) -> None:
        now = self._clock()
        if self._last is None:
            self.first = now - self._begun
        else:
            gap = now - self._last
            self._gaps.append(gap)
            self.longest = max(self.longest, gap)
        self._last = now
        self._recent.append((now, letters))
        self._letters += letters
        while self._recent[0][0] < now - RATE_SECONDS:
            self._letters -= self._recent.popleft()[1]

    def waited_for_first(self) -> float:
        return self._clock() - self._begun if self.first is None else self.first

    def stall(self) -> float:
        """The wait that lasts in multiples of the median gap; 0 while it is none of two seconds."""
        if self._last is None:
            return 0.0
        gap = self._clock() - self._last
        if gap <= LONG_GAP:
            return 0.0
        return gap / max(statistics.median(self._gaps), 0.001) if self._gaps else gap

    def rate(self) -> float:
        """Tokens a second over the last two seconds."""
        if len(self._recent) < 2:
            return 0.0
        spent = max(self._recent[-1][0] - self._recent[0][0], 0.001)
        return (self._letters - self._recent[0][1]) / 4 / spent


class _Field:
    def __init__(self, name: str, check: Check | None, rules: Sequence[Rule]) -> None:
        self.quality = Quality()
        self.check = check
        self.watch = RuleWatch(rules, name)
        self.text: list[str] = []


class AnswerMonitor:
    """Watches one answer. Its methods may be called from several threads.

    Args:
        adapter: name of the adapter that reads the answer.
        signature: its DSPy signature; None where it is not known.

    Attributes:
        judge: the last score of a running judge; None while there is none.
        ended: whether the answer is whole.
    """

    def __init__(self, adapter: str, signature: Any, rules: Sequence[Rule], clock: Clock = time.monotonic) -> None:
        self.timing = Timing(clock)
        self.judge: float | None = None
        self.ended = False
        self._rules = rules
        self._signature: Any = None
        self._fields: dict[str, _Field] = {}
        self._adapter = adapter
        self._whole: AnswerCheck | None = None
        if signature is not None:
            self.describe(signature)
        self._waiting = RuleWatch([rule for rule in rules if rule.metric in WHILE_WAITING], "")
        self._logprobs: list[float] = []
        self._lock = threading.RLock()

    def describe(self, signature: Any) -> None:
        """Says what the answer's fields are, before its first piece."""
        self._signature = signature
        if self._adapter == "JSONAdapter":
            self._whole = AnswerCheck(signature)

    def take(self, text: str, pieces: Sequence[Piece], logprobs: Sequence[float] = ()) -> list[Fired]:
        """A piece of the answer and what it adds to its fields: the rules that hold now."""
        with self._lock:
            self._logprobs += logprobs
            if text:
                self.timing.came(len(text))
            fired: list[Fired] = []
            if self._whole is not None and self._whole.broken_at is None:
                self._whole.take(text)
                if self._whole.broken_at is not None:
                    fired += self._look(self._whole.member)
            for name, piece, last in pieces:
                field = self._field(name)
                field.text.append(piece)
                field.quality.take(piece, last)
                if field.check is not None:
                    field.check.take(piece, last)
                fired += self._look(name)
            return fired

    def end(self) -> None:
        self.ended = True

    def waiting(self) -> list[Fired]:
        """The rules on waiting that hold now; ``field`` is the one that is being written."""
        if self.ended:
            return []
        values = {"first_chunk": self.timing.waited_for_first(), "stall": self.timing.stall()}
        with self._lock:
            field = next(reversed(self._fields), "")
            return [Fired(f.rule, field, f.value, f.words) for f in self._waiting.look(values, 0)]

    def _look(self, name: str) -> list[Fired]:
        field = self._field(name)
        measured, timing = field.quality, self.timing
        broken = self.broken(name)
        values: dict[str, float | None] = {
            "repetition": measured.repetition.share,
            "tail_run": measured.repetition.run,
            "schema": None if broken is None else float(broken[0] is None),
            "script": measured.script.share,
            "logprob": self.logprob(),
            "rate": timing.rate(),
            "judge": self.judge,
            "length": measured.words,
        }
        return field.watch.look(values, measured.words)

    def _field(self, name: str) -> _Field:
        known = self._fields.get(name)
        if known is None:
            info = None if self._signature is None else self._signature.output_fields.get(name)
            check = None if info is None or self._whole is not None else field_check(info.annotation)
            known = self._fields[name] = _Field(name, check, self._rules)
        return known

    def broken(self, name: str) -> tuple[int | None, str] | None:
        """Where the text broke (None: nowhere yet) and what must stand there; None where any text will do."""
        check: Check | None = self._field(name).check
        if self._whole is not None:
            if self._whole.broken_at is not None and name != self._whole.member:
                return None, ""
            check = self._whole
        return None if check is None else (check.broken_at, check.expected)

    def logprob(self) -> float | None:
        return statistics.fmean(self._logprobs) if self._logprobs else None

    def texts(self) -> dict[str, str]:
        """The text of each field so far."""
        with self._lock:
            return {name: "".join(field.text) for name, field in self._fields.items()}

    def tokens(self, name: str) -> int:
        return self._field(name).quality.tokens

    def words(self) -> int:
        with self._lock:
            return sum(field.quality.words for field in self._fields.values())

    def quality(self) -> float:
        """How good the text is as far as that can be measured: 0 to 1."""
        with self._lock:
            return min((self._quality(name) for name in self._fields), default=1.0)

    def _quality(self, name: str) -> float:
        measured, broken = self._fields[name].quality, self.broken(name)
        if (broken is not None and broken[0] is not None) or measured.repetition.run > 11:
            return 0.0
        share = measured.script.share
        return max(0.0, 1.0 - measured.repetition.share) * (1.0 if share is None else share)

    def metrics(self, name: str) -> Json:
        """What ``stream_metrics`` says of a field, but for where it is."""
        with self._lock:
            measured, broken = self._field(name).quality, self.broken(name)
            share, logprob = measured.script.share, self.logprob()
            return {
                "field": name,
                "tokens": measured.tokens,
                "words": measured.words,
                "repetition": round(measured.repetition.share, 4),
                "tail_run": measured.repetition.run,
                "schema": None if broken is None else broken[0] is None,
                "broken_at": None if broken is None else broken[0],
                "script": None if share is None else round(share, 4),
                "logprob": None if logprob is None else round(logprob, 4),
                "first_chunk": round(self.timing.first or 0.0, 4),
                "gap": round(self.timing.longest, 4),
                "rate": round(self.timing.rate(), 1),
                "judge": self.judge,
            }
