"""Programs are refused with a code, a place and a way out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import programs
from dspex_worker.validate import problems

Edit = Callable[[dict[str, Any]], Any]
NODE = "classify"


def signature(program: dict[str, Any]) -> dict[str, Any]:
    return program["nodes"][0]["signature"]


def field_with(**more: Any) -> Edit:
    return lambda program: signature(program)["inputs"][0].update(more)


CASES: dict[str, tuple[Edit, str, str | None, str | None]] = {
    "format": (lambda p: p.update(format=2), "unknown_format", None, None),
    "key of the program": (lambda p: p.update(extra=1), "unknown_key", None, None),
    "key of a node": (lambda p: p["nodes"][0].update(extra=1), "unknown_key", NODE, None),
    "key of a signature": (lambda p: signature(p).update(extra=1), "unknown_key", NODE, None),
    "key of a field": (field_with(x=1), "unknown_key", NODE, "ticket"),
    "nodes missing": (lambda p: p.pop("nodes"), "missing_key", None, None),
    "kind": (lambda p: p["nodes"][0].update(kind="Foo"), "unknown_kind", NODE, None),
    "node id": (lambda p: p["nodes"][0].update(id="not an id"), "bad_node_id", "not an id", None),
    "node id of a module's method": (lambda p: p["nodes"][0].update(id="load"), "bad_node_id", "load", None),
    "node id of an end": (lambda p: p["nodes"][0].update(id="input"), "bad_node_id", "input", None),
    "same node twice": (lambda p: p["nodes"].append(p["nodes"][0]), "duplicate_node", NODE, None),
    "field name": (field_with(name="demos"), "bad_field_name", NODE, "demos"),
    "field name unlike in source": (field_with(name="ﬁ"), "bad_field_name", NODE, "ﬁ"),
    "same field twice": (lambda p: signature(p)["inputs"].append(programs.TICKET), "duplicate_field", NODE, "ticket"),
    "type": (field_with(type="foo"), "type_invalid", NODE, "ticket"),
    "constraint": (field_with(constraints={"max": 1}), "unknown_constraint", NODE, "ticket"),
    "constraint of another type": (field_with(constraints={"ge": 1}), "bad_constraint", NODE, "ticket"),
    "a negative length": (field_with(constraints={"max_length": -1}), "bad_constraint", NODE, "ticket"),
    "pattern": (field_with(constraints={"pattern": "("}), "bad_constraint", NODE, "ticket"),
    "link from nowhere": (lambda p: p["links"][0].update({"from": "input.x"}), "unknown_port", "input", "x"),
    "link to nowhere": (
        lambda p: p["links"].append({"from": "input.ticket", "to": "classify.x"}), "unknown_port", NODE, "x"),
    "two links": (lambda p: p["links"].append(dict(p["links"][0])), "linked_twice", NODE, "ticket"),
    "types of a link": (lambda p: p["outputs"][0].update(type="int"), "type_mismatch", "output", "urgency"),
    "no link": (lambda p: p["links"].pop(), "not_linked", "output", "urgency"),
    "parameter": (lambda p: p["nodes"][0].update(parameters={"heat": 1}), "unknown_parameter", NODE, None),
    "range of a parameter": (
        lambda p: p["nodes"][0].update(parameters={"temperature": 3}), "bad_parameter", NODE, None),
    "record types in a circle": (
        lambda p: p.update(types=[{"name": "A", "fields": [{"name": "a", "type": "A"}]}]), "type_invalid", None, None),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_bad_program(name: str) -> None:
    edit, code, node, field = CASES[name]
    program = json.loads(json.dumps(programs.triage("Predict")))
    edit(program)
    found = problems(program)
    assert (code, node, field) in [(p.code, p.node, p.field) for p in found]
    assert all(p.message.endswith((".", "?")) for p in found)


def test_a_circle_is_told_with_its_nodes() -> None:
    program = programs.triage("Predict")
    second = programs.node("again", signature={"inputs": [{"name": "before", "type": "str"}]})
    program["nodes"] = [programs.node("classify", signature={"inputs": [{"name": "ticket", "type": "str"}]}), second]
    program["links"] = [
        {"from": "again.urgency", "to": "classify.ticket"},
        {"from": "classify.urgency", "to": "again.before"},
        {"from": "classify.urgency", "to": "output.urgency"},
    ]
    (found,) = [p for p in problems(program) if p.code == "cycle"]
    assert "classify" in found.message
    assert "again" in found.message


def test_tools_of_a_node_that_has_none_are_a_warning() -> None:
    (found,) = problems(programs.triage("Predict", tools=["code/tools.py:f"]))
    assert (found.code, found.severity) == ("tools_unused", "warning")


@pytest.mark.parametrize(
    "sample", sorted((Path(__file__).resolve().parents[2] / "assets" / "samples").glob("*/programs/*.json")), ids=str
)
def test_samples_are_sound(sample: Path) -> None:
    assert problems(json.loads(sample.read_text())) == []
