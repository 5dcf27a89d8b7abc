"""The side file of an export: what a program has and its Python does not say.

``dspex_worker.importing.layout`` puts it back on the way in, as far as it still fits the Python.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Collection, Mapping

from dspex_worker.codegen.corpora import corpus_beside
from dspex_worker.kinds import required
from dspex_worker.wire import Json

FORMAT = 1
_PROGRAM_IN_PYTHON = {"format", "name", "description", "types", "inputs", "outputs", "nodes", "links"}
_NODE_IN_PYTHON = {"id", "kind", "signature", "parameters", "tools", "inner", "members", "reward", "over"} | {
    *("corpus", "method", "on", "carries", "function", "server", "tool", "inputs", "outputs", "source"),
    *("program", "class", "arguments"),
}


def said_elsewhere(record: Json, node: bool) -> Json:
    """What Python does not say of a node or a program: titles, places, notes, LM aliases."""
    known = _NODE_IN_PYTHON if node else _PROGRAM_IN_PYTHON
    return {key: value for key, value in record.items() if key not in known}


def layout_of(
    program: Json, class_name: str, signatures: Mapping[str, str], used: Collection[str], moved: Mapping[str, str]
) -> str:
    """The side file.

    Args:
        program: the program that is exported.
        class_name: its name in the source.
        signatures: name of the signature class of each node.
        used: names of the record types in the source; the side file keeps the others.
        moved: name of each project file beside the export, to its path in the project.
    """
    record: Json = {"format": FORMAT, "program": program["name"], "class": class_name}
    record |= _program(program, signatures, "")
    types = {str(t["name"]): t for t in program.get("types") or ()}
    record["types"] = {name: _texts(t, ("description",)) if name in used else t for name, t in types.items()}
    record["files"] = dict(moved)
    kept = {key: value for key, value in record.items() if value or key == "program"}
    return json.dumps(kept, indent=2, ensure_ascii=False) + "\n"


def _program(program: Json, signatures: Mapping[str, str], path: str) -> Json:
    """What is kept of a program or of one within it."""
    nodes = {str(node["id"]): _node(node, signatures, path) for node in program["nodes"] if node["kind"] != "router"}
    routers = [node for node in program["nodes"] if node["kind"] == "router"]
    return {
        **_texts(program, ("description",)),
        "rest": said_elsewhere(program, node=False),
        "order": [node["id"] for node in program["nodes"]],
        "routers": {"nodes": routers, "links": program["links"]} if routers else {},
        "nodes": {name: kept for name, kept in nodes.items() if kept},
        "inputs": program["inputs"],
        "outputs": program["outputs"],
    }


def _node(node: Json, signatures: Mapping[str, str], path: str) -> Json:
    rest = said_elsewhere(node, node=True)
    kept: Json = {"rest": rest} if rest else {}
    record, signature = node.get("signature") or {}, signatures.get(f"{path}{node['id']}")
    if "program" in node:
        kept["program"] = _program(node["program"], signatures, f"{path}{node['id']}.")
    elif not record:
        kept |= {side: node[side] for side in ("inputs", "outputs") if side in node}
    if any(member.get("lm") for member in node.get("members") or ()):
        kept["members"] = [{"lm": member["lm"]} if member.get("lm") else {} for member in node["members"]]
    assumed = [name for name in required(node) if (node.get("parameters") or {}).get(name) is None]
    if assumed:
        kept["assumed"] = assumed
    if node["kind"] == "retriever" and corpus_beside(node) != node["corpus"]:
        kept["corpus"] = node["corpus"]
    if signature is not None and record.get("name") != signature:
        kept["signature"] = {"class": signature, "name": record.get("name", "")}
    return kept | _texts(record, ("instructions",))


def _texts(record: Json, keys: tuple[str, ...]) -> Json:
    """Texts whose white space a docstring does not keep."""
    return {key: record[key] for key in keys if record.get(key) and inspect.cleandoc(str(record[key])) != record[key]}
