"""Metrics: the built-in ones and those of the project's code, with scores from 0 to 1."""

from __future__ import annotations

import inspect
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dspex_worker.code import line_in, load_function
from dspex_worker.errors import Where, WorkerError, log_text
from dspex_worker.wire import Job, plain

BUILT_IN = ("exact", "fields", "exact:FIELD", "f1:FIELD")


@dataclass(frozen=True)
class Scored:
    """A score from 0 to 1, and what the metric had to say."""

    score: float
    feedback: str | None = None


@dataclass(frozen=True)
class Metric:
    """A metric of a job.

    Called as DSPy calls metrics it gives a float from 0 to 1; what a project's own function returns
    while DSPy bootstraps (with a trace) stays a bool where it is one.

    Attributes:
        name: as the project file names it.
        score: scores one prediction. Raises WorkerError ``metric_failed``.
        file: the project's file, None for a built-in.
    """

    name: str
    score: Callable[..., Scored]
    file: str | None = None

    def __call__(
        self, example: Any, prediction: Any, trace: Any = None, pred_name: Any = None, pred_trace: Any = None
    ) -> float:
        return self.score(example, prediction, trace, pred_name, pred_trace).score

    def feedback(
        self, example: Any, prediction: Any, trace: Any = None, pred_name: Any = None, pred_trace: Any = None
    ) -> Any:
        """Score and feedback as a ``dspy.Prediction``, the five-argument form that GEPA asks for."""
        import dspy

        scored = self.score(example, prediction, trace, pred_name, pred_trace)
        text = scored.feedback or default_feedback(example, prediction, scored.score)
        return dspy.Prediction(score=scored.score, feedback=text)


def load_metric(job: Job) -> Metric:
    """The job's metric.

    Raises:
        WorkerError: ``metric_unknown``, or ``code_…`` when the project's function cannot be loaded.
    """
    name = str(job.body.get("metric") or "exact")
    outputs = [str(spec["name"]) for spec in job.program.get("outputs") or ()]
    if name.startswith("code/") or ".py:" in name:
        return _project_metric(job, name)
    kind, _, argument = name.partition(":")
    fields = [part.strip() for part in argument.split(",") if part.strip()]
    for field in fields:
        if field not in outputs:
            raise _unknown(name, f'The metric "{name}" names "{field}", which is no output of the program.')
    if kind == "exact":
        return Metric(name, _exact(fields or outputs, must=bool(fields)))
    if kind == "f1" and len(fields) == 1:
        return Metric(name, _f1(fields[0]))
    if kind == "fields" and not argument:
        return Metric(name, _fields(outputs))
    raise _unknown(name, f'There is no metric "{name}".')


def _unknown(name: str, message: str) -> WorkerError:
    return WorkerError("metric_unknown", message, f"Use {', '.join(BUILT_IN)} or code/metric.py:function.", log=name)


def default_feedback(example: Any, prediction: Any, score: float) -> str:
    """Which expected values the prediction met and which not, in words for a reflecting LM."""
    lines = [f"Score: {score:g}."]
    for name, expected in example.labels().items():
        got = _value(prediction, name)
        told = f'expected "{_text(expected)}"'
        lines.append(f"{name}: right, {told}." if same(expected, got) else f'{name}: {told}, got "{_text(got)}".')
    return "\n".join(lines)


def same(expected: Any, got: Any) -> bool:
    """Equal after trimming and, for text, case folding; numbers by value, records by their members."""
    expected, got = _normal(expected), _normal(got)
    if isinstance(expected, str) != isinstance(got, str):
        return _text(expected).strip().casefold() == _text(got).strip().casefold()
    return bool(expected == got)


def _normal(value: Any) -> Any:
    value = plain(value)
    if isinstance(value, str):
        return value.strip().casefold()
    if isinstance(value, list):
        return [_normal(item) for item in value]
    if isinstance(value, dict):
        return {key: _normal(item) for key, item in value.items()}
    return value


def _text(value: Any) -> str:
    data = plain(value)
    return data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)


def _value(prediction: Any, name: str) -> Any:
    return prediction.get(name) if hasattr(prediction, "get") else getattr(prediction, name, None)


