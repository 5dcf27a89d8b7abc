"""Job kind ``check_lm``: does the LM answer, how fast, and which models are there."""

from __future__ import annotations

import time
from typing import Any

from dspex_worker.errors import to_worker_error
from dspex_worker.jobs.context import JobContext
from dspex_worker.wire import Job, Json

QUESTION = "Answer with the single word: ready"


def check_lm(job: Job, context: JobContext) -> Json:
    """Asks the LM one short question. A failure is the result's error, not the job's."""
    since = time.perf_counter()
    try:
        lm = context.lm()
        with context.dspy_context():
            lm(QUESTION)
    except Exception as error:
        return _result(since, False, [], to_worker_error(error).record())
    return _result(since, True, models(context.boundary.engine(job.lm), job.lms[job.lm].model), None)


def _result(since: float, ok: bool, names: list[str], error: Json | None) -> Json:
    return {"ok": ok, "seconds": round(time.perf_counter() - since, 3), "models": names, "error": error}


def models(engine: Any, model: str) -> list[str]:
    """Names of the models that the provider lists; none where it has no list."""
    router = getattr(engine, "router", None)
    if router is None:
        return [model]
    from dspy.lm15 import LM15Error

    place = engine.resolve(model)
    try:
        return sorted(str(info.id) for info in router.lm(f"{place.provider}:{place.model}").list_models())
    except (LM15Error, NotImplementedError, ValueError):
        return []
