"""Links: both ends exist and fit, each input is fed, nothing goes in a circle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dspex_worker import types
from dspex_worker.errors import WorkerError
from dspex_worker.program import (
    END,
    START,
    CycleError,
    Port,
    node_inputs,
    node_outputs,
    order_of,
    port_of,
    sources_of,
)
from dspex_worker.validate.branches import Branches
from dspex_worker.validate.problem import Problem, unknown_keys
from dspex_worker.wire import Json


def link_problems(program: Json, top: Json) -> Iterator[Problem]:
    """Problems of the links of one level; record types are those of the program at the top."""
    from dspex_worker.fields import Records

    try:
        outputs, inputs = _ports(program, Records(top.get("types") or ()))
    except WorkerError:
        return  # told by the types already
    try:
        order_of([node["id"] for node in program["nodes"]], sources_of(program))
    except CycleError as error:
        circle = " → ".join(error.args[1])
        yield Problem("cycle", f"The nodes feed each other in a circle: {circle}.", "Remove a link.",
                      node=error.args[1][0])  # fmt: skip
        return
    branches = Branches(program)
    links: dict[Port, list[Port]] = {}
    for link in program["links"]:
        yield from unknown_keys(link, {"from", "to"}, "a link")
        origin, target = port_of(str(link.get("from"))), port_of(str(link.get("to")))
        before = links.setdefault(target, [])
        if origin not in outputs:
            yield Problem("unknown_port", f'A link starts at "{link.get("from")}", which does not exist.',
                          "Link it anew.", node=origin.node, field=origin.field)  # fmt: skip
        elif target not in inputs:
            yield Problem("unknown_port", f'A link ends at "{link.get("to")}", which does not exist.',
                          "Link it anew.", node=target.node, field=target.field)  # fmt: skip
        elif any(not branches.exclusive(other, origin) for other in before):
            yield Problem("linked_twice", f'"{link["to"]}" has two links.',
                          "Remove one. Several links are for branches of a router, of which only one arrives.",
                          node=target.node, field=target.field)  # fmt: skip
        elif not types.linkable(outputs[origin], inputs[target]):
            yield Problem("type_mismatch", f'The type of "{link["from"]}" does not fit "{link["to"]}".',
                          "Change one of the types.", node=target.node, field=target.field)  # fmt: skip
        before.append(origin)
    for target in inputs:
        if target not in links:
            yield Problem("not_linked", f'Nothing feeds "{target.node}.{target.field}".', "Link it.",
                          node=target.node, field=target.field)  # fmt: skip


def _ports(program: Json, records: Any) -> tuple[dict[Port, types.Type], dict[Port, types.Type]]:
    """Types of the ports that links start at, and of those they end at."""
    outputs = {Port(START, s["name"]): records.field(s).type for s in program["inputs"]}
    inputs = {Port(END, s["name"]): records.field(s).type for s in program["outputs"]}
    for node in program["nodes"]:
        for spec in node_inputs(node):
            inputs[Port(node["id"], spec["name"])] = records.field(spec).type
        for spec in node_outputs(node):
            outputs[Port(node["id"], spec["name"])] = records.field(spec).type
    return outputs, inputs
