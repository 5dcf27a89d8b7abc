"""Small classification tasks made of invented words, so that nobody can have seen them before."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any, Literal

import dspy

from dspex_worker.practice import PracticeEngine

_WORDS_PER_CLASS = 10


@dataclass(frozen=True)
class Task:
    """Rows for training, validation and test, and a fresh predictor for them."""

    labels: tuple[str, ...]
    train: list[Any]
    validation: list[Any]
    test: list[Any]

    def predictor(self) -> Any:
        signature = dspy.Signature(
            {"text": (str, dspy.InputField()), "label": (Literal[self.labels], dspy.OutputField())},
            "Classify the text.",
        )
        return dspy.Predict(signature)

    def score(self, program: Any, rows: list[Any] | None = None) -> float:
        """The share of rows answered right, 0 to 1."""
        rows = self.test if rows is None else rows
        return sum(program(text=row.text).label == row.label for row in rows) / len(rows)


def task(seed: int, classes: int = 5, meaningful: bool = False) -> Task:
    """A task of its own vocabulary; a meaningful label is a word of its class, else labels are codes."""
    rng = random.Random(seed)
    words = _invented(rng, classes * _WORDS_PER_CLASS + 40)
    own = [words[i * _WORDS_PER_CLASS : (i + 1) * _WORDS_PER_CLASS] for i in range(classes)]
    noise = words[classes * _WORDS_PER_CLASS :]
    labels = tuple(words[0] if meaningful else f"K{index}" for index, words in enumerate(own))
    rows = []
    for _ in range(200):
        index = rng.randrange(classes)
        text = [*rng.sample(own[index], 3), *rng.sample(noise, 4), "the", "with"]
        rng.shuffle(text)
        rows.append(dspy.Example(text=" ".join(text), label=labels[index]).with_inputs("text"))
    return Task(labels, rows[:50], rows[50:90], rows[90:])


def _invented(rng: random.Random, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = (rng.choice("bcdfglmnprstv") + rng.choice("aeiou") for _ in range(rng.choice((2, 3))))
        found["".join(syllables) + rng.choice("nrst")] = None
    return list(found)


class KeepingEngine(PracticeEngine):
    """A Practice engine that keeps the last request it was given."""

    def complete(self, request: Any) -> Any:
        self.last = request
        return super().complete(request)


def request_of(program: Any, **inputs: Any) -> Any:
    """The request that a program's call sends."""
    engine = KeepingEngine()
    with dspy.context(lm=dspy.LM("practice/kept", engine=engine, cache=False)):
        program(**inputs)
    return engine.last


def exact(example: Any, prediction: Any, trace: object = None) -> bool:
    return bool(example.label == prediction.label)


def quoting(example: Any, prediction: Any, trace: object = None, name: object = None, inner: object = None) -> Any:
    """A metric with feedback that quotes the right label, as GEPA wants it."""
    return dspy.Prediction(
        score=float(example.label == prediction.label), feedback=f"The correct label is '{example.label}'."
    )
