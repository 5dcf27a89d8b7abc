"""What a monitored stream gives, one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from dspex_worker.streams.rules import Action, Rule

if TYPE_CHECKING:
    import dspy


@dataclass(frozen=True)
class Chunk:
    """A piece of one field.

    Attributes:
        predictor: its name in the program; empty for one that the program made while it ran, whose text comes as it
            is, with an empty ``field``.
        last: whether the field is whole.
        metrics: of the field so far: tokens, words, repetition, tail_run, schema, broken_at, script, logprob,
            first_chunk, gap, rate.
        lane: of ``multi_stream``; empty elsewhere.
    """

    predictor: str
    field: str
    text: str
    last: bool
    metrics: Mapping[str, Any]
    lane: str = ""


@dataclass(frozen=True)
class Alarm:
    """A rule held.

    Attributes:
        action: what is done.
        text: why, for the person.
    """

    rule: Rule
    predictor: str
    field: str
    value: float
    words: int
    action: Action
    text: str
    lane: str = ""


@dataclass(frozen=True)
class Partial:
    """Text that is kept of an attempt that was stopped."""

    attempt: int
    predictor: str
    field: str
    text: str


@dataclass(frozen=True)
class Retried:
    """Another attempt begins from the start; what came before is kept in ``partial``."""

    attempt: int
    partial: tuple[Partial, ...]
    lane: str = ""


@dataclass(frozen=True)
class Finished:
    """The last step.

    Attributes:
        state: ``done``; ``cut`` by a rule; ``failed``; ``stopped`` by who reads the stream.
        prediction: None but for ``done``.
        partial: texts of all attempts that were stopped or failed.
        error: what the program raised where it failed.
    """

    state: Literal["done", "cut", "failed", "stopped"]
    prediction: dspy.Prediction | None
    attempts: int
    partial: tuple[Partial, ...] = ()
    error: Exception | None = None
    lane: str = ""


@dataclass(frozen=True)
class Won:
    """The last step of ``multi_stream``.

    Attributes:
        lane: the winner; None where no lane gave a whole answer, or none was to be taken.
        why: in words for the person.
        finished: the end of each lane.
    """

    lane: str | None
    why: str
    prediction: dspy.Prediction | None
    scores: Mapping[str, float]
    finished: Mapping[str, Finished]


@dataclass(frozen=True)
class Fallback:
    """What another attempt is made with; None leaves it.

    Attributes:
        program: takes the same inputs.
        temperature: of a cooler attempt.
    """

    program: dspy.Module | None = None
    lm: dspy.LM | None = None
    temperature: float | None = None


Step = Chunk | Alarm | Retried | Finished
