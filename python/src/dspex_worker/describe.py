"""What this DSPy offers, found by introspection."""

from __future__ import annotations

import inspect

import dspy

from dspex_worker.kinds import KINDS, Kind
from dspex_worker.lms import ADAPTERS
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


_ADAPTERS = {
    "ChatAdapter": "Marks each field with a header. Works with every LM.",
    "JSONAdapter": "Asks for one JSON object, by the LM's structured outputs where it has them.",
    "XMLAdapter": "Puts each field between tags of its name.",
}


def describe_modules() -> list[Json]:
    """Every module class of DSPy; ``usable`` ones can be nodes and have parameters for forms."""
    known = {name: kind for name, kind in KINDS.items() if kind.signature}
    names = sorted({*module_names(), *known})
    return [_described(name, known[name]) if name in known else _unusable(name) for name in names]


def _described(name: str, kind: Kind) -> Json:
    return {
        "name": name,
        "summary": kind.summary,
        "usable": True,
        "tools": kind.tools,
        "outputs": list(kind.outputs),
        "parameters": [{**spec, "required": False} for spec in kind.parameters.values()],
    }


def _unusable(name: str) -> Json:
    summary = _summary(getattr(dspy, name))
    return {"name": name, "summary": summary, "usable": False, "tools": False, "outputs": [], "parameters": []}


def describe_adapters() -> list[Json]:
    return [{"name": name, "summary": _ADAPTERS[name], "parameters": []} for name in ADAPTERS]


def _summary(kind: type) -> str:
    lines = (inspect.getdoc(kind) or "").splitlines()
    return lines[0].strip() if lines else ""
