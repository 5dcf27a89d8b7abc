"""What DSPy's modules write into their prompts when they are made: tools, numbers of attempts, limits.

A new value of such a parameter reaches the prompt only if the module writes it anew. So a second module of the same
class is made with it, and gives its prompts and attributes; what was learned stays.
"""

from __future__ import annotations

import inspect
import warnings
from typing import Any

import dspy

from dspex_worker.errors import Where, WorkerError

BAKED = {("MultiChainComparison", "M"), ("RLM", "max_llm_calls")}
"""Attributes that are in prompts, by class."""
_ADDED = {"ReAct": "finish", "ReActV2": "submit"}
"""Tools that a class adds by itself."""
_KEPT = "dspex_tools"
"""Attribute with all tools that a module ever had, so that one can come back."""


def is_baked(module: dspy.Module, name: str) -> bool:
    """Whether an attribute of a module stands in its prompts."""
    return any((kind.__name__, name) in BAKED for kind in type(module).__mro__)


def offered_tools(module: dspy.Module) -> dict[str, Any]:
    """The tools that an agent offers its LM, without those of its own."""
    names = {kind.__name__ for kind in type(module).__mro__}
    if not names & {"ReAct", "ReActV2", "RLM"}:  # CodeAct is a ReAct
        return {}
    held = module._user_tools if "RLM" in names else module.tools
    added = _ADDED["ReActV2"] if "ReActV2" in names else "" if "CodeAct" in names else _ADDED["ReAct"]
    return {name: tool for name, tool in held.items() if name != added or "RLM" in names}


def all_tools(module: dspy.Module) -> dict[str, Any]:
    """The tools that an agent has or had."""
    return (
        {**getattr(module, _KEPT, {}), **offered_tools(module)}
        if offered_tools(module) or hasattr(module, _KEPT)
        else {}
    )


def offer(module: dspy.Module, tool: str, wanted: bool) -> None:
    """Offers a tool or no longer does; the order of the tools stays."""
    every = dict(getattr(module, _KEPT, None) or offered_tools(module))
    offered = offered_tools(module)
    setattr(module, _KEPT, every)
    remake(module, tools=[t for name, t in every.items() if (wanted if name == tool else name in offered)])


def remake(module: dspy.Module, **changed: Any) -> None:
    """Makes a module's prompts anew with other arguments. Raises WorkerError ``parameter_fixed`` where it cannot be."""
    before, after = _again(module, {}), _again(module, changed)
    fresh, plain = dict(after.named_predictors()), dict(before.named_predictors())
    for name, predictor in module.named_predictors():
        predictor.signature = _carried(predictor.signature, plain[name].signature, fresh[name].signature)
    for name, value in vars(after).items():
        if not isinstance(value, dspy.Module) and name not in ("callbacks", "history"):
            setattr(module, name, value)


def _again(module: dspy.Module, changed: dict[str, Any]) -> dspy.Module:
    kind = type(module)
    given: dict[str, Any] = {}
    for name, parameter in list(inspect.signature(kind.__init__).parameters.items())[1:]:
        if parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
            given[name] = _argument(module, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what DSPy gives up is said elsewhere
            return kind(**{**given, **changed})
    except Exception as error:
        raise WorkerError(
            "parameter_fixed",
            f"{kind.__name__} cannot be made again with another {', '.join(changed)}: {error}",
            "Change it where the module is made.",
            where=Where(field=next(iter(changed), None)),
        ) from error


def _argument(module: dspy.Module, name: str) -> Any:
    """What a module was made with."""
    if name == "tools":
        return list(offered_tools(module).values())
    if name == "interpreter_factory":
        return module._interpreter_factory
    if isinstance(module, dspy.MultiChainComparison) and name in ("signature", "temperature"):
        own = module.predict.signature
        added = ["rationale", *(field for field in own.fields if field.startswith("reasoning_attempt_"))]
        for field in added:
            own = own.delete(field)
        return own if name == "signature" else module.predict.config.get("temperature")
    return getattr(module, name)


def _carried(now: Any, before: Any, after: Any) -> Any:
    """The new signature with the instructions and descriptions that were changed since the old one was made."""
    made = after if now.instructions == before.instructions else after.with_instructions(now.instructions)
    for name in made.fields:
        if name in now.fields and name in before.fields:
            text = now.fields[name].json_schema_extra.get("desc")
            if text != before.fields[name].json_schema_extra.get("desc"):
                made = made.with_updated_fields(name, desc=text)
    return made
