"""Exports of kinds that act, write code or try again send what the canvas sends."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kinds
import programs
from exports import canvas_requests, exported_requests
from http_lm import HttpLm, Reply
from scripted import asked, reply, wants

pytestmark = [
    pytest.mark.usefixtures("cancels"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # DSPy's own, of kinds that it gives up
]
CODE = """def double(number: int) -> int:
    '''Doubles.'''
    return 2 * number


def score(args, pred):
    return float(pred.answer == "42 and more")
"""


def script(body: dict[str, Any]) -> Reply:
    """An LM that doubles 21 by whatever means it is offered, and heeds advice."""
    seen, wanted = json.dumps(body["messages"]), wants(body)
    call: dict[str, Any] = {"name": "double", "args": {"number": 21}}
    if "42" in seen:
        call = {"name": "submit", "args": {"answer": "42"}}
    written = "print(double(21))" if "finished" in wanted else "SUBMIT({'answer': str(6 * 7)})"
    made = {
        "reasoning": "so",
        "next_thought": "go on",
        "next_tool_name": "finish" if "42" in seen else "double",
        "next_tool_args": "{}" if "42" in seen else json.dumps({"number": 21}),
        "tool_calls": json.dumps({"tool_calls": [call]}),
        "finished": "True",
        "generated_code": f"```python\n{written}\n```",
        "code": "```python\nSUBMIT(answer=str(6 * 7))\n```",
        "rationale": "both say so",
        "discussion": "too short",
        "advice": json.dumps({"self": "say more", "predict": "say more"}),
        "answer": "42 and more" if "say more" in asked(body) else "42",
    }
    return reply(**{name: made[name] for name in wanted if name in made})


def shown(requests: list[dict[str, Any]]) -> str:
    """Requests without the line in which an interpreter says what it is: the sandbox is another one than DSPy's."""
    return re.sub(r"Code runs as Python in a .*?(?=\\n)", "", json.dumps(requests, indent=1))


TOOLS = {"tools": ["code/functions.py:double"]}
TRIED = {"reward": "code/functions.py:score", "parameters": {"N": 2}}


@pytest.mark.parametrize("node", [
    kinds.module("act", "ReAct", **TOOLS),
    kinds.module("act", "ReActV2", **TOOLS),
    kinds.module("act", "ProgramOfThought"),
    kinds.module("act", "CodeAct", **TOOLS),
    kinds.module("act", "RLM", parameters={"max_iters": 3, "temperature": 0.2}),
    kinds.module("act", "Refine", inner="Predict", **TRIED),
    kinds.module("act", "Refine", inner="ReAct", **TOOLS, **TRIED),
    kinds.module("act", "BestOfN", inner="CodeAct", **TOOLS, **TRIED),
    kinds.module("act", "MultiChainComparison", parameters={"M": 2, "max_tokens": 90}),
], ids=lambda node: f"{node['kind']}-{node.get('inner', '')}".rstrip("-"))  # fmt: skip
def test_the_export_sends_what_the_canvas_sends(
    node: dict[str, Any], tmp_path: Path, http_lm: Callable[..., HttpLm]
) -> None:
    kinds.write(tmp_path, functions=CODE)
    lm = http_lm(script)
    record = programs.job(
        "run", tmp_path, program=kinds.one(node), lms={"main": lm.record()}, inputs={"question": "Twice 21?"}
    )
    canvas, ended = canvas_requests(record, lm)
    assert ended["error"] is None, ended["error"]
    assert shown(canvas) == shown(exported_requests(record, lm))
    assert len(canvas) > 1 or node["kind"] == "RLM"
