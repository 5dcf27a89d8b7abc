"""The shape of a program: ports, links and the order of its nodes."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple

from dspex_worker import types
from dspex_worker.kinds import KINDS, added_outputs
from dspex_worker.wire import Json

START, END = "input", "output"
"""Reserved node ids: the program's own two ends."""

RESERVED_FIELDS = frozenset(
    ("signature", "fields", "instructions", "model_config", "demos", "config", "lm", "new_signature", "prediction")
) | frozenset(("schema", "copy", "json", "dict", "model_fields", "self", "base"))


class Port(NamedTuple):
    """One end of a link."""

    node: str
    field: str


def port_of(text: str) -> Port:
    node, _, field = text.partition(".")
    return Port(node, field)


def sources_of(program: Json) -> dict[Port, tuple[Port, ...]]:
    """Ports that feed each port. More than one only behind a router: the one that arrives counts."""
    found: dict[Port, tuple[Port, ...]] = {}
    for link in program["links"]:
        target = port_of(str(link.get("to")))
        found[target] = (*found.get(target, ()), port_of(str(link.get("from"))))
    return found


def node_inputs(node: Json) -> list[Json]:
    """Input fields of a node, as field records; the one that Parallel goes over takes a list."""
    match node["kind"]:
        case "retriever":
            return [{"name": "query", "type": "str"}]
        case "router":
            return [node["on"], node["carries"]]
        case "program":
            return list(node["program"]["inputs"])
        case "tool" | "code" | "imported":
            return list(node["inputs"])
        case _:
            over = node.get("over")
            return [_listed(spec) if spec.get("name") == over else spec for spec in node["signature"]["inputs"]]


def node_outputs(node: Json) -> list[Json]:
    """Output fields of a node, those that its kind adds by itself first."""
    kind = KINDS[node["kind"]]
    match node["kind"]:
        case "retriever":
            return list(kind.outputs)
        case "router":
            carried = node["carries"]
            return [{**carried, "name": name} for name in router_ports(str(node["on"].get("type")))]
        case "program":
            return list(node["program"]["outputs"])
        case "tool" | "code" | "imported":
            return list(node["outputs"])
        case _:
            all_outputs = [*added_outputs(node), *node["signature"]["outputs"]]
            return [_listed(spec) for spec in all_outputs] if kind.over else all_outputs


def task_outputs(node: Json) -> list[Json]:
    """Output fields of a node without those that its kind adds."""
    return node_outputs(node)[len(added_outputs(node)) if "signature" in node else 0 :]


def _listed(spec: Json) -> Json:
    return {
        "name": spec["name"],
        "type": f"list[{spec['type']}]",
        "description": spec.get("description") or "",
    }


def router_ports(type_text: str) -> dict[str, Any]:
    """Outputs of a router and the value that each stands for; none for a type that is no literal and no bool.

    The name is the value in ASCII letters, digits and underscores; where that is no field name, ``value_`` before
    it; where it is taken, a number behind it.
    """
    try:
        kind = types.parse(type_text)
    except types.BadTypeError:
        return {}
    if kind == types.Simple("bool"):
        return {"true": True, "false": False}
    found: dict[str, Any] = {}
    for value in kind.values if isinstance(kind, types.LiteralOf) else ():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        name = re.sub(r"[^A-Za-z0-9]+", "_", text).strip("_")
        if not is_field_name(name):
            name = f"value_{name}"
        free, number = name, 1
        while free in found:
            number += 1
            free = f"{name}_{number}"
        found[free] = value
    return found


def is_field_name(text: Any) -> bool:
    """Whether a field may have a name. Raises nothing: what is no text is none."""
    return is_identifier(text) and not text.startswith("_") and text not in RESERVED_FIELDS


def is_identifier(text: Any) -> bool:
    """Whether Python reads a text as one name, just so."""
    return (
        isinstance(text, str)
        and text.isidentifier()
        and not keyword.iskeyword(text)
        and unicodedata.normalize("NFKC", text) == text  # as Python reads names in source
    )


def order_of(nodes: Sequence[str], links: Mapping[Port, Port] | Mapping[Port, Sequence[Port]]) -> list[str]:
    """Node ids so that each stands after those that feed it; ties keep the order of the file.

    Args:
        links: target port to source port, or source ports.

    Raises:
        CycleError: when nodes feed each other; its second argument lists them.
    """
    sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(nodes, ()))
    for target, origins in links.items():
        for origin in (origins,) if isinstance(origins, Port) else origins:
            if target.node in nodes and origin.node in nodes:
                sorter.add(target.node, origin.node)
    sorter.prepare()
    order: list[str] = []
    rank = {name: index for index, name in enumerate(nodes)}
    ready: list[str] = []
    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()], key=rank.__getitem__)
        first = ready.pop(0)
        order.append(first)
        sorter.done(first)
    return order


def every_node(program: Json) -> list[tuple[str, Json]]:
    """Nodes with their paths from the top, such as ``sub.classify``, those of inner programs too."""
    found: list[tuple[str, Json]] = []
    for node in program["nodes"]:
        found.append((str(node["id"]), node))
        if node["kind"] == "program":
            found += [(f"{node['id']}.{path}", inner) for path, inner in every_node(node["program"])]
    return found


__all__ = [
    "END",
    "RESERVED_FIELDS",
    "START",
    "CycleError",
    "Port",
    "every_node",
    "is_field_name",
    "is_identifier",
    "node_inputs",
    "node_outputs",
    "order_of",
    "port_of",
    "router_ports",
    "sources_of",
    "task_outputs",
]
