"""What every configuration scored, whoever tried it, and what is worth trying next."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from dspex_worker.search import Objective, Trial, ask
from dspex_worker.search.space import Values
from dspex_worker.tuning.space import Variables

ATTEMPTS = 20
"""Suggestions that may break a rule before one is taken as it is."""

REPEATS = 5
"""Suggestions of which the least frequent one is taken, where several are asked for ahead."""


class Ledger:
    """The scores by configuration. Safe for any thread; copies of programs share it."""

    def __init__(self, variables: Variables, sampler: str = "TPE", seed: int = 0) -> None:
        self.variables, self.sampler, self.seed = variables, sampler, seed
        self._scores: dict[str, list[float]] = {}
        self._values: dict[str, Values] = {}
        self._ahead: list[Values] = []
        self._asked = 0
        self._lock = threading.Lock()

    def __deepcopy__(self, memo: dict[int, Any]) -> Ledger:
        return self

    def tell(self, values: Mapping[str, Any], score: float) -> None:
        """An answer of a program with these values was scored."""
        full = {d.name: values.get(d.name, self.variables.present[d.name]) for d in self.variables.space.dimensions}
        key = _key(full)
        with self._lock:
            self._values[key] = full
            self._scores.setdefault(key, []).append(score)

    def suggest(self, ahead: bool = False) -> Values:
        """The next values to try, from all that is known.

        Which of several rows was scored first does not matter, so that a run that is resumed asks the same.

        Args:
            ahead: for optimizers that ask for several before the first is scored: what was suggested so counts as
                under way, and what comes to the same is suggested again only where there is hardly anything else.
        """
        with self._lock:
            trials = [
                Trial(number, self._values[key], "complete", (sum(scores) / len(scores),), len(scores))
                for number, (key, scores) in enumerate(sorted(self._scores.items()))
            ]
            number, self._asked = self._asked, self._asked + 1
            under_way = [values for values in self._ahead if _key(values) not in self._scores] if ahead else []
        trials += [Trial(len(trials) + n, values, "running") for n, values in enumerate(under_way)]
        if not ahead:
            return next(self._allowed(trials, number), self.variables.present.copy())
        found = min(
            islice(self._allowed(trials, number), REPEATS), key=self._times, default=self.variables.present.copy()
        )
        with self._lock:
            self._ahead.append(found)
        return found

    def _allowed(self, trials: list[Trial], number: int) -> Iterator[Values]:
        """What the search suggests, again and again, without what breaks a rule."""
        for attempt in range(ATTEMPTS):
            found = ask(self.sampler, self.variables.space, trials, (Objective("score"),), self.seed, number, attempt)
            if found is not None and self.variables.broken(found.values) is None:
                yield found.values

    def _times(self, values: Values) -> int:
        """How often what comes to the same was suggested ahead."""
        same = _key(self.variables.in_force(values))
        with self._lock:
            return sum(_key(self.variables.in_force(other)) == same for other in self._ahead)

    def tried(self) -> list[Values]:
        """Every configuration that was scored, in the order of appearance."""
        with self._lock:
            return list(self._values.values())


def _key(values: Mapping[str, Any]) -> str:
    return json.dumps(values, sort_keys=True, default=str)
