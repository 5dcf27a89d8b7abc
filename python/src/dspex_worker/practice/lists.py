"""Lists: labels that apply, spans of a kind, or one record for each part of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from dspex_worker.practice.case import Case
from dspex_worker.practice.extract import kind_of
from dspex_worker.practice.features import cosine
from dspex_worker.practice.schema import Schema
from dspex_worker.practice.spans import Kind, spans
from dspex_worker.practice.text import sentences, telling_words

Fill = Callable[[Case, tuple[str, ...], Schema], Any]
_ALIKE = 0.5


def items(case: Case, path: tuple[str, ...], schema: Schema, known: Sequence[tuple[str, Any]], fill: Fill) -> list[Any]:
    """The items of a list whose items have ``schema``; ``fill`` makes a record."""
    shown = [(text, value) for text, value in known if isinstance(value, list)]
    if schema.get("type") == "object":
        return _records(case, path, schema, shown, fill)
    pairs = [(text, item) for text, value in shown for item in value]
    if pairs and "enum" not in schema and (kind := _span_kind(pairs)):
        found = (case.text[slice(*span)] for span in spans(kind, case.text))
        return [_typed(item, schema) for item in dict.fromkeys(found)]
    options = [str(option) for option in schema.get("enum", ())] or list(dict.fromkeys(str(item) for _, item in pairs))
    if options:
        return [_typed(option, schema) for option in options if _applies(case, option, pairs)]
    if schema.get("type") in ("integer", "number"):
        return [_typed(case.text[slice(*span)], schema) for span in spans("number", case.text)]
    return telling_words(case.text, 3)


def _span_kind(pairs: Sequence[tuple[str, Any]]) -> Kind | None:
    """The kind of span all demonstrated items are, when they are taken from their texts and seldom come back."""
    if len({item for _, item in pairs}) < 0.7 * len(pairs):
        return None
    kind = kind_of(pairs, 0.9)
    return None if kind == "any" else kind


def _applies(case: Case, option: str, pairs: Sequence[tuple[str, Any]]) -> bool:
    if re.search(rf"(?<!\w){re.escape(option.lower())}(?!\w)", case.text.lower()):
        return True
    here = case.features(case.text)
    return any(str(item) == option and cosine(here, case.features(text), {}) > _ALIKE for text, item in pairs)


def _typed(item: str, schema: Schema) -> Any:
    kind = schema.get("type")
    if kind in ("integer", "number"):
        try:
            number = float(item.replace(",", ""))
        except ValueError:
            return 0
        return int(number) if kind == "integer" else number
    if "enum" in schema:
        return next(option for option in schema["enum"] if str(option) == item)
    return item


def _records(
    case: Case, path: tuple[str, ...], schema: Schema, shown: Sequence[tuple[str, Any]], fill: Fill
) -> list[Any]:
    """One record for each sentence or line that holds as many values as the demonstrated records take from theirs."""
    key = path[-1]
    lessons = [
        (part, {key: record})
        for text, records in shown
        for record in records
        if isinstance(record, dict) and (part := _home(record, text))
    ]
    found = []
    for part in sentences(case.text):
        here = replace(case.about(part), shown=tuple(lessons))
        record = fill(here, (key,), schema)
        held = _held(record, part)
        if held and (not lessons or held >= min(_held(lesson[key], text) for text, lesson in lessons)):
            found.append(record)
    return found


def _home(record: dict[str, Any], text: str) -> str:
    """The sentence or line of a text that holds most values of a record, empty when none holds any."""
    best = max(sentences(text), key=lambda part: _held(record, part), default="")
    return best if best and _held(record, best) else ""


def _held(record: dict[str, Any], text: str) -> int:
    """How many values of a record stand in a text."""
    values = (f"{value:g}" if isinstance(value, float) else str(value or "") for value in record.values())
    return sum(bool(value) and value in text for value in values)
