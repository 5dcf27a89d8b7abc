"""A function for a task that says its formula: what self-scaffolding asks for."""

from __future__ import annotations

import ast
import re
from typing import Any

from dspex_worker.practice.prompt import Field, Prompt
from dspex_worker.practice.text import unit

_SLIPS = 0.5
"""How often it gets a first attempt wrong; what is given back it corrects."""
_SIGNS = ((" + ", " - "), (" * ", " + "), (" - ", " + "), (" / ", " * "), (" > ", " < "), (" < ", " > "))
_MARKED = re.compile(r"`([^`]+)`")


def write(field: Field, prompt: Prompt, salt: str) -> Any:
    """The value of ``code`` or ``tests``, or None when no function with a formula is asked for.

    The formula and the examples stand between backquotes in the task: ``2 * x`` and ``double(3) == 6``.
    """
    asked = prompt.inputs.get("function", "")
    head = re.match(r"\s*(\w+)\s*\(", asked)
    if head is None or field.name not in ("code", "tests"):
        return None
    marked = [text.strip() for text in re.findall(_MARKED, prompt.inputs.get("task", ""))]
    examples = [text for text in marked if _calls(text, head[1])]
    formulas = [text for text in marked if text not in examples and _expression(text) is not None]
    if not formulas:
        return None
    if field.name == "tests":
        return [f"assert {text}" for text in examples]
    slips = "feedback" not in prompt.inputs and unit(salt, "slip") < _SLIPS
    return f"def {asked.strip()}:\n    return {_slip(formulas[0]) if slips else formulas[0]}"


def _expression(text: str) -> ast.expr | None:
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError:
        return None


def _calls(text: str, function: str) -> bool:
    """Whether it compares what the function gives."""
    match _expression(text):
        case ast.Compare(left=ast.Call(func=ast.Name(id=name))):
            return name == function
    return False


def _slip(formula: str) -> str:
    """The formula with one sign wrong."""
    return next((formula.replace(right, wrong, 1) for right, wrong in _SIGNS if right in formula), formula)
