"""A Gaussian process with expected improvement, in numpy alone (Jones 1998)."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, Any

from dspex_worker.search.history import Suggestion
from dspex_worker.search.space import Choice, Space, Values

if TYPE_CHECKING:
    from dspex_worker.search.ask import Question

STARTUP = 10
"""Trials drawn evenly before the first model."""

MOST = 200
"""Trials that the model is made of; the work grows with their cube."""

LENGTHS = (0.3, 0.6, 1.0, 1.7, 3.0)
NOISES = (1e-3, 0.05, 0.3)


def gaussian_process(question: Question) -> Suggestion:
    """The values with the largest expected improvement among many drawn and many near the best."""
    import numpy as np

    source = random.Random(question.seed)
    sign = 1.0 if question.objectives[0].maximize else -1.0
    trials = question.finished()[-MOST:]
    if len(trials) < STARTUP:
        return Suggestion(question.space.sample(source))
    scores = np.array([sign * trial.scores[0] for trial in trials])
    told = (scores - scores.mean()) / (scores.std() + 1e-9)
    known = _encoded(question.space, [trial.values for trial in trials])
    # A running trial is taken to come out as the model expects: then nothing is to be gained near it.
    model = _fitted(known, told)
    running = [trial.values for trial in question.trials if trial.state == "running"]
    if running:
        pending = _encoded(question.space, running)
        expected, _ = model(pending)
        model = _fitted(np.vstack([known, pending]), np.concatenate([told, expected]))
    best = [trials[i].values for i in np.argsort(-told, kind="stable")[:5]]
    values = _best(question.space, model, float(told.max()), best, source)
    return Suggestion(values)


def _best(space: Space, model: Any, aim: float, best: list[Values], source: random.Random) -> Values:
    import numpy as np

    candidates = [space.sample(source) for _ in range(300)]
    candidates += [space.near(values, source, moves) for values in best for moves in (1, 1, 2, 2) for _ in range(12)]
    for last in (False, False, True):
        means, deviations = model(_encoded(space, candidates))
        gains = _improvement(means, deviations, aim)
        candidates = [candidates[i] for i in np.argsort(-gains, kind="stable")[:8]]
        if not last:
            near = [space.near(v, source, moves) for v in candidates for moves in (1, 1, 2) for _ in range(8)]
            candidates += near
    return candidates[0]


def _encoded(space: Space, many: list[Values]) -> Any:
    """Points in which numbers are shares of their range and an option is an axis."""
    import numpy as np

    return np.array([[x for d in space.dimensions for x in _axes(d, values[d.name])] for values in many], float)


def _axes(dimension: Any, value: Any) -> list[float]:
    if isinstance(dimension, Choice):
        chosen = dimension.index(value)
        return [0.7 if i == chosen else 0.0 for i in range(len(dimension.options))]
    return [dimension.share(value)]


def _fitted(points: Any, told: Any) -> Any:
    """The model of the likeliest length and noise: points to means and deviations."""
    import numpy as np

    fits = (_fit(points, told, length, noise) for length in LENGTHS for noise in NOISES)
    _, lower, weights, length = max(fits, key=lambda fit: fit[0])

    def model(at: Any) -> tuple[Any, Any]:
        kernel = _matern(at, points, length)
        spread = np.linalg.solve(lower, kernel.T)
        return kernel @ weights, np.sqrt(np.maximum(1e-9, 1 - (spread**2).sum(0)))

    return model


def _fit(points: Any, told: Any, length: float, noise: float) -> tuple[float, Any, Any, float]:
    import numpy as np

    lower = np.linalg.cholesky(_matern(points, points, length) + noise * np.eye(len(points)))
    weights = np.linalg.solve(lower.T, np.linalg.solve(lower, told))
    likelihood = float(-0.5 * told @ weights - np.log(np.diag(lower)).sum())
    return likelihood, lower, weights, length


def _matern(left: Any, right: Any, length: float) -> Any:
    import numpy as np

    squares = (left**2).sum(1)[:, None] + (right**2).sum(1)[None] - 2 * left @ right.T
    r = np.sqrt(np.maximum(squares, 0) + 1e-12) / length
    return (1 + math.sqrt(5) * r + 5 * r * r / 3) * np.exp(-math.sqrt(5) * r)


def _improvement(means: Any, deviations: Any, aim: float) -> Any:
    import numpy as np

    z = (means - aim) / deviations
    density = np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    below = 0.5 * (1 + np.array([math.erf(x / math.sqrt(2)) for x in z]))
    return deviations * (z * below + density)
