"""Variables in an ``optimize`` job: the program with them, and what was found without them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dspex_worker.optimize.candidates import loadable, state_of
from dspex_worker.tuning.create import create_optimizable_module
from dspex_worker.tuning.ledger import Ledger
from dspex_worker.tuning.mechanism import prepare
from dspex_worker.tuning.module import OptimizableModule
from dspex_worker.wire import Json

if TYPE_CHECKING:
    from dspex_worker.jobs.context import JobContext


def tuned(context: JobContext, program: Any, optimizer: str) -> tuple[Any, Ledger | None]:
    """The program with the variables of the job's ``tuning``, and the ledger of their values; itself without any.

    Raises:
        WorkerError: as ``create_optimizable_module`` does.
    """
    config = context.job.body.get("tuning")
    if not config:
        return program, None
    seed = context.job.seed
    lms = {alias: context.lm(alias) for alias in context.job.lms}
    module = create_optimizable_module(program, config, options=config.get("options"), lms=lms, seed=seed)
    ledger = Ledger(module.configuration.variables, seed=seed)
    return prepare(module, optimizer, ledger), ledger


def result_of(program: Any, state: Json) -> Json:
    """``state`` of a candidate as the program without variables loads it, and the ``values`` of these."""
    if not isinstance(program, OptimizableModule):
        return {"state": loadable(state)}
    found = program.deepcopy()
    found.load_state(state)
    values = found.in_force()
    return {"state": loadable(state_of(found.with_values())), "values": values}
