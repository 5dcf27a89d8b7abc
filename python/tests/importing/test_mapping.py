"""Modules that a file calls for each item of a list."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import programs
from conftest import of
from dspex_worker.importing.python import Imported, PythonFile
from dspex_worker.validate import problems

HEAD = """import dspy


class Label(dspy.Signature):
    '''Label it.'''

    text: str = dspy.InputField()
    hint: str = dspy.InputField()
    label: str = dspy.OutputField()
    sure: bool = dspy.OutputField()


class Labels(dspy.Module):
    def __init__(self):
        super().__init__()
        self.label = dspy.ChainOfThought(Label)

    def forward(self, texts: list[str], hint: str):
"""


def read(body: str) -> tuple[Imported, PythonFile]:
    file = PythonFile.of(HEAD + "".join(f"        {line}\n" for line in body.split("\n")), "labels.py")
    (entry,) = [e for e in file.entries() if e.name == "Labels"]
    found = file.read(entry)
    assert found is not None
    return found, file


@pytest.mark.parametrize("body", [
    "return dspy.Prediction(labels=[self.label(text=one, hint=hint).label for one in texts])",
    "labels = [self.label(text=one, hint=hint)['label'] for one in texts]\nreturn dspy.Prediction(labels=labels)",
    "found = [self.label(hint=hint, text=one) for one in texts]\n"
    "return dspy.Prediction(labels=[one.label for one in found])",
])  # fmt: skip
def test_a_comprehension_is_a_map(body: str) -> None:
    found, file = read(body)
    (node,) = found.program["nodes"]
    assert (node["kind"], node["inner"], node["over"]) == ("Parallel", "ChainOfThought", "text"), file.findings
    assert [(f["name"], f["type"]) for f in found.program["outputs"]] == [("labels", "list[str]")]
    links = {(link["from"], link["to"]) for link in found.program["links"]}
    assert links == {("input.texts", "label.text"), ("input.hint", "label.hint"), ("label.label", "output.labels")}
    assert problems(found.program) == []
    assert any("at the same time" in finding.message for finding in file.findings)


def test_two_outputs_of_one_map() -> None:
    found, _ = read(
        "found = [self.label(text=one, hint=hint) for one in texts]\n"
        "return dspy.Prediction(labels=[f.label for f in found], sure=[f.sure for f in found])"
    )
    assert [f["type"] for f in found.program["outputs"]] == ["list[str]", "list[bool]"]
    assert len(found.program["nodes"]) == 1


@pytest.mark.parametrize(("body", "why"), [
    ("[self.label(text=one, hint=hint).label for one in texts if one]", "leaves items of a list out"),
    ("[self.label(text=one, hint=two).label for one in texts for two in texts]", "more than the items of one list"),
    ("[self.label(text=one.strip(), hint=hint).label for one in texts]", "does not go to one input"),
    ("[self.label(text=one, hint=one).label for one in texts]", "does not go to one input"),
    ("[self.label(text=one, hint=one + hint).label for one in texts]", "worked out of each item"),
    ("[self.label(one, hint).label for one in texts]", "without the names of its inputs"),
    ("[self.label(text=one, hint=hint).label.upper() for one in texts]", "works something out for each item"),
    ("[self.label(text=one, hint=hint).none for one in texts]", 'has no output "none"'),
    ("[self.label(text=hint, hint=hint).label for hint in texts]", "does not go to one input"),
])  # fmt: skip
def test_what_is_no_map_is_kept_as_it_is_and_says_why(body: str, why: str) -> None:
    found, file = read(f"return dspy.Prediction(labels={body})")
    assert [node["kind"] for node in found.program["nodes"]] == ["imported"]
    assert any(why in finding.message for finding in file.findings), file.findings


def test_a_map_runs_and_keeps_the_order(
    run_job: Callable[[dict[str, Any]], list[dict[str, Any]]], tmp_path: Path
) -> None:
    found, _ = read("return dspy.Prediction(labels=[self.label(text=one, hint=hint).label for one in texts])")
    inputs = {"texts": ["a", "b", "c"], "hint": "letters"}
    events = run_job(programs.job("run", tmp_path, program=found.program, inputs=inputs))
    outputs = of(events, "result")[0]["outputs"]
    assert len(outputs["labels"]) == 3, json.dumps(events[-1])
    asked = [event["messages"][-1]["content"] for event in of(events, "lm_started")]
    assert len(asked) == 3
