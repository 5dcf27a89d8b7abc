"""Makes a module optimizable."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

import dspy

from dspex_worker.tuning.module import OptimizableModule, Target, targets_of
from dspex_worker.tuning.space import Variables


def create_optimizable_module(
    module: dspy.Module,
    variable_config: Mapping[str, Any],
    *,
    options: Mapping[str, Sequence[Any]] | None = None,
    lms: Mapping[str, Any] | None = None,
    seed: int = 0,
) -> OptimizableModule:
    """A module whose variables any optimizer may change.

    Args:
        module: any module; it is not changed.
        variable_config: in the format of ``variables.json``: variables, bindings and constraints. A binding names the
            ``node`` (path of a module within it, empty for all) and the ``parameter``.
        options: texts and sets of demonstrations to choose among, by variable.

    Raises:
        WorkerError: ``variable_invalid``, ``expression_invalid`` or ``binding_gone``, naming what to correct.
    """
    variables = Variables.read(variable_config, options)
    targets: dict[str, list[Target]] = {}
    for binding in variable_config.get("bindings") or ():
        found = targets_of(module, str(binding.get("node") or ""), str(binding["parameter"]), lms)
        targets.setdefault(str(binding["variable"]), []).extend(found)
    return OptimizableModule(module, variables, targets, _inputs(module), lms, seed)


def _inputs(module: dspy.Module) -> list[str]:
    signature = getattr(module, "signature", None)
    if signature is not None:
        return list(signature.input_fields)
    named = list(inspect.signature(type(module).forward).parameters.values())[1:]
    own = [p.name for p in named if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
    if own:
        return own
    ends = getattr(getattr(module, "_plan", None), "inputs", None)
    if ends:
        return list(ends)
    return list(module.predictors()[0].signature.input_fields)
