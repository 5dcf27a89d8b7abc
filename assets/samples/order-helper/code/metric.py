"""Metric of the order helper: the right desk first, then the fact that the tools hold."""

from __future__ import annotations

from typing import Any

import dspy


def helped(
    example: dspy.Example,
    prediction: dspy.Prediction,
    trace: Any = None,
    pred_name: str | None = None,
    pred_trace: Any = None,
) -> dspy.Prediction:
    """Score 0 for a wrong desk, 0.5 for the right one, 1 if the answer also holds the looked-up fact.

    The feedback names what would have been right, for optimizers that reflect on it.
    """
    right = prediction.get("desk") == example.desk
    found = example.answer.casefold() in str(prediction.get("answer", "")).casefold()
    said = "Right: the desk is" if right else "The right desk is"
    missing = "" if found else f" The answer has to say: {example.answer}."
    return dspy.Prediction(score=(right + (right and found)) / 2, feedback=f"{said} '{example.desk}'.{missing}")
