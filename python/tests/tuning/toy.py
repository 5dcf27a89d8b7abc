"""A module of one question whose best configuration is known, on an LM that reads it from the request."""

from __future__ import annotations

import random
import re
import threading
from typing import Any

import dspy
from dspy.lm15 import Message, Response, TextPart, Usage

from dspex_worker.practice.prompt import read_prompt, read_system, read_turns
from dspex_worker.practice.render import render
from dspex_worker.tuning import Ledger, OptimizableModule, create_optimizable_module
from dspex_worker.tuning.module import TRIED

STYLES = ["long", "plain", "short"]
TEXTS = ["Answer.", "Answer boldly.", "Verify it.", "Verify the units.", "Verify the units, be concise."]
GOLD = {"question": "gold d=0.0?", "answer": "A0"}
PLAIN = {"question": "plain d=0.0?", "answer": "A0"}
SETS = [[PLAIN], [GOLD, PLAIN], [GOLD, GOLD], [GOLD, GOLD, GOLD, GOLD]]

VARIABLES: dict[str, dict[str, Any]] = {
    "float": {"name": "temperature", "type": "float", "minimum": 0, "maximum": 2, "value": 1.4},
    "integer": {"name": "length", "type": "integer", "minimum": 100, "maximum": 800, "value": 790},
    "choice": {
        "name": "adapter",
        "type": "choice",
        "choices": ["ChatAdapter", "XMLAdapter", "JSONAdapter"],
        "value": "ChatAdapter",
    },
    "module": {"name": "module", "type": "module", "modules": ["Predict", "ChainOfThought"], "value": "Predict"},
    "composite": {"name": "top_p", "type": "composite", "expression": "1.0 - 0.5 * temperature"},
    "conditional": {
        "name": "style",
        "type": "conditional",
        "when": "module == 'ChainOfThought'",
        "of": {"type": "choice", "choices": STYLES, "value": "long"},
    },
    "instruction": {"name": "text", "type": "instruction", "value": "Answer the question."},
    "demos": {"name": "shown", "type": "demos", "most": 4, "value": []},
}
"""One variable of each kind; a composite needs the float, a conditional the module."""

BOUND = {
    "temperature": ("answer", "temperature"),
    "top_p": ("answer", "top_p"),
    "length": ("answer", "max_tokens"),
    "adapter": ("", "adapter"),
    "module": ("answer", "kind"),
    "style": ("answer", "description.answer"),
    "text": ("answer", "instructions"),
    "shown": ("answer", "demos"),
}

OPTIONS = {"text": TEXTS, "shown": SETS}

BEST: dict[str, Any] = {
    "temperature": 0.4,
    "length": 400,
    "adapter": "JSONAdapter",
    "module": "ChainOfThought",
    "style": "short",
    "text": TEXTS[-1],
    "shown": SETS[-1],
}


def config(*kinds: str) -> dict[str, Any]:
    """Variables of these kinds, with what they rest on; without any, of all."""
    needed = {"composite": "float", "conditional": "module"}
    wanted = list(kinds or VARIABLES)
    wanted += [needed[kind] for kind in wanted if kind in needed and needed[kind] not in wanted]
    variables = [VARIABLES[kind] for kind in VARIABLES if kind in wanted]
    names = {variable["name"] for variable in variables}
    bindings = [{"variable": v, "node": n, "parameter": p} for v, (n, p) in BOUND.items() if v in names]
    return {"format": 1, "variables": variables, "bindings": bindings}


def _hill(value: float | None, top: float, width: float) -> float:
    return 0.0 if value is None else max(0.0, 1 - abs(value - top) / width)


class Reader:
    """The LM: answers right as often as the request is good. Everything that it rates stands in the request."""

    supports_function_calling = supports_reasoning = supports_response_schema = False
    supported_params: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.calls = 0
        self._lock = threading.Lock()

    def __deepcopy__(self, memo: Any) -> Reader:
        return self

    def complete(self, request: Any) -> Any:
        with self._lock:
            self.calls += 1
        prompt = read_prompt(read_system(request), read_turns(request))
        if prompt is None:
            return _said(request, "```\nAnswer the question.\n```")
        fields = prompt.layout.outputs
        if "answer" not in {field.name for field in fields}:
            return _said(request, render(prompt.layout.adapter, fields, {f.name: _filler(f) for f in fields}))
        question = prompt.inputs["question"]
        number, wanted = re.findall(r"(\d+) d=([\d.]+)", question)[-1]
        right = quality(request, prompt) >= float(wanted) - 1e-9
        values = {f.name: (f"A{number}" if right else "wrong") if f.name == "answer" else "because" for f in fields}
        return _said(request, render(prompt.layout.adapter, fields, values))


def _filler(field: Any) -> Any:
    if field.type.startswith("dict"):
        return {}
    return True if field.type == "bool" else "Answer the question well."


def quality(request: Any, prompt: Any) -> float:
    """0 to 1: how good the request is."""
    settings = request.config
    system = read_system(request)
    reasons = any(field.name == "reasoning" for field in prompt.layout.outputs)
    described = next(field.desc for field in prompt.layout.outputs if field.name == "answer")
    words = sum(word in prompt.layout.instruction.lower() for word in ("verify", "units", "concise"))
    gold = sum("gold" in demo.inputs["question"] for demo in prompt.demos)
    assert system
    return (
        0.05
        + 0.20 * _hill(settings.temperature, 0.4, 0.8)
        + 0.15 * _hill(settings.max_tokens, 400, 400)
        + 0.10 * {"json": 1.0, "xml": 0.5, "chat": 0.0}[prompt.layout.adapter]
        + 0.15 * reasons
        + 0.10 * _hill(settings.top_p, 0.8, 0.3)
        + 0.05 * (reasons and "short" in described)
        + 0.10 * words / 3
        + 0.10 * min(gold, 4) / 4
    )


def _said(request: Any, text: str) -> Any:
    usage = Usage(input_tokens=1, output_tokens=1, total_tokens=2)
    message = Message.assistant([TextPart(text)])
    return Response(id="toy", model=request.model, message=message, finish_reason="stop", usage=usage)


class Answers(dspy.Module):  # type: ignore[misc]
    """The module as somebody wrote it."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = dspy.Predict(dspy.Signature("question -> answer", "Answer the question."))

    def forward(self, question: str) -> Any:
        return self.answer(question=question)


def module(*kinds: str, seed: int = 0) -> OptimizableModule:
    return create_optimizable_module(Answers(), config(*kinds), options=OPTIONS, seed=seed)


def examples(count: int, draw: int) -> list[dspy.Example]:
    """Questions that are right from a certain quality on, evenly from none to all."""
    rows = [
        dspy.Example(question=f"{'gold' if i % 3 == 0 else 'plain'} {i} d={(i + 0.5) / count:.4f}?", answer=f"A{i}")
        for i in range(count)
    ]
    random.Random(draw).shuffle(rows)
    return [row.with_inputs("question") for row in rows]


def lm() -> dspy.LM:
    return dspy.LM("toy/reader", engine=Reader(), cache=False)


def metric_of(ledger: Ledger) -> Any:
    """Exact answers; each goes into the ledger."""

    def metric(example: Any, prediction: Any, trace: Any = None, *_: Any) -> float:
        right = float(prediction.answer == example.answer)
        tried = getattr(prediction, TRIED, None)
        if tried is not None:
            ledger.tell(tried, right)
        return right

    return metric


def score(program: dspy.Module, rows: list[dspy.Example], model: dspy.LM) -> float:
    with dspy.context(lm=model):
        return sum(program(question=row.question).answer == row.answer for row in rows) / len(rows)
