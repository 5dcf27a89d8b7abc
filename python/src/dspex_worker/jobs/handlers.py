"""Which function handles which job kind."""

from __future__ import annotations

import importlib

from dspex_worker.errors import WorkerError
from dspex_worker.runner import Handler

_KINDS = {
    "run": "dspex_worker.jobs.run:run",
    "stream": "dspex_worker.streams.job:run_stream",
    "evaluate": "dspex_worker.jobs.evaluate:evaluate",
    "score": "dspex_worker.jobs.score:score",
    "optimize": "dspex_worker.optimize:run_optimize",
    "ask": "dspex_worker.jobs.ask:ask_next",
    "forecast": "dspex_worker.forecast:run_forecast",
    "scaffold": "dspex_worker.jobs.scaffold:scaffold",
    "propose": "dspex_worker.optimize.propose:run_propose",
    "preview": "dspex_worker.jobs.preview:preview",
    "check_lm": "dspex_worker.jobs.check_lm:check_lm",
    "check_sandbox": "dspex_worker.jobs.check_sandbox:check_sandbox",
    "describe": "dspex_worker.jobs.describe:describe",
    "export_python": "dspex_worker.jobs.export_python:export_python",
    "parameters": "dspex_worker.jobs.parameters:parameters",
    "check_program": "dspex_worker.jobs.check_program:check_program",
    "import": "dspex_worker.jobs.import_files:import_files",
    "convert": "dspex_worker.jobs.convert:convert",
}


def find(kind: str) -> Handler:
    """The handler of a kind. Raises WorkerError ``unknown_job`` for any other."""
    if kind not in _KINDS:
        raise WorkerError("unknown_job", f'The worker does not know the job kind "{kind}".')
    module, _, name = _KINDS[kind].partition(":")
    handler: Handler = getattr(importlib.import_module(module), name)
    return handler
