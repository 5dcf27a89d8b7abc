"""Whether a program has the keys that its format says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dspex_worker.kinds import KINDS, SEVERAL
from dspex_worker.validate.problem import Problem, is_list_of_records, unknown_keys
from dspex_worker.wire import Json

_BODY = {"description", "inputs", "outputs", "nodes", "links", "notes", "frames", "ends"}
_HEAD = {"id", "kind", "title", "at", "pinned"}
_SIGNATURE = {"name", "instructions", "inputs", "outputs", "comment"}
_OWN: dict[str, set[str]] = {
    "retriever": {"corpus", "method", "embedder", "parameters"},
    "router": {"on", "carries"},
    "program": {"program"},
    "tool": {"function", "server", "tool", "inputs", "outputs"},
    "code": {"inputs", "outputs", "source"},
    "imported": {"class", "arguments", "inputs", "outputs"},
}
_TEXTS = {"retriever": ("corpus",), "code": ("source",), "imported": ("class",)}


def structure(program: Json) -> Iterator[Problem]:
    if program.get("format") != 1:
        yield Problem("unknown_format", f"The program has the format {program.get('format')!r}, not 1.")
        return
    yield from unknown_keys(program, _BODY | {"format", "name", "types"}, "the program")
    if not isinstance(program.get("name"), str):
        yield Problem("missing_key", 'The program has no "name".')
    if not is_list_of_records(program.get("types", [])):
        yield Problem("bad_value", '"types" of the program is no list of records.')
    yield from _body(program, "the program")


def _body(program: Json, what: str) -> Iterator[Problem]:
    for key in ("inputs", "outputs", "nodes", "links"):
        if not is_list_of_records(program.get(key)):
            yield Problem("missing_key", f'{what[:1].upper()}{what[1:]} has no list "{key}".')
    for key in ("notes", "frames"):
        if not is_list_of_records(program.get(key, [])):
            yield Problem("bad_value", f'"{key}" of {what} is no list of records.')
    for node in program["nodes"] if is_list_of_records(program.get("nodes")) else ():
        yield from _node(node)


def _node(node: Json) -> Iterator[Problem]:
    name, kind = str(node.get("id")), KINDS.get(str(node.get("kind")))
    if kind is None:
        yield Problem(
            "unknown_kind",
            f'The node "{name}" has the unknown kind "{node.get("kind")}".',
            f"Use {', '.join(KINDS)}.",
            node=name,
        )
        return
    own = _OWN.get(kind.name, {"signature", "parameters", "tools", "lm"}) | {
        key
        for key, has in (
            ("inner", kind.inner and not node.get("members")),
            ("members", kind.members),
            ("reward", kind.reward or kind.check),
            ("over", kind.over),
        )
        if has
    }
    yield from unknown_keys(node, _HEAD | own, f'the node "{name}"', name)
    if not isinstance(node.get("pinned", {}), dict):
        yield Problem("bad_value", f'"pinned" of the node "{name}" is no record.', node=name)
    for key in _TEXTS.get(kind.name, ()):
        if not isinstance(node.get(key), str):
            yield Problem("missing_key", f'The node "{name}" has no "{key}".', node=name)
    if kind.signature:
        yield from _signature(node, name)
        if kind.inner and not _can_be_wrapped(node.get("inner", "Predict")):
            yield Problem("unknown_kind", f'"{name}" cannot wrap the kind "{node.get("inner")}".', node=name)
        yield from _members(node, name)
    elif kind.name == "program":
        inner_program = node.get("program")
        if not isinstance(inner_program, dict):
            yield Problem("missing_key", f'The node "{name}" has no program.', node=name)
            return
        yield from unknown_keys(inner_program, _BODY, f'the program of "{name}"', name)
        for problem in _body(inner_program, f'the program of "{name}"'):
            yield replace(problem, node=name if problem.node is None else f"{name}.{problem.node}")
    elif kind.name == "router":
        for key in ("on", "carries"):
            if not isinstance(node.get(key), dict) or not isinstance(node[key].get("type"), str):
                yield Problem("missing_key", f'The router "{name}" has no field "{key}".', node=name)
    elif kind.name != "retriever":
        yield from _ends(node, f'The node "{name}"', name, ("outputs",))
    if kind.name == "tool" and not _callable(node):
        yield Problem("missing_key", f'The tool "{name}" needs a "function", or a "server" and a "tool".', node=name)


def _can_be_wrapped(name: object) -> bool:
    kind = KINDS.get(str(name))
    return kind is not None and kind.signature and not kind.inner and kind.name not in SEVERAL


def _members(node: Json, name: str) -> Iterator[Problem]:
    members = node.get("members", [])
    if not is_list_of_records(members):
        yield Problem("bad_value", f'"members" of the node "{name}" is no list of records.', node=name)
        return
    for number, member in enumerate(members, 1):
        yield from unknown_keys(member, {"kind", "lm", "temperature"}, f'member {number} of "{name}"', name)
        if not _can_be_wrapped(member.get("kind", "Predict")):
            yield Problem("unknown_kind", f'"{name}" cannot ask the kind "{member.get("kind")}".', node=name)
        if not isinstance(member.get("lm", "-"), str) or not member.get("lm", "-").strip():
            yield Problem("bad_value", f'The LM alias of member {number} of "{name}" is no text.', node=name)
        warmth = member.get("temperature", 0)
        if isinstance(warmth, bool) or not isinstance(warmth, int | float) or not 0 <= warmth <= 2:
            yield Problem("bad_parameter", f'The temperature of member {number} of "{name}" is {warmth!r}.',
                          "Use a number from 0 to 2.", node=name)  # fmt: skip


def _callable(node: Json) -> bool:
    if "server" in node:
        server = node["server"]
        return isinstance(server, dict) and isinstance(node.get("tool"), str) and "function" not in node
    return isinstance(node.get("function"), str) and "tool" not in node


def _signature(node: Json, name: str) -> Iterator[Problem]:
    signature = node.get("signature")
    if not isinstance(signature, dict):
        yield Problem("missing_key", f'The node "{name}" has no signature.', node=name)
        return
    yield from unknown_keys(signature, _SIGNATURE, f'the signature of "{name}"', name)
    yield from _ends(signature, f'The signature of "{name}"', name, ("inputs", "outputs"))


def _ends(record: Json, what: str, name: str, filled: tuple[str, ...]) -> Iterator[Problem]:
    for key in ("inputs", "outputs"):
        if not is_list_of_records(record.get(key)):
            yield Problem("missing_key", f'{what} has no list "{key}".', node=name)
        elif key in filled and not record[key]:
            yield Problem("no_fields", f"{what} has no {key}.", "Add a field.", node=name)
