"""An LM that proposes configurations by search, and leaves everything else to the LM behind it.

An LM that writes numbers blindly loses to drawing them. So where an optimizer asks for new instructions
of the configuration, the search answers; where it asks for any other text, the LM does.
"""

from __future__ import annotations

from typing import Any

import dspy
from dspy.lm15 import Message, Response, TextPart, Usage

from dspex_worker.practice.prompt import read_prompt, read_system, read_turns
from dspex_worker.practice.render import render
from dspex_worker.tuning.carrier import HEAD, text_of
from dspex_worker.tuning.ledger import Ledger

WRITTEN = frozenset(("proposed_instruction", "new_instruction"))
"""Output fields in which COPRO, MIPROv2 and GEPA ask for the text of a predictor."""

PRESENT = ("basic_instruction", "attempted_instructions")
"""Input fields that show the text that it has; the rest of the prompt may show the whole program."""


def proposing(lm: dspy.LM, ledger: Ledger) -> dspy.LM:
    """The LM with a search in front of it; calls that the search answers cost nothing."""
    return lm.copy(engine=_Engine(lm.engine, ledger))


class _Engine:
    """Answers requests about the configuration; shared by copies of its LM."""

    def __init__(self, inner: Any, ledger: Ledger) -> None:
        self._inner, self._ledger = inner, ledger
        for name in ("function_calling", "reasoning", "response_schema"):
            setattr(self, f"supports_{name}", getattr(inner, f"supports_{name}", False))
        self.supported_params: frozenset[str] = getattr(inner, "supported_params", frozenset())

    def __deepcopy__(self, memo: dict[int, Any]) -> _Engine:
        return self

    def complete(self, request: Any) -> Any:
        """The search's proposal, or what the LM says."""
        said = self._proposal(request)
        if said is None:
            return self._inner.complete(request)
        usage = Usage(input_tokens=0, output_tokens=0, total_tokens=0)
        message = Message.assistant([TextPart(said)])
        return Response(id="search", model=request.model, message=message, finish_reason="stop", usage=usage)

    def _proposal(self, request: Any) -> str | None:
        system, turns = read_system(request), read_turns(request)
        prompt = read_prompt(system, turns)
        last = turns[-1].text if turns else ""
        if prompt is None:  # GEPA shows the text between fences and reads one from there
            return f"```\n{self._text()}\n```" if HEAD in last else None
        fields = prompt.layout.outputs
        asked = WRITTEN.intersection(field.name for field in fields)
        shown = [str(prompt.inputs[name]) for name in PRESENT if name in prompt.inputs] or [last]
        if not asked or not any(HEAD in text for text in shown):
            return None
        text = self._text()
        values = {field.name: text if field.name in asked else "" for field in fields}
        return render(prompt.layout.adapter, fields, values)

    def _text(self) -> str:
        return text_of(self._ledger.variables, self._ledger.suggest(ahead=True))
