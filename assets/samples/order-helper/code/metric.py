"""Metric of the order helper: half for the right desk, half for the fact the tools hold."""

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
    """Score 0, 0.5 or 1 with feedback that names what would have been right."""
    desk_right = prediction.get("desk") == example.desk
    found = example.answer.casefold() in str(prediction.get("answer", "")).casefold()
    said = f"The right desk is '{example.desk}'." if not desk_right else f"Right: the desk is '{example.desk}'."
    if not found:
        said += f" The answer has to say: {example.answer}."
    return dspy.Prediction(score=(desk_right + found) / 2, feedback=said)
