"""Job kind ``describe``: modules, optimizers and adapters with the parameters their forms need."""

from __future__ import annotations

import importlib

from dspex_worker.describe import describe_adapters, describe_modules
from dspex_worker.jobs.context import JobContext
from dspex_worker.wire import Job, Json


def describe(job: Job, context: JobContext) -> Json:  # noqa: ARG001 - a handler
    """What the installed DSPy offers."""
    optimizers = importlib.import_module("dspex_worker.optimize")  # imports the optimizers only when they are asked for
    return {
        "modules": describe_modules(),
        "optimizers": [*optimizers.describe_optimizers(), *optimizers.describe_searches()],
        "adapters": describe_adapters(),
    }
