"""Job kind ``propose``: texts and demonstrations worth trying at each node, before any is scored.

A search over variables needs something to choose among. These are the first two steps of MIPROv2: sets
of demonstrations that the program answered well, and instructions that an LM writes from the data, the
program and those sets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from dspex_worker.optimize.plan import make_plan
from dspex_worker.wire import Job, Json, plain

if TYPE_CHECKING:
    from dspex_worker.jobs.context import JobContext


def run_propose(job: Job, context: JobContext) -> Json:
    """``{"nodes": {path: {"instructions": [text], "demos": [[row]]}}}`` for the ``nodes`` asked for.

    The first of each list is what the node has now. A node whose predictors add words of their own to
    its instructions (an agent) has no other instructions.

    Raises:
        WorkerError: when the metric cannot be loaded, or there are no training rows.
    """
    from dspex_worker.optimize.families.mipro import proposals
    from dspex_worker.optimize.run import make_bench

    train = context.rows_to_examples(job.rows("train"))
    count = max(2, int(job.body.get("count") or 4))
    most = max(1, int(job.body.get("most_demos") or 4))
    settings = {
        "auto": "off",
        "num_candidates": count,
        "num_trials": 1,
        "max_bootstrapped_demos": most,
        "max_labeled_demos": most,
    }
    with ExitStack() as stack:
        bench = make_bench(context, make_plan("MIPROv2", settings, len(train), 0), train, train, stack)
        wanted = [str(node) for node in job.body.get("nodes") or []]
        texts, demos = proposals(bench, count, bool(job.body.get("instructions", True)))
        found = {name: index for index, (name, _) in enumerate(bench.program.named_predictors())}
        return {"nodes": {node: _of(node, job.program, bench, found, texts, demos) for node in wanted}}


def _of(
    node: str,
    program: Json,
    bench: Any,
    found: Mapping[str, int],
    texts: Mapping[int, Sequence[str]],
    demos: Mapping[int, Sequence[Sequence[Any]]],
) -> Json:
    from dspex_worker.program import every_node

    name = next((name for name in found if name == node or name.startswith(f"{node}.")), None)
    if name is None:
        return {"instructions": [], "demos": []}
    index = found[name]
    predictor = bench.program.predictors()[index]
    record = dict(every_node(program)).get(node) or {}
    own = str((record.get("signature") or {}).get("instructions") or "")
    written = [predictor.signature.instructions, *texts.get(index, ())]
    sets = [predictor.demos, *demos.get(index, ())]
    return {
        "instructions": list(dict.fromkeys(written)) if written[0] == own or not own else [],
        "demos": _distinct([[_row(demo) for demo in chosen] for chosen in sets]),
    }


def _row(demo: Any) -> Json:
    values = {str(key): value for key, value in dict(demo).items() if key not in ("augmented", "dspex_row")}
    return {key: plain(value) for key, value in values.items()}


def _distinct(sets: list[list[Json]]) -> list[list[Json]]:
    kept: list[list[Json]] = []
    for chosen in sets:
        if chosen not in kept:
            kept.append(chosen)
    return kept
