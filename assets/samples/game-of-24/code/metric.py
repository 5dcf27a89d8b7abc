"""Metric of the Game of 24: any right expression counts, not only the one that a row shows."""

from __future__ import annotations

import ast
import operator
import re
from fractions import Fraction
from typing import Any

import dspy

OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def makes_24(
    example: dspy.Example,
    prediction: dspy.Prediction,
    trace: Any = None,
    pred_name: str | None = None,
    pred_trace: Any = None,
) -> dspy.Prediction:
    """Score 1 where the expression makes 24 and uses each number once, else 0; the feedback says what is wrong."""
    text = str(prediction.get("expression", ""))
    if sorted(re.findall(r"\d+", text)) != sorted(example.numbers.split()):
        return dspy.Prediction(score=0.0, feedback=f"Use each of {example.numbers} once, and no other number.")
    try:
        made = value(ast.parse(text, mode="eval").body)
    except (SyntaxError, ValueError, ZeroDivisionError):
        return dspy.Prediction(score=0.0, feedback="This is no expression that can be worked out.")
    if made != 24:
        return dspy.Prediction(score=0.0, feedback=f"This makes {made}, not 24.")
    return dspy.Prediction(score=1.0, feedback="Right.")


def value(node: ast.expr) -> Fraction:
    """What an expression of whole numbers and the four operations makes.

    Raises:
        ValueError: for anything else in it.
    """
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return Fraction(node.value)
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        return OPERATORS[type(node.op)](value(node.left), value(node.right))
    raise ValueError(ast.dump(node))
