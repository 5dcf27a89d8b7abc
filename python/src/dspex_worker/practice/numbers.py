"""Steps of reasoning where the task is to make a number of others: what a tree of thoughts asks for."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from dspex_worker.practice.prompt import Field, Prompt
from dspex_worker.practice.text import unit

STEPS = "steps_so_far"
_COUNT = "how_many"
_RIGHT = 0.75
"""How often it sees at once whether the number can still be made."""
_LUCK = 0.3
"""By how much it likes a step better that leads on."""

Numbers = tuple[Fraction, ...]
_STEP = re.compile(r"([-\d/]+) ([-+*/]) ([-\d/]+) = ([-\d/]+) \(left: ([^)]*)\)")


def think(field: Field, prompt: Prompt, salt: str) -> Any:
    """The value of a field of a step's prompt, or None when no number is to be made of others in steps."""
    task = _task(prompt)
    if task is None:
        return None
    numbers, wanted, steps = task
    left = _left(steps) if steps else numbers
    if field.name == "next_steps":
        return _proposed(left, wanted, int(prompt.inputs.get(_COUNT) or 3), salt)
    if field.name in ("value", "reason") and len(prompt.layout.outputs) > 1:
        value, reason = _valued(left, wanted, salt)
        return value if field.name == "value" else reason
    return _expression(numbers, steps) if field.schema.get("type") == "string" else None


def _task(prompt: Prompt) -> tuple[Numbers, Fraction, list[str]] | None:
    """The numbers, the one to make and the steps so far."""
    if STEPS not in prompt.inputs:
        return None
    given = [text for name, text in prompt.inputs.items() if name not in (STEPS, _COUNT)]
    wanted = re.search(r"\bmake (\d+)\b", prompt.layout.instruction, re.IGNORECASE)
    if wanted is None or len(given) != 1 or not re.fullmatch(r"\s*\d+(?:[\s,]+\d+)+\s*", given[0]):
        return None
    numbers = tuple(map(Fraction, re.findall(r"\d+", given[0])))
    steps = [found[0] for found in re.finditer(_STEP, prompt.inputs[STEPS])]
    return numbers, Fraction(wanted[1]), steps


def _left(steps: list[str]) -> Numbers:
    found = re.fullmatch(_STEP, steps[-1])
    return tuple(map(Fraction, found[5].split())) if found else ()


def _moves(numbers: Numbers) -> Iterator[tuple[str, Numbers]]:
    """Each pair by each operation, and what is left."""
    for i, j in itertools.combinations(range(len(numbers)), 2):
        rest = [n for k, n in enumerate(numbers) if k not in (i, j)]
        high, low = max(numbers[i], numbers[j]), min(numbers[i], numbers[j])
        made = {f"{high} + {low}": high + low, f"{high} - {low}": high - low, f"{high} * {low}": high * low}
        made |= {f"{high} / {low}": high / low} if low else {}
        made |= {f"{low} / {high}": low / high} if high else {}
        for text, value in made.items():
            left = tuple(sorted((*rest, value)))
            yield f"{text} = {value} (left: {' '.join(map(str, left))})", left


@functools.lru_cache(maxsize=50_000)
def _reaches(numbers: Numbers, wanted: Fraction) -> bool:
    if len(numbers) <= 1:
        return numbers == (wanted,)
    return any(_reaches(left, wanted) for _, left in _moves(numbers))


def _proposed(numbers: Numbers, wanted: Fraction, count: int, salt: str) -> list[str]:
    legal = dict(_moves(numbers))

    def liking(text: str) -> float:
        return unit(salt, "step", text) + _LUCK * _reaches(legal[text], wanted)

    return sorted(legal, key=liking, reverse=True)[:count]


def _valued(numbers: Numbers, wanted: Fraction, salt: str) -> tuple[float, str]:
    seen = _reaches(numbers, wanted) == (unit(salt, "sees") < _RIGHT)
    shown = " ".join(map(str, numbers))
    doubt = 0.3 * unit(salt, "doubt")
    if seen:
        return round(1 - doubt, 2), f"{wanted} can be made of {shown}."
    return round(doubt, 2), f"No way from {shown} to {wanted}."


def _expression(numbers: Numbers, steps: list[str]) -> str:
    """The steps as one expression; what is left of them where they do not lead to one number."""
    parts: list[tuple[str, str]] = [(str(n), str(n)) for n in numbers]
    for step in steps:
        found = re.fullmatch(_STEP, step)
        if found is None:
            return ""
        taken = []
        for value in (found[1], found[3]):
            at = next((i for i, (known, _) in enumerate(parts) if known == value), None)
            if at is None:
                return ""
            taken.append(parts.pop(at)[1])
        parts.append((found[4], f"({taken[0]} {found[2]} {taken[1]})"))
    text = ", ".join(made for _, made in parts)
    return text[1:-1] if len(parts) == 1 and text.startswith("(") else text
