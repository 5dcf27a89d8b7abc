"""Names, types and constraints of fields and record types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import pydantic
import pydantic_core

from dspex_worker import types
from dspex_worker.errors import WorkerError
from dspex_worker.program import END, START, every_node, is_field_name, is_identifier
from dspex_worker.validate.problem import Problem
from dspex_worker.wire import Json

if TYPE_CHECKING:
    from dspex_worker.fields import FieldSpec

CONSTRAINTS = ("ge", "gt", "le", "lt", "multiple_of", "min_length", "max_length", "pattern")
RESERVED_TYPES = frozenset(
    (
        *types.SIMPLE,
        "list",
        "dict",
        "optional",
        "literal",
        "dspy",
        "pydantic",
        "pydantic_core",
        "Any",
        "Literal",
        "Optional",
    )
)

_FIELD = {"name", "type", "description", "constraints", "comment"}


def type_names(program: Json) -> Iterator[Problem]:
    """Names of the record types and of their fields; only the program at the top has any."""
    records = [str(record.get("name")) for record in program.get("types") or ()]
    for name in records:
        if not is_identifier(name) or name in RESERVED_TYPES or records.count(name) > 1 or name.startswith("_"):
            yield Problem("bad_type_name", f'"{name}" cannot be the name of a record type.', "Use another name.")
    for record in program.get("types") or ():
        yield from _list_names(str(record.get("name")), list(record.get("fields") or ()))


def field_names(program: Json) -> Iterator[Problem]:
    for node, fields in _lists(program):
        yield from _list_names(node, fields)


def _lists(program: Json) -> Iterator[tuple[str, list[Json]]]:
    yield START, program["inputs"]
    yield END, program["outputs"]
    for node in program["nodes"]:
        if node["kind"] in ("tool", "code", "imported"):
            yield node["id"], node["inputs"]
            yield node["id"], node["outputs"]
        else:
            yield node["id"], _written(node)


def _written(node: Json) -> list[Json]:
    """The fields that a node itself writes down."""
    if node["kind"] == "router":
        return [node["on"], node["carries"]]
    if node["kind"] in ("program", "retriever"):
        return []
    holder = node.get("signature", node)
    return [*holder["inputs"], *holder["outputs"]]


def _list_names(node: str | None, fields: list[Json]) -> Iterator[Problem]:
    seen: set[str] = set()
    for field in fields:
        name = field.get("name")
        if not is_field_name(name):
            yield Problem("bad_field_name", f'"{name}" cannot be a field name.', "Use another Python name.",
                          node=node, field=str(name))  # fmt: skip
        elif name in seen:
            yield Problem("duplicate_field", f'There are two fields "{name}".', "Rename one.", node=node, field=name)
        seen.add(str(name))
        for key in sorted(set(field) - _FIELD):
            yield Problem("unknown_key", f'The key "{key}" of the field "{name}" is unknown.', "Remove it.",
                          node=node, field=str(name))  # fmt: skip
        for key in sorted(set(field.get("constraints") or {}) - set(CONSTRAINTS)):
            yield Problem("unknown_constraint", f'The constraint "{key}" of the field "{name}" is unknown.',
                          f"Use {', '.join(CONSTRAINTS)}.", node=node, field=str(name))  # fmt: skip


def types_fit(program: Json) -> Iterator[Problem]:
    """Types that exist and constraints that fit them, in inner programs too."""
    from dspex_worker.fields import Records

    try:
        records = Records(program.get("types") or ())
    except WorkerError as error:
        yield Problem(error.code, error.message, error.hint, node=error.where.node, field=error.where.field)
        return
    for record in program.get("types") or ():
        yield from _fields_fit(records, list(record.get("fields") or ()), str(record.get("name")))
    yield from _fields_fit(records, program["inputs"], START)
    yield from _fields_fit(records, program["outputs"], END)
    for path, node in every_node(program):
        if node["kind"] == "program":
            yield from _fields_fit(records, node["program"]["inputs"], path)
            yield from _fields_fit(records, node["program"]["outputs"], path)
        else:
            yield from _fields_fit(records, _written(node), path)


def _fields_fit(records: Any, fields: list[Json], node: str) -> Iterator[Problem]:
    for field in fields:
        try:
            yield from _constraints(records.field(field, node), node)
        except WorkerError as error:
            yield Problem(error.code, error.message, error.hint, node=node, field=error.where.field)


def _constraints(spec: FieldSpec, node: str | None) -> Iterator[Problem]:
    kind = spec.type.item if isinstance(spec.type, types.OptionalOf) else spec.type
    for key, value in spec.constraints.items():
        if not fits_constraint(key, value, kind):
            yield Problem(
                "bad_constraint",
                f'The constraint "{key}" of "{spec.name}" does not fit its type or has a bad value.',
                "Numbers have ge, gt, le, lt and multiple_of; text, lists and dicts have lengths; text has a pattern.",
                node=node,
                field=spec.name,
            )


def fits_constraint(key: str, value: Any, kind: types.Type) -> bool:
    """Whether a constraint has a sound value and a type may have it."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if key in ("min_length", "max_length"):
        sized = kind == types.Simple("str") or isinstance(kind, (types.ListOf, types.DictOf))
        return sized and isinstance(value, int) and number and value >= 0
    if key == "pattern":
        return kind == types.Simple("str") and isinstance(value, str) and _compiles(value)
    positive = key != "multiple_of" or (number and value > 0)
    return kind in (types.Simple("int"), types.Simple("float")) and number and positive


def _compiles(pattern: str) -> bool:
    """Whether the engine that checks values can read a pattern; it knows no look-around."""
    try:
        pydantic.TypeAdapter(Annotated[str, pydantic.Field(pattern=pattern)])
    except pydantic_core.SchemaError:
        return False
    return True
