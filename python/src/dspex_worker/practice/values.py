"""A value for a field of any type: options are chosen, numbers and names taken from the text, records filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dspex_worker.practice import freetext, lists
from dspex_worker.practice.case import Case
from dspex_worker.practice.choose import choose
from dspex_worker.practice.extract import as_number, extract
from dspex_worker.practice.schema import Schema

_QUANTITIES = ("amount", "total", "price", "cost", "count", "number", "quantity", "qty", "sum", "age", "year")
_RATINGS = ("score", "rating", "confidence", "probability", "likelihood", "similarity", "relevance")
_MOSTLY = 0.6
"""The share of demonstrated values that must behave alike before a field is taken to be of that nature."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A JSON value and the explanation that goes with it, empty when there is nothing to say."""

    value: Any
    because: str = ""


def guess(case: Case, path: tuple[str, ...], desc: str, schema: Schema) -> Guess:
    """The value at ``path`` of the outputs (a field, then keys of nested records)."""
    known = case.known(path)
    if "enum" in schema:
        return _option(case, path, schema["enum"], known)
    kind = schema.get("type") or _kind_of([value for _, value in known], path[-1])
    if kind == "object":
        return _record(case, path, schema, known)
    if kind == "array":
        return Guess(lists.items(case, path, schema.get("items", {}), known, _fill), "")
    if kind == "boolean":
        choice = choose(case, path[-1], ("True", "False"), [(text, str(value)) for text, value in known])
        return Guess(choice.option == "True", choice.because)
    if kind in ("integer", "number"):
        return _number(case, path, desc, schema, kind, known)
    return _text(case, path, desc, schema, known)


def _fill(case: Case, path: tuple[str, ...], schema: Schema) -> Any:
    return guess(case, path, "", schema).value


def _kind_of(values: Sequence[Any], name: str) -> str:
    """The kind of an untyped value, by the demonstrated ones, else by its name."""
    if values:
        return "number" if all(as_number(str(value)) is not None for value in values) else "string"
    return "number" if name.lower() in _QUANTITIES else "string"


def _option(case: Case, path: tuple[str, ...], options: Sequence[Any], known: list[tuple[str, Any]]) -> Guess:
    typed = {str(option): option for option in options}
    choice = choose(case, path[-1], tuple(typed), [(text, str(value)) for text, value in known])
    return Guess(typed[choice.option], choice.because)


def _record(case: Case, path: tuple[str, ...], schema: Schema, known: list[tuple[str, Any]]) -> Guess:
    properties = dict(schema.get("properties") or {})
    if not properties:
        inner = schema.get("additionalProperties")
        inner = inner if isinstance(inner, dict) else {"untyped": True}
        keys = [key for _, record in known if isinstance(record, dict) for key in record]
        properties = {key: inner for key in dict.fromkeys(keys) if keys.count(key) * 2 >= len(known)}
    parts = {key: guess(case, (*path, key), inner.get("description", ""), inner) for key, inner in properties.items()}
    reasons = dict.fromkeys(part.because for part in parts.values() if part.because)
    return Guess({key: part.value for key, part in parts.items()}, " ".join(list(reasons)[:3]))


def _number(
    case: Case, path: tuple[str, ...], desc: str, schema: Schema, kind: str, known: list[tuple[str, Any]]
) -> Guess:
    rating = not known and any(word in f"{path[-1]} {desc}".lower() for word in _RATINGS)
    if rating:
        low, high = freetext.scale(desc, schema)
        return Guess(_limited(low + (high - low) * freetext.agreement(case), schema, kind))
    values = sorted({str(value) for _, value in known})
    found = extract(case, path[-1], "integer" if kind == "integer" else "number", known)
    in_text = sum(_occurs(value, text) for text, value in known)
    if known and (found is None or in_text < _MOSTLY * len(known)):
        choice = choose(case, path[-1], values, [(text, str(value)) for text, value in known])
        return Guess(_limited(float(choice.option), schema, kind), choice.because)
    if found is None:
        return Guess(None if schema.get("nullable") else _limited(0.0, schema, kind))
    return Guess(_limited(float(found.text.replace(",", "")), schema, kind), found.because)


def _occurs(value: Any, text: str) -> bool:
    plain = text.replace(",", "")
    return str(value) in plain or (float(value).is_integer() and str(int(value)) in plain)


def _limited(number: float, schema: Schema, kind: str) -> int | float:
    number = min(max(number, schema.get("minimum", number)), schema.get("maximum", number))
    return round(number) if kind == "integer" else round(number, 6)


def _text(case: Case, path: tuple[str, ...], desc: str, schema: Schema, known: list[tuple[str, Any]]) -> Guess:
    known = [(text, str(value)) for text, value in known if str(value)]
    values = [value for _, value in known]
    found = sum(value in text for text, value in known)
    if values and (not found or (found < _MOSTLY * len(values) and max(map(len, values)) < 60)):
        choice = choose(case, path[-1], sorted(set(values)), known)
        return Guess(choice.option, choice.because)
    labels = freetext.named_labels(case.instruction)
    if not values and len(labels) > 1 and len(path) == 1:
        choice = choose(case, path[-1], labels, [])
        return Guess(choice.option, choice.because)
    text, because = freetext.write(case, path[-1], desc, known)
    return Guess(text if text or not schema.get("nullable") else None, because)
