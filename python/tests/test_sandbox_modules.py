"""DSPy's modules that run LM-written code, unchanged, on the sandbox."""

from __future__ import annotations

import copy
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import dspy
import pytest

import programs
from conftest import of
from dspex_worker.boundary import Boundary
from dspex_worker.jobs.context import JobContext
from dspex_worker.observe import Observer
from dspex_worker.sandbox import interpreter_factory
from dspex_worker.wire import read_job
from http_lm import HttpLm, Reply
from sandboxing import guarded

HttpLms = Callable[..., HttpLm]
stock_calls: list[tuple[str, int]] = []


def stock(article: str) -> int:
    """How many pieces of an article there are."""
    stock_calls.append((article, os.getpid()))
    return {"bolt": 12, "nut": 30}[article]


@pytest.fixture(autouse=True)
def _no_calls() -> None:
    stock_calls.clear()


def factory(*tools: Any) -> Any:
    return interpreter_factory(read_job(json.dumps(programs.job("run"))), tools)


def fields(**values: str) -> Reply:
    """An answer of the LM in the chat adapter's form."""
    return Reply("\n\n".join(f"[[ ## {name} ## ]]\n{text}" for name, text in [*values.items(), ("completed", "")]))


def python(code: str) -> str:
    return f"```python\n{code}\n```"


@contextmanager
def answering(http_lm: HttpLms, *replies: Reply) -> Iterator[HttpLm]:
    """DSPy with an LM that gives these answers one after the other."""
    waiting = list(replies)
    lm = http_lm(lambda _: waiting.pop(0))
    with dspy.context(lm=dspy.LM("openai/gpt-4o-mini", api_base=lm.url, api_key="k", cache=False)):
        yield lm
    assert not waiting


def asked(lm: HttpLm, number: int) -> str:
    return str(lm.requests[number]["messages"][-1]["content"])


@guarded
def test_program_of_thought_corrects_its_code(http_lm: HttpLms) -> None:
    with pytest.deprecated_call():
        module = dspy.ProgramOfThought("question -> answer: int", interpreter_factory=factory())
    with answering(
        http_lm,
        fields(reasoning="Multiply.", generated_code=python("import os\nSUBMIT({'answer': 6 * 7})")),
        fields(reasoning="Without os.", generated_code=python("x = 6 * 7\nSUBMIT({'answer': x})")),
        fields(reasoning="It said so.", answer="42"),
    ) as lm:
        assert module(question="What is 6 times 7?").answer == 42
    assert "Line 1: The module os is not available" in asked(lm, 1)
    assert '{"output": {"answer": 42}}' in asked(lm, 2)


@guarded
def test_code_act_calls_its_tools_in_the_worker(http_lm: HttpLms) -> None:
    with pytest.deprecated_call():
        module = dspy.CodeAct("question -> total: int", tools=[stock], interpreter_factory=factory(stock))
    with answering(
        http_lm,
        fields(generated_code=python("a = stock('bolt')\nprint(a)"), finished="False"),
        fields(generated_code=python("print(a + stock(article='nut'))"), finished="True"),
        fields(reasoning="Added.", total="42"),
    ):
        prediction = module(question="How many bolts and nuts are there?")
    assert prediction.total == 42
    assert [prediction.trajectory[f"code_output_{n}"] for n in (0, 1)] == ['"12"', '"42"']
    assert stock_calls == [("bolt", os.getpid()), ("nut", os.getpid())]


