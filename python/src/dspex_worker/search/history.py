"""What a study knows: the trials so far and what they were scored for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from dspex_worker.search.space import Space, Values

State = Literal["complete", "pruned", "running", "failed"]

KEPT = 1000
"""Trials that a sampler looks at: an ask would cost over a second at ten thousand."""

BEST_KEPT = 100
"""How many of them are the best; the others are the last."""


@dataclass(frozen=True)
class Objective:
    """One thing to score by; ``maximize`` or to make small."""

    name: str
    maximize: bool = True


@dataclass(frozen=True)
class Suggestion:
    """What to try next.

    Attributes:
        values: one for each dimension.
        notes: what the sampler wants to see again with the trial.
    """

    values: Values
    notes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Trial:
    """A trial that was asked for.

    Attributes:
        scores: one for each objective; empty while it runs and where it failed.
        rows: how many rows the score is of; tells pruned trials apart.
    """

    number: int
    values: Values
    state: State
    scores: tuple[float, ...] = ()
    rows: int = 0
    notes: Mapping[str, Any] = field(default_factory=dict)


def read_trials(records: Sequence[Mapping[str, Any]], space: Space, objectives: int) -> list[Trial]:
    """The trials that say something about this space, by number: others came before a change of it."""
    trials = []
    for record in records:
        values = dict(record.get("values") or {})
        scores = tuple(float(score) for score in record.get("scores") or ())
        state = record.get("state", "complete")
        scored = len(scores) == objectives and all(math.isfinite(score) for score in scores)
        if state in ("complete", "pruned") and not scored:
            state = "failed"
        if space.holds(values):
            values = {dimension.name: values[dimension.name] for dimension in space.dimensions}
            rows, notes = int(record.get("rows") or 0), record.get("notes") or {}
            trials.append(Trial(int(record["number"]), values, state, scores, rows, notes))
    return sorted(trials, key=lambda trial: trial.number)


def recent(trials: Sequence[Trial], objective: Objective) -> list[Trial]:
    """At most ``KEPT`` of the trials: the best and the last, in their order."""
    if len(trials) <= KEPT:
        return list(trials)
    sign = 1 if objective.maximize else -1
    older = [trial for trial in trials[: -(KEPT - BEST_KEPT)] if trial.state == "complete"]
    best = sorted(older, key=lambda trial: (-sign * trial.scores[0], trial.number))[:BEST_KEPT]
    return sorted([*best, *trials[-(KEPT - BEST_KEPT) :]], key=lambda trial: trial.number)
