"""Which names the exported file uses itself."""

from __future__ import annotations

import functools

TYPING = ("Any", "Literal", "Optional")
MODULES = ("asyncio", "dspy", "json", "pydantic", "pydantic_core")
OWN = (*MODULES, *TYPING, "Path", "as_text", "build", "lms", "predictor", "program", "self")


@functools.cache
def prediction_attributes() -> frozenset[str]:
    """What a ``dspy.Prediction`` has besides its outputs."""
    import dspy

    return frozenset(dir(dspy.Prediction()))


def output_of(result: str, name: str) -> str:
    """An output of a prediction as source."""
    return f'{result}["{name}"]' if name in prediction_attributes() else f"{result}.{name}"
