"""A program with one node of a kind, and an LM that leads it through all of its predictors."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dspy

import kinds
import programs
from dspex_worker.build import Program, build_program
from dspex_worker.parameters import apply
from dspex_worker.wire import read_job
from http_lm import HttpLm, Reply
from scripted import reply, wants

CODE = """
def look() -> str:
    '''Looks.'''
    return 'seen'

def listen() -> str:
    '''Listens.'''
    return 'heard'

def low(args, pred):
    return 0.1

def broken(args, pred):
    raise ValueError('no reward')
"""
TOOLS = ["code/tools.py:look", "code/tools.py:listen"]
AGENT = {"tools": TOOLS, "parameters": {"max_iters": 2}}
NODES: dict[str, dict[str, Any]] = {
    "Predict": {},
    "ChainOfThought": {},
    "ReAct": AGENT,
    "ReActV2": AGENT,
    "ProgramOfThought": {},
    "CodeAct": AGENT,
    "RLM": AGENT,
    "MultiChainComparison": {},
    "BestOfN": {"inner": "Predict", "reward": "code/tools.py:low"},
    "SelfCorrecting": {"inner": "Predict", "reward": "code/tools.py:low", "parameters": {"max_corrections": 1}},
    "TreeOfThoughts": {"parameters": {"depth": 1}},
    "Consensus": {"inner": "Predict", "parameters": {"N": 2, "threads": 1}},
    "Refine": {"inner": "ChainOfThought", "reward": "code/tools.py:low", "parameters": {"N": 2}},
}
"""The kinds of DSPy's modules and of the patterns, with what their nodes need."""
GENERATED = {"ProgramOfThought": ["1 / 0", "SUBMIT({'answer': 'yes'})"], "CodeAct": ["print(look())"]}
ROUND = "print('z' * 900)\nprint(llm_query('What?'))"


@dataclass
class Asked:
    """The LM's side.

    Attributes:
        most: how many requests it had open at a time, at most.
    """

    kind: str
    most: int = 0
    _open: int = 0
    _code: int = 0
    _lock: Any = field(default_factory=threading.Lock)

    def __call__(self, body: dict[str, Any]) -> Reply:
        with self._lock:
            self._open += 1
            self.most = max(self.most, self._open)
        try:
            return self._reply(body)
        finally:
            with self._lock:
                self._open -= 1

    def _reply(self, body: dict[str, Any]) -> Reply:
        if body.get("response_format") or "JSON object" in str(body["messages"]):
            return Reply(json.dumps({name: self._value(name) for name in self._wanted(body)}))
        names = self._wanted(body)
        return reply(**{name: self._value(name) for name in names}) if names else Reply("red")

    def _wanted(self, body: dict[str, Any]) -> list[str]:
        return [name for name in wants(body) if name]

    def _value(self, name: str) -> str:
        match name:
            case "next_tool_name":
                return "look"
            case "next_tool_args":
                return "{}"
            case "tool_calls":
                return json.dumps({"tool_calls": [{"name": "look", "args": {}}]})
            case "next_steps":
                return '["one", "two"]'
            case "value":
                return "0.5"
            case "finished":
                return "False"
            case "generated_code":
                codes = GENERATED[self.kind]
                self._code += 1
                return f"```python\n{codes[min(self._code, len(codes)) - 1]}\n```"
            case "code":
                return f"```python\n{ROUND}\n```"
        return "yes"


class Scene:
    """A program, built anew for each run."""

    def __init__(self, start: Callable[..., HttpLm], project: Path, kind: str, **more: Any) -> None:
        kinds.write(project, tools=CODE)
        self.program = kinds.one(kinds.module("answer", kind, **{**NODES[kind], **more}))
        self.kind, self.asked = kind, Asked(kind)
        self._job = read_job(json.dumps(programs.job("run", project, program=self.program)))
        self.main, self.other = start(lambda body: self.asked(body)), start(lambda body: self.asked(body))
        self.lms = {name: _lm(lm) for name, lm in (("main", self.main), ("other", self.other))}

    def build(self) -> Program:
        return build_program(self._job)

    def run(self, *changes: tuple[str, Any], program: dspy.Module | None = None) -> list[dict[str, Any]]:
        """The requests of a run with parameters set; how it ends is no matter here."""
        module = program or self.build()
        for path, value in changes:
            apply(module, path, value, self.lms)
        self.asked = Asked(self.kind)
        self.main.requests.clear()
        self.other.requests.clear()
        with dspy.context(lm=self.lms["main"], adapter=dspy.ChatAdapter()), contextlib.suppress(Exception):
            module(question="What is this?")
        return list(self.main.requests)


def _lm(lm: HttpLm) -> dspy.LM:
    return dspy.LM("openai/gpt-4o-mini", api_base=lm.url, api_key="k", cache=False, num_retries=0)
