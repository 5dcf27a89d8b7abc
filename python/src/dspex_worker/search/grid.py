"""Every combination once, far-apart ones first."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from dspex_worker.search.history import Suggestion
from dspex_worker.search.space import Choice, Dimension, Integer

if TYPE_CHECKING:
    from dspex_worker.search.ask import Question

STEPS = 5
"""Values of a number, its bounds included."""

GOLDEN = (math.sqrt(5) - 1) / 2


def grid(question: Question) -> Suggestion | None:
    """The combination of this number; None after the last.

    The order strides over the grid, so that a search that is stopped early has seen all of it a little.
    """
    levels = [(dimension.name, _levels(dimension)) for dimension in question.space.dimensions]
    total = math.prod(len(values) for _, values in levels)
    if question.number >= total:
        return None
    cell = (question.study_seed + question.number * _stride(total)) % total
    values: dict[str, Any] = {}
    for name, options in levels:
        cell, index = divmod(cell, len(options))
        values[name] = options[index]
    return Suggestion(values)


def _levels(dimension: Dimension) -> list[Any]:
    if isinstance(dimension, Choice):
        return list(dimension.options)
    if isinstance(dimension, Integer) and dimension.high - dimension.low < STEPS:
        return list(range(dimension.low, dimension.high + 1))
    if isinstance(dimension, Integer):
        span = dimension.high - dimension.low
        return [dimension.low + round(span * step / (STEPS - 1)) for step in range(STEPS)]
    if dimension.low == dimension.high:
        return [dimension.low]
    return [dimension.at(step / (STEPS - 1)) for step in range(STEPS)]


def _stride(total: int) -> int:
    stride = max(1, round(total * GOLDEN))
    while math.gcd(stride, total) != 1:
        stride += 1
    return stride
