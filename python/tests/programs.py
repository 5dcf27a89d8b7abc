"""Programs and jobs for tests."""

from __future__ import annotations

from typing import Any

TICKET = {"name": "ticket", "type": "str"}
URGENCY = {"name": "urgency", "type": "literal['low', 'high']"}


def node(name: str, kind: str = "Predict", **more: Any) -> dict[str, Any]:
    signature = {"name": "Classify", "instructions": "Decide how soon a person must act.", "inputs": [TICKET],
                 "outputs": [URGENCY]}  # fmt: skip
    return {"id": name, "kind": kind, "signature": {**signature, **more.pop("signature", {})}, **more}


def triage(kind: str = "ChainOfThought", **more: Any) -> dict[str, Any]:
    """One node from ticket to urgency."""
    return {
        "format": 1,
        "name": "triage",
        "inputs": [TICKET],
        "outputs": [URGENCY],
        "nodes": [node("classify", kind, **more)],
        "links": [
            {"from": "input.ticket", "to": "classify.ticket"},
            {"from": "classify.urgency", "to": "output.urgency"},
        ],
    }


def practice(alias: str = "main", pace: float | None = 0, mode: str = "steady") -> dict[str, Any]:
    return {"alias": alias, "model": "practice/base", "practice": {"seed": 1, "pace": pace, "mode": mode}}


def job(kind: str, project: Any = "/nowhere", **more: Any) -> dict[str, Any]:
    return {
        "job": "j1",
        "run": "r1",
        "kind": kind,
        "project": str(project),
        "trusted": True,
        "program": triage(),
        "state": None,
        "adapter": "ChatAdapter",
        "lms": {"main": practice()},
        "lm": "main",
        "seed": 7,
        "threads": 4,
        **more,
    }


def rows(n: int) -> list[dict[str, Any]]:
    labels = ("low", "high")
    return [{"id": str(i), "values": {"ticket": f"ticket number {i}", "urgency": labels[i % 2]}} for i in range(n)]
