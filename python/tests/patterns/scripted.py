"""An LM that answers by a function of what the prompt asks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

import dspy
from dspy.lm15 import Message, Response, TextPart, Usage

from dspex_worker.practice.prompt import read_prompt, read_system, read_turns
from dspex_worker.practice.render import render

Answering = Callable[[Mapping[str, str], list[str]], Mapping[str, Any]]
"""From the inputs, as they stand in the prompt, and the names of the outputs to the values of these."""


class Scripted:
    """Shared by the copies of its LM; safe for any thread."""

    supports_function_calling = supports_reasoning = supports_response_schema = False
    supported_params: frozenset[str] = frozenset()

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._lock = threading.Lock()
        self.prompts: list[Mapping[str, str]] = []

    def __deepcopy__(self, memo: Any) -> Scripted:
        return self

    def complete(self, request: Any) -> Any:
        prompt = read_prompt(read_system(request), read_turns(request))
        assert prompt is not None
        fields = prompt.layout.outputs
        with self._lock:
            self.prompts.append(prompt.inputs)
            said = self._answering(prompt.inputs, [field.name for field in fields])
        text = said.get("") or render(prompt.layout.adapter, fields, {f.name: said.get(f.name, "-") for f in fields})
        usage = Usage(input_tokens=1, output_tokens=1, total_tokens=2)
        message = Message.assistant([TextPart(str(text))])
        return Response(id="s", model=request.model, message=message, finish_reason="stop", usage=usage)


def lm(answering: Answering) -> tuple[dspy.LM, Scripted]:
    """The LM, and its engine, which knows what it was asked."""
    engine = Scripted(answering)
    return dspy.LM("scripted/lm", engine=engine, cache=False), engine
