"""A quantity that is not known yet."""

from __future__ import annotations

from dataclasses import dataclass

from dspex_worker.wire import Json


@dataclass(frozen=True)
class Span:
    """From the least to the most that is plausible, with the likely value between."""

    low: float
    likely: float
    high: float

    @classmethod
    def exactly(cls, value: float) -> Span:
        return cls(value, value, value)

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.likely + other.likely, self.high + other.high)

    def __mul__(self, factor: float | Span) -> Span:
        by = factor if isinstance(factor, Span) else Span.exactly(factor)
        return Span(self.low * by.low, self.likely * by.likely, self.high * by.high)

    def at_most(self, most: float) -> Span:
        """Cut off at a limit."""
        return Span(min(self.low, most), min(self.likely, most), min(self.high, most))

    def record(self, digits: int = 0) -> Json:
        low, likely, high = (round(value, digits) if digits else round(value) for value in self._values())
        return {"low": low, "likely": likely, "high": high}

    def _values(self) -> tuple[float, float, float]:
        return self.low, self.likely, self.high


NOTHING = Span.exactly(0)
