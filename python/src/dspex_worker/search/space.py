"""The space of a search: what each free variable may be.

Values are plain JSON. A choice's options may be anything (a module, an instruction, a set of
demonstrations), so samplers see them by their index. All dimensions are asked in every trial, also
those that a condition leaves out: on a static space the samplers learn faster, and the caller drops
what is inactive.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dspex_worker.errors import WorkerError

Values = dict[str, Any]


@dataclass(frozen=True)
class Float:
    """A real number between ``low`` and ``high``, both included; on a log scale if ``log``."""

    name: str
    low: float
    high: float
    log: bool = False

    def at(self, share: float) -> float:
        """The value at a share (0 to 1) of the range."""
        share = min(1.0, max(0.0, share))
        if self.log:
            return float(min(self.high, max(self.low, math.exp(self._log(share)))))
        return self.low + share * (self.high - self.low)

    def share(self, value: Any) -> float:
        """Where in the range a value lies, 0 to 1."""
        if self.high == self.low:
            return 0.0
        if self.log:
            return (math.log(value) - math.log(self.low)) / (math.log(self.high) - math.log(self.low))
        return float((value - self.low) / (self.high - self.low))

    def holds(self, value: Any) -> bool:
        return isinstance(value, (int, float)) and not isinstance(value, bool) and self.low <= value <= self.high

    def _log(self, share: float) -> float:
        return math.log(self.low) + share * (math.log(self.high) - math.log(self.low))


@dataclass(frozen=True)
class Integer:
    """A whole number between ``low`` and ``high``, both included."""

    name: str
    low: int
    high: int

    def at(self, share: float) -> int:
        return self.low + min(self.high - self.low, int(min(1.0, max(0.0, share)) * (self.high - self.low + 1)))

    def share(self, value: Any) -> float:
        return float((value - self.low + 0.5) / (self.high - self.low + 1))

    def holds(self, value: Any) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high


@dataclass(frozen=True)
class Choice:
    """One of ``options``; without an order."""

    name: str
    options: tuple[Any, ...]

    def at(self, share: float) -> Any:
        return self.options[min(len(self.options) - 1, int(min(1.0, max(0.0, share)) * len(self.options)))]

    def share(self, value: Any) -> float:
        return (self.index(value) + 0.5) / len(self.options)

    def holds(self, value: Any) -> bool:
        return any(_same(option, value) for option in self.options)

    def index(self, value: Any) -> int:
        return next(i for i, option in enumerate(self.options) if _same(option, value))


Dimension = Float | Integer | Choice


@dataclass(frozen=True)
class Space:
    """The dimensions by name, in the order given."""

    dimensions: tuple[Dimension, ...]

    @classmethod
    def read(cls, records: Sequence[Mapping[str, Any]]) -> Space:
        """A space from its records (``{"name","kind","low","high","log"}`` or ``{…,"options"}``).

        Raises:
            WorkerError: ``space_invalid``, naming the variable.
        """
        dimensions = tuple(_dimension(record) for record in records)
        names = [dimension.name for dimension in dimensions]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise _invalid(twice, "is there twice")
        return cls(dimensions)

    def sample(self, source: random.Random) -> Values:
        """Values drawn evenly."""
        return {dimension.name: dimension.at(source.random()) for dimension in self.dimensions}

    def near(self, values: Values, source: random.Random, moves: int) -> Values:
        """The values with ``moves`` of them changed a little; a choice is drawn anew."""
        moved = dict(values)
        for dimension in source.sample(self.dimensions, min(moves, len(self.dimensions))):
            if isinstance(dimension, Choice):
                moved[dimension.name] = source.choice(dimension.options)
            else:
                moved[dimension.name] = dimension.at(dimension.share(values[dimension.name]) + source.gauss(0, 0.15))
        return moved

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether each dimension has a value that it allows."""
        return all(d.name in values and d.holds(values[d.name]) for d in self.dimensions)


def _dimension(record: Mapping[str, Any]) -> Dimension:
    name, kind = str(record.get("name")), record.get("kind")
    if kind == "choice":
        options = tuple(record.get("options") or ())
        if not options:
            raise _invalid(name, "has no options")
        return Choice(name, options)
    low, high = record.get("low"), record.get("high")
    if isinstance(low, bool) or isinstance(high, bool) or not isinstance(low, (int, float)):
        raise _invalid(name, "has no lower bound")
    if not isinstance(high, (int, float)) or not math.isfinite(low) or not math.isfinite(high):
        raise _invalid(name, "has no upper bound")
    if low > high:
        raise _invalid(name, f"has a lower bound of {low} above its upper bound of {high}")
    if kind == "integer":
        return Integer(name, math.ceil(low), math.floor(high))
    if kind != "float":
        raise _invalid(name, f'is of the unknown kind "{kind}"')
    log = bool(record.get("log"))
    if log and low <= 0:
        raise _invalid(name, "is on a log scale and reaches zero")
    return Float(name, float(low), float(high), log)


def _invalid(name: str, what: str) -> WorkerError:
    return WorkerError("space_invalid", f"The variable {name} {what}.", "Correct the variable.")


def _same(left: Any, right: Any) -> bool:
    """Equal as JSON: ``1`` and ``true`` are not."""
    return left == right and (type(left) is type(right) or (_number(left) and _number(right)))


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
