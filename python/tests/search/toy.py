"""A space of every kind of variable whose optimum is known: 1.0, where a middling start has 0.1."""

from __future__ import annotations

import random
from typing import Any

from dspex_worker.search import Objective, Space, Suggestion, Trial, ask

SCORE = (Objective("score"),)

GOOD = ("verify", "units", "concise")

INSTRUCTIONS = ("Answer.", "Answer, always bold.", "Verify it.", "Verify the units.", "Verify the units, be concise.")

DEMOS = ([], ["plain"], ["gold", "plain"], ["gold", "gold"], ["gold", "gold", "gold", "gold"])

SPACE = Space.read(
    [
        {"name": "temperature", "kind": "float", "low": 0, "high": 2},
        {"name": "spread", "kind": "float", "low": 0, "high": 2},
        {"name": "adapter", "kind": "choice", "options": ["chat", "json", "xml"]},
        {"name": "module", "kind": "choice", "options": ["Predict", "ChainOfThought", "ReAct"]},
        {"name": "max_iters", "kind": "integer", "low": 1, "high": 8},
        {"name": "instruction", "kind": "choice", "options": list(INSTRUCTIONS)},
        {"name": "demos", "kind": "choice", "options": list(DEMOS)},
    ]
)


def _hill(value: float, top: float, width: float) -> float:
    return max(0.0, 1 - abs(value - top) / width)


def quality(values: dict[str, Any]) -> float:
    """``max_iters`` counts under ReAct alone, and ``top_p`` is a composite of two others."""
    top_p = min(1.0, max(0.05, 1 - values["temperature"] * values["spread"]))
    module = {"Predict": 0.0, "ChainOfThought": 0.5}.get(values["module"], 0.3 + 0.7 * _hill(values["max_iters"], 4, 3))
    words = sum(word in values["instruction"].lower() for word in GOOD)
    parts = (
        (0.15, _hill(values["temperature"], 0.3, 0.7)),
        (0.10, {"json": 1.0, "xml": 0.5, "chat": 0.0}[values["adapter"]]),
        (0.20, module),
        (0.10, _hill(top_p, 0.8, 0.2)),
        (0.15, words / 3),
        (0.20, values["demos"].count("gold") / 4),
    )
    return 0.10 + sum(weight * part for weight, part in parts)


def cost(values: dict[str, Any]) -> float:
    """What an answer costs: more with demonstrations and iterations."""
    return 1.0 + len(values["demos"]) + (values["max_iters"] if values["module"] == "ReAct" else 0)


def study(sampler: str, trials: int, seed: int, space: Space = SPACE) -> list[Trial]:
    """A study on the toy, one trial after the other, without noise."""
    told: list[Trial] = []
    for number in range(trials):
        suggestion = ask(sampler, space, told, SCORE, seed, number)
        if suggestion is None:
            break
        told.append(scored(suggestion, number))
    return told


def scored(suggestion: Suggestion, number: int) -> Trial:
    return Trial(number, suggestion.values, "complete", (quality(suggestion.values),), rows=40, notes=suggestion.notes)


def best(trials: list[Trial]) -> float:
    return max(trial.scores[0] for trial in trials)


def start() -> dict[str, Any]:
    return SPACE.sample(random.Random(4))
