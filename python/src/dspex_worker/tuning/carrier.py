"""A predictor that calls no LM: what it says is the configuration.

DSPy's optimizers write two things only, the instructions and the demonstrations of predictors. So a
configuration that stands in the instructions as JSON, or in the demonstrations as rows, is moved by each
of them, whatever kind its variables are of.
"""

from __future__ import annotations

import json
import random
import statistics
from collections.abc import Sequence
from typing import Any

import dspy

from dspex_worker.search.space import Choice, Values
from dspex_worker.tuning.ledger import Ledger
from dspex_worker.tuning.space import Variables

HEAD = "CONFIGURATION of the program, one JSON object. "
FIELD = "configuration"
EXPLORED = "explored"


class Configuration(dspy.Predict):  # type: ignore[misc]  # dspy is untyped
    """The configuration of a program, as a predictor that optimizers may rewrite.

    Attributes:
        explores: share of answers that try other values, for optimizers that learn from what went well.
        ledger: the search that suggests values, where an optimizer is at work.
        draws: whether each copy that is reset stands for values of its own, for optimizers that only try copies.
        drawn: values that count before all else: those of a copy that was drawn.
    """

    def __init__(self, variables: Variables, inputs: Sequence[str], seed: int = 0) -> None:
        fields = ", ".join(inputs)
        self.ledger: Ledger | None = None
        self.draws = False
        self.drawn: Values | None = None
        super().__init__(dspy.Signature(f"{fields} -> {FIELD}: dict", text_of(variables, variables.present)))
        self.variables, self.seed = variables, seed
        self.explores = 0.0

    def reset(self) -> None:
        """As DSPy does; a copy that draws stands for values that the search suggests."""
        super().reset()
        if self.draws and self.ledger is not None:
            self.drawn = self.ledger.suggest()

    def dump_state(self, json_mode: bool = True) -> dict[str, Any]:
        """DSPy's state, in which the values that it says now stand in the instructions, wherever they are from."""
        state: dict[str, Any] = super().dump_state(json_mode)
        state["demos"] = []
        state["signature"]["instructions"] = text_of(self.variables, {**self.variables.present, **self.chosen()[0]})
        return state

    def chosen(self) -> tuple[Values, list[str]]:
        """The values that it says now, and what had to be put right in them."""
        if self.drawn is not None:
            return dict(self.drawn), []
        elite = [
            self.variables.nearest(dict(demo)[FIELD])[0]
            for demo in self.demos
            if isinstance(dict(demo).get(FIELD), dict) and dict(demo).get(EXPLORED)
        ]
        if elite:
            return _middle(self.variables, elite), []
        return self.variables.nearest(read_text(self.signature.instructions))

    def forward(self, **inputs: Any) -> Any:
        """A prediction with the values in ``configuration``; no LM is asked."""
        given = {key: value for key, value in inputs.items() if key in self.signature.input_fields}
        values, _ = self.chosen()
        source = random.Random(f"{self.seed}/{sorted(given.items(), key=str)}/{_rollout(self.lm)}")
        explored = bool(self.explores) and source.random() < self.explores
        if explored:
            values = self.variables.space.sample(source)
        said = {**self.variables.present, **values}
        prediction = dspy.Prediction(**{FIELD: said, EXPLORED: explored})
        if dspy.settings.trace is not None:
            dspy.settings.trace.append((self, given, prediction))
        return prediction


def _rollout(lm: Any) -> Any:
    lm = lm or dspy.settings.lm
    return getattr(lm, "kwargs", {}).get("rollout_id") if lm is not None else None


def text_of(variables: Variables, values: Values) -> str:
    """The instructions that say the values."""
    return f"{HEAD}{variables.words()}\n{json.dumps(values, ensure_ascii=False)}"


def read_text(text: str) -> Values:
    """What all JSON objects of a text say together; later ones win. Optimizers append to instructions."""
    found: Values = {}
    decoder = json.JSONDecoder()
    at = text.find("{")
    while at >= 0:
        try:
            value, length = decoder.raw_decode(text[at:])
        except ValueError:
            at = text.find("{", at + 1)
            continue
        if isinstance(value, dict):
            found.update(value)
        at = text.find("{", at + length)
    return found


def _middle(variables: Variables, many: Sequence[Values]) -> Values:
    """One configuration for several that did well: the median of numbers, the commonest of choices."""
    values: Values = {}
    for dimension in variables.space.dimensions:
        given = [one[dimension.name] for one in many if dimension.name in one]
        if given and isinstance(dimension, Choice):
            values[dimension.name] = max(dimension.options, key=given.count)
        elif given:
            values[dimension.name] = statistics.median_low(given)
    return values
