"""The last guard before a program is built: problems of program JSON.

The bridge checks the same rules with line numbers; here a program is refused whatever sent it.
"""

from __future__ import annotations

import functools
import keyword
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import pydantic
import pydantic_core

from dspex_worker import types
from dspex_worker.errors import Where, WorkerError
from dspex_worker.program import AUTO_OUTPUTS, END, START, CycleError, Port, order_of, port_of
from dspex_worker.wire import Json

if TYPE_CHECKING:
    from dspex_worker.fields import FieldSpec

CONSTRAINTS = ("ge", "gt", "le", "lt", "multiple_of", "min_length", "max_length", "pattern")
RESERVED_FIELDS = frozenset(
    ("signature", "fields", "instructions", "model_config", "demos", "config", "lm", "new_signature", "prediction")
) | frozenset(("schema", "copy", "json", "dict", "model_fields", "self", "base"))
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
PARAMETERS: Mapping[str, tuple[float, float]] = {
    "temperature": (0, 2),
    "max_tokens": (1, 10_000_000),
    "top_p": (0, 1),
    "max_iters": (1, 50),
}

_PROGRAM = {"format", "name", "description", "types", "inputs", "outputs", "nodes", "links", "notes", "ends"}
_NODE = {"id", "kind", "title", "signature", "parameters", "tools", "lm", "at"}
_SIGNATURE = {"name", "instructions", "inputs", "outputs"}
_FIELD = {"name", "type", "description", "constraints"}


@dataclass(frozen=True)
class Problem:
    """Something wrong with a program, and where."""

    code: str
    message: str
    hint: str = ""
    severity: str = "error"
    node: str | None = None
    field: str | None = None

    def record(self) -> Json:
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "hint": self.hint,
            "file": None,
            "node": self.node,
            "field": self.field,
            "line": None,
            "column": None,
        }


def require_valid(program: Json) -> None:
    """Raises WorkerError ``program_invalid`` for the first error of a program."""
    for problem in problems(program):
        if problem.severity == "error":
            raise WorkerError(
                "program_invalid",
                problem.message,
                problem.hint,
                log=problem.code,
                where=Where(node=problem.node, field=problem.field),
            )


@functools.cache
def reserved_nodes() -> frozenset[str]:
    """Names that a node cannot have: the program's two ends, and what ``dspy.Module`` uses itself."""
    import dspy

    return frozenset({START, END, *dir(dspy.Module), *vars(dspy.Module())})


def problems(program: Json) -> list[Problem]:
    """Problems of a program, the structural ones first; later rules need a sound structure."""
    found = list(_structure(program))
    if not found:
        found = list(_names(program))
    if not found:
        found = [*_types(program), *_links(program), *_settings(program)]
    return found


def _structure(program: Json) -> Iterator[Problem]:
    if program.get("format") != 1:
        yield Problem("unknown_format", f"The program has the format {program.get('format')!r}, not 1.")
        return
    yield from _unknown_keys(program, _PROGRAM, "the program")
    if not isinstance(program.get("name"), str):
        yield Problem("missing_key", 'The program has no "name".')
    for key in ("inputs", "outputs", "nodes", "links"):
        if not _is_list_of_records(program.get(key)):
            yield Problem("missing_key", f'The program has no list "{key}".')
    for key in ("types", "notes"):
        if not _is_list_of_records(program.get(key, [])):
            yield Problem("bad_value", f'"{key}" of the program is no list of records.')
    for node in program["nodes"] if _is_list_of_records(program.get("nodes")) else ():
        yield from _node_structure(node)


def _node_structure(node: Json) -> Iterator[Problem]:
    name = str(node.get("id"))
    yield from _unknown_keys(node, _NODE, f'the node "{name}"', name)
    if node.get("kind") not in AUTO_OUTPUTS:
        kinds = ", ".join(AUTO_OUTPUTS)
        yield Problem("unknown_kind", f'The node "{name}" has the unknown kind "{node.get("kind")}".', f"Use {kinds}.",
                      node=name)  # fmt: skip
    signature = node.get("signature")
    if not isinstance(signature, dict):
        yield Problem("missing_key", f'The node "{name}" has no signature.', node=name)
        return
    yield from _unknown_keys(signature, _SIGNATURE, f'the signature of "{name}"', name)
    for key in ("inputs", "outputs"):
        if not _is_list_of_records(signature.get(key)):
            yield Problem("missing_key", f'The signature of "{name}" has no list "{key}".', node=name)
        elif not signature[key]:
            yield Problem("no_fields", f'The signature of "{name}" has no {key}.', "Add a field.", node=name)


