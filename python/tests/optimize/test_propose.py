"""What is worth trying at a node, before anything is scored."""

from __future__ import annotations

from typing import Any

import pytest

from dspex_worker.errors import WorkerError
from dspex_worker.optimize.propose import run_propose
from optimize.optimizing import context_of, job_text, two_steps


def propose(**more: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    events: list[dict[str, Any]] = []
    text = job_text("", {}, **{"train": 24, **more}, program=two_steps(), kind="propose")
    context = context_of(text, lambda event, _: events.append(event))
    return run_propose(context.job, context)["nodes"], events


def test_texts_and_demonstrations_start_with_what_the_node_has() -> None:
    nodes, _ = propose(nodes=["sum_up", "classify"], count=3, most_demos=4)
    for node in ("sum_up", "classify"):
        texts, demos = nodes[node]["instructions"], nodes[node]["demos"]
        assert texts[0] == "Choose the team."
        assert len(texts) == len(set(texts)) > 1
        assert demos[0] == []
        assert len(demos) > 1
        assert all(len(chosen) <= 4 for chosen in demos)
    fields = {name for chosen in nodes["classify"]["demos"] for row in chosen for name in row}
    assert fields <= {"ticket", "note", "team"}


def test_without_instructions_no_lm_writes() -> None:
    nodes, events = propose(nodes=["classify"], count=3, instructions=False)
    assert nodes["classify"]["instructions"] == ["Choose the team."]
    assert len(nodes["classify"]["demos"]) > 1
    assert not [event for event in events if event["type"] == "lm_started" and event["role"] == "prompt"]


def test_the_same_seed_proposes_the_same() -> None:
    assert propose(nodes=["classify"], count=3)[0] == propose(nodes=["classify"], count=3)[0]


def test_a_node_without_predictors_has_nothing_to_propose() -> None:
    nodes, _ = propose(nodes=["gone"], count=2, instructions=False)
    assert nodes == {"gone": {"instructions": [], "demos": []}}


def test_no_training_rows_are_named() -> None:
    with pytest.raises(WorkerError, match="needs training rows"):
        propose(nodes=["classify"], train=0)
