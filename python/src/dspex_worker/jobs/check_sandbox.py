"""Job kind ``check_sandbox``: which guards this system offers to LM-written code."""

from __future__ import annotations

from dataclasses import asdict

from dspex_worker.jobs.context import JobContext
from dspex_worker.sandbox.availability import guards
from dspex_worker.wire import Job, Json


def check_sandbox(job: Job, context: JobContext) -> Json:  # noqa: ARG001 - a handler
    """Every guard, tried here; ``ok`` when none that is required is missing."""
    return {
        "ok": all(guard.ok for guard in guards() if guard.required),
        "guards": [{**asdict(guard), "ok": guard.ok} for guard in guards()],
    }
