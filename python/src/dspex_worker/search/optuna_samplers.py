"""TPE and NSGA-II as Optuna has them, made anew for each trial.

Optuna's samplers draw from a stream of random numbers, so a study that is resumed would differ from one
that was not. Here each ask has a seed of its own and a study rebuilt from the trials.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from dspex_worker.search.history import Suggestion, Trial, recent
from dspex_worker.search.space import Choice, Dimension, Float

if TYPE_CHECKING:
    from dspex_worker.search.ask import Question

STARTUP = 10
"""Trials before TPE starts to learn."""

POPULATION = 20
"""Trials of a generation of NSGA-II."""


def tpe(question: Question) -> Suggestion:
    """Tree-structured Parzen estimator over all dimensions at once (Bergstra 2011; Optuna's, multivariate)."""
    import optuna

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
        sampler = optuna.samplers.TPESampler(
            seed=question.seed, multivariate=True, constant_liar=True, n_startup_trials=STARTUP
        )
    return _ask(question, sampler)


def nsga2(question: Question) -> Suggestion:
    """Non-dominated sorting genetic algorithm (Deb 2002; Optuna's)."""
    import optuna

    return _ask(question, optuna.samplers.NSGAIISampler(seed=question.seed, population_size=POPULATION))


def _ask(question: Question, sampler: Any) -> Suggestion:
    import optuna

    verbosity = optuna.logging.get_verbosity()
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    try:
        study = optuna.create_study(
            sampler=sampler,
            directions=["maximize" if objective.maximize else "minimize" for objective in question.objectives],
        )
        distributions = {dimension.name: _distribution(dimension) for dimension in question.space.dimensions}
        trials = recent(question.trials, question.objectives[0])
        study.add_trials([_frozen(trial, question, distributions) for trial in trials])
        params = study.ask(distributions).params
        notes = study.get_trials(deepcopy=False)[-1].system_attrs
    finally:
        optuna.logging.set_verbosity(verbosity)
    values = {d.name: d.options[params[d.name]] if isinstance(d, Choice) else params[d.name] for d in _all(question)}
    return Suggestion(values, {key: note for key, note in notes.items() if isinstance(note, int)})


def _all(question: Question) -> tuple[Dimension, ...]:
    return question.space.dimensions


def _distribution(dimension: Dimension) -> Any:
    import optuna.distributions as to

    if isinstance(dimension, Choice):
        return to.CategoricalDistribution(list(range(len(dimension.options))))
    if isinstance(dimension, Float):
        return to.FloatDistribution(dimension.low, dimension.high, log=dimension.log)
    return to.IntDistribution(dimension.low, dimension.high)


def _frozen(trial: Trial, question: Question, distributions: dict[str, Any]) -> Any:
    from optuna.trial import TrialState, create_trial

    several = len(question.objectives) > 1
    states = {
        "complete": TrialState.COMPLETE,
        "pruned": TrialState.FAIL if several else TrialState.PRUNED,
        "running": TrialState.RUNNING,
        "failed": TrialState.FAIL,
    }
    params = {
        d.name: d.index(trial.values[d.name]) if isinstance(d, Choice) else trial.values[d.name] for d in _all(question)
    }
    complete = trial.state == "complete"
    pruned = trial.state == "pruned" and not several
    return create_trial(
        state=states[trial.state],
        values=list(trial.scores) if complete else None,
        params=params,
        distributions=distributions,
        system_attrs=dict(trial.notes),
        intermediate_values={trial.rows: trial.scores[0]} if pruned else None,
    )
