"""Parts of a program as programs of their own, so that the rest need not even be sound.

A node of an inner program is named by its path from the top, such as ``steps.classify``. The part keeps the nodes
that lead there, so that paths and the learned state mean the same in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dspex_worker.build.running import Program
from dspex_worker.errors import Where, WorkerError
from dspex_worker.program import END, START, node_inputs, node_outputs, port_of
from dspex_worker.wire import Json


def only(program: Json, path: str) -> Json:
    """One node on inputs of its own, pinned or not; the outputs of the program are its own.

    Raises:
        WorkerError: ``node_unknown``.
    """
    return _only(program, path.split("."), path)


def until(program: Json, path: str) -> Json:
    """A node and what it needs; the outputs of the program are those of the node.

    Raises:
        WorkerError: ``node_unknown``.
    """
    return _until(program, path.split("."), path)


def allow_missing(program: Program, path: str) -> None:
    """Outputs of the node at the path may be missing in a built part: those of a branch that was not taken."""
    for name in path.split("."):
        program.allow_missing()
        inner = getattr(program, name)
        if not isinstance(inner, Program):
            return
        program = inner


def _only(program: Json, steps: Sequence[str], path: str) -> Json:
    node = _node(program, steps[0], path)
    if len(steps) > 1:
        node = {**node, "program": _only(_inner(node, path), steps[1:], path)}
    node = {key: value for key, value in node.items() if key != "pinned"}
    fed = [{"from": f"{START}.{f['name']}", "to": f"{node['id']}.{f['name']}"} for f in node_inputs(node)]
    return _program(program, node_inputs(node), node, [node], fed)


def _until(program: Json, steps: Sequence[str], path: str) -> Json:
    node = _node(program, steps[0], path)
    if len(steps) > 1:
        inner = _until(_inner(node, path), steps[1:], path)
        node = {key: value for key, value in {**node, "program": inner}.items() if key != "pinned"}
    wanted = {f"{node['id']}.{field['name']}" for field in node_inputs(node)}
    links = [link for link in program["links"] if _target(link) != node["id"] or str(link.get("to")) in wanted]
    needed = _upstream(links, str(node["id"]))
    feeding = [link for link in links if _target(link) in needed]
    used = {port_of(str(link.get("from"))) for link in feeding}
    inputs = [field for field in program["inputs"] if (START, field["name"]) in used]
    nodes = [node if n["id"] == node["id"] else n for n in program["nodes"] if n["id"] in needed]
    return _program(program, inputs, node, nodes, feeding)


def _upstream(links: Sequence[Json], node: str) -> set[str]:
    needed, waiting = {node}, [node]
    while waiting:
        target = waiting.pop()
        sources = {port_of(str(link.get("from"))).node for link in links if _target(link) == target}
        waiting += sources - needed - {START}
        needed |= sources - {START}
    return needed


def _program(whole: Json, inputs: Sequence[Json], node: Json, nodes: Sequence[Json], links: Sequence[Json]) -> Json:
    """Top or inner, whatever the whole is; its outputs are those of the node."""
    outputs = node_outputs(node)
    given = [{"from": f"{node['id']}.{field['name']}", "to": f"{END}.{field['name']}"} for field in outputs]
    kept: Json = {key: whole[key] for key in ("format", "name", "types") if key in whole}
    return {**kept, "inputs": list(inputs), "outputs": outputs, "nodes": list(nodes), "links": [*links, *given]}


def _node(program: Json, name: str, path: str) -> Json:
    found: Json | None = next((node for node in program["nodes"] if node["id"] == name), None)
    if found is None:
        raise _unknown(path)
    return found


def _inner(node: Json, path: str) -> Json:
    if node["kind"] != "program":
        raise _unknown(path)
    inner: Json = node["program"]
    return inner


def _target(link: Json) -> str:
    return port_of(str(link.get("to"))).node


def _unknown(path: str) -> WorkerError:
    return WorkerError("node_unknown", f'There is no node "{path}".', where=Where(node=path))
