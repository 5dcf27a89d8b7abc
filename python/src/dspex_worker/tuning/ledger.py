"""What every configuration scored, whoever tried it, and what is worth trying next."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from typing import Any

from dspex_worker.search import Objective, Trial, ask
from dspex_worker.search.space import Values
from dspex_worker.tuning.space import Variables

ATTEMPTS = 20
"""Suggestions that may break a rule before one is taken as it is."""


class Ledger:
    """The scores by configuration. Safe for any thread; copies of programs share it."""

    def __init__(self, variables: Variables, sampler: str = "TPE", seed: int = 0) -> None:
        self.variables, self.sampler, self.seed = variables, sampler, seed
        self._scores: dict[str, list[float]] = {}
        self._values: dict[str, Values] = {}
        self._asked = 0
        self._lock = threading.Lock()

    def __deepcopy__(self, memo: dict[int, Any]) -> Ledger:
        return self

    def tell(self, values: Mapping[str, Any], score: float) -> None:
        """An answer of a program with these values was scored."""
        full = {d.name: values.get(d.name, self.variables.present[d.name]) for d in self.variables.space.dimensions}
        key = json.dumps(full, sort_keys=True, default=str)
        with self._lock:
            self._values[key] = full
            self._scores.setdefault(key, []).append(score)

    def suggest(self) -> Values:
        """The next values to try, from all that is known.

        Which of several rows was scored first does not matter, so that a run that is resumed asks the same.
        """
        with self._lock:
            trials = [
                Trial(number, self._values[key], "complete", (sum(scores) / len(scores),), len(scores))
                for number, (key, scores) in enumerate(sorted(self._scores.items()))
            ]
            number, self._asked = self._asked, self._asked + 1
        for attempt in range(ATTEMPTS):
            found = ask(self.sampler, self.variables.space, trials, (Objective("score"),), self.seed, number, attempt)
            if found is not None and self.variables.broken(found.values) is None:
                return found.values
        return dict(self.variables.present)

    def tried(self) -> list[Values]:
        """Every configuration that was scored, in the order of appearance."""
        with self._lock:
            return list(self._values.values())
