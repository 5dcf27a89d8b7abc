"""Metrics: the built-in ones and those of the project's code, with scores from 0 to 1."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dspex_worker.code import line_in, load_function
from dspex_worker.errors import Where, WorkerError, log_text
from dspex_worker.human import NAME as HUMAN
from dspex_worker.human import PREFIX as HUMAN_ELSE
from dspex_worker.human import human
from dspex_worker.judge import PREFIX, LmOf, judge
from dspex_worker.measures import Measure, Scored, exact, f1, fields, json_equal, near, overlap, predicted, same, text
from dspex_worker.wire import Job

BUILT_IN = (
    "exact",
    "fields",
    "exact:FIELD",
    "f1:FIELD",
    "overlap:FIELD",
    "near:FIELD:TOLERANCE",
    "json:FIELD",
    "judge:LM:RUBRIC",
    "human",
    "human:METRIC",
)
ABSTAINING = frozenset({"evaluate", "score"})
"""Kinds of jobs in which a metric may have no score for a row."""
_OF_ONE_FIELD: dict[str, Callable[[str], Measure]] = {"f1": f1, "overlap": overlap, "json": json_equal}


@dataclass(frozen=True)
class Metric:
    """A metric of a job.

    Called as DSPy calls metrics it gives a float from 0 to 1; what a project's own function returns
    while DSPy bootstraps (with a trace) stays a bool where it is one.

    Attributes:
        name: as the project file names it.
        score: scores one prediction. Raises WorkerError ``metric_failed``, and Abstained where it has no score.
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
        told = scored.feedback or default_feedback(example, prediction, scored.score)
        return dspy.Prediction(score=scored.score, feedback=told)


def load_metric(job: Job, lm_of: LmOf | None = None) -> Metric:
    """The job's metric.

    Args:
        lm_of: gives the LM that judges; without it a metric that asks one is refused.

    Raises:
        WorkerError: ``metric_unknown``, ``lm_not_configured``, or ``code_…`` when the project's
            function cannot be loaded; ``metric_abstains`` for ``human`` alone in a search, which makes answers
            that nobody could have rated.
    """
    name = str(job.body.get("metric") or "exact")
    if name == HUMAN:
        if job.kind not in ABSTAINING:
            raise WorkerError(
                "metric_abstains",
                "A search makes new answers, which nobody has rated.",
                "Use human:METRIC, such as human:exact: the rating where there is one, else the other metric.",
                log=name,
            )
        return Metric(name, human(job, None))
    if name.startswith(HUMAN_ELSE):
        other = _named(job, name.removeprefix(HUMAN_ELSE), lm_of)
        return Metric(name, human(job, other.score), other.file)
    return _named(job, name, lm_of)


def _named(job: Job, name: str, lm_of: LmOf | None) -> Metric:
    if name.startswith(PREFIX):
        if lm_of is None:
            raise _unknown(name, "Nothing here can ask an LM to judge.")
        return Metric(name, judge(job, name, lm_of))
    if name.startswith("code/") or ".py:" in name:
        return _project_metric(job, name)
    return Metric(name, _built_in(name, [str(spec["name"]) for spec in job.program.get("outputs") or ()]))


def _built_in(name: str, outputs: list[str]) -> Measure:
    kind, _, argument = name.partition(":")
    argument, _, tolerance = argument.partition(":") if kind == "near" else (argument, "", "")
    named = [part.strip() for part in argument.split(",") if part.strip()]
    for field in named:
        if field not in outputs:
            raise _unknown(name, f'The metric "{name}" names "{field}", which is no output of the program.')
    if kind == "exact":
        return exact(named or outputs, must=bool(named))
    if kind == "fields" and not argument:
        return fields(outputs)
    if kind in _OF_ONE_FIELD and len(named) == 1:
        return _OF_ONE_FIELD[kind](named[0])
    if kind == "near" and len(named) == 1:
        try:
            return near(named[0], tolerance.strip())
        except ValueError as error:
            raise _unknown(name, f'The metric "{name}" needs a tolerance, such as 0.5 or 5%.') from error
    raise _unknown(name, f'There is no metric "{name}".')


def _unknown(name: str, message: str) -> WorkerError:
    return WorkerError("metric_unknown", message, f"Use {', '.join(BUILT_IN)} or code/metric.py:function.", log=name)


def default_feedback(example: Any, prediction: Any, score: float) -> str:
    """Which expected values the prediction met and which not, in words for a reflecting LM."""
    lines = [f"Score: {score:g}."]
    for name, expected in example.labels().items():
        got = predicted(prediction, name)
        told = f'expected "{text(expected)}"'
        lines.append(f"{name}: right, {told}." if same(expected, got) else f'{name}: {told}, got "{text(got)}".')
    return "\n".join(lines)


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
    """What a metric returned as a score.

    Raises:
        WorkerError: ``metric_not_finite`` for NaN and the infinite, ``metric_failed`` for anything else that is none.
    """
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
    infinite = isinstance(number, float) and not math.isfinite(number)
    raise WorkerError(
        "metric_not_finite" if infinite else "metric_failed",
        f'The metric "{name}" returned {value!r}, which is no score from 0 to 1.',
        "Return a bool, a number from 0 to 1, or dspy.Prediction(score=…, feedback=…).",
        log=f"{type(value).__name__}: {value!r}",
        where=Where(file=file, line=line),
    )
