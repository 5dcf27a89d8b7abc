"""Every parameter of every kind of module is found, and setting it reaches the LM's request or what the module does."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dspy
import pytest
from scene import NODES, Scene

import kinds
import programs
from conftest import of
from dspex_worker.describe import module_names
from dspex_worker.errors import WorkerError
from dspex_worker.kinds import GENERATION, KINDS
from dspex_worker.parameters import Parameter, apply, discover
from http_lm import HttpLm
from sandboxing import guarded
from scripted import wants

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
HttpLms = Callable[..., HttpLm]
MARK = "the unmistakable mark"


def text(requests: list[dict[str, Any]]) -> str:
    return json.dumps([request["messages"] for request in requests])


def of_predictors(scene: Scene) -> list[Parameter]:
    predictors = {path for path, _ in scene.build().named_predictors()}
    return [p for p in discover(scene.build(), scene.lms) if p.module in predictors]


def value_for(parameter: Parameter, predictor: dspy.Predict) -> Any:
    match parameter.name:
        case "demos":
            fields = predictor.signature.fields.items()
            texts = (str, Any, str | None, dspy.Reasoning)
            shown = {name: MARK for name, field in fields if field.annotation in texts}
            return [shown | {name: [MARK] for name, field in fields if field.annotation == list[str]}]
        case "lm":
            return "other"
        case "temperature":
            return 0.37
        case "max_tokens":
            return 777
        case "top_p":
            return 0.53
    return f"This is {MARK}."


def unreached(scene: Scene, parameter: Parameter) -> str | None:
    """Why a parameter of a predictor did not reach the requests of a run, None where it did."""
    value = value_for(parameter, dict(scene.build().named_predictors())[parameter.module])
    requests = scene.run((parameter.path, value))
    if parameter.name == "lm":
        return None if scene.other.requests else "no request at the other LM"
    if parameter.name in GENERATION:
        return None if any(value in request.values() for request in requests) else f"{value} is in no request"
    return None if MARK in text(requests) else "the mark is in no request"


@pytest.mark.parametrize("kind", NODES)
@guarded
def test_each_parameter_of_each_predictor_reaches_the_request(http_lm: HttpLms, tmp_path: Path, kind: str) -> None:
    scene = Scene(http_lm, tmp_path, kind)
    found = of_predictors(scene)
    assert {p.name for p in found} >= {"instructions", "demos", "lm", *GENERATION}
    assert any(p.name.startswith("description.") for p in found)
    reasons = {p.path: unreached(scene, p) for p in found}
    assert {path: why for path, why in reasons.items() if why} == {}


def rounds(requests: list[dict[str, Any]], *names: str) -> int:
    """How many requests ask for one of these fields."""
    return sum(bool(set(names) & set(wants(request))) for request in requests)


STEP = {"ReAct": "next_tool_name", "ReActV2": "tool_calls", "ProgramOfThought": "generated_code",
        "CodeAct": "generated_code", "RLM": "code"}  # fmt: skip


@pytest.mark.parametrize("kind", STEP)
@guarded
def test_max_iters(http_lm: HttpLms, tmp_path: Path, kind: str) -> None:
    more = {"parameters": {"max_iters": 3}}
    scene = Scene(http_lm, tmp_path, kind, **more)
    before, after = scene.run(), scene.run(("answer.max_iters", 1))
    assert rounds(after, STEP[kind]) < rounds(before, STEP[kind])


@pytest.mark.parametrize("kind", ["ReAct", "ReActV2", "CodeAct", "RLM"])
@guarded
def test_each_tool_can_be_taken_away_and_given_back(http_lm: HttpLms, tmp_path: Path, kind: str) -> None:
    scene = Scene(http_lm, tmp_path, kind)
    program = scene.build()
    assert [p.name for p in discover(program) if p.name.startswith("tools.")] == ["tools.look", "tools.listen"]
    before = scene.run()
    assert "Listens." in json.dumps(before)
    without = scene.run(("answer.tools.listen", False), program=program)
    assert "Listens." not in json.dumps(without)
    assert "Looks." in json.dumps(without)
    assert {p.name: p.value for p in discover(program) if p.name.startswith("tools.")} == {
        "tools.look": True,
        "tools.listen": False,
    }
    again = scene.run(("answer.tools.listen", True), program=copy.deepcopy(program))
    assert text(again[:1]) == text(before[:1])


@pytest.mark.parametrize("kind", ["ReAct", "RLM"])
@guarded
def test_what_was_learned_stays_when_a_tool_goes(http_lm: HttpLms, tmp_path: Path, kind: str) -> None:
    scene = Scene(http_lm, tmp_path, kind)
    predictor = {"ReAct": "react", "RLM": "generate_action"}[kind]
    field = {"ReAct": "question", "RLM": "variables_info"}[kind]
    learned = scene.run(
        (f"answer.{predictor}.instructions", f"Learned: {MARK}."),
        (f"answer.{predictor}.description.{field}", "What is asked, learned."),
        ("answer.tools.listen", False),
    )
    assert f"Learned: {MARK}." in text(learned)
    assert "What is asked, learned." in text(learned)


@pytest.mark.parametrize("kind", ["BestOfN", "Refine"])
def test_attempts(http_lm: HttpLms, tmp_path: Path, kind: str) -> None:
    scene = Scene(http_lm, tmp_path, kind, parameters={"N": 3, "threshold": 1.0})
    assert rounds(scene.run(), "answer") == 3
    assert rounds(scene.run(("answer.N", 2)), "answer") == 2
    assert rounds(scene.run(("answer.threshold", 0.05)), "answer") == 1


@pytest.mark.parametrize("kind", ["BestOfN", "Refine"])
def test_fail_count(http_lm: HttpLms, tmp_path: Path, kind: str) -> None:
    scene = Scene(http_lm, tmp_path, kind, parameters={"N": 4}, reward="code/tools.py:broken")
    patient, strict = scene.run(("answer.fail_count", 50)), scene.run(("answer.fail_count", 0))
    assert rounds(strict, "answer") < rounds(patient, "answer") == 4


def test_the_number_of_chains(http_lm: HttpLms, tmp_path: Path) -> None:
    scene = Scene(http_lm, tmp_path, "MultiChainComparison")
    requests = scene.run(("answer.compare.predict.instructions", f"Compare: {MARK}."), ("answer.compare.M", 2))
    assert len(requests) == 3
    assert "reasoning_attempt_2" in text(requests[2:])
    assert "reasoning_attempt_3" not in text(requests)
    assert MARK in text(requests[2:])


@guarded
def test_limits_of_rlm(http_lm: HttpLms, tmp_path: Path) -> None:
    scene = Scene(http_lm, tmp_path, "RLM")
    assert "max 7 sub-LLM calls" in text(scene.run(("answer.max_llm_calls", 7)))
    assert text(scene.run()).count("z" * 500) > text(scene.run(("answer.max_output_chars", 100))).count("z" * 500)
    scene.run(("answer.sub_lm", "other"))
    assert scene.other.requests


def test_threads_of_a_map(http_lm: HttpLms, tmp_path: Path) -> None:
    scene = Scene(http_lm, tmp_path, "Predict")
    node = kinds.module("answer", "Parallel", inner="Predict", over="question", parameters={"num_threads": 4})
    listed = {"name": "question", "type": "list[str]"}
    program = kinds.program([node], ["input.question > answer.question", "answer.answer > output.answer"],
                            [listed], [{"name": "answer", "type": "list[str]"}])  # fmt: skip
    from dspex_worker.build import build_program
    from dspex_worker.wire import read_job

    built = build_program(read_job(json.dumps(programs.job("run", tmp_path, program=program))))
    (threads,) = [p for p in discover(built) if p.name == "num_threads"]
    assert (threads.path, threads.value, threads.kind) == ("answer.num_threads", 4, "integer")
    apply(built, threads.path, 1)
    with dspy.context(lm=scene.lms["main"]):
        assert len(built(question=[f"q{number}" for number in range(6)]).answer) == 6
    assert scene.asked.most == 1


@pytest.mark.parametrize("corpus", ["notes/*.md", "train"])
def test_the_number_of_passages(tmp_path: Path, corpus: str) -> None:
    from dspex_worker.build import build_program
    from dspex_worker.wire import read_job
    from generated_kinds import write_project

    write_project(tmp_path)
    job = programs.job("run", tmp_path, program=kinds.found(corpus, parameters={"k": 2}))
    built = build_program(read_job(json.dumps(job)))
    assert len(built(question="Why and how do cat and dog?").passages) == 2
    other = copy.deepcopy(built)
    apply(other, "find.k", 1)
    assert (
        len(other(question="Why and how do cat and dog?").passages),
        len(built(question="Why and how do cat and dog?").passages),
    ) == (1, 2)


@pytest.mark.parametrize("adapter", ["JSONAdapter", "XMLAdapter"])
def test_the_adapter(http_lm: HttpLms, tmp_path: Path, adapter: str) -> None:
    scene = Scene(http_lm, tmp_path, "Predict")
    program = scene.build()
    requests = scene.run(("adapter", adapter), program=program)
    assert ("<question>" in text(requests)) == (adapter == "XMLAdapter")
    assert "[[ ## question ## ]]" not in text(requests[:1]) or adapter == "JSONAdapter"
    assert ("response_format" in requests[0]) == (adapter == "JSONAdapter")
    assert discover(program)[0].value == adapter
    assert discover(copy.deepcopy(program))[0].value == adapter
    scene.run(("adapter", "ChatAdapter"), program=program)
    assert text(scene.main.requests) == text(scene.run())


class Own(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """A class as people write it."""

    def __init__(self, depth: int = 2, share: float = 0.5, deep: bool = True) -> None:
        super().__init__()
        self.depth, self.share, self.deep, self.offset = depth, share, deep, -1.5
        self.steps = [dspy.Predict("question -> answer")]
        self.named = {"last": dspy.ChainOfThought("question -> answer")}
        self.ask = dspy.Predict("question -> answer", n=1)

    def forward(self, question: str) -> Any:
        for _ in range(self.depth):
            self.steps[0](question=question, config={"temperature": self.share})
        if self.deep:
            self.named["last"](question=question)
        return self.ask(question=question)


def test_a_class_that_people_wrote(http_lm: HttpLms, tmp_path: Path) -> None:
    scene = Scene(http_lm, tmp_path, "Predict")
    found = {p.path: p for p in discover(Own(), scene.lms)}
    shapes = {path: (p.kind, p.minimum, p.maximum) for path, p in found.items() if not p.module}
    assert shapes == {
        "adapter": ("choice", None, None),
        "depth": ("integer", 1, None),
        "share": ("float", 0.0, 1.0),
        "deep": ("choice", None, None),
        "offset": ("float", None, None),
    }
    assert found["ask.n"].kind == "integer"
    assert found["ask.kind"].choices == ("Predict", "ChainOfThought")
    assert len(scene.run(("depth", 4), program=Own())) == 6
    assert scene.run(("share", 0.25), program=Own())[0]["temperature"] == 0.25
    assert len(scene.run(("deep", False), program=Own())) == 3
    for path in ("steps[0]", "named[last].predict", "ask"):
        assert MARK in text(scene.run((f"{path}.instructions", f"Say {MARK}."), program=Own()))


def test_another_module_takes_the_place_and_keeps_what_was_learned(http_lm: HttpLms, tmp_path: Path) -> None:
    scene = Scene(http_lm, tmp_path, "Predict")
    own = Own()
    requests = scene.run(
        ("ask.instructions", f"Say {MARK}."), ("ask.temperature", 0.2), ("ask.kind", "ChainOfThought"), program=own
    )
    assert wants(requests[-1]) == ["reasoning", "answer"]
    assert MARK in text(requests[-1:])
    assert requests[-1]["temperature"] == 0.2
    requests = scene.run(("ask.kind", "Predict"), program=own)
    assert wants(requests[-1]) == ["answer"]
    assert MARK in text(requests[-1:])


@pytest.mark.parametrize(("path", "value"), [
    ("answer.temperature", 3), ("answer.temperature", "warm"), ("answer.temperature", float("nan")),
    ("answer.max_tokens", 1.5), ("answer.max_tokens", True), ("answer.lm", "nobody"), ("answer.demos", "none"),
    ("answer.instructions", 3), ("adapter", "Adapter"),
])  # fmt: skip
def test_a_value_outside_of_its_constraint_is_refused(http_lm: HttpLms, tmp_path: Path, path: str, value: Any) -> None:
    scene = Scene(http_lm, tmp_path, "Predict")
    with pytest.raises(WorkerError) as refused:
        apply(scene.build(), path, value, scene.lms)
    assert (refused.value.code, refused.value.where.field) == ("value_invalid", path)


def test_a_parameter_that_is_gone_is_told(http_lm: HttpLms, tmp_path: Path) -> None:
    scene = Scene(http_lm, tmp_path, "Predict")
    with pytest.raises(WorkerError) as refused:
        apply(scene.build(), "gone.temperature", 0.1)
    assert refused.value.code == "parameter_unknown"


BY_ITS_PREDICTOR = {"rubric"}
"""Texts that a predictor has among its instructions."""


@pytest.mark.parametrize(
    ("kind", "parameter", "value", "more"),
    [
        ("SelfCorrecting", "max_corrections", 0, {}),
        ("TreeOfThoughts", "breadth", 1, {}),
        ("TreeOfThoughts", "votes", 1, {}),
        ("TreeOfThoughts", "depth", 1, {"parameters": {"depth": 2}}),
        ("TreeOfThoughts", "beam", 1, {"parameters": {"depth": 2}}),
        ("TreeOfThoughts", "threshold", 0.9, {"parameters": {"depth": 2}}),
        ("TreeOfThoughts", "max_nodes", 1, {"parameters": {"depth": 2, "search": "depth_first"}}),
    ],
)
def test_a_number_of_a_pattern_makes_fewer_calls(
    http_lm: HttpLms, tmp_path: Path, kind: str, parameter: str, value: float, more: dict[str, Any]
) -> None:
    scene = Scene(http_lm, tmp_path, kind, **more)
    before, after = len(scene.run()), len(scene.run((f"answer.{parameter}", value)))
    assert after < before


def test_the_search_of_a_tree_is_a_choice(http_lm: HttpLms, tmp_path: Path) -> None:
    scene = Scene(http_lm, tmp_path, "TreeOfThoughts")
    (found,) = [p for p in discover(scene.build()) if p.name == "search"]
    assert (found.kind, found.value, found.choices) == ("choice", "breadth_first", ("breadth_first", "depth_first"))


def test_every_kind_of_the_table_and_every_module_of_dspy_is_looked_at() -> None:
    assert {name for name, kind in KINDS.items() if kind.signature} == {*NODES, "Parallel"}
    assert {*module_names()} - {*NODES} == {"Flex"}, "a module of DSPy without a test here"
    for kind in KINDS.values():
        for spec in kind.parameters.values():
            found = spec["type"] in ("int", "float", "bool", "choice") or spec["name"] in BY_ITS_PREDICTOR
            assert found, f"{kind.name}.{spec['name']} is found by no rule"


def test_the_job_tells_them_with_their_nodes(
    run_job: Callable[[dict[str, Any]], list[dict[str, Any]]], tmp_path: Path
) -> None:
    inner = kinds.one({**kinds.module("ask", "ChainOfThought"), "lm": "other"})
    body = {key: inner[key] for key in ("inputs", "outputs", "nodes", "links")}
    program = kinds.one({"id": "sub", "kind": "program", "program": body})
    lms = {"main": programs.practice(), "other": programs.practice("other")}
    events = run_job(programs.job("parameters", tmp_path, program=program, lms=lms, adapter="JSONAdapter"))
    found = {p["path"]: p for p in of(events, "result")[0]["parameters"]}
    assert found["adapter"] == {
        "path": "adapter",
        "module": "",
        "name": "adapter",
        "node": "",
        "kind": "choice",
        "value": "JSONAdapter",
        "minimum": None,
        "maximum": None,
        "choices": ["ChatAdapter", "JSONAdapter", "XMLAdapter"],
    }
    temperature = found["sub.ask.predict.temperature"]
    assert (temperature["node"], temperature["minimum"], temperature["maximum"]) == ("sub.ask", 0, 2)
    assert (found["sub.ask.predict.lm"]["value"], found["sub.ask.predict.lm"]["choices"]) == (
        "other",
        ["main", "other"],
    )
    assert not of(events, "lm_started")
