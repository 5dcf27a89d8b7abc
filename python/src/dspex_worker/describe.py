"""What this DSPy offers, found by introspection."""

from __future__ import annotations

import inspect

import dspy


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
