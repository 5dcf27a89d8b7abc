"""Job kind ``scaffold``: a function for a task, written by the LM and kept when its tests mean something."""

from __future__ import annotations

from dspex_worker.errors import WorkerError
from dspex_worker.jobs.context import JobContext
from dspex_worker.wire import Job, Json


def scaffold(job: Job, context: JobContext) -> Json:
    """``{accepted, trials, node}`` of a ``task`` and a ``function`` such as ``double(x: float) -> float``.

    Each trial has its code and tests, its verdict, and how many mutants its tests noticed. ``node`` has the source and
    the fields of a code node, null where nothing was accepted.

    Raises:
        WorkerError: ``scaffold_invalid``, ``sandbox_unavailable``, ``no_attempt``, or what the LM fails with.
    """
    from dspex_worker.patterns import SelfScaffolding
    from dspex_worker.patterns.asnode import Head

    task = str(job.body.get("task") or "").strip()
    if not task:
        raise WorkerError("scaffold_invalid", "There is no task.", "Say what the function does.")
    head = Head.read(str(job.body.get("function") or ""))
    writer = SelfScaffolding(int(job.body.get("max_corrections", 2)), seed=job.seed, checked=head.problem)
    with context.dspy_context():
        found = writer(task=task, function=str(job.body["function"]).strip())
    node = {
        "source": head.source(found.code, found.tests),
        "inputs": list(head.inputs),
        "outputs": [head.output],
        "name": head.name,
    }
    return {"accepted": found.accepted, "trials": found.trials, "node": node if found.accepted else None}
