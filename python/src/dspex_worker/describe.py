"""What this DSPy offers, found by introspection."""

from __future__ import annotations

import inspect

import dspy

from dspex_worker.lms import ADAPTERS
from dspex_worker.program import AUTO_OUTPUTS
from dspex_worker.wire import Json


def module_names() -> list[str]:
    """Names of DSPy's module classes, sorted."""
    return sorted(
        name
        for name, value in vars(dspy).items()
        if inspect.isclass(value) and issubclass(value, dspy.Module) and value is not dspy.Module
    )


def optimizer_names() -> list[str]:
    """Names of DSPy's optimizer classes, sorted."""
    import dspy.teleprompt as teleprompt

    return sorted(
        name
        for name, value in vars(teleprompt).items()
        if inspect.isclass(value)
        and issubclass(value, teleprompt.Teleprompter)
        and value is not teleprompt.Teleprompter
    )


_MODULES = {
    "Predict": "Asks the LM once, for the outputs straight away.",
    "ChainOfThought": "Lets the LM reason step by step before it answers.",
    "ReAct": "Lets the LM think, call tools and look at their results until it can answer.",
}
_ADAPTERS = {
    "ChatAdapter": "Marks each field with a header. Works with every LM.",
    "JSONAdapter": "Asks for one JSON object, by the LM's structured outputs where it has them.",
    "XMLAdapter": "Puts each field between tags of its name.",
}


def describe_modules() -> list[Json]:
    """Every module class of DSPy; ``usable`` ones can be nodes and have parameters for forms."""
    described = []
    for name in module_names():
        usable = name in _MODULES
        described.append(
            {
                "name": name,
                "summary": _MODULES.get(name) or _summary(getattr(dspy, name)),
                "usable": usable,
                "tools": name == "ReAct",
                "outputs": [{"name": n, "type": t} for n, t in AUTO_OUTPUTS.get(name, {}).items()],
                "parameters": _parameters(name) if usable else [],
            }
        )
    return described


def describe_adapters() -> list[Json]:
    return [{"name": name, "summary": _ADAPTERS[name], "parameters": []} for name in ADAPTERS]


def _summary(kind: type) -> str:
    lines = (inspect.getdoc(kind) or "").splitlines()
    return lines[0].strip() if lines else ""


def _parameters(name: str) -> list[Json]:
    found = [
        _parameter("temperature", "float", 0.0, 2.0, "How freely the LM varies its answers. Empty: the LM's own."),
        _parameter("max_tokens", "int", 1, None, "Longest answer in tokens. Empty: the LM's own."),
        _parameter("top_p", "float", 0.0, 1.0, "Share of likely words to choose from. Empty: the LM's own."),
    ]
    if name == "ReAct":
        default = inspect.signature(dspy.ReAct.__init__).parameters["max_iters"].default
        found.append(_parameter("max_iters", "int", 1, 50, "Most rounds of thinking and tool calls.", default))
    return found


def _parameter(
    name: str, kind: str, minimum: float, maximum: float | None, text: str, default: int | None = None
) -> Json:
    return {
        "name": name,
        "type": kind,
        "default": default,
        "choices": None,
        "minimum": minimum,
        "maximum": maximum,
        "help": text,
        "required": False,
    }