@guarded
def test_rlm_explores_asks_and_submits(http_lm: HttpLms) -> None:
    module = dspy.RLM("context, query -> answer, count: int", tools=[stock], interpreter_factory=factory())
    with answering(
        http_lm,
        fields(reasoning="Look.", code=python("parts = context.split()\nprint(len(parts), parts[-1])")),
        fields(reasoning="Ask.", code=python("said = llm_query('Which colour is ' + parts[-1] + '?')\nprint(said)")),
        Reply("red"),
        fields(reasoning="Fail.", code=python("count = stock('bolt')\nparts[99]")),
        fields(reasoning="Done.", code=python("SUBMIT(answer=said, count=count)")),
    ) as lm:
        prediction = module(context="a rose", query="Which colour?")
    assert (prediction.answer, prediction.count) == ("red", 12)
    outputs = [entry["output"] for entry in prediction.trajectory]
    assert outputs[0] == "2 rose"
    assert outputs[1] == "red"
    assert outputs[2] == "[Error] IndexError: list index out of range (line 2: parts[99])"
    assert "Available modules: abc, ast" in str(lm.requests[0]["messages"])
    assert stock_calls == [("bolt", os.getpid())]


@pytest.mark.filterwarnings("ignore:Passing OpenAI-style message:DeprecationWarning")  # DSPy warns of itself
@guarded
def test_rlm_builds_sub_agents_that_run_in_the_worker(http_lm: HttpLms) -> None:
    code = (
        "import dspy\n"
        "said = dspy.Predict('word -> length: int')(word='rose')\n"
        "inner = dspy.RLM('text -> first')(text='b a')\n"
        "SUBMIT(said.length, inner.first)"
    )
    module = dspy.RLM("query -> length: int, first", interpreter_factory=factory())
    with answering(
        http_lm,
        fields(reasoning="Ask.", code=python(code)),
        fields(length="4"),
        fields(reasoning="Split.", code=python("SUBMIT(sorted(text.split())[0])")),
    ):
        prediction = module(query="?")
    assert (prediction.length, prediction.first) == (4, "a")


@guarded
def test_inputs_and_outputs_keep_their_types(http_lm: HttpLms) -> None:
    import pydantic

    class Order(pydantic.BaseModel):
        article: str
        pieces: int

    signature = dspy.Signature({"orders": (list[Order], dspy.InputField()), "most": (Order, dspy.OutputField())})
    module = dspy.RLM(signature, interpreter_factory=factory())
    with answering(
        http_lm, fields(reasoning="Compare.", code=python("SUBMIT(max(orders, key=lambda o: o['pieces']))"))
    ):
        prediction = module(orders=[Order(article="bolt", pieces=2), Order(article="nut", pieces=3)])
    assert prediction.most == Order(article="nut", pieces=3)


@guarded
def test_copies_of_a_module_share_the_factory() -> None:
    module = dspy.RLM("query -> answer", interpreter_factory=factory())
    assert module.deepcopy()._interpreter_factory is module._interpreter_factory
    assert copy.deepcopy(module._interpreter_factory) is module._interpreter_factory


@guarded
def test_an_execution_is_a_step_of_the_run(http_lm: HttpLms) -> None:
    events: list[dict[str, Any]] = []
    job = read_job(json.dumps(programs.job("run")))
    context = JobContext(job, threading.Event(), Boundary(job, events.append, threading.Event()), events.append)
    module = dspy.RLM("query -> answer", tools=[stock], interpreter_factory=factory())
    with (
        answering(
            http_lm,
            fields(reasoning="Fail.", code=python("1 / 0")),
            fields(reasoning="Done.", code=python("SUBMIT(str(stock('nut')))")),
        ),
        dspy.context(callbacks=[Observer(context)]),
    ):
        assert module(query="?").answer == "30"
    starts = {event["id"]: event for event in of(events, "tool_started")}
    failed, done, tool = starts.values()
    assert [event["name"] for event in (failed, done, tool)] == ["python", "python", "stock"]
    assert done["args"] == {"code": "SUBMIT(str(stock('nut')))"}
    assert tool["parent"] == done["id"]
    assert done["parent"] == of(events, "call_started")[0]["id"]
    ends = {event["id"]: event for event in of(events, "tool_ended")}
    assert ends[failed["id"]]["error"]["code"] == "lm_code_failed"
    assert "ZeroDivisionError: division by zero (line 1: 1 / 0)" in ends[failed["id"]]["error"]["message"]
    assert (ends[done["id"]]["result"], ends[done["id"]]["error"]) == ({"answer": "30"}, None)
