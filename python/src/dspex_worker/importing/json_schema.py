"""A JSON Schema as record types."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from dspex_worker import types
from dspex_worker.errors import WorkerError
from dspex_worker.importing.fields import field_record
from dspex_worker.pytext import class_name
from dspex_worker.validate import RESERVED_FIELDS, RESERVED_TYPES, fits_constraint
from dspex_worker.wire import Json

_SIMPLE = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
_CONSTRAINTS = {
    "minimum": "ge",
    "exclusiveMinimum": "gt",
    "maximum": "le",
    "exclusiveMaximum": "lt",
    "multipleOf": "multiple_of",
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min_length",
    "maxItems": "max_length",
    "pattern": "pattern",
}
_DEEPEST, _MOST_RECORDS, _MOST_FIELDS = 30, 200, 500


def looks_like_schema(record: Any) -> bool:
    """Whether JSON is a JSON Schema of an object."""
    return isinstance(record, dict) and (
        isinstance(record.get("properties"), dict) or "$schema" in record or isinstance(record.get("$defs"), dict)
    )


class SchemaReader:
    """Reads one schema; references to other files and to the network are not followed.

    Attributes:
        records: the record types, each after those it uses.
    """

    def __init__(self, schema: Json, told: Callable[[str], None]) -> None:
        self._schema, self._told = schema, told
        self.records: list[Json] = []
        self._names: dict[int, str] = {}
        self._open: set[int] = set()
        self._held: list[Json] = []

    def root(self, fallback: str) -> str:
        """The name of the record that the whole schema stands for. Raises WorkerError ``schema_no_object``."""
        root = self._followed(self._schema, "the schema")
        if isinstance(root, dict) and root.get("type") == "array":
            root = self._followed(root.get("items"), "the schema")
        if not isinstance(root, dict) or not isinstance(root.get("properties"), dict):
            raise WorkerError(
                "schema_no_object", "The JSON Schema describes no object.", "Name the schema of an object."
            )
        kind = self._record(root, str(root.get("title") or fallback), 0)
        if not isinstance(kind, types.RecordOf):
            raise WorkerError(
                "schema_no_object", "The JSON Schema is too large or contains only itself.", "Shorten it."
            )
        return kind.name

    def _type(self, schema: Any, name: str, depth: int) -> types.Type:
        schema = self._followed(schema, name)
        if not isinstance(schema, dict) or depth > _DEEPEST:
            return self._any(name)
        if "const" in schema or "enum" in schema:
            return self._literal(schema.get("enum", [schema.get("const")]), name)
        for key in ("anyOf", "oneOf"):
            if isinstance(schema.get(key), list):
                return self._one_of(schema[key], name, depth)
        if isinstance(schema.get("allOf"), list) and len(schema["allOf"]) == 1:
            return self._type(schema["allOf"][0], name, depth + 1)
        kind = schema.get("type")
        if isinstance(kind, list):
            return self._one_of([{**schema, "type": one} for one in kind if isinstance(one, str)], name, depth)
        if kind == "array":
            return types.ListOf(self._type(schema.get("items"), f"{name} item", depth + 1))
        if isinstance(schema.get("properties"), dict) and schema["properties"]:
            return self._record(schema, str(schema.get("title") or name), depth)
        if kind == "object":
            return types.DictOf(self._type(schema.get("additionalProperties"), f"{name} value", depth + 1))
        return types.Simple(_SIMPLE[kind]) if isinstance(kind, str) and kind in _SIMPLE else self._any(name)

    def _record(self, schema: Json, wanted: str, depth: int) -> types.Type:
        if id(schema) in self._names:
            return types.RecordOf(self._names[id(schema)])
        if id(schema) in self._open or len(self.records) >= _MOST_RECORDS or len(schema["properties"]) > _MOST_FIELDS:
            return self._any(wanted)
        self._open.add(id(schema))
        name = self._free(class_name(wanted, "Record"))
        required = schema.get("required") if isinstance(schema.get("required"), list) else []
        fields: dict[str, Json] = {}
        for key, inner in schema["properties"].items():
            field = self._field_name(str(key), fields)
            kind = self._type(inner, f"{name} {key}", depth + 1)
            if key not in (required or []) and not isinstance(kind, types.OptionalOf):
                kind = types.OptionalOf(kind)
            described = inner.get("description") if isinstance(inner, dict) else ""
            fields[field] = field_record(field, kind, str(described or ""), _constraints(inner, kind))
        self._open.discard(id(schema))
        name = self._free(name)
        self._names[id(schema)] = name
        self._held.append(schema)  # so that nothing else gets its id
        self.records.append(
            {"name": name, "description": str(schema.get("description") or ""), "fields": [*fields.values()]}
        )
        return types.RecordOf(name)

    def _followed(self, schema: Any, name: str) -> Any:
        """What a reference within the file leads to."""
        for _ in range(_DEEPEST):
            if not isinstance(schema, dict) or not isinstance(schema.get("$ref"), str):
                return schema
            target: Any = self._schema
            reference = schema["$ref"]
            if not reference.startswith("#"):
                self._told(f"{name} refers to another file ({reference[:80]})")
                return None
            for part in [p for p in reference[1:].split("/") if p]:
                key = part.replace("~1", "/").replace("~0", "~")
                target = target.get(key) if isinstance(target, dict) else None
            if isinstance(target, dict) and "title" not in target and "properties" in target:
                target.setdefault("title", reference.rpartition("/")[2])
            schema = target
        return None

    def _one_of(self, parts: list[Any], name: str, depth: int) -> types.Type:
        rest = [part for part in parts if not (isinstance(part, dict) and part.get("type") == "null")]
        if len(rest) != 1:
            return self._any(name)
        kind = self._type(rest[0], name, depth + 1)
        return types.OptionalOf(kind) if len(rest) < len(parts) and not isinstance(kind, types.OptionalOf) else kind

    def _literal(self, values: Any, name: str) -> types.Type:
        known = [v for v in values if v is not None] if isinstance(values, list) else []
        if not known or not all(isinstance(v, (str, int, bool)) for v in known):
            return self._any(name)
        kind = types.LiteralOf(tuple({(type(v), v): v for v in known}.values()))
        return types.OptionalOf(kind) if len(known) < len(values) else kind

    def _any(self, name: str) -> types.Type:
        self._told(f"{name} has a type that the workbench does not know and is read as any")
        return types.Simple("any")

    def _free(self, name: str) -> str:
        taken = {str(record["name"]) for record in self.records} | RESERVED_TYPES
        found, number = name, 2
        while found in taken:
            found, number = f"{name}{number}", number + 1
        return found

    def _field_name(self, key: str, taken: dict[str, Json]) -> str:
        wanted = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", key)).strip("_") or "field"
        wanted = wanted if wanted[0].isalpha() else f"field_{wanted}"
        wanted = f"{wanted}_field" if wanted in RESERVED_FIELDS or keyword.iskeyword(wanted) else wanted
        found, number = wanted, 2
        while found in taken:
            found, number = f"{wanted}_{number}", number + 1
        if found != key:
            self._told(f'the property "{key[:60]}" becomes the field "{found}"')
        return found


def _constraints(schema: Any, kind: types.Type) -> Json:
    """The constraints of a property that its type can have."""
    inner = kind.item if isinstance(kind, types.OptionalOf) else kind
    given = {ours: schema[key] for key, ours in _CONSTRAINTS.items() if isinstance(schema, dict) and key in schema}
    return {key: value for key, value in given.items() if fits_constraint(key, value, inner)}
