"""Every kind of node runs on real DSPy."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dspy
import pytest

import kinds
import programs
from conftest import nodes_called, of, outputs
from dspex_worker import patterns
from dspex_worker.describe import describe_modules, module_names
from dspex_worker.kinds import GENERATION, KINDS, PATTERNS
from http_lm import Reply
from scripted import asked, field, reply, wants

pytestmark = pytest.mark.usefixtures("cancels")

Events = list[dict[str, Any]]
RunJob = Callable[[dict[str, Any]], Events]
HttpLm = Callable[..., Any]
ASKED = {"question": "What is this?"}


def test_best_of_n_keeps_the_attempt_with_the_highest_reward(run_job: RunJob, http_lm: HttpLm, tmp_path: Path) -> None:
    kinds.write(tmp_path, reward="def score(args, pred):\n    return len(pred.answer) / 10\n")
    answers = iter(["ab", "abcd", "abc"])
    lm = http_lm(lambda _: reply(reasoning="so", answer=next(answers)))
    node = kinds.module("best", "BestOfN", inner="ChainOfThought", reward="code/reward.py:score")
    events = run_job(programs.job("run", tmp_path, inputs=ASKED, program=kinds.one(node), lms={"main": lm.record()}))
    assert outputs(events) == {"answer": "abcd"}
    assert nodes_called(events)[:4] == ["", "best", "best.module", "best.module.predict"]
    assert len(lm.requests) == 3


def test_refine_tells_the_next_attempt_what_was_lacking(run_job: RunJob, http_lm: HttpLm, tmp_path: Path) -> None:
    kinds.write(tmp_path, reward="def score(args, pred):\n    return float(pred.answer == 'long')\n")

    def script(body: dict[str, Any]) -> Reply:
        if "advice" in wants(body):
            return reply(discussion="too short", advice=json.dumps({"self": "be long"}))
        return reply(answer="long" if "be long" in asked(body) else "short")

    lm = http_lm(script)
    node = kinds.module("refine", "Refine", inner="Predict", reward="code/reward.py:score", parameters={"N": 2})
    events = run_job(programs.job("run", tmp_path, inputs=ASKED, program=kinds.one(node), lms={"main": lm.record()}))
    assert outputs(events) == {"answer": "long"}


@pytest.mark.parametrize(("fail_count", "code", "line"), [(None, "code_failed", 2), (9, "no_attempt", None)])
def test_a_reward_that_raises_fails_every_attempt_and_says_so(
    run_job: RunJob, http_lm: HttpLm, tmp_path: Path, fail_count: int | None, code: str, line: int | None
) -> None:
    kinds.write(tmp_path, reward="def score(args, pred):\n    return 1 // 0\n")
    lm = http_lm(lambda _: reply(answer="x"))
    given = {} if fail_count is None else {"fail_count": fail_count}
    node = kinds.module("best", "BestOfN", inner="Predict", reward="code/reward.py:score", parameters=given)
    events = run_job(programs.job("run", tmp_path, inputs=ASKED, program=kinds.one(node), lms={"main": lm.record()}))
    error = events[-1]["error"]
    assert (error["code"], error["where"]["node"], error["where"]["line"]) == (code, "best", line)


def test_parallel_gives_a_list_in_the_order_of_the_items(run_job: RunJob, http_lm: HttpLm) -> None:
    lm = http_lm(lambda body: reply(reasoning="so", answer=field(asked(body), "question").upper()))
    listed = {"name": "questions", "type": "list[str]"}
    program = kinds.program(
        [kinds.module("each", "Parallel", inner="ChainOfThought", over="question")],
        ["input.questions > each.question", "each.answer > output.answers"],
        inputs=[listed],
        outputs=[{"name": "answers", "type": "list[str]"}],
    )
    items = [f"q{number}" for number in range(8)]
    for threads in (1, 8):
        body = {"inputs": {"questions": items}, "program": program, "lms": {"main": lm.record()}, "threads": threads}
        events = run_job(programs.job("run", **body))
        assert outputs(events) == {"answers": [item.upper() for item in items]}
        assert nodes_called(events).count("each.module.predict") == 8
    assert outputs(run_job(programs.job("run", **{**body, "inputs": {"questions": []}}))) == {"answers": []}


def test_an_item_that_fails_fails_the_node_with_its_own_error(run_job: RunJob, http_lm: HttpLm) -> None:
    lm = http_lm(lambda body: Reply("?") if "q1" in asked(body) else reply(answer="a"))
    program = kinds.program(
        [kinds.module("each", "Parallel", inner="Predict", over="question")],
        ["input.questions > each.question", "each.answer > output.answers"],
        inputs=[{"name": "questions", "type": "list[str]"}],
        outputs=[{"name": "answers", "type": "list[str]"}],
    )
    events = run_job(
        programs.job("run", inputs={"questions": ["q0", "q1"]}, program=program, lms={"main": lm.record()})
    )
    assert events[-1]["error"]["code"] == "unparseable_answer"
    assert events[-1]["error"]["where"]["node"] == "each"


def test_multi_chain_comparison_asks_m_chains_and_compares_them(run_job: RunJob, http_lm: HttpLm) -> None:
    def script(body: dict[str, Any]) -> Reply:
        return (
            reply(rationale="both", answer="best") if "rationale" in wants(body) else reply(reasoning="r", answer="a")
        )

    lm = http_lm(script)
    node = kinds.module("compare", "MultiChainComparison", parameters={"M": 2})
    events = run_job(programs.job("run", inputs=ASKED, program=kinds.one(node), lms={"main": lm.record()}))
    assert outputs(events) == {"answer": "best"}
    assert [len(lm.requests), lm.requests[0]["temperature"]] == [3, 0.7]
    assert "compare.compare.predict" in nodes_called(events)


def test_react_v2_submits_its_answer(run_job: RunJob, http_lm: HttpLm, tmp_path: Path) -> None:
    kinds.write(tmp_path, tools="def find(query: str) -> str:\n    '''Finds.'''\n    return 'found ' + query\n")
    calls = iter([("find", {"query": "it"}), ("submit", {"answer": "done"})])

    def script(_: dict[str, Any]) -> Reply:
        name, args = next(calls)
        return reply(next_thought="go", tool_calls=json.dumps({"tool_calls": [{"name": name, "args": args}]}))

    lm = http_lm(script)
    node = kinds.module("agent", "ReActV2", tools=["code/tools.py:find"])
    events = run_job(programs.job("run", tmp_path, inputs=ASKED, program=kinds.one(node), lms={"main": lm.record()}))
    assert outputs(events) == {"answer": "done"}
    assert [event["name"] for event in of(events, "tool_started")] == ["find", "submit"]


@pytest.mark.parametrize("kind", ["ProgramOfThought", "CodeAct", "RLM"])
def test_code_of_the_lm_runs_in_the_sandbox(run_job: RunJob, http_lm: HttpLm, tmp_path: Path, kind: str) -> None:
    kinds.write(tmp_path, tools="def double(number: int) -> int:\n    '''Doubles.'''\n    return 2 * number\n")

    def script(body: dict[str, Any]) -> Reply:
        wanted = wants(body)
        made = {
            "reasoning": "so",
            "next_thought": "so",
            "finished": "True",
            "generated_code": "```python\nprint(6 * 7)\n```"
            if kind == "CodeAct"
            else "```python\nSUBMIT({'answer': str(6 * 7)})\n```",
            "code": "```python\nSUBMIT(answer=str(6 * 7))\n```",
            "answer": "42" if "42" in json.dumps(body) else "lost",
        }
        return reply(**{name: made[name] for name in wanted})

    lm = http_lm(script)
    tools = {"tools": ["code/tools.py:double"]} if kind == "CodeAct" else {}
    events = run_job(
        programs.job(
            "run", tmp_path, inputs=ASKED, program=kinds.one(kinds.module("act", kind, **tools)),
            lms={"main": lm.record()},
        )
    )  # fmt: skip
    assert outputs(events) == {"answer": "42"}
    assert "python" in [event["name"] for event in of(events, "tool_started")]


def test_an_export_says_what_dspy_requires_though_the_node_does_not(run_job: RunJob, tmp_path: Path) -> None:
    kinds.write(tmp_path, reward="def score(args, pred):\n    return 1.0\n")
    node = kinds.module("best", "BestOfN", inner="Predict", reward="code/reward.py:score", parameters={"top_p": 0.5})
    (made,) = of(run_job(programs.job("export_python", tmp_path, name="x", program=kinds.one(node))), "result")
    written = " ".join(made["source"].split())
    assert "module=dspy.Predict(Answer, top_p=0.5), N=3, reward_fn=score, threshold=1.0" in written


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS.values() if kind.signature])
def test_the_table_says_what_dspy_has(kind: str) -> None:
    taken = inspect.signature(getattr(patterns if kind in PATTERNS else dspy, kind).__init__).parameters
    for name, spec in KINDS[kind].parameters.items():
        if name in GENERATION:
            continue
        assert name in taken
        if taken[name].default is not inspect.Parameter.empty:
            assert taken[name].default == spec["default"]


def test_modules_that_are_no_kind_are_listed_as_not_usable() -> None:
    described = {record["name"]: record["usable"] for record in describe_modules()}
    assert {name for name, usable in described.items() if usable} == {k.name for k in KINDS.values() if k.signature}
    assert set(module_names()) <= set(described)


def test_an_imported_class_runs_with_its_arguments_and_its_predictors(run_job: RunJob, tmp_path: Path) -> None:
    kinds.write(
        tmp_path,
        agent="import dspy\n\n\nclass Agent(dspy.Module):\n    def __init__(self, loud):\n        super().__init__()\n"
        "        self.loud = loud\n        self.ask = dspy.Predict('question -> answer')\n\n"
        "    def forward(self, question):\n        found = self.ask(question=question).answer\n"
        "        return dspy.Prediction(answer=found.upper() if self.loud else found)\n",
    )
    node = {"id": "agent", "kind": "imported", "class": "code/agent.py:Agent", "arguments": {"loud": True},
            "inputs": [kinds.QUESTION], "outputs": [kinds.ANSWER]}  # fmt: skip
    events = run_job(programs.job("run", tmp_path, inputs=ASKED, program=kinds.one(node)))
    assert nodes_called(events) == ["", "agent", "agent.ask"]
    assert outputs(events)["answer"].isupper()


def test_a_pinned_node_is_not_run(run_job: RunJob) -> None:
    node = kinds.module("classify", "ChainOfThought", pinned={"answer": "kept"})
    events = run_job(programs.job("run", inputs=ASKED, program=kinds.one(node)))
    assert outputs(events) == {"answer": "kept"}
    assert of(events, "lm_started") == []


def test_a_program_of_many_kinds_gives_the_same_with_eight_threads_as_with_one(run_job: RunJob, tmp_path: Path) -> None:
    kinds.write(tmp_path, reward="def score(args, pred):\n    return 0.0\n")
    program = kinds.routed()
    program["nodes"][1] = kinds.module("sell", "BestOfN", inner="Predict", reward="code/reward.py:score")
    program["nodes"][2] = kinds.module("help", "MultiChainComparison", parameters={"M": 2})
    rows = [
        {"id": str(n), "values": {"question": f"q{n}", "team": ("sales", "tech help")[n % 2], "answer": "a"}}
        for n in range(16)
    ]
    seen = []
    for threads in (1, 8):
        job = programs.job("evaluate", tmp_path, program=program, rows=rows, metric="exact", split="t", threads=threads)
        events = run_job(job)
        assert of(events, "result")[0]["errors"] == 0
        seen.append(sorted((event["row"], str(event["outputs"])) for event in of(events, "metric")))
    assert seen[0] == seen[1]
