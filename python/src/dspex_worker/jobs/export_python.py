"""Job kind ``export_python``: the program as plain Python."""

from __future__ import annotations

from dspex_worker.codegen import export_python as export
from dspex_worker.jobs.context import JobContext
from dspex_worker.wire import Job, Json


def export_python(job: Job, context: JobContext) -> Json:  # noqa: ARG001 - a handler
    """The source, and the files that must lie beside it."""
    made = export(job, str(job.body.get("name") or job.program.get("name") or "program"))
    return {"source": made.source, "files": made.files}
