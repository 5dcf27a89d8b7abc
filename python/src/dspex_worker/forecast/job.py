"""Job kind ``forecast``: which optimizer fits, and what the chosen one will cost. No LM is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dspex_worker.errors import WorkerError
from dspex_worker.forecast.cost import Cost, cost_of
from dspex_worker.forecast.feedback import tells_why
from dspex_worker.forecast.per_row import Measured, measure, shape_of
from dspex_worker.forecast.work import Given, Work, demos_of, proposals_work, search_work, work_of
from dspex_worker.optimize.plan import make_plan
from dspex_worker.optimize.searches import PARAMETERS
from dspex_worker.search import samplers
from dspex_worker.tuning.advice import Advice, advise, objection, within
from dspex_worker.wire import Job, Json

if TYPE_CHECKING:
    from dspex_worker.jobs.context import JobContext

PROPOSED_DEMOS = 4
"""Demonstrations in a set that is proposed to a search."""


def run_forecast(job: Job, context: JobContext) -> Json:
    """``{"advice", "optimizer", "settings", "forecast", "objection"}`` for the optimizer named, else the advised one.

    Raises:
        WorkerError: when the settings cannot work, naming what to change.
    """
    question = _Question(job, context)
    advice = question.advice()
    named = job.body.get("optimizer")
    optimizer = str(named or advice.optimizer)
    settings = dict(job.body.get("settings") or {}) if named else dict(advice.settings)
    changed = question.changed(optimizer) if named else question.kinds
    return {
        "advice": {
            "optimizer": advice.optimizer,
            "reason": advice.reason,
            "settings": dict(advice.settings),
            "variables": bool(question.kinds) and advice.optimizer not in _searches(),
        },
        "optimizer": optimizer,
        "settings": settings,
        "forecast": question.cost(optimizer, settings, changed).record(question.cap),
        "objection": objection(optimizer, question.kinds, changed, question.rows("train"), question.feedback),
    }


@dataclass
class _Question:
    job: Job
    context: JobContext
    _measured: dict[int, Measured] = field(default_factory=dict)

    @property
    def cap(self) -> Mapping[str, Any]:
        return self.job.body.get("cap") or {}

    @property
    def kinds(self) -> list[str]:
        """Kinds of the variables that drive something in the program."""
        return [str(kind) for kind in self.job.body.get("kinds") or ()]

    def changed(self, optimizer: str) -> list[str]:
        """Kinds of the variables that an optimizer is to change: a search all, others where the person says so."""
        return self.kinds if optimizer in _searches() or self.job.body.get("changes") else []

    def rows(self, split: str) -> int:
        return int((self.job.body.get("splits") or {}).get(split) or 0)

    @cached_property
    def feedback(self) -> bool:
        return tells_why(self.job)

    @cached_property
    def shape(self) -> tuple[int, bool]:
        return shape_of(self.context)

    def measured(self, demos: int) -> Measured:
        if demos not in self._measured:
            self._measured[demos] = measure(self.context, demos)
        return self._measured[demos]

    def advice(self) -> Advice:
        found = advise(self.kinds, self.rows("train"), self.feedback)
        calls = self.cap.get("calls")
        if calls is None:
            return found
        return within(found, float(calls), lambda name, settings: self.cost(name, settings, self.kinds).calls.likely)

    def cost(self, optimizer: str, settings: Mapping[str, Any], changed: Sequence[str]) -> Cost:
        if optimizer in _searches():
            work, demos = self._search(settings), PROPOSED_DEMOS if "demos" in self.kinds else 0
        else:
            given = self._given(optimizer, settings, changed)
            work, demos = work_of(given), demos_of(given)
        return cost_of(self.job, work, self.measured(demos), self.holdout())

    def holdout(self) -> int:
        """Rows of the comparison; under a cap on calls the fewer that leave most of it to the search."""
        rows = self.rows("test") or self.rows("validation")
        calls = self.cap.get("calls")
        if calls is None:
            return rows
        nodes = len(self.job.program.get("nodes") or ()) or 1
        return min(rows, max(1, int(float(calls) * 0.4 / (2 * nodes))))

    def _given(self, optimizer: str, settings: Mapping[str, Any], changed: Sequence[str] = ()) -> Given:
        predictors, empty = self.shape
        plan = make_plan(optimizer, settings, self.rows("train"), self.rows("validation"))
        # The values of variables stand in a predictor of their own.
        return Given(plan, predictors + bool(changed), empty)

    def _search(self, settings: Mapping[str, Any]) -> Work:
        known = {parameter.name: parameter.default for parameter in PARAMETERS}
        trials, halving, count = (settings.get(n, known[n]) for n in ("trials", "halving", "proposals"))
        rows = self.rows("validation")
        if rows < 1:
            raise WorkerError(
                "rows_missing", "A search needs validation rows and there are none.", "Add rows to that split."
            )
        work = search_work(int(trials), rows, bool(halving))
        texts = [kind for kind in self.kinds if kind in ("instruction", "demos")]
        if not texts or not self.rows("train"):
            return work
        return work.and_also(
            proposals_work(self._given("MIPROv2", {}), int(count), PROPOSED_DEMOS, "instruction" in texts)
        )


def _searches() -> set[str]:
    return {entry.name for entry in samplers()}
