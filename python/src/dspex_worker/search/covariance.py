"""CMA-ES over a space that also has choices: each option is a number of its own, the largest wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dspex_worker.search.history import Suggestion, Trial
from dspex_worker.search.space import Choice, Space, Values

if TYPE_CHECKING:
    from dspex_worker.search.ask import Question

VECTOR = "vector"
"""Note of a trial: the point that its values were read from."""


def cma_es(question: Question) -> Suggestion:
    """Covariance matrix adaptation (Hansen 2001; the ``cmaes`` package), a generation after the other.

    A generation is told when the next begins. A trial of it that has no score by then counts as its worst.
    """
    import cmaes
    import numpy as np

    size = sum(_width(dimension) for dimension in question.space.dimensions)
    bounds = np.array([[0.0, 1.0]] * size)
    # With fewer than two dimensions there is no covariance: a silent one makes up for it.
    if size == 1:
        bounds = np.vstack([bounds, [[0.0, 1.0]]])
    search = cmaes.CMA(mean=np.full(len(bounds), 0.5), sigma=0.3, bounds=bounds, seed=question.study_seed)
    population = search.population_size
    by_number = {trial.number: trial for trial in question.trials}
    sign = -1.0 if question.objectives[0].maximize else 1.0
    for generation in range(question.number // population):
        asked = [search.ask() for _ in range(population)]
        numbers = range(generation * population, (generation + 1) * population)
        told = [
            (_vector(by_number.get(number), point), _cost(by_number.get(number), sign))
            for number, point in zip(numbers, asked, strict=True)
        ]
        worst = max((cost for _, cost in told if cost is not None), default=0.0)
        search.tell([(np.asarray(point), worst if cost is None else cost) for point, cost in told])
    point = [search.ask() for _ in range(question.number % population + 1)][-1]
    return Suggestion(_values(question.space, point), {VECTOR: [float(x) for x in point]})


def _width(dimension: Any) -> int:
    return len(dimension.options) if isinstance(dimension, Choice) and len(dimension.options) > 1 else 1


def _values(space: Space, point: Any) -> Values:
    values: Values = {}
    at = 0
    for dimension in space.dimensions:
        part = [float(x) for x in point[at : at + _width(dimension)]]
        at += len(part)
        if isinstance(dimension, Choice):
            values[dimension.name] = dimension.options[part.index(max(part))]
        else:
            values[dimension.name] = dimension.at(part[0])
    return values


def _vector(trial: Trial | None, asked: Any) -> Any:
    noted = None if trial is None else trial.notes.get(VECTOR)
    return noted if isinstance(noted, list) and len(noted) == len(asked) else asked


def _cost(trial: Trial | None, sign: float) -> float | None:
    return None if trial is None or trial.state not in ("complete", "pruned") else sign * trial.scores[0]
