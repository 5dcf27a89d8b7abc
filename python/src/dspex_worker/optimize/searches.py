"""Searches over variables as the list of optimizers shows them; the bridge runs their trials."""

from __future__ import annotations

from dspex_worker.optimize.parameters import Parameter
from dspex_worker.search import samplers
from dspex_worker.wire import Json

PARAMETERS = (
    Parameter("trials", "int", "Most values that are tried, the present ones included.", 1, 10_000, default=30),
    Parameter("parallel", "int", "Trials that run at once. Empty: one for each worker.", 1, 64),
    Parameter(
        "halving",
        "bool",
        "Whether a trial is cut short where others did better on as many rows: after 9, 27, 81 rows and so on.",
        default=True,
    ),
    Parameter(
        "proposals",
        "int",
        "Instructions and sets of demonstrations to choose among, for each variable.",
        1,
        32,
        default=4,
    ),
)


def describe_searches() -> list[Json]:
    """``describe.optimizers`` of the searches; they need variables that are bound to the program."""
    return [
        {
            "name": entry.name,
            "summary": entry.summary,
            "parameters": [parameter.record() for parameter in PARAMETERS],
            "needs": {"feedback": False, "validation": True, "variables": True},
            "lms": ["teacher", "prompt_lm"],
            "best_for": entry.best_for,
        }
        for entry in samplers()
    ]
