"""From work and what a row takes to calls, tokens, dollars and seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dspex_worker.forecast.per_row import Measured
from dspex_worker.forecast.rehearsal import PerRow
from dspex_worker.forecast.span import NOTHING, Span
from dspex_worker.forecast.work import Phase, Work
from dspex_worker.wire import Job, Json, LmSpec

LATENCY = 1.2
"""Seconds before an LM answers, where nobody has measured it."""

OVERHEAD = 1.2
"""Work around a run of the program, as a multiple of it: scoring, copies of programs, events."""

PACE = 60.0
"""Tokens that it then writes in a second."""

WRITTEN_PROMPT, WRITTEN_COMPLETION = 700.0, 250.0
"""Tokens of a call that writes an instruction or reflects, apart from the rows that it is shown."""

SPREAD = {"runs": Span(0.9, 1, 1.15), "rehearsal": Span(0.85, 1, 1.25), "shape": Span(0.5, 1, 2.5)}
"""How far calls and tokens of a row may be from what is known of them, by where that comes from."""

SLOWNESS = Span(0.6, 1, 1.8)
"""How far an LM's pace may be from what is known of it."""


@dataclass(frozen=True)
class Cost:
    """What an optimization takes, the comparison before and after included.

    Attributes:
        prompt, completion: tokens read and written.
        usd: None where a price is not known.
        unknown: aliases without a price.
        source: what it follows from: runs, rehearsal or shape.
    """

    calls: Span
    prompt: Span
    completion: Span
    usd: Span | None
    seconds: Span
    unknown: tuple[str, ...]
    source: str

    def record(self, cap: Mapping[str, Any]) -> Json:
        """As the ``forecast`` of the result; a cap cuts it off, in proportion."""
        share = min((_share(span, cap.get(name)) for name, span in self._capped()), default=1.0)
        return {
            "calls": self._cut(self.calls, share).record(),
            "prompt_tokens": self._cut(self.prompt, share).record(),
            "completion_tokens": self._cut(self.completion, share).record(),
            "usd": None if self.usd is None else self._cut(self.usd, share).record(6),
            "seconds": self._cut(self.seconds, share).record(2),
            "capped": share < 1,
            "unknown_prices": list(self.unknown),
            "source": self.source,
        }

    def _capped(self) -> list[tuple[str, Span]]:
        spans = [("calls", self.calls), ("tokens", self.prompt + self.completion)]
        return spans if self.usd is None else [*spans, ("usd", self.usd)]

    @staticmethod
    def _cut(span: Span, share: float) -> Span:
        return span if share >= 1 else span.at_most(span.likely * share)


def _share(span: Span, cap: float | None) -> float:
    """Which part of the likely amount a cap allows."""
    return 1.0 if cap is None or span.likely <= cap else float(cap) / span.likely


def cost_of(job: Job, work: Work, measured: Measured, holdout: int) -> Cost:
    """The cost of an optimizer's work and of scoring ``holdout`` rows before and after it."""
    demos = any(phase.demos for phase in work.phases)
    comparison = (Phase(Span.exactly(holdout)), Phase(Span.exactly(holdout), demos=demos))
    spread = SPREAD[measured.source]
    own, teacher, writer = (_spec(job, role) for role in (None, "teacher", "prompt_lm"))
    bill = _Bill()
    for phase in (*work.phases, *comparison):
        row = measured.shown if phase.demos else measured.bare
        spec = teacher if phase.alone else own
        bill.add(spec, phase.runs * row.calls * spread, *row.tokens_of_a_call())
    prompt = WRITTEN_PROMPT + work.read * measured.row_tokens
    bill.add(writer, work.written, prompt, WRITTEN_COMPLETION)
    seconds = NOTHING
    for phase in work.phases:
        seconds = seconds + _seconds(phase, job.threads, 1, measured, own)
    for phase in comparison:
        seconds = seconds + _seconds(phase, job.threads, int(job.body.get("workers") or 1), measured, own)
    waiting = _latency(writer, measured, WRITTEN_COMPLETION) or measured.bare.seconds
    seconds = seconds + work.written * waiting
    return Cost(
        bill.calls, bill.prompt, bill.completion, bill.usd(), seconds, tuple(sorted(bill.unknown)), measured.source
    )


def _spec(job: Job, role: str | None) -> LmSpec:
    return job.lms.get(str(job.body.get(role) or "") if role else job.lm) or job.lms[job.lm]


def _seconds(phase: Phase, threads: int, workers: int, measured: Measured, spec: LmSpec) -> Span:
    """Work of Python holds one processor; waiting for LMs is shared by the threads."""
    row: PerRow = measured.shown if phase.demos else measured.bare
    at_once = 1 if phase.alone else threads
    waiting = _latency(spec, measured, row.tokens_of_a_call()[1]) * row.calls
    busy = row.seconds * OVERHEAD
    each = max(busy / workers, (busy + waiting) / at_once)
    return phase.runs * each * (SLOWNESS if waiting else Span(0.8, 1, 1.5))


def _latency(spec: LmSpec, measured: Measured, completion: float) -> float:
    """Seconds that a call waits for its LM."""
    if measured.latency is not None:
        return measured.latency
    if spec.practice is not None and not spec.practice.waits(streamed=False):
        return 0.0
    pace = (spec.practice.pace if spec.practice else None) or PACE
    return (0.0 if spec.practice else LATENCY) + completion / pace


class _Bill:
    """Adds up calls, tokens and dollars."""

    def __init__(self) -> None:
        self.calls, self.prompt, self.completion, self._usd = NOTHING, NOTHING, NOTHING, NOTHING
        self.unknown: set[str] = set()

    def add(self, spec: LmSpec, calls: Span, prompt: float, completion: float) -> None:
        """Calls of an LM, with the tokens of each."""
        self.calls = self.calls + calls
        self.prompt, self.completion = self.prompt + calls * prompt, self.completion + calls * completion
        if not calls.high or spec.practice is not None:
            return
        if spec.price is None:
            self.unknown.add(spec.alias)
        else:
            self._usd = self._usd + calls * ((prompt * spec.price.input + completion * spec.price.output) / 1e6)

    def usd(self) -> Span | None:
        return None if self.unknown else self._usd
