"""The ends of nodes: their fields, and programs made around one node."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator, Mapping

from dspex_worker import types
from dspex_worker.importing.names import node_id, snake
from dspex_worker.program import END, START, Port, node_inputs, node_outputs, task_outputs
from dspex_worker.pytext import class_name
from dspex_worker.wire import Json


class Ports:
    """Ports of nodes by attribute name."""

    def __init__(self, nodes: Mapping[str, Json], ids: Mapping[str, str]) -> None:
        self._nodes, self._ids = nodes, ids

    def text(self, port: Port) -> str:
        return f"{self._ids.get(port.node, port.node)}.{port.field}"

    def input(self, port: Port) -> Json | None:
        if port.node not in self._ids:
            return None
        return next((f for f in inputs_of(self._nodes[self._ids[port.node]]) if f["name"] == port.field), None)

    def output(self, port: Port, inputs: Mapping[str, Json]) -> Json:
        if port.node == START:
            return inputs[port.field]
        return outputs_of(self._nodes[self._ids[port.node]])[port.field]

    def task_outputs(self, node: str) -> Iterator[tuple[str, Json]]:
        for record in task_outputs(self._nodes[self._ids[node]]):
            yield str(record["name"]), _described(record)


def inputs_of(node: Json) -> list[Json]:
    """The input fields of a node."""
    return [_described(field) for field in node_inputs(node)]


def outputs_of(node: Json) -> dict[str, Json]:
    """The output fields of a node by name, with those that its kind adds."""
    return {str(field["name"]): _described(field) for field in node_outputs(node)}


def _described(field: Json) -> Json:
    return field if "description" in field else {**field, "description": ""}


def named(node: Json) -> Json:
    """A node whose signature has a name: that of a signature in a text is made of the node's id."""
    signature = node.get("signature")
    if signature is None or signature["name"]:
        return node
    return {**node, "signature": {**signature, "name": class_name(str(node["id"]), "Signature")}}


def extraction(record: str, records: list[Json]) -> Json:
    """The body of a program that reads a record type out of a text."""
    name = node_id(snake(record))
    inputs = [{"name": "text", "type": "str", "description": ""}]
    outputs = [{"name": name if name != "text" else "record", "type": record, "description": ""}]
    signature = {"name": f"Extract{record}", "instructions": "", "inputs": inputs, "outputs": outputs}
    return around({"id": "extract", "kind": "Predict", "signature": signature}, records, None)


def around(node: Json, records: list[Json], documented: ast.ClassDef | None) -> Json:
    """A program of one node that has its inputs and outputs."""
    inputs = [{k: v for k, v in f.items() if k != "constraints"} for f in inputs_of(node)]
    outputs = [{k: v for k, v in f.items() if k != "constraints"} for f in task_outputs(node)]
    links = [{"from": f"{START}.{f['name']}", "to": f"{node['id']}.{f['name']}"} for f in inputs]
    links += [{"from": f"{node['id']}.{f['name']}", "to": f"{END}.{f['name']}"} for f in outputs]
    docs = ast.get_docstring(documented, clean=False) if documented is not None else None
    return {
        "description": inspect.cleandoc(docs) if docs else "",
        "types": records,
        "inputs": inputs,
        "outputs": outputs,
        "nodes": [node],
        "links": links,
    }


def type_of(record: Json) -> types.Type:
    kind = str(record["type"])
    return types.parse(kind, re.findall(r"[^\W\d]\w*", kind))
