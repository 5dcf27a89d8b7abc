"""Sets a parameter of a live module."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dspy

from dspex_worker.errors import Where, WorkerError
from dspex_worker.lms import adapter as adapter_named
from dspex_worker.parameters.baked import is_baked, offer, remake
from dspex_worker.parameters.found import discover, modules_of
from dspex_worker.parameters.parameter import Parameter


def apply(module: dspy.Module, path: str, value: Any, lms: Mapping[str, Any] | None = None) -> None:
    """Sets a parameter, in place; no other thread may run the module meanwhile.

    Args:
        path: as ``discover`` names it.
        value: for ``lm`` an alias of ``lms``, for ``demos`` a list of records.

    Raises:
        WorkerError: ``parameter_unknown``, ``value_invalid``, or ``parameter_fixed`` for one that a class of someone
            else's cannot be made again with.
    """
    found = {parameter.path: parameter for parameter in discover(module, lms)}
    if path not in found:
        raise WorkerError(
            "parameter_unknown",
            f'There is no parameter "{path}".',
            f"There are {', '.join(list(found)[:20])}{' …' if len(found) > 20 else ''}.",
            where=Where(field=path),
        )
    parameter = found[path]
    value = parameter.checked(value)
    if path == "adapter":
        _use_adapter(module, value)
    elif parameter.kind == "module":
        swap(module, parameter.module, value)
    else:
        part = modules_of(module)[parameter.module]
        if isinstance(part, dspy.Predict):
            _set_of_predictor(part, parameter, value, lms or {})
        else:
            _set_of_module(part, parameter.name, value, lms or {})


def _set_of_predictor(predictor: dspy.Predict, parameter: Parameter, value: Any, lms: Mapping[str, Any]) -> None:
    match parameter.name.partition("."):
        case ("instructions", "", _):
            predictor.signature = predictor.signature.with_instructions(value)
        case ("description", ".", field):
            predictor.signature = predictor.signature.with_updated_fields(field, desc=value or f"${{{field}}}")
        case ("demos", "", _):
            predictor.demos = [dspy.Example(**row).with_inputs(*predictor.signature.input_fields) for row in value]
        case ("lm", "", _):
            predictor.lm = lms[value]
        case _:
            predictor.update_config(**{parameter.name: value})


def _set_of_module(module: dspy.Module, name: str, value: Any, lms: Mapping[str, Any]) -> None:
    kind, dot, tool = name.partition(".")
    if dot and kind == "tools":
        offer(module, tool, value)
    elif name == "sub_lm":
        module.sub_lm = lms[value]
    elif is_baked(module, name):
        remake(module, **{name: value})
    else:
        setattr(module, name, value)


def swap(root: dspy.Module, path: str, kind: str) -> None:
    """Puts a Predict or ChainOfThought in the place of the one at ``path``; what it learned stays."""
    above, _, name = path.rpartition(".")
    parent = modules_of(root)[above]
    old = getattr(parent, name)
    predictor = old.predict if isinstance(old, dspy.ChainOfThought) else old
    signature = predictor.signature.delete("reasoning") if predictor is not old else predictor.signature
    made = getattr(dspy, kind)(signature, **predictor.config)
    new = made.predict if isinstance(made, dspy.ChainOfThought) else made
    new.demos, new.lm = predictor.demos, predictor.lm
    setattr(parent, name, made)


class _WithAdapter:
    """Mixed into the class of a module that has an adapter of its own."""

    dspex_adapter: str

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        with dspy.context(adapter=adapter_named(self.dspex_adapter)):
            return super().forward(*args, **kwargs)  # type: ignore[misc]


def _use_adapter(module: dspy.Module, name: str) -> None:
    kind = type(module)
    if not issubclass(kind, _WithAdapter):
        module.__class__ = type(kind.__name__, (_WithAdapter, kind), {"__module__": kind.__module__})
    module.dspex_adapter = name
