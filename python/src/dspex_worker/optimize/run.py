"""The ``optimize`` job: one optimizer, from the seed to the best program found, live all the way."""

from __future__ import annotations

import functools
import random
from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from dspex_worker.errors import Halt
from dspex_worker.jobs.context import Cancelled
from dspex_worker.journal.scope import scoped_contexts
from dspex_worker.optimize.plan import Plan, make_plan
from dspex_worker.wire import Job, Json

if TYPE_CHECKING:
    from dspex_worker.jobs.context import JobContext
    from dspex_worker.optimize.bench import Bench

SCORES_SEED = frozenset(("MIPROv2", "GEPA", "BetterTogether"))
"""Optimizers that score the unchanged program on the validation rows themselves."""

STOPS = {"cap_reached": "cap", "paused": "pause"}
"""Errors that end a search in time, and what the result calls them."""

SCORES_EMPTY = frozenset(("BootstrapFewShotWithRandomSearch",))
"""Optimizers that score the program without demonstrations: the seed, if it has none."""


def run_optimize(job: Job, context: JobContext) -> Json:
    """Runs the optimizer of a job and returns the payload of its ``result`` event.

    The payload has ``state`` (DSPy's own, loadable), ``values`` (of the variables, where there are any), ``score`` (on
    the validation rows, None if nothing was scored), ``candidates`` (how many were seen), ``best`` (candidate id),
    ``stopped``, ``stopped_by`` (person, pause, cap, lm, or None) and ``seed_score``. A job that was stopped returns the
    best so far, or the seed.

    Raises:
        WorkerError: when the request cannot work, or every row of the seed fails.
    """
    train = context.rows_to_examples(job.rows("train"))
    validation = context.rows_to_examples(job.rows("validation"))
    plan = make_plan(str(job.body.get("optimizer")), job.body.get("settings") or {}, len(train), len(validation))
    with ExitStack() as stack:
        return _run(make_bench(context, plan, train, _sampled(validation or train, plan, job.seed), stack))


def _sampled(rows: Sequence[Any], plan: Plan, seed: int) -> list[Any]:
    """The validation rows to score on: all, or those that DSPy would draw anyway, so that all candidates share them."""
    return list(rows) if plan.validation >= len(rows) else random.Random(seed).sample(list(rows), plan.validation)


def make_bench(context: JobContext, plan: Plan, train: list[Any], validation: list[Any], stack: ExitStack) -> Bench:
    """What an optimizer works with, watched; DSPy is set up for it until ``stack`` is closed."""
    from dspex_worker.observe import Observer
    from dspex_worker.optimize import quiet
    from dspex_worker.optimize.bench import Bench
    from dspex_worker.optimize.guard import Guard
    from dspex_worker.optimize.shown import program_shown
    from dspex_worker.optimize.tracker import Tracker
    from dspex_worker.optimize.tuned import result_of, tuned
    from dspex_worker.optimize.watcher import Watcher
    from dspex_worker.rows import follow_rows, row_of
    from dspex_worker.tuning.mechanism import NOTHING

    tracker = Tracker(context, "validation" if context.job.rows("validation") else "training")
    rows = {row_of(example) or str(index): example for index, example in enumerate(validation)}
    watcher = Watcher(context, tracker, rows)
    guard = Guard(context, tracker)
    follow_rows()
    for change in (
        quiet.no_progress_bars,
        quiet.no_prompt_dumps,
        quiet.no_false_alarms,
        quiet.lms_kept,
        quiet.rows_marked,
        scoped_contexts,
    ):
        stack.enter_context(change())
    stack.enter_context(program_shown(context.job))
    stack.enter_context(quiet.seeded(context.job.seed))
    stack.enter_context(context.dspy_context(callbacks=[Observer(context), watcher, guard]))
    program, ledger = tuned(context, context.build_program(), plan.entry.name)
    tracker.as_kept = functools.partial(result_of, program)
    if ledger is not None and plan.entry.name in NOTHING:
        tracker.note(NOTHING[plan.entry.name], "warning")
    return Bench(context, plan, program, train, validation, context.load_metric(), tracker, watcher, guard, ledger)


def _run(bench: Bench) -> Json:
    from dspex_worker.optimize.guard import Hopeless

    stopped: str | None = None
    seed = bench.tracker.seed(bench.program)
    for note in bench.plan.notes:
        bench.tracker.note(note)
    try:
        _optimize(bench)
    except Cancelled:
        stopped = "person"
    except Hopeless as failure:
        if bench.tracker.best in (None, seed):
            raise failure.error from failure
        bench.tracker.note(f"{failure.error.message} The best candidate so far is kept.", "error")
        stopped = "lm"
    except Halt as halt:
        if halt.error.code not in STOPS:
            raise
        bench.tracker.note(f"{halt.error.message} The best candidate so far is kept.")
        stopped = STOPS[halt.error.code]
    if stopped:
        bench.guard.wait_until_idle()
    best = bench.tracker.best or seed
    bench.tracker.close(stopped is not None)
    return _payload(bench, best, seed, stopped)


def _payload(bench: Bench, best: Any, seed: Any, stopped: str | None) -> Json:
    from dspex_worker.optimize.tuned import result_of

    return {
        **result_of(bench.program, best.state),
        "score": bench.tracker.score_of(best),
        "candidates": bench.tracker.count,
        "best": best.id,
        "stopped": stopped is not None,
        "stopped_by": stopped,
        "seed_score": bench.tracker.score_of(seed),
    }


def _optimize(bench: Bench) -> None:
    """Seed first, then the optimizer, then its choice: all on the same validation rows."""
    from dspex_worker.optimize.families import FAMILIES
    from dspex_worker.tuning.mechanism import settle

    name = bench.plan.entry.name
    empty = not any(predictor.demos for predictor in bench.program.predictors())
    if name not in SCORES_SEED and not (empty and name in SCORES_EMPTY):
        bench.tracker.status("Scoring the program as it is")
        bench.score(settle(bench.program.deepcopy()))
    chosen = settle(FAMILIES[name](bench))
    bench.tracker.settings = {}
    bench.watcher.on_scored = None
    if bench.tracker.score_of(bench.tracker.seen(chosen)) is None:
        bench.tracker.status("Scoring the optimizer's choice")
    bench.score(chosen)
