"""Rules: when a stream is interfered with, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from dspex_worker.errors import Where, WorkerError

Measure = Literal[
    "repetition", "tail_run", "schema", "script", "logprob", "first_chunk", "stall", "rate", "judge", "length"
]
Compare = Literal["over", "under", "is"]
Action = Literal["cut", "retry_cooler", "switch_module", "switch_lm", "tell"]

WHILE_WAITING: frozenset[Measure] = frozenset(("first_chunk", "stall"))
"""What is also looked at while nothing comes."""


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        metric: what is measured: ``repetition`` (0 to 1), ``tail_run`` (words), ``schema`` (1 valid, 0 broken),
            ``script`` (0 to 1), ``logprob``, ``first_chunk`` (seconds), ``stall`` (the gap in multiples of the median
            gap, 0 below two seconds), ``rate`` (tokens a second), ``judge`` (0 to 1), ``length`` (words).
        value: the limit.
        words: for how many words in a row the metric must be beyond it; 0 for at once.
        field: the output field that is watched; None for every one.
    """

    id: str
    name: str
    metric: Measure
    compare: Compare
    value: float
    words: int = 0
    field: str | None = None
    action: Action = "cut"
    on: bool = True

    def holds(self, value: float) -> bool:
        match self.compare:
            case "over":
                return value > self.value
            case "under":
                return value < self.value
            case "is":
                return value == self.value


DEFAULT_RULES = (
    Rule("stall", "Stall", "stall", "over", 5, action="retry_cooler"),
    Rule("repetition", "Repetition", "repetition", "over", 0.25, action="switch_module"),
    Rule("loop", "Loop", "tail_run", "over", 11, action="switch_module"),
    Rule("language", "Wrong language", "script", "under", 0.8, 12),
    Rule("schema", "Schema", "schema", "is", 0),
    Rule("length", "Too long", "length", "over", 8000),
    Rule("judge", "Judge", "judge", "under", 0.3, 60, action="retry_cooler", on=False),
)


@dataclass(frozen=True)
class Fired:
    """A rule that held.

    Attributes:
        value: of the metric.
        words: for which it held.
    """

    rule: Rule
    field: str
    value: float
    words: int


class RuleWatch:
    """The rules on one field of one answer. Each fires once."""

    def __init__(self, rules: Sequence[Rule], field: str) -> None:
        self._rules = [rule for rule in rules if rule.on and rule.field in (None, field)]
        self._field = field
        self._since: dict[str, int] = {}
        self._fired: set[str] = set()

    def look(self, values: Mapping[str, float | None], words: int) -> list[Fired]:
        """The rules that hold now, in their order.

        Args:
            values: by metric; one that is absent or None is not known.
            words: of the field so far.
        """
        found = []
        for rule in self._rules:
            value = values.get(rule.metric)
            if value is None or not rule.holds(value):
                self._since.pop(rule.id, None)
                continue
            held = words - self._since.setdefault(rule.id, words)
            if held >= rule.words and rule.id not in self._fired:
                self._fired.add(rule.id)
                found.append(Fired(rule, self._field, value, held))
        return found


def rule_of(record: Mapping[str, Any]) -> Rule:
    """A rule of the plan. Raises WorkerError ``rule_invalid`` naming the rule and what is wrong with it."""
    name = str(record.get("name") or record.get("id") or "")
    for key, known in (("metric", Measure), ("compare", Compare), ("action", Action)):
        if record.get(key) not in get_args(known):
            raise _invalid(name, f'the {key} "{record.get(key)}"', f"Use {', '.join(get_args(known))}.")
    value = record.get("value")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _invalid(name, f"the limit {value!r}", "Use a number.")
    return Rule(
        str(record.get("id") or name),
        name,
        cast(Measure, record["metric"]),
        cast(Compare, record["compare"]),
        float(value),
        max(0, int(record.get("words") or 0)),
        None if record.get("field") is None else str(record["field"]),
        cast(Action, record["action"]),
        record.get("on") is not False,
    )


def _invalid(name: str, what: str, hint: str) -> WorkerError:
    return WorkerError("rule_invalid", f'The rule "{name}" has {what}, which is none.', hint, where=Where(field=name))
