"""Runs optimize jobs in this process, on the Practice LM, and keeps their events."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dspex_worker.boundary import Boundary
from dspex_worker.jobs.context import JobContext
from dspex_worker.optimize import run_optimize
from dspex_worker.wire import dumps, read_job

TEAMS = {
    "L0": ("invoice", "refund", "charge", "payment", "card"),
    "L1": ("crash", "error", "login", "install", "bug"),
    "L2": ("upgrade", "price", "quote", "plan", "trial"),
}
FILL = ("please", "help", "today", "account", "my", "order")

TICKET = {"name": "ticket", "type": "str"}
TEAM = {"name": "team", "type": "literal['L0', 'L1', 'L2']"}
NOTE = {"name": "note", "type": "str"}


def rows(n: int, draw: int) -> list[dict[str, Any]]:
    """Tickets with team labels whose names tell nothing: only learning helps."""
    chance = random.Random(draw)
    made = []
    for index in range(n):
        team = f"L{index % 3}"
        words = chance.sample(TEAMS[team], 2) + chance.sample(FILL, 3)
        chance.shuffle(words)
        made.append({"id": str(index + 1), "values": {"ticket": " ".join(words), "team": team}})
    return made


def node(id: str, inputs: list[Any], outputs: list[Any], **more: Any) -> dict[str, Any]:
    signature = {"name": id.title(), "instructions": "Choose the team.", "inputs": inputs, "outputs": outputs}
    return {"id": id, "kind": "Predict", "signature": signature, **more}


def one_step(**more: Any) -> dict[str, Any]:
    """Ticket to team in one node."""
    return {
        "format": 1,
        "name": "triage",
        "inputs": [TICKET],
        "outputs": [TEAM],
        "nodes": [node("classify", [TICKET], [TEAM], **more)],
        "links": [
            {"from": "input.ticket", "to": "classify.ticket"},
            {"from": "classify.team", "to": "output.team"},
        ],
    }


def two_steps() -> dict[str, Any]:
    """Ticket to a note, and both to team."""
    program = one_step()
    program["nodes"] = [node("sum_up", [TICKET], [NOTE]), node("classify", [TICKET, NOTE], [TEAM])]
    program["links"] += [
        {"from": "input.ticket", "to": "sum_up.ticket"},
        {"from": "sum_up.note", "to": "classify.note"},
    ]
    return program


@dataclass
class Run:
    """What a job gave."""

    result: dict[str, Any]
    events: list[dict[str, Any]]

    def of(self, type: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["type"] == type]


def practice(alias: str) -> dict[str, Any]:
    return {"alias": alias, "model": "practice/base", "practice": {"seed": 0, "pace": 0, "mode": "steady"}}


def job_text(optimizer: str, settings: dict[str, Any], train: int = 12, validation: int = 12, **more: Any) -> str:
    job = {
        "job": "j1",
        "run": "r1",
        "kind": "optimize",
        "project": "/nowhere",
        "trusted": False,
        "program": one_step(),
        "state": None,
        "adapter": "ChatAdapter",
        "lms": {"main": practice("main"), "other": practice("other")},
        "lm": "main",
        "seed": 7,
        "threads": 1,
        "metric": "exact",
        "optimizer": optimizer,
        "settings": settings,
        "train": rows(train, 1),
        "validation": rows(validation, 2),
        "teacher": None,
        "prompt_lm": None,
    }
    return json.dumps({**job, **more})


def context_of(text: str, see: Callable[[dict[str, Any], threading.Event], None]) -> JobContext:
    """The context of a job whose events go to ``see``, with the cancel flag."""
    job, cancelled = read_job(text), threading.Event()

    def emit(event: dict[str, Any]) -> None:
        see(json.loads(dumps(event)), cancelled)

    return JobContext(job, cancelled, Boundary(job, emit, cancelled), emit)


def optimize(optimizer: str, settings: dict[str, Any] | None = None, stop_after: int | None = None, **more: Any) -> Run:
    """Runs an optimizer; with ``stop_after`` the person stops it after so many LM calls."""
    events: list[dict[str, Any]] = []
    calls = 0

    def see(event: dict[str, Any], cancelled: threading.Event) -> None:
        nonlocal calls
        events.append(event)
        calls += event["type"] == "lm_ended"
        if calls == stop_after:
            cancelled.set()

    context = context_of(job_text(optimizer, settings or {}, **more), see)
    return Run(run_optimize(context.job, context), events)


SMALL: dict[str, dict[str, Any]] = {
    "LabeledFewShot": {"k": 6},
    "BootstrapFewShot": {"max_bootstrapped_demos": 3, "max_labeled_demos": 6},
    "BootstrapFewShotWithRandomSearch": {"num_candidate_programs": 2, "max_labeled_demos": 4},
    "BootstrapFewShotWithOptuna": {"num_candidate_programs": 3, "max_demos": 4},
    "MIPROv2": {
        "auto": "off",
        "num_candidates": 3,
        "num_trials": 4,
        "minibatch_size": 6,
        "minibatch_full_eval_steps": 2,
    },
    "GEPA": {"max_metric_calls": 70},
    "COPRO": {"breadth": 3, "depth": 2},
    "SIMBA": {"bsize": 6, "num_candidates": 2, "max_steps": 2},
    "InferRules": {"num_candidates": 2, "max_bootstrapped_demos": 2, "max_labeled_demos": 3},
    "BetterTogether": {"strategy": "LabeledFewShot -> BootstrapFewShot"},
}
"""Settings that keep each optimizer small."""
