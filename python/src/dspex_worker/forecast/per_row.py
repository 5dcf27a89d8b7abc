"""What a run of the program on one row takes: from earlier runs, a rehearsal, or the shape of the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dspex_worker.errors import WorkerError
from dspex_worker.forecast.rehearsal import PerRow, rehearse
from dspex_worker.judge import PREFIX
from dspex_worker.program import every_node
from dspex_worker.wire import Json, Row, dumps

if TYPE_CHECKING:
    from dspex_worker.jobs.context import JobContext

ROUNDS = 3
"""Calls of an agent for one row, where nothing is known."""

TOKENS = PerRow(1.0, 400.0, 80.0, 0.02)
"""A call of which nothing is known."""

FIELD_TOKENS = 12
"""Tokens that an adapter puts around a field of a demonstration."""


@dataclass(frozen=True)
class Measured:
    """What is known of a program before it is optimized.

    Attributes:
        bare: one row, with the program as it is.
        shown: one row, with demonstrations in the prompts.
        row_tokens: tokens of a row's values.
        latency: seconds that an LM takes for a call; None where nobody has measured it.
        source: runs, rehearsal or shape.
    """

    bare: PerRow
    shown: PerRow
    row_tokens: float
    latency: float | None
    source: str


def measure(context: JobContext, demos: int) -> Measured:
    """Everything that can be known of a row without asking an LM.

    Args:
        demos: demonstrations that an optimizer puts into a prompt.
    """
    job = context.job
    rows = job.rows("train")
    row_tokens = _row_tokens(rows)
    bare = rehearse(context, rows, 0)
    shown = rehearse(context, rows, demos) if demos else bare
    source = "shape" if bare is None else "rehearsal"
    bare = bare or _guess(job.program)
    shown = shown or replace(bare, prompt=bare.prompt + bare.calls * demos * row_tokens)
    seen = _seen(job.body.get("seen"), bare)
    if seen is not None:
        bare, shown, source = seen, seen.times(shown.over(bare)), "runs"
    judged = str(job.body.get("metric") or "").startswith(PREFIX)
    if judged and seen is None:
        judge = replace(TOKENS, prompt=TOKENS.prompt + row_tokens, seconds=0.0)
        bare, shown = _sum(bare, judge), _sum(shown, judge)
    latency = (job.body.get("seen") or {}).get("seconds")
    return Measured(bare, shown, row_tokens, latency, source)


def shape_of(context: JobContext) -> tuple[int, bool]:
    """How many predictors the program has, and whether they are without demonstrations."""
    try:
        predictors = context.build_program(with_lms=False).predictors()
    except WorkerError:  # what is wrong with it is said when it is started
        return max(1, len([node for _, node in every_node(context.job.program) if "signature" in node])), True
    return max(1, len(predictors)), not any(predictor.demos for predictor in predictors)


def _row_tokens(rows: list[Row]) -> float:
    """Tokens of a row as a demonstration: a token for four bytes, and what the adapter adds."""
    if not rows:
        return TOKENS.prompt / 4
    values = [len(dumps(row.values).encode()) / 4 + FIELD_TOKENS * len(row.values) for row in rows]
    return sum(values) / len(values)


def _guess(program: Json) -> PerRow:
    """A call for each module, several for an agent."""
    calls = sum(ROUNDS if node.get("tools") else 1 for _, node in every_node(program) if "signature" in node)
    return PerRow(calls, calls * TOKENS.prompt, calls * TOKENS.completion, calls * TOKENS.seconds)


def _seen(seen: Mapping[str, Any] | None, bare: PerRow) -> PerRow | None:
    """What earlier runs measured: calls for a row, tokens for a call."""
    if not seen:
        return None
    calls = float(seen["calls"])
    return PerRow(calls, calls * float(seen["prompt_tokens"]), calls * float(seen["completion_tokens"]), bare.seconds)


def _sum(one: PerRow, other: PerRow) -> PerRow:
    return PerRow(
        one.calls + other.calls,
        one.prompt + other.prompt,
        one.completion + other.completion,
        one.seconds + other.seconds,
    )
