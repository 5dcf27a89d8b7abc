"""A few rows with the Practice LM in place of every LM: what a run of the program takes, at no cost.

Tools give nothing back, so nothing outside is touched. Programs with nodes that only their own code can
answer for are not rehearsed.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dspex_worker.errors import WorkerError
from dspex_worker.program import every_node
from dspex_worker.wire import Job, Json, LmSpec, PracticeSpec, Row

if TYPE_CHECKING:
    from dspex_worker.jobs.context import JobContext

ROWS = 6
"""Rows that are rehearsed at most."""

SECONDS = 3.0
"""After so long no further row is begun."""

HARMLESS = frozenset(
    ("Predict", "ChainOfThought", "ReAct", "ReActV2", "MultiChainComparison", "BestOfN", "Refine", "Parallel")
) | frozenset(("router", "program", "retriever"))
"""Kinds of nodes that do nothing but ask LMs and tools."""


@dataclass(frozen=True)
class PerRow:
    """What one run of the program on one row takes.

    Attributes:
        calls: LM calls.
        prompt, completion: tokens of all of them.
        seconds: of the processor; waiting for LMs is none of it.
    """

    calls: float
    prompt: float
    completion: float
    seconds: float

    def tokens_of_a_call(self) -> tuple[float, float]:
        """Read and written."""
        return self.prompt / max(1e-9, self.calls), self.completion / max(1e-9, self.calls)

    def over(self, other: PerRow) -> PerRow:
        """How many times as much each is."""
        return PerRow(
            self.calls / max(1e-9, other.calls),
            self.prompt / max(1.0, other.prompt),
            self.completion / max(1.0, other.completion),
            self.seconds / max(1e-6, other.seconds),
        )

    def times(self, ratio: PerRow) -> PerRow:
        return PerRow(
            self.calls * ratio.calls,
            self.prompt * ratio.prompt,
            self.completion * ratio.completion,
            self.seconds * ratio.seconds,
        )


def can_rehearse(program: Json) -> bool:
    """Whether running the program without its LMs and tools touches nothing outside."""
    nodes = [node for _, node in every_node(program)]
    return all(node["kind"] in HARMLESS and "embedder" not in node for node in nodes)


def rehearse(context: JobContext, rows: Sequence[Row], demos: int) -> PerRow | None:
    """What a row takes, with so many rows as demonstrations in each prompt; None where that cannot be tried."""
    from dspex_worker.boundary import Boundary

    job = practised(context.job)
    if not rows or not can_rehearse(job.program):
        return None
    boundary = Boundary(job, _nobody, context.cancelled)
    try:
        inner = replace(context, job=job, boundary=boundary, _emit=_nobody)
        program = inner.build_program()
        _without_tools(program)
        examples = inner.rows_to_examples(rows)
        _show(program, examples, demos)
        return _timed(inner, program, examples[:ROWS])
    except WorkerError:
        return None  # what the program lacks is said when it is started
    finally:
        boundary.close()


def practised(job: Job) -> Job:
    """The job with the Practice LM, at once, in place of every LM."""
    spec = PracticeSpec(7, 0.0, "steady")
    lms = {alias: LmSpec(alias, "practice/base", practice=spec) for alias in {*job.lms, job.lm}}
    return replace(job, lms=lms, body={key: value for key, value in job.body.items() if key != "journal"})


def _nobody(_: Json) -> None:
    """Nobody is told of a rehearsal."""


def _without_tools(program: Any) -> None:
    for _, module in program.named_sub_modules():
        tools = getattr(module, "tools", None)
        for name, tool in tools.items() if isinstance(tools, dict) else ():
            if name not in ("finish", "submit") and hasattr(tool, "func"):
                tool.func = _nothing


def _nothing(**_: Any) -> str:
    return ""


def _show(program: Any, examples: Sequence[Any], demos: int) -> None:
    """Puts rows into the prompts, as many as there are; what a program has learned stays where none are to be shown."""
    shown = [examples[index % len(examples)] for index in range(demos)]
    for predictor in program.predictors() if demos else ():
        predictor.demos = [dict(example) for example in shown]


def _timed(context: JobContext, program: Any, examples: Sequence[Any]) -> PerRow | None:
    times: list[float] = []
    before, since = context.usage(), time.perf_counter()
    with context.dspy_context(callbacks=[]):
        for example in examples:
            began = time.process_time()
            try:
                program(**example.inputs())
            except Exception:  # a row that cannot be answered says nothing of the cost
                continue
            times.append(time.process_time() - began)
            if time.perf_counter() - since > SECONDS:
                break
    runs, used = len(times), context.usage()
    calls = used.calls - before.calls
    if not runs or not calls:
        return None
    return PerRow(
        calls / runs,
        (used.prompt_tokens - before.prompt_tokens) / runs,
        (used.completion_tokens - before.completion_tokens) / runs,
        statistics.median(times[1:] or times),  # the first one finds everything cold
    )
