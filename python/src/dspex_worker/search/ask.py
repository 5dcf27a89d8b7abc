"""The samplers by name, and one ``ask`` for all of them."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dspex_worker.errors import WorkerError
from dspex_worker.search.history import Objective, Suggestion, Trial
from dspex_worker.search.space import Space

TRIES = 10
"""How often a search is asked when it suggests what was tried before: a small space has little else."""


@dataclass(frozen=True)
class Question:
    """All that a sampler may look at.

    Attributes:
        number: of the trial to suggest, from 0.
        seed: for this trial alone; made from the study's.
        study_seed: the study's own.
    """

    space: Space
    trials: Sequence[Trial]
    objectives: tuple[Objective, ...]
    number: int
    seed: int
    study_seed: int

    def finished(self) -> list[Trial]:
        """The trials with scores on all rows."""
        return [trial for trial in self.trials if trial.state == "complete"]


Sampler = Callable[[Question], "Suggestion | None"]


@dataclass(frozen=True)
class Entry:
    """A sampler as the catalogue shows it.

    Attributes:
        several: whether it can search for several objectives at once.
    """

    name: str
    summary: str
    best_for: str
    several: bool
    sampler: Sampler


def ask(
    sampler: str,
    space: Space,
    trials: Sequence[Trial],
    objectives: Sequence[Objective],
    seed: int,
    number: int,
    attempt: int = 0,
) -> Suggestion | None:
    """Suggests the values of a trial; None when the sampler has no more to suggest.

    Values that were tried are suggested again only where the search comes up with nothing else.

    Args:
        sampler: the name of one of ``samplers``.
        trials: those known, by number; running ones too, so that they are not suggested again.
        seed: the study's.
        number: of the trial, from 0.
        attempt: raised by one when the last suggestion broke a constraint.

    Raises:
        WorkerError: ``sampler_unknown``, ``sampler_objectives`` or ``space_empty``.
    """
    entry = _CATALOGUE.get(sampler)
    if entry is None:
        raise WorkerError("sampler_unknown", f"There is no search named {sampler}.", f"Use {', '.join(_CATALOGUE)}.")
    if len(objectives) > 1 and not entry.several:
        several = ", ".join(other.name for other in _CATALOGUE.values() if other.several)
        raise WorkerError("sampler_objectives", f"{sampler} searches for one objective.", f"Use {several}.")
    if not space.dimensions:
        raise WorkerError(
            "space_empty", "There is no variable to search over.", "Add a variable that is free, and bind it."
        )
    known = [trial.values for trial in trials if trial.state != "failed"]
    found: Suggestion | None = None
    for again in range(TRIES):
        drawn = f"{seed}/{number}/{attempt}" + (f"/{again}" if again else "")
        own = int.from_bytes(hashlib.sha256(drawn.encode()).digest()[:4], "big")
        found = entry.sampler(Question(space, trials, tuple(objectives), number, own, seed))
        if found is None or found.values not in known:
            break
    return found


def samplers() -> list[Entry]:
    """The searches there are."""
    return list(_CATALOGUE.values())


def _random(question: Question) -> Suggestion:
    return Suggestion(question.space.sample(random.Random(question.seed)))


def _grid(question: Question) -> Suggestion | None:
    from dspex_worker.search.grid import grid

    return grid(question)


def _tpe(question: Question) -> Suggestion:
    from dspex_worker.search.optuna_samplers import tpe

    return tpe(question)


def _nsga2(question: Question) -> Suggestion:
    from dspex_worker.search.optuna_samplers import nsga2

    return nsga2(question)


def _cma(question: Question) -> Suggestion:
    from dspex_worker.search.covariance import cma_es

    return cma_es(question)


def _gaussian(question: Question) -> Suggestion:
    from dspex_worker.search.gaussian import gaussian_process

    return gaussian_process(question)


_CATALOGUE = {
    entry.name: entry
    for entry in (
        Entry("TPE", "Learns where good values lie, one trial after the other.", "Most spaces.", True, _tpe),
        Entry("Random", "Draws values evenly.", "A first look, or a baseline.", True, _random),
        Entry("Grid", "Tries every combination; numbers in five steps.", "A few choices.", True, _grid),
        Entry("NSGA-II", "Breeds a population towards several objectives.", "Score against cost.", True, _nsga2),
        Entry("CMA-ES", "Follows the shape of the score over numbers.", "Many numbers, many trials.", False, _cma),
        Entry("GP", "Models the score with its uncertainty.", "Few and expensive trials.", False, _gaussian),
    )
}
