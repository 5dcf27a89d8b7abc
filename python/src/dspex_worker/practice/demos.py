"""The outputs a demonstration shows, read back into JSON values."""

from __future__ import annotations

import ast
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dspex_worker.practice.schema import Schema

_NOT_SUPPLIED = "Not supplied for this particular example"
Schemas = tuple[tuple[str, Schema], ...]


def read_output(message: str, adapter: str, schemas: Schemas) -> Mapping[str, Any]:
    """The supplied output fields of an assistant message by name; fields that were not supplied are left out."""
    names = tuple(name for name, _ in schemas)
    raw = _raw(message, adapter, names)
    supplied = {
        name: value_of(raw[name], schema)
        for name, schema in schemas
        if name in raw and not (isinstance(raw[name], str) and raw[name].lstrip().startswith(_NOT_SUPPLIED))
    }
    return {name: value for name, value in supplied.items() if value is not None}


@lru_cache(maxsize=4_000)
def _raw(message: str, adapter: str, names: tuple[str, ...]) -> Mapping[str, Any]:
    if adapter == "json":
        try:
            value = json.loads(message)
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}
    if adapter == "xml":
        return _xml(message, names)
    parts = re.split(rf"\[\[ ## ({'|'.join(names)}|completed) ## \]\]", message)
    return {name: value.strip() for name, value in zip(parts[1::2], parts[2::2], strict=True)}


def _xml(message: str, names: tuple[str, ...]) -> Mapping[str, Any]:
    try:
        root = ET.fromstring(f"<all>{message}</all>")
    except ET.ParseError:
        found = ((name, re.search(rf"<{name}>(.*?)</{name}>", message, re.DOTALL)) for name in names)
        return {name: match[1].strip() for name, match in found if match}
    return {child.tag: _element(child) for child in root if child.tag in names}


def _element(element: ET.Element) -> Any:
    """Nested elements as lists (all ``item``) and records, a leaf as its text."""
    children = list(element)
    if not children:
        return (element.text or "").strip()
    if all(child.tag == "item" for child in children):
        return [_element(child) for child in children]
    return {child.attrib.get("key", child.tag): _element(child) for child in children}


def value_of(raw: Any, schema: Schema) -> Any:
    """A value as its schema wants it, None when it is absent or cannot be read so."""
    if raw is None or (schema.get("nullable") and raw in ("None", "null", "")):
        return None
    if "enum" in schema:
        return str(raw)
    kind = schema.get("type")
    if kind == "array":
        items = raw if isinstance(raw, list) else _parsed(raw)
        kept = [value_of(item, schema.get("items", {})) for item in items] if isinstance(items, list) else None
        return [item for item in kept if item is not None] if kept is not None else None
    if kind == "object":
        record = raw if isinstance(raw, dict) else _parsed(raw)
        if not isinstance(record, dict):
            return None
        properties = schema.get("properties", {})
        return {key: value_of(value, properties.get(key, {"untyped": True})) for key, value in record.items()}
    if kind == "boolean":
        return str(raw).strip().lower() in ("true", "1", "yes")
    if kind in ("integer", "number"):
        return _number(raw, kind)
    return raw if schema.get("untyped") or isinstance(raw, str) else json.dumps(raw)


def _number(raw: Any, kind: str) -> int | float | None:
    try:
        number = float(str(raw).replace(",", ""))
    except ValueError:
        return None
    return int(number) if kind == "integer" else number


def _parsed(raw: Any) -> Any:
    for parse in (json.loads, ast.literal_eval):
        try:
            return parse(raw)
        except (ValueError, SyntaxError, TypeError):
            continue
    return None
