"""Job kind ``check_program``: what is wrong with a program, found by building it."""

from __future__ import annotations

from dspex_worker.errors import WorkerError
from dspex_worker.jobs.context import JobContext
from dspex_worker.validate import Problem, problems
from dspex_worker.wire import Job, Json


def check_program(job: Job, context: JobContext) -> Json:
    """Problems of the program; a sound one is also built, with its tools, state and LMs, but not run."""
    found = [problem.record() for problem in problems(job.program)]
    if not any(problem["severity"] == "error" for problem in found):
        try:
            context.build_program()
        except WorkerError as error:
            found.append(_problem(error))
    return {"problems": found}


def _problem(error: WorkerError) -> Json:
    record = Problem(error.code, error.message, error.hint, node=error.where.node, field=error.where.field).record()
    return {**record, "file": error.where.file, "line": error.where.line}
