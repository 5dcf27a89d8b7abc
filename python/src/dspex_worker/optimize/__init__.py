"""The optimizer side of the worker: DSPy's optimizers as live, stoppable jobs."""

from __future__ import annotations

from dspex_worker.optimize.catalogue import describe_optimizers
from dspex_worker.optimize.run import run_optimize
from dspex_worker.optimize.searches import describe_searches

__all__ = ["describe_optimizers", "describe_searches", "run_optimize"]