def _labelled(example: Any, fields: Sequence[str]) -> list[str]:
    named = [name for name in fields if name in example]
    if not named:
        raise WorkerError(
            "metric_failed",
            "The row has no expected value to compare with.",
            f"Add {' or '.join(fields)} to the data, or use a metric of your own.",
        )
    return named


def _exact(fields: Sequence[str], must: bool) -> Callable[..., Scored]:
    def score(example: Any, prediction: Any, *_: Any) -> Scored:
        named = _labelled(example, fields)
        if must and len(named) < len(fields):
            _labelled(example, [name for name in fields if name not in named])
        return Scored(float(all(same(example[name], _value(prediction, name)) for name in named)))

    return score


def _f1(field: str) -> Callable[..., Scored]:
    def score(example: Any, prediction: Any, *_: Any) -> Scored:
        _labelled(example, [field])
        expected, got = _words(example[field]), _words(_value(prediction, field))
        if not expected or not got:
            return Scored(float(expected == got))
        common = sum((Counter(expected) & Counter(got)).values())
        return Scored(2 * common / (len(expected) + len(got)))

    return score


def _words(value: Any) -> list[str]:
    return re.findall(r"\w+", _text(value).casefold()) if value is not None else []


def _fields(fields: Sequence[str]) -> Callable[..., Scored]:
    def score(example: Any, prediction: Any, *_: Any) -> Scored:
        hits = [hit for name in _labelled(example, fields) for hit in _leaves(example[name], _value(prediction, name))]
        return Scored(sum(hits) / len(hits) if hits else 1.0)

    return score


def _leaves(expected: Any, got: Any) -> Iterator[bool]:
    expected, got = plain(expected), plain(got)
    if isinstance(expected, dict) and expected:
        for key, value in expected.items():
            yield from _leaves(value, got.get(key) if isinstance(got, dict) else None)
    else:
        yield same(expected, got)


def _project_metric(job: Job, reference: str) -> Metric:
    function = load_function(job, reference)
    file = reference.partition(":")[0]
    path = job.project.resolve() / file
    takes = _accepted(function)

    def score(
        example: Any, prediction: Any, trace: Any = None, pred_name: Any = None, pred_trace: Any = None
    ) -> Scored:
        given = (example, prediction, trace, pred_name, pred_trace)[:takes]
        try:
            value = function(*given)
        except Exception as error:
            line = line_in(error, path)
            raise WorkerError(
                "metric_failed",
                f'The metric "{reference}" failed: {type(error).__name__}: {error}',
                f"Open {file}{f' at line {line}' if line else ''}.",
                log=log_text(error),
                where=Where(file=file, line=line),
            ) from error
        return scored(value, reference, path, function)

    return Metric(reference, score, file)


def _accepted(function: Callable[..., Any]) -> int:
    """How many of DSPy's five arguments a metric takes."""
    parameters = inspect.signature(function).parameters.values()
    if any(p.kind is p.VAR_POSITIONAL for p in parameters):
        return 5
    return min(5, sum(p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) for p in parameters))


def scored(value: Any, name: str, path: Path | None = None, function: Any = None) -> Scored:
    """What a metric returned as a score. Raises WorkerError ``metric_failed`` for anything that is none."""
    feedback = None
    number = value
    if hasattr(value, "score") and not isinstance(value, (int, float)):
        number, feedback = value.score, getattr(value, "feedback", None)
    if isinstance(number, (bool, int, float)) or (hasattr(number, "__float__") and not isinstance(number, str)):
        number = float(number)
        if math.isfinite(number) and 0.0 <= number <= 1.0:
            return Scored(number, None if feedback is None else str(feedback))
    file = None if path is None else f"{path.parent.name}/{path.name}"
    line = getattr(getattr(function, "__code__", None), "co_firstlineno", None)
    raise WorkerError(
        "metric_failed",
        f'The metric "{name}" returned {value!r}, which is no score from 0 to 1.',
        "Return a bool, a number from 0 to 1, or dspy.Prediction(score=…, feedback=…).",
        log=f"{type(value).__name__}: {value!r}",
        where=Where(file=file, line=line),
    )
