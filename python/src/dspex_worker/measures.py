"""The built-in comparisons of a prediction with the expected values of its row."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dspex_worker.errors import WorkerError
from dspex_worker.wire import plain


@dataclass(frozen=True)
class Scored:
    """A score from 0 to 1, and what the metric had to say."""

    score: float
    feedback: str | None = None


class Abstained(Exception):  # noqa: N818  it is no error
    """A metric has no score for an answer, which then counts neither way; the message says why, for the person."""


Measure = Callable[..., Scored]
"""Called with example and prediction, and whatever else DSPy hands to metrics.

Raises WorkerError ``metric_failed``, Abstained."""


def same(expected: Any, got: Any) -> bool:
    """Equal after trimming and, for text, case folding; numbers by value, records by their members."""
    expected, got = normal(expected), normal(got)
    if isinstance(expected, str) != isinstance(got, str):
        return text(expected).strip().casefold() == text(got).strip().casefold()
    return bool(expected == got)


def normal(value: Any) -> Any:
    """Plain data with every text trimmed and case folded."""
    value = plain(value)
    if isinstance(value, str):
        return value.strip().casefold()
    if isinstance(value, list):
        return [normal(item) for item in value]
    if isinstance(value, dict):
        return {key: normal(item) for key, item in value.items()}
    return value


def text(value: Any) -> str:
    """Text as it is, anything else as JSON."""
    data = plain(value)
    return data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)


def predicted(prediction: Any, name: str) -> Any:
    """A field of a prediction, None where it has none."""
    return prediction.get(name) if hasattr(prediction, "get") else getattr(prediction, name, None)


def labelled(example: Any, fields: Sequence[str]) -> list[str]:
    """Those fields that the row has an expected value for, at least one."""
    named = [name for name in fields if name in example]
    if not named:
        raise WorkerError(
            "metric_failed",
            "The row has no expected value to compare with.",
            f"Add {' or '.join(fields)} to the data, or use a metric of your own.",
        )
    return named


def exact(fields: Sequence[str], must: bool) -> Measure:
    """All fields equal; ``must``: each has to have an expected value."""

    def score(example: Any, prediction: Any, *_: Any) -> Scored:
        named = labelled(example, fields)
        if must and len(named) < len(fields):
            labelled(example, [name for name in fields if name not in named])
        return Scored(float(all(same(example[name], predicted(prediction, name)) for name in named)))

    return score


def f1(field: str) -> Measure:
    """Overlap of words, as often as each occurs."""

    def score(example: Any, prediction: Any, *_: Any) -> Scored:
        labelled(example, [field])
        expected, got = _words(example[field]), _words(predicted(prediction, field))
        if not expected or not got:
            return Scored(float(expected == got))
        common = sum((Counter(expected) & Counter(got)).values())
        return Scored(2 * common / (len(expected) + len(got)))

    return score


def _words(value: Any) -> list[str]:
    return re.findall(r"\w+", text(value).casefold()) if value is not None else []


def fields(names: Sequence[str]) -> Measure:
    """Mean over the fields, nested records counted leaf by leaf."""

    def score(example: Any, prediction: Any, *_: Any) -> Scored:
        named = labelled(example, names)
        hits = [hit for name in named for hit in _leaves(example[name], predicted(prediction, name))]
        return Scored(sum(hits) / len(hits) if hits else 1.0)

    return score


def _leaves(expected: Any, got: Any) -> Iterator[bool]:
    expected, got = plain(expected), plain(got)
    if isinstance(expected, dict) and expected:
        for key, value in expected.items():
            yield from _leaves(value, got.get(key) if isinstance(got, dict) else None)
    else:
        yield same(expected, got)


def overlap(field: str) -> Measure:
    """Common items of two sets over all their items. Text is a set of parts between commas, semicolons and lines."""

    def score(example: Any, prediction: Any, *_: Any) -> Scored:
        labelled(example, [field])
        expected, got = _items(example[field]), _items(predicted(prediction, field))
        union = expected.keys() | got.keys()
        if not union:
            return Scored(1.0)
        missing = [expected[key] for key in expected if key not in got]
        extra = [got[key] for key in got if key not in expected]
        told = [f"{word}: {', '.join(items)}." for word, items in (("Missing", missing), ("Too much", extra)) if items]
        return Scored(len(expected.keys() & got.keys()) / len(union), " ".join(told) or None)

    return score


def _items(value: Any) -> dict[str, str]:
    """Items by their normal form, as they were written."""
    value = plain(value)
    if value is None:
        return {}
    if isinstance(value, str):
        value = re.split(r"[,;\n]", value)
    elif not isinstance(value, list):
        value = list(value) if isinstance(value, dict) else [value]
    shown = {json.dumps(normal(item), sort_keys=True): text(item).strip() for item in value}
    return {key: item for key, item in shown.items() if item}


def near(field: str, tolerance: str) -> Measure:
    """Numbers no further apart than ``0.5``, or than ``5%`` of the expected one.

    Raises:
        ValueError: when the tolerance is neither.
    """
    share = tolerance.endswith("%")
    limit = float(tolerance.removesuffix("%"))
    if not math.isfinite(limit) or limit < 0:
        raise ValueError(tolerance)

    def score(example: Any, prediction: Any, *_: Any) -> Scored:
        labelled(example, [field])
        expected, got = _number(example[field]), _number(predicted(prediction, field))
        if expected is None:
            raise WorkerError(
                "metric_failed",
                f'The expected value of "{field}" is no number: {text(example[field])}.',
                "Correct the row, or use another metric.",
            )
        if got is None:
            return Scored(0.0, f"{text(predicted(prediction, field))} is no number, expected {expected:g}.")
        allowed = limit / 100 * abs(expected) if share else limit
        off = abs(got - expected)
        # Decimal fractions have no exact binary form: 0.3 is within 0.1 of 0.2.
        within = off <= allowed or math.isclose(off, allowed, rel_tol=1e-9, abs_tol=1e-12)
        return Scored(float(within), None if off == 0 else f"{got:g} is off by {off:g}, {allowed:g} is allowed.")

    return score


def _number(value: Any) -> float | None:
    value = plain(value)
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value.replace(",", "").strip() if isinstance(value, str) else value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def json_equal(field: str) -> Measure:
    """The same JSON: the order of keys and the spacing do not matter, everything else does."""

    def score(example: Any, prediction: Any, *_: Any) -> Scored:
        labelled(example, [field])
        expected, _valid = _parsed(example[field])
        got, valid = _parsed(predicted(prediction, field))
        if not valid and not isinstance(expected, str):
            return Scored(0.0, f"It is no JSON: {got}")
        place = _difference(expected, got, "")
        return Scored(float(place is None), None if place is None else f"Differs at {place or 'the top'}.")

    return score


def _parsed(value: Any) -> tuple[Any, bool]:
    data = plain(value)
    if not isinstance(data, str):
        return data, True
    try:
        return json.loads(data), True
    except ValueError:
        return data, False


def _difference(expected: Any, got: Any, place: str) -> str | None:
    """The first place that differs, as a JSON pointer; None where all is equal."""
    if isinstance(expected, dict) and isinstance(got, dict):
        pairs = [(key, expected.get(key, _ABSENT), got.get(key, _ABSENT)) for key in {**expected, **got}]
    elif isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        pairs = [(str(at), *pair) for at, pair in enumerate(zip(expected, got, strict=True))]
    else:
        # True is 1 in Python and not in JSON.
        return None if expected == got and isinstance(expected, bool) == isinstance(got, bool) else place
    for key, one, other in pairs:
        if (found := _difference(one, other, f"{place}/{key}")) is not None:
            return found
    return None


_ABSENT = object()
