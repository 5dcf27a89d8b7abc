"""What one prediction is made from: the instruction, the demonstrations and the input, ready for comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dspex_worker.practice.features import Features, features
from dspex_worker.practice.prompt import Prompt

NO_EVIDENCE = frozenset({"reasoning", "trajectory", "hint_", "history", "tools"})
"""Inputs that say nothing of the matter itself, so they are not compared."""

PARTS = "Compare parts of words too, not only whole words."
RARE = "Ignore frequent words."
NEAREST = "Follow the most similar example."
STRATEGIES = (PARTS, RARE, NEAREST)
"""Sentences an instruction may contain that switch how texts are compared: what a blind proposer can find."""


@dataclass(frozen=True, slots=True)
class Case:
    """One call seen as a learning problem. ``shown`` holds (input text, outputs) of each demonstration."""

    instruction: str
    shown: tuple[tuple[str, Mapping[str, Any]], ...]
    text: str
    inputs: Mapping[str, str]
    temperature: float
    salt: str

    def features(self, text: str) -> Features:
        """The features of a text under the instruction's strategy."""
        return features(text, self.strategy(PARTS))

    def strategy(self, sentence: str) -> bool:
        """Whether the instruction asks for this strategy."""
        return sentence in self.instruction

    def about(self, text: str) -> Case:
        """The same case for another input text."""
        return replace(self, text=text, inputs={"text": text})

    def known(self, path: tuple[str, ...]) -> list[tuple[str, Any]]:
        """(input text, value) of each demonstration that has a value at ``path`` of its outputs."""
        found = []
        for text, outputs in self.shown:
            value: Any = outputs
            for key in path:
                value = value.get(key) if isinstance(value, dict | Mapping) else None
            if value is not None:
                found.append((text, value))
        return found


def case_of(prompt: Prompt, temperature: float, salt: str) -> Case:
    """The case a prompt poses. ``salt`` decides ties and, above temperature 0, the draw."""
    return Case(
        prompt.layout.instruction,
        tuple((joined(demo.inputs), demo.outputs) for demo in prompt.demos),
        joined(prompt.inputs),
        prompt.inputs,
        temperature,
        salt,
    )


def joined(inputs: Mapping[str, str]) -> str:
    """The inputs as one text."""
    return "\n".join(value for name, value in inputs.items() if name not in NO_EVIDENCE)
