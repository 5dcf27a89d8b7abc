"""Finds the parameters of a live module and of all within it, by what DSPy's classes keep in their attributes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import dspy

from dspex_worker.kinds import GENERATION, KINDS, PATTERNS
from dspex_worker.lms import ADAPTERS
from dspex_worker.parameters.baked import all_tools, offered_tools
from dspex_worker.parameters.parameter import Parameter
from dspex_worker.wire import Json

SWAPPED = ("Predict", "ChainOfThought")
"""Kinds that can take each other's place in a live module."""
_NUMBERS: dict[str, Json] = {
    name: spec
    for kind in KINDS.values()
    for name, spec in kind.parameters.items()
    if spec["type"] in ("int", "float") and kind.name not in PATTERNS
}
"""Constraints by the name that DSPy gives an attribute or a setting of the LM call."""
_OPEN = {"fail_count", "num_threads"}
"""Numbers that are None until someone sets them."""


def discover(module: dspy.Module, lms: Mapping[str, Any] | None = None, adapter: str | None = None) -> list[Parameter]:
    """Every parameter, in the order of the modules; the adapter first.

    Args:
        module: any module, with what is within it, however deep.
        lms: the LMs that a predictor can be given, by alias; without any, LMs are no parameters.
        adapter: name of the adapter in use; else that of DSPy's settings.
    """
    now = (
        getattr(module, "dspex_adapter", None) or adapter or type(dspy.settings.adapter or dspy.ChatAdapter()).__name__
    )
    found = [Parameter("", "adapter", "choice", now, choices=ADAPTERS)]
    for path, part in modules_of(module).items():
        found += _of(path, part, lms or {})
        found += _kinds(path, part)
    return found


def modules_of(module: dspy.Module) -> dict[str, dspy.Module]:
    """Every module by its path; the outermost has the empty one."""
    return {name.removeprefix("self").removeprefix("."): part for name, part in module.named_sub_modules(dspy.Module)}


def _of(path: str, module: dspy.Module, lms: Mapping[str, Any]) -> Iterator[Parameter]:
    if isinstance(module, dspy.Predict):
        yield from _predictor(path, module, lms)
        return
    for name, value in vars(module).items():
        if not name.startswith(("_", "dspex_")) and (value is not None or name in _OPEN):
            yield from _scalar(path, name, value, type(module).__name__)
    if lms and hasattr(module, "sub_lm"):
        yield Parameter(path, "sub_lm", "choice", alias_of(module.sub_lm, lms), choices=tuple(lms))
    for tool in all_tools(module):
        yield Parameter(path, f"tools.{tool}", "choice", tool in offered_tools(module), choices=(True, False))


def _predictor(path: str, predictor: dspy.Predict, lms: Mapping[str, Any]) -> Iterator[Parameter]:
    signature = predictor.signature
    yield Parameter(path, "instructions", "instruction", signature.instructions)
    for name in signature.fields:
        yield Parameter(path, f"description.{name}", "instruction", description_of(signature, name))
    yield Parameter(path, "demos", "demos", [dict(demo) for demo in predictor.demos])
    if lms:
        yield Parameter(path, "lm", "choice", alias_of(predictor.lm, lms), choices=tuple(lms))
    for name in GENERATION:
        yield _number(path, name, predictor.config.get(name), float(_NUMBERS[name]["type"] == "float"))
    for name, value in predictor.config.items():
        if name not in (*GENERATION, "rollout_id"):
            yield from _scalar(path, name, value)


def _scalar(path: str, name: str, value: Any, kind: str = "") -> Iterator[Parameter]:
    spec = KINDS[kind].parameters.get(name) if kind in KINDS else None
    if spec is not None and spec["type"] == "choice":
        yield Parameter(path, name, "choice", value, choices=tuple(spec["choices"]))
    elif isinstance(value, bool):
        yield Parameter(path, name, "choice", value, choices=(True, False))
    elif isinstance(value, int | float) or (value is None and name in _OPEN):
        yield _number(path, name, value, isinstance(value, float), spec)


def _number(path: str, name: str, value: float | None, is_float: float | bool, spec: Json | None = None) -> Parameter:
    """A number with its constraint: the table's for the kind or a name of DSPy, else one inferred from the value."""
    known = spec or _NUMBERS.get(name)
    if known is not None:
        kind = "float" if known["type"] == "float" else "integer"
        return Parameter(path, name, kind, value, known["minimum"], known["maximum"])  # type: ignore[arg-type]
    low, high = _inferred(value or 0)
    return Parameter(path, name, "float" if is_float else "integer", value, low, high)


def _inferred(value: float) -> tuple[float | None, float | None]:
    """A share stays one, a number that is positive stays positive, and nothing is held from above."""
    if isinstance(value, float):
        return (0.0, 1.0) if 0 <= value <= 1 else (0.0, None) if value > 0 else (None, None)
    return (1, None) if value > 0 else (0, None) if value == 0 else (None, None)


def _kinds(path: str, module: dspy.Module) -> Iterator[Parameter]:
    """What the module holds that could be another module of DSPy: only in classes that people wrote."""
    if type(module).__module__.partition(".")[0] in ("dspy", "dspex_worker"):
        return
    for name, part in vars(module).items():
        if type(part) in (dspy.Predict, dspy.ChainOfThought):
            within = f"{path}.{name}" if path else name
            yield Parameter(within, "kind", "module", type(part).__name__, choices=SWAPPED)


def alias_of(lm: Any, lms: Mapping[str, Any]) -> str | None:
    """The alias of an LM, None for none and for one that has none."""
    return next((alias for alias, known in lms.items() if known is lm), None)


def description_of(signature: Any, field: str) -> str:
    """What a prompt says of a field; DSPy's own placeholder says nothing."""
    text = str(signature.fields[field].json_schema_extra.get("desc") or "")
    return "" if text == f"${{{field}}}" else text
