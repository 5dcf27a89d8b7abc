"""Any optimizer on any parameter: modules whose variables DSPy's optimizers change like their texts."""

from __future__ import annotations

from dspex_worker.tuning.advice import Advice, advise
from dspex_worker.tuning.create import create_optimizable_module
from dspex_worker.tuning.ledger import Ledger
from dspex_worker.tuning.module import OptimizableModule
from dspex_worker.tuning.space import Variables

__all__ = ["Advice", "Ledger", "OptimizableModule", "Variables", "advise", "create_optimizable_module"]
