"""A space of variables as optimizers meet it: what is free, what follows, what counts when, what is forbidden."""

from __future__ import annotations

import difflib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dspex_worker.errors import Where, WorkerError
from dspex_worker.search import Dimension, Space
from dspex_worker.search.space import Choice, Values
from dspex_worker.tuning.expressions import Expression
from dspex_worker.wire import Json


@dataclass(frozen=True)
class Variables:
    """Variables in the format of ``variables.json``, with options for those that could be anything.

    Attributes:
        space: the free ones as a search sees them.
        present: their present values.
        when: conditions by variable: it counts only while its condition is true.
        derived: expressions by variable, in the order in which they can be worked out.
        rules: expressions that must be true.
        kinds: kind by name, as ``variables.json`` has it; of a conditional one the kind of its value.
    """

    space: Space
    present: Values
    when: Mapping[str, Expression]
    derived: Mapping[str, Expression]
    rules: tuple[Expression, ...]
    kinds: Mapping[str, str]

    @classmethod
    def read(cls, config: Mapping[str, Any], options: Mapping[str, Sequence[Any]] | None = None) -> Variables:
        """Variables from ``{"variables": [...], "constraints": [...]}``.

        Args:
            options: texts and sets of demonstrations to choose among, by variable; the present one always is among
                them.

        Raises:
            WorkerError: ``variable_invalid``, ``space_invalid`` or ``expression_invalid``, naming the variable.
        """
        dimensions: list[Json] = []
        present: Values = {}
        when: dict[str, Expression] = {}
        derived: dict[str, Expression] = {}
        kinds: dict[str, str] = {}
        for record in config.get("variables") or ():
            name = str(record.get("name"))
            if record.get("type") == "composite":
                derived[name] = Expression(str(record.get("expression")), name)
                kinds[name] = "composite"
                continue
            body = record
            if record.get("type") == "conditional":
                when[name] = Expression(str(record.get("when")), name)
                body = record.get("of") or {}
            dimensions.append(_dimension(name, body, (options or {}).get(name, ())))
            present[name] = body.get("value")
            kinds[name] = str(body.get("type"))
        rules = tuple(Expression(str(rule.get("rule")), "constraints") for rule in config.get("constraints") or ())
        space = Space.read(dimensions)
        for dimension in space.dimensions:
            if not dimension.holds(present[dimension.name]):
                raise _invalid(dimension.name, f"has the value {present[dimension.name]!r}, which it does not allow")
        return cls(space, present, when, derived, rules, kinds)

    def __deepcopy__(self, memo: dict[int, Any]) -> Variables:
        return self

    def in_force(self, values: Mapping[str, Any]) -> Values:
        """The values that take part, and what follows from them; a value that is not given is the present one."""
        found: Values = {d.name: values.get(d.name, self.present[d.name]) for d in self.space.dimensions}
        waiting = dict(self.derived)
        while waiting:
            ready = [name for name, expression in waiting.items() if not _reads(expression, waiting)]
            if not ready:
                raise _invalid(next(iter(waiting)), "follows from itself")
            for name in ready:
                found[name] = waiting.pop(name).value(found)
        return {name: value for name, value in found.items() if name not in self.when or self.when[name].value(found)}

    def broken(self, values: Mapping[str, Any]) -> str | None:
        """The first rule that values break, as it is written; None where they break none."""
        full = {**self.present, **values, **self.in_force(values)}
        return next((rule.text for rule in self.rules if rule.value(full) is not True), None)

    def nearest(self, given: Mapping[str, Any]) -> tuple[Values, list[str]]:
        """The nearest allowed values, and what had to be put right; names that are absent are left out."""
        values: Values = {}
        notes: list[str] = []
        by_name = {dimension.name: dimension for dimension in self.space.dimensions}
        for name, value in given.items():
            dimension = by_name.get(name)
            if name in self.derived:
                notes.append(f"{name} follows from {self.derived[name].text}: change what it is made of.")
            elif dimension is None:
                notes.append(f"There is no variable {name}.")
            else:
                near = _near(dimension, value)
                if near is None:
                    notes.append(f"{name}: {json.dumps(value)} is not {_rule(dimension)}.")
                else:
                    values[name] = near[0]
                    if near[1]:
                        notes.append(f"{name}: {json.dumps(value)} is now {json.dumps(near[0])}.")
        counted = self.in_force(values)
        notes += [f"{name} counts only when {self.when[name].text}." for name in values if name not in counted]
        return values, notes

    def words(self) -> str:
        """The space in a line, for whoever proposes values."""
        parts = []
        for dimension in self.space.dimensions:
            only = f" (only when {self.when[dimension.name].text})" if dimension.name in self.when else ""
            parts.append(f"{dimension.name}: {_rule(dimension)}{only}")
        return "; ".join(parts)


def _dimension(name: str, record: Mapping[str, Any], options: Sequence[Any]) -> Json:
    kind = record.get("type")
    match kind:
        case "float" | "integer":
            return {"name": name, "kind": kind, "low": record.get("minimum"), "high": record.get("maximum")}
        case "choice":
            return {"name": name, "kind": "choice", "options": record.get("choices")}
        case "module":
            return {"name": name, "kind": "choice", "options": record.get("modules")}
        case "instruction" | "demos":
            all_options = [record.get("value"), *options]
            distinct = [option for i, option in enumerate(all_options) if option not in all_options[:i]]
            return {"name": name, "kind": "choice", "options": distinct}
    raise _invalid(name, f'is of the unknown type "{kind}"')


def _reads(expression: Expression, waiting: Mapping[str, Expression]) -> bool:
    import re

    return any(re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", expression.text) for name in waiting)


def _near(dimension: Dimension, value: Any) -> tuple[Any, bool] | None:
    """The nearest value, and whether it is another one; None where none is near."""
    if dimension.holds(value):
        return value, False
    if isinstance(dimension, Choice):
        texts = [str(option).lower() for option in dimension.options]
        close = difflib.get_close_matches(str(value).lower(), texts, 1, 0.5)
        return (dimension.options[texts.index(close[0])], True) if close else None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    if isinstance(value, bool) or not math.isfinite(number):
        return None
    inside = min(float(dimension.high), max(float(dimension.low), number))
    near = inside if isinstance(dimension.low, float) else round(inside)
    return near, near != value


def _rule(dimension: Dimension) -> str:
    if isinstance(dimension, Choice):
        return "one of " + json.dumps(list(dimension.options), ensure_ascii=False)
    noun = "a number" if isinstance(dimension.low, float) else "a whole number"
    return f"{noun} from {dimension.low:g} to {dimension.high:g}"


def _invalid(name: str, what: str) -> WorkerError:
    return WorkerError(
        "variable_invalid", f"The variable {name} {what}.", "Correct the variable.", where=Where(field=name)
    )
