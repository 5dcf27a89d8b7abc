"""How much an optimizer does: runs of the program and texts that an LM writes, counted from its settings.

The counts follow the code of DSPy 3.4.1; ``benchmarks/forecast.py`` holds them against what is really used.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dspex_worker.forecast.span import NOTHING, Span
from dspex_worker.optimize.families.copro import evaluations
from dspex_worker.optimize.plan import MIPRO_ROWS, Plan, make_plan
from dspex_worker.optimize.run import SCORES_EMPTY, SCORES_SEED

CANDIDATES = {"light": 6, "medium": 12, "heavy": 18}
"""What ``auto`` stands for in MIPROv2 and GEPA."""

SUMMARY_CALLS = 12
"""Most calls with which MIPROv2 sums up the data."""

REDUCTION = 3
"""Of so many trials, one goes on to more rows."""


@dataclass(frozen=True)
class Phase:
    """Runs of the program of one sort.

    Attributes:
        demos: whether prompts hold demonstrations.
        alone: whether they follow one another; else as many run at once as there are threads.
    """

    runs: Span
    demos: bool = False
    alone: bool = False


@dataclass(frozen=True)
class Work:
    """All that an optimizer does.

    Attributes:
        written: calls of the LM that writes instructions or reflects.
        read: training rows that such a call is shown.
    """

    phases: tuple[Phase, ...]
    written: Span = NOTHING
    read: int = 3

    def and_also(self, other: Work) -> Work:
        return Work(self.phases + other.phases, self.written + other.written, max(self.read, other.read))

    def runs(self) -> Span:
        total = NOTHING
        for phase in self.phases:
            total = total + phase.runs
        return total


@dataclass(frozen=True)
class Given:
    """What the counts follow from.

    Attributes:
        plan: checked settings and numbers of rows.
        predictors: those of the program, and one for its variables where they are changed as well.
        empty: whether the program has no demonstrations yet.
    """

    plan: Plan
    predictors: int
    empty: bool

    def value(self, name: str) -> Any:
        return self.plan.value(name)

    def scored(self, times: float | Span = 1, demos: bool = False) -> Phase:
        """All validation rows, so many times."""
        return Phase(Span.exactly(self.plan.validation) * times, demos)

    def another(self, optimizer: str, settings: Mapping[str, Any] | None = None) -> Given:
        """The same for another optimizer."""
        plan = make_plan(optimizer, settings or {}, self.plan.train, self.plan.validation)
        return Given(plan, self.predictors, self.empty)


def work_of(given: Given) -> Work:
    """What one of DSPy's optimizers does, the scoring of the program as it is included."""
    name = given.plan.entry.name
    work = _COUNTS[name](given)
    if name not in SCORES_SEED and not (given.empty and name in SCORES_EMPTY):
        work = Work((given.scored(),)).and_also(work)
    return work.and_also(Work(_watched(given)))


def _watched(given: Given) -> tuple[Phase, ...]:
    """What is scored on the validation rows beside what the optimizer does, so that the person sees how it fares."""
    match given.plan.entry.name:
        case "LabeledFewShot" | "BootstrapFewShot":
            return (given.scored(demos=True),)
        case "COPRO":
            breadth = given.value("breadth")
            return (given.scored(Span(1, min(3, breadth), breadth * given.value("depth"))),)
        case "SIMBA":
            steps = given.value("max_steps")
            return (given.scored(Span(1, steps, steps), demos=True),)
    return ()


def demos_of(given: Given) -> int:
    """Demonstrations that an optimizer puts into each prompt, as many as there are rows."""
    match given.plan.entry.name:
        case "BetterTogether":
            steps = [step for step in _steps(given) if step != "Search"]
            return max((demos_of(given.another(step, _set_for(given, step))) for step in steps), default=0)
        case "BootstrapFewShotWithOptuna":
            return 1
    names = ("k", "max_demos", "max_bootstrapped_demos", "max_labeled_demos")
    return min(given.plan.train, max(int(given.value(name) or 0) for name in names))


