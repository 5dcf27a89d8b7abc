"""The JSON schema of a field, read from what an adapter's system message says of it."""

from __future__ import annotations

import ast
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]
"""A JSON schema without references or unions; ``nullable`` marks a value that may be absent."""

_SCALARS = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}
_NOTE = "# note: the value you produce "


def read_schema(annotation: str, described: str, desc: str) -> Schema:
    """The schema of one output field.

    ``annotation`` is the type as the prompt prints it, ``described`` what stands in the place of the field's value in
    the structure the prompt lays out (a note, or an XML skeleton), ``desc`` the field's own description and limits.
    """
    if annotation.startswith("Literal["):
        options = _literal(annotation[len("Literal") :])
        if options:
            return {"enum": options}
    if annotation in _SCALARS:
        return {"type": _SCALARS[annotation], **_limits(desc)}
    note = described.partition(_NOTE)[2].strip()
    one_of = note.partition("one of: ")[2]
    if one_of:
        return {"enum": one_of.split("; ")}
    _, marker, text = note.partition("JSON schema: ")
    if marker:
        schema = _loads(text)
        return _resolved(schema, schema.get("$defs", {})) if schema else {"type": "string"}
    if described.startswith("<"):
        return _skeleton_schema(described, annotation)
    return {"type": "string"}


def _literal(text: str) -> list[Any]:
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return []
    return list(value) if isinstance(value, list | tuple) else []


def _loads(text: str) -> dict[str, Any]:
    try:
        value, _ = json.JSONDecoder().raw_decode(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _limits(desc: str) -> dict[str, float]:
    """The smallest and largest number the field's constraints allow, as DSPy words them."""
    limits = {}
    for words, key in (("greater than or equal to", "minimum"), ("less than or equal to", "maximum")):
        if found := re.search(rf"{words}:? (-?\d+(?:\.\d+)?)", desc):
            limits[key] = float(found[1])
    return limits


def _resolved(schema: Any, definitions: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """The schema with references followed and ``X | None`` read as a nullable X; recursion stops at depth 6."""
    if not isinstance(schema, dict) or depth > 6:
        return {"type": "string"}
    if reference := schema.get("$ref"):
        return _resolved(definitions.get(reference.rsplit("/", 1)[-1]), definitions, depth + 1)
    if choices := schema.get("anyOf"):
        real = [choice for choice in choices if choice.get("type") != "null"]
        chosen = _resolved(real[0] if real else {"type": "string"}, definitions, depth + 1)
        return {**chosen, "nullable": True} if len(real) < len(choices) else chosen
    result = {key: value for key, value in schema.items() if key != "$defs"}
    if "const" in result:
        result["enum"] = [result["const"]]
    if "properties" in result:
        result["properties"] = {k: _resolved(v, definitions, depth + 1) for k, v in result["properties"].items()}
    if "items" in result:
        result["items"] = _resolved(result["items"], definitions, depth + 1)
    if isinstance(result.get("additionalProperties"), dict):
        result["additionalProperties"] = _resolved(result["additionalProperties"], definitions, depth + 1)
    return result


def _skeleton_schema(skeleton: str, annotation: str) -> Schema:
    """The schema an XML skeleton such as ``<tags><item>...</item></tags>`` shows; its leaves have no type."""
    try:
        root = ET.fromstring(skeleton)
    except ET.ParseError:
        return {"type": "string"}
    inner = re.match(r"(?:list|dict)\[(?:\w+, )?(\w+)\]$", annotation)
    leaf = {"type": _SCALARS[inner[1]]} if inner and inner[1] in _SCALARS else {"untyped": True}
    if annotation.startswith("dict[") and not len(root):
        return {"type": "object", "additionalProperties": leaf}
    return _element_schema(root, leaf)


def _element_schema(element: ET.Element, leaf: Schema) -> Schema:
    tags = [child.tag for child in element]
    if not tags:
        return leaf
    if tags == ["item"]:
        return {"type": "array", "items": _element_schema(element[0], leaf)}
    return {"type": "object", "properties": {child.tag: _element_schema(child, leaf) for child in element}}
