"""A consensus of modules of different kinds, with LMs and temperatures of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kinds
import programs
from conftest import of
from dspex_worker.codegen import export_python
from dspex_worker.importing.python import PythonFile
from dspex_worker.patterns import Consensus
from dspex_worker.program import node_outputs
from dspex_worker.validate import problems
from dspex_worker.wire import read_job
from http_lm import Reply
from scripted import reply, wants

MEMBERS = [
    {"kind": "Predict", "temperature": 0.2},
    {"kind": "ChainOfThought", "lm": "strong", "temperature": 0.9},
    {"kind": "ChainOfThought", "lm": "strong"},
]


def node(**more: Any) -> dict[str, Any]:
    return kinds.module("vote", "Consensus", **{"members": MEMBERS, **more})


def says(word: str) -> Callable[[dict[str, Any]], Reply]:
    return lambda body: reply(**{name: word if name == "answer" else "so" for name in wants(body)})


def test_each_member_asks_its_lm_its_own_way(
    run_job: Callable[..., Any], http_lm: Callable[..., Any], tmp_path: Path
) -> None:
    quick, strong = http_lm(says("no")), http_lm(says("yes"))
    program = kinds.one(node(parameters={"max_tokens": 99, "threads": 1}))
    lms = {"main": quick.record(), "strong": strong.record() | {"alias": "strong"}}
    events = run_job(programs.job("run", tmp_path, program=program, lms=lms, inputs={"question": "?"}))
    assert events[-1]["outcome"] == "done", events[-1]["error"]
    assert of(events, "result")[0]["outputs"] == {"answer": "yes"}
    assert [request.get("temperature") for request in quick.requests] == [0.2]
    assert [request.get("temperature") for request in strong.requests] == [0.9, None]
    assert [request["max_completion_tokens"] for request in quick.requests + strong.requests] == [99] * 3
    ballots = {step["text"] for step in of(events, "pattern_step")}
    assert ballots == {"1: Predict, 0.2", "2: ChainOfThought, strong, 0.9", "3: ChainOfThought, strong"}


def test_members_that_ask_the_same_are_asked_apart() -> None:
    import dspy

    vote = Consensus([dspy.Predict("a -> b", temperature=0.5), dspy.Predict("a -> b", temperature=0)])
    first, second = (member.config for member in vote.members)
    assert first["rollout_id"] == 1
    assert "rollout_id" not in second


def test_it_adds_what_all_of_its_members_add() -> None:
    names = [field["name"] for field in node_outputs(node())]
    assert names == ["agreed", "share", "answer"]
    thinkers = [field["name"] for field in node_outputs(node(members=MEMBERS[1:]))]
    assert thinkers == ["reasoning", "agreed", "share", "answer"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"members": [{"kind": "BestOfN"}]}, "unknown_kind"),
        ({"members": [{"temperature": 3}]}, "bad_parameter"),
        ({"members": [{"lm": " "}]}, "bad_value"),
        ({"members": ["Predict"]}, "bad_value"),
        ({"members": [{"model": "x"}]}, "unknown_key"),
        ({"inner": "Predict"}, "unknown_key"),
        ({"parameters": {"N": 5}}, "unknown_parameter"),
        ({"parameters": {"temperature": 0.5}}, "unknown_parameter"),
    ],
)
def test_what_is_no_member_is_named(more: dict[str, Any], code: str) -> None:
    (problem,) = problems(kinds.one(node(**more)))
    assert (problem.code, problem.node) == (code, "vote")


def test_the_python_says_the_members_and_its_side_file_their_lms(tmp_path: Path) -> None:
    program = kinds.one(node(parameters={"quorum": 0.6}))
    made = export_python(read_job(json.dumps(programs.job("export_python", tmp_path, program=program))), "voted")
    assert "dspy.Predict(Answer, temperature=0.2)," in made.source
    assert "dspy.ChainOfThought(Answer, temperature=0.9)," in made.source
    assert 'program.vote.members[1].set_lm(lms["strong"])' in made.source
    for name, text in {"voted.py": made.source, **made.files}.items():
        (tmp_path / name).write_text(text)
    file = PythonFile.at(tmp_path / "voted.py")
    (entry,) = [entry for entry in file.entries() if entry.name == "Kinds"]
    read = file.read(entry)
    assert read is not None
    assert read.program["nodes"][0]["members"] == MEMBERS
    assert read.program["nodes"][0]["parameters"] == {"quorum": 0.6}