def search_work(trials: int, rows: int, halving: bool) -> Work:
    """What a search over variables does: the first trial on all rows, others cut short where others did better."""
    if not halving:
        return Work((Phase(Span(0.7, 1, 1) * (trials * rows)),))
    rungs, rung = [], 9
    while rung * 2 <= rows:
        rungs.append(rung)
        rung *= REDUCTION
    rungs.append(rows)
    shares = (1 / REDUCTION, 0.55, 1.0)  # a trial as good as the best third goes on, equals too
    likely = [_cut_short(rungs, share) for share in shares]
    others = Span(*likely) * (trials - 1)
    return Work((Phase(Span.exactly(rows) + others),))


def _cut_short(rungs: list[int], share: float) -> float:
    """Rows of a trial when this share goes on after each rung."""
    rows, reach, before = 0.0, 1.0, 0
    for rung in rungs:
        rows += reach * (rung - before)
        reach, before = reach * share, rung
    return rows


def proposals_work(given: Given, count: int, demos: int, instructions: bool) -> Work:
    """What it takes to propose texts and sets of demonstrations for the variables that could be anything."""
    work = Work((_sets(given, count, demos),))
    if instructions:
        work = work.and_also(Work((), _written(given, count)))
    return work


def _bootstraps(given: Given, wanted: float, threshold: float | None = None, rounds: int = 1) -> Phase:
    """A teacher answers training rows one after another until enough are good."""
    hit = 0.45 if threshold else 0.8
    rows = given.plan.train
    likely = min(rows, wanted / hit)
    return Phase(Span(min(rows, wanted), likely, min(rows * rounds, wanted / (hit / 2))), demos=True, alone=True)


def _sets(given: Given, count: int, wanted: int) -> Phase:
    """Sets of demonstrations as MIPROv2 makes them: none, labelled, bootstrapped, and smaller ones at random."""
    made = wanted + max(0, count - 3) * (1 + wanted) / 2
    return _bootstraps(given, made)


def _labeled(_: Given) -> Work:
    return Work(())


def _few_shot(given: Given) -> Work:
    made = _bootstraps(
        given, given.value("max_bootstrapped_demos"), given.value("metric_threshold"), given.value("max_rounds")
    )
    return Work((made,))


def _random_search(given: Given) -> Work:
    sets, wanted = given.value("num_candidate_programs"), given.value("max_bootstrapped_demos")
    threshold, rounds = given.value("metric_threshold"), given.value("max_rounds")
    made = _bootstraps(given, wanted + sets * (1 + wanted) / 2, threshold, rounds)
    made = Phase(Span(made.runs.low, made.runs.likely, made.runs.high * 2), True, True)
    tried = Span(1, sets + 2, sets + 2) if given.value("stop_at_score") else Span.exactly(sets + 2)
    return Work((given.scored(), made, given.scored(tried, demos=True)))


def _optuna(given: Given) -> Work:
    trials = given.value("num_candidate_programs")
    return Work((_bootstraps(given, given.value("max_demos")), given.scored(trials, demos=True)))


def _mipro(given: Given) -> Work:
    plan = given.plan
    auto, demos = plan.settings.get("auto"), given.value("max_bootstrapped_demos")
    texts_only = demos == 0 and given.value("max_labeled_demos") == 0
    if auto is None:
        sets = instructions = given.value("num_candidates")
        trials, minibatch = given.value("num_trials"), given.value("minibatch")
    else:
        sets = CANDIDATES[auto]
        instructions = sets if texts_only else sets // 2
        free = given.predictors if texts_only else 2 * given.predictors
        trials = int(max(2 * free * math.log2(sets), 1.5 * sets))
        minibatch = min(plan.validation, MIPRO_ROWS[auto]) > 50
    made = _sets(given, sets, demos or 3)
    shown = not texts_only
    phases: tuple[Phase, ...]
    if minibatch:
        full = trials // given.value("minibatch_full_eval_steps") + 1
        scored = Phase(Span.exactly(trials * given.value("minibatch_size")), shown)
        phases = (given.scored(), made, scored, given.scored(Span(full - 1, full, full + 1), shown))
    else:
        phases = (given.scored(), made, given.scored(trials, shown))
    return Work(phases, _written(given, instructions), 10)


