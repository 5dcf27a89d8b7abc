"""Job kind ``ask``: what a search over variables tries next."""

from __future__ import annotations

from dspex_worker.jobs.context import JobContext
from dspex_worker.search import Objective, Space, ask
from dspex_worker.search.history import read_trials
from dspex_worker.wire import Job, Json


def ask_next(job: Job, context: JobContext) -> Json:  # noqa: ARG001 - a handler
    """``{values, notes}`` of the trial ``number``, or ``{exhausted: true}``.

    Raises:
        WorkerError: as ``Space.read`` and ``ask`` do.
    """
    body = job.body
    space = Space.read(body.get("space") or [])
    objectives = [
        Objective(str(record["name"]), bool(record.get("maximize", True)))
        for record in body.get("objectives") or [{"name": "score"}]
    ]
    trials = read_trials(body.get("trials") or [], space, len(objectives))
    number, attempt = int(body.get("number", 0)), int(body.get("attempt", 0))
    suggestion = ask(str(body.get("sampler")), space, trials, objectives, job.seed, number, attempt)
    if suggestion is None:
        return {"exhausted": True}
    return {"values": suggestion.values, "notes": suggestion.notes}