def _is_list_of_records(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _unknown_keys(record: Json, known: set[str], what: str, node: str | None = None) -> Iterator[Problem]:
    for key in sorted(set(record) - known):
        yield Problem("unknown_key", f'The key "{key}" of {what} is unknown.', "Remove it.", node=node)


def _identifier(text: Any) -> bool:
    return (
        isinstance(text, str)
        and text.isidentifier()
        and not keyword.iskeyword(text)
        and unicodedata.normalize("NFKC", text) == text  # as Python reads names in source
    )


def _names(program: Json) -> Iterator[Problem]:
    seen: set[str] = set()
    for node in program["nodes"]:
        name = node.get("id")
        if not _identifier(name) or name in reserved_nodes() or str(name).startswith("_"):
            yield Problem("bad_node_id", f'"{name}" cannot be a node id.', "Use a Python name.", node=str(name))
        elif name in seen:
            yield Problem("duplicate_node", f'There are two nodes "{name}".', "Rename one.", node=name)
        seen.add(str(name))
    for node, fields in _field_lists(program):
        yield from _field_names(node, fields)
    records = [str(record.get("name")) for record in program.get("types") or ()]
    for name in records:
        if not _identifier(name) or name in RESERVED_TYPES or records.count(name) > 1 or name.startswith("_"):
            yield Problem("bad_type_name", f'"{name}" cannot be the name of a record type.', "Use another name.")


def _field_lists(program: Json) -> Iterator[tuple[str | None, list[Json]]]:
    yield START, program["inputs"]
    yield END, program["outputs"]
    for record in program.get("types") or ():
        yield str(record.get("name")), list(record.get("fields") or ())
    for node in program["nodes"]:
        yield node["id"], [*node["signature"]["inputs"], *node["signature"]["outputs"]]


def _field_names(node: str | None, fields: list[Json]) -> Iterator[Problem]:
    seen: set[str] = set()
    for field in fields:
        name = field.get("name")
        if not _identifier(name) or str(name).startswith("_") or name in RESERVED_FIELDS:
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


def _types(program: Json) -> Iterator[Problem]:
    from dspex_worker.fields import Records

    try:
        records = Records(program.get("types") or ())
    except WorkerError as error:
        yield Problem(error.code, error.message, error.hint, node=error.where.node, field=error.where.field)
        return
    for node, fields in _field_lists(program):
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


def _links(program: Json) -> Iterator[Problem]:
    from dspex_worker.fields import Records

    try:
        outputs, inputs = _ports(program, Records(program.get("types") or ()))
    except WorkerError:
        return  # told by the types already
    links: dict[Port, Port] = {}
    for link in program["links"]:
        yield from _unknown_keys(link, {"from", "to"}, "a link")
        origin, target = port_of(str(link.get("from"))), port_of(str(link.get("to")))
        if origin not in outputs:
            yield Problem("unknown_port", f'A link starts at "{link.get("from")}", which does not exist.',
                          "Link it anew.", node=origin.node, field=origin.field)  # fmt: skip
        elif target not in inputs:
            yield Problem("unknown_port", f'A link ends at "{link.get("to")}", which does not exist.',
                          "Link it anew.", node=target.node, field=target.field)  # fmt: skip
        elif target in links:
            yield Problem("linked_twice", f'"{link["to"]}" has two links.', "Remove one.",
                          node=target.node, field=target.field)  # fmt: skip
        elif not types.linkable(outputs[origin], inputs[target]):
            yield Problem("type_mismatch", f'The type of "{link["from"]}" does not fit "{link["to"]}".',
                          "Change one of the types.", node=target.node, field=target.field)  # fmt: skip
        links[target] = origin
    for target in inputs:
        if target not in links:
            yield Problem("not_linked", f'Nothing feeds "{target.node}.{target.field}".', "Link it.",
                          node=target.node, field=target.field)  # fmt: skip
    try:
        order_of([node["id"] for node in program["nodes"]], links)
    except CycleError as error:
        circle = " → ".join(error.args[1])
        yield Problem("cycle", f"The nodes feed each other in a circle: {circle}.", "Remove a link.",
                      node=error.args[1][0])  # fmt: skip


def _ports(program: Json, records: Any) -> tuple[dict[Port, types.Type], dict[Port, types.Type]]:
    """Types of the ports that links start at, and of those they end at."""
    outputs = {Port(START, s["name"]): records.field(s).type for s in program["inputs"]}
    inputs = {Port(END, s["name"]): records.field(s).type for s in program["outputs"]}
    for node in program["nodes"]:
        for spec in node["signature"]["inputs"]:
            inputs[Port(node["id"], spec["name"])] = records.field(spec).type
        for spec in node["signature"]["outputs"]:
            outputs[Port(node["id"], spec["name"])] = records.field(spec).type
        for name, text in AUTO_OUTPUTS[node["kind"]].items():
            outputs.setdefault(Port(node["id"], name), types.parse(text))
    return outputs, inputs


def _settings(program: Json) -> Iterator[Problem]:
    for node in program["nodes"]:
        given = node.get("parameters") or {}
        for key, value in given.items():
            limits = PARAMETERS.get(key)
            if limits is None or (key == "max_iters" and node["kind"] != "ReAct"):
                yield Problem("unknown_parameter", f'The parameter "{key}" of "{node["id"]}" is unknown.',
                              "Remove it.", node=node["id"])  # fmt: skip
            elif isinstance(value, bool) or not isinstance(value, (int, float)) or not limits[0] <= value <= limits[1]:
                yield Problem("bad_parameter", f'The parameter "{key}" of "{node["id"]}" is out of range.',
                              f"Use {limits[0]:g} to {limits[1]:g}.", node=node["id"])  # fmt: skip
        if node.get("tools") and node["kind"] != "ReAct":
            yield Problem("tools_unused", f'Only ReAct uses tools, "{node["id"]}" is a {node["kind"]}.',
                          "Change the kind or remove the tools.", "warning", node=node["id"])  # fmt: skip