def _written(given: Given, instructions: int) -> Span:
    """Calls to sum up the data and, for each instruction, to describe program and module and to write it."""
    summary = min(SUMMARY_CALLS, 2 + math.ceil(given.plan.train / 10))
    each = 3 * given.predictors * instructions
    return Span(each + 3, each + summary, each + summary)


def _gepa(given: Given) -> Work:
    plan, rows = given.plan, given.plan.validation
    auto = plan.settings.get("auto")
    size = given.value("reflection_minibatch_size")
    if auto is not None:
        total = _gepa_budget(given.predictors, CANDIDATES[auto], rows)
    elif plan.settings.get("max_full_evals") is not None:
        total = plan.settings["max_full_evals"] * (plan.train + rows)
    else:
        total = plan.settings["max_metric_calls"]
    # A round takes two minibatches, and all rows when it is kept; the last one may pass the budget by that.
    runs = Span(total, total + size, total + rows + 2 * size)
    left = max(0, total - rows)
    rounds = Span(left / (2 * size + 0.6 * rows), left / (2 * size + 0.25 * rows), left / (2 * size + 0.05 * rows))
    return Work((Phase(runs),), rounds, size)


def _gepa_budget(predictors: int, candidates: int, rows: int) -> int:
    """GEPA's own formula for ``auto``."""
    trials = int(max(4 * predictors * math.log2(candidates), 1.5 * candidates))
    return rows + 5 * candidates + 35 * trials + ((trials + 1) // 5 + 1 + (trials < 5)) * rows


def _copro(given: Given) -> Work:
    breadth, depth = given.value("breadth"), given.value("depth")
    scored = Phase(Span.exactly(evaluations(breadth, depth, given.predictors) * given.plan.train))
    return Work((scored,), Span.exactly(given.predictors * depth), 1)


def _simba(given: Given) -> Work:
    steps, size, made = given.value("max_steps"), given.value("bsize"), given.value("num_candidates")
    answered = Phase(Span.exactly(steps * size * made))
    tried = Phase(Span(steps * size, steps * size * (made + 1), steps * size * (made + 1)), demos=True)
    finals = min(steps, made) + 1
    winners = Phase(Span(1, finals, finals) * given.plan.train, demos=True)
    rules = 1 if given.value("max_demos") == 0 else 0.5
    return Work((answered, tried, winners), Span(0, 1, 1 / rules) * (steps * (made + 1) * rules))


def _rules(given: Given) -> Work:
    count = given.value("num_candidates")
    made = _bootstraps(given, given.value("max_bootstrapped_demos"), given.value("metric_threshold"))
    written = Span.exactly(count * given.predictors)
    return Work((made, given.scored(count, demos=True)), written, given.plan.train)


def _together(given: Given) -> Work:
    steps = _steps(given)
    work = Work((given.scored(1 + len(steps)),))
    for step in steps:
        if step == "Search":
            work = work.and_also(Work((given.scored(1 + SEARCH_TRIALS),)))
        else:
            work = work.and_also(_COUNTS[step](given.another(step, _set_for(given, step))))
    return work


SEARCH_TRIALS = 12
"""Values that a Search step of BetterTogether tries."""


def _steps(given: Given) -> list[str]:
    return [step.strip() for step in str(given.value("strategy")).split("->")]


def _set_for(given: Given, step: str) -> dict[str, Any]:
    """Settings that BetterTogether's steps have here, the others being DSPy's own."""
    return {"bsize": min(32, given.plan.train)} if step == "SIMBA" else {}


_COUNTS: Mapping[str, Callable[[Given], Work]] = {
    "LabeledFewShot": _labeled,
    "BootstrapFewShot": _few_shot,
    "BootstrapFewShotWithRandomSearch": _random_search,
    "BootstrapFewShotWithOptuna": _optuna,
    "MIPROv2": _mipro,
    "GEPA": _gepa,
    "COPRO": _copro,
    "SIMBA": _simba,
    "InferRules": _rules,
    "BetterTogether": _together,
}
