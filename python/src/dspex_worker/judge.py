"""An LM as a metric: it reads a rubric, the inputs, what was expected and the answer, and gives score and reason."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dspex_worker.errors import WorkerError
from dspex_worker.measures import Measure, Scored, predicted
from dspex_worker.secrets import MASK, secret_inputs
from dspex_worker.wire import Job, plain

if TYPE_CHECKING:
    import dspy

PREFIX = "judge:"

LmOf = Callable[[str | None, str], "dspy.LM"]
"""The LM of an alias (None: the job's own) for a role."""


def judge(job: Job, name: str, lm_of: LmOf) -> Measure:
    """The metric ``judge:ALIAS:RUBRIC``; without an alias the job's LM judges.

    Secret inputs are not shown to the judge. Its calls count under the role ``judge``.

    Raises:
        WorkerError: ``metric_unknown`` where there is no rubric, ``lm_not_configured``.
    """
    alias, _, rubric = name.removeprefix(PREFIX).partition(":")
    rubric = rubric.strip()
    if not rubric:
        raise WorkerError(
            "metric_unknown",
            f'The metric "{name}" has no rubric.',
            "Write judge:LM:RUBRIC, such as judge:main:The answer is polite and names the order.",
        )
    lm = lm_of(alias.strip() or None, "judge")
    outputs = [str(spec["name"]) for spec in job.program.get("outputs") or ()]
    secret = secret_inputs(job)

    def score(example: Any, prediction: Any, *_: Any) -> Scored:
        import dspy

        given = {key: MASK if key in secret else value for key, value in example.inputs().items()}
        # A trace of its own: an optimizer must not take the judge for a part of the program.
        with dspy.context(lm=lm, adapter=dspy.ChatAdapter(), trace=[]):
            verdict = _judge()(
                rubric=rubric,
                inputs=_shown(given),
                expected=_shown(dict(example.labels().items())),
                answer=_shown({output: predicted(prediction, output) for output in outputs}),
            )
        return _scored(verdict, lm)

    return score


@functools.cache
def _judge() -> dspy.Module:
    import dspy

    class Judge(dspy.Signature):  # type: ignore[misc]  # dspy is untyped
        """Judge the answer by the rubric alone. Say why first, then give a score from 0 (fails) to 1 (fully met)."""

        rubric: str = dspy.InputField(desc="What a good answer is")
        inputs: str = dspy.InputField(desc="What the answer was made from, as JSON")
        expected: str = dspy.InputField(desc="Known right values, as JSON; may be empty")
        answer: str = dspy.InputField(desc="The answer to judge, as JSON")
        reason: str = dspy.OutputField(desc="One or two sentences")
        score: float = dspy.OutputField(desc="From 0 to 1")

    return dspy.Predict(Judge)


def _shown(values: dict[str, Any]) -> str:
    return json.dumps(plain(values), ensure_ascii=False, indent=1) if values else ""


def _scored(verdict: Any, lm: Any) -> Scored:
    number = verdict.score
    if isinstance(number, (int, float)) and math.isfinite(number) and 0.0 <= number <= 1.0:
        return Scored(float(number), str(verdict.reason))
    raise WorkerError(
        "metric_failed",
        f"The judge gave {number!r}, which is no score from 0 to 1.",
        "Say in the rubric what 0 and 1 mean, or let another LM judge.",
        log=f"{lm.model}: {number!r}",
    )
