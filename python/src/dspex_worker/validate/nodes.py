"""Nodes: their ids, settings that their kind knows, project code that can be found."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

from dspex_worker.errors import WorkerError
from dspex_worker.kinds import KINDS, askers, parameters_of
from dspex_worker.program import END, START, is_identifier, node_outputs, router_ports
from dspex_worker.server_tools import is_server_tool, parse
from dspex_worker.validate.problem import Problem
from dspex_worker.wire import Json

_REFERENCE = re.compile(r"[^:\\/][^:\\]*\.py:[^:]+")


@functools.cache
def reserved_nodes() -> frozenset[str]:
    """Names that a node cannot have: the program's two ends, and what ``dspy.Module`` uses itself."""
    import dspy

    return frozenset({START, END, *dir(dspy.Module), *vars(dspy.Module())})


def node_names(program: Json) -> Iterator[Problem]:
    seen: set[str] = set()
    for node in program["nodes"]:
        name = node.get("id")
        if not is_identifier(name) or name in reserved_nodes() or str(name).startswith("_"):
            yield Problem("bad_node_id", f'"{name}" cannot be a node id.', "Use a Python name.", node=str(name))
        elif name in seen:
            yield Problem("duplicate_node", f'There are two nodes "{name}".', "Rename one.", node=name)
        seen.add(str(name))


def node_settings(program: Json) -> Iterator[Problem]:
    linked = {str(link.get("from")) for link in program["links"]}
    for node in program["nodes"]:
        yield from _parameters(node)
        yield from _code(node)
        yield from _shape(node)
        yield from _pinned(node, linked)


def _parameters(node: Json) -> Iterator[Problem]:
    specs = parameters_of(node)
    for key, value in (node.get("parameters") or {}).items():
        spec = specs.get(key)
        if spec is None:
            yield Problem("unknown_parameter", f'The parameter "{key}" of "{node["id"]}" is unknown.',
                          "Remove it.", node=node["id"])  # fmt: skip
        elif not _fits(spec, value):
            yield Problem("bad_parameter", f'The parameter "{key}" of "{node["id"]}" is {value!r}.', _rule(spec),
                          node=node["id"])  # fmt: skip


def _fits(spec: Json, value: Any) -> bool:
    match spec["type"]:
        case "bool":
            return isinstance(value, bool)
        case "choice":
            return value in (spec["choices"] or ())
        case "text":
            return isinstance(value, str)
        case kind:
            number = (int,) if kind == "int" else (int, float)
            if isinstance(value, bool) or not isinstance(value, number):
                return False
            low, high = spec["minimum"], spec["maximum"]
            return (low is None or value >= low) and (high is None or value <= high)


def _rule(spec: Json) -> str:
    if spec["type"] in ("int", "float"):
        return f"Use a number from {spec['minimum']} to {spec['maximum']}."
    return f"Use a {spec['type']}."


def _server_tool(reference: str, node: Json) -> Iterator[Problem]:
    try:
        parse(reference)
    except WorkerError as error:
        yield Problem(error.code, error.message, error.hint, node=node["id"])


def _code(node: Json) -> Iterator[Problem]:
    references = [*(node.get("tools") or ()), *(node[key] for key in ("reward", "function", "class") if key in node)]
    for reference in references:
        if isinstance(reference, str) and is_server_tool(reference) and reference in (node.get("tools") or ()):
            yield from _server_tool(reference, node)
        elif not isinstance(reference, str) or not _REFERENCE.fullmatch(reference) or ".." in reference.split("/"):
            yield Problem("bad_tool", f'"{reference}" of "{node["id"]}" is no code of the project.',
                          "Write code/FILE.py:NAME.", node=node["id"])  # fmt: skip
    if node.get("tools") and not any(kind.tools for kind in askers(node)):
        yield Problem("tools_unused", f'"{node["id"]}" is a {node["kind"]}, which uses no tools.',
                      "Change the kind or remove the tools.", "warning", node=node["id"])  # fmt: skip
    if node["kind"] == "code" and "def run(" not in node["source"]:
        yield Problem("bad_source", f'The code of "{node["id"]}" defines no function run.', "Define it.",
                      node=node["id"])  # fmt: skip


def _shape(node: Json) -> Iterator[Problem]:
    name, kind = node["id"], KINDS[node["kind"]]
    if kind.deprecated:
        yield Problem("deprecated_kind", f'"{name}" is a {kind.name}, which DSPy gives up.', kind.deprecated,
                      "warning", node=name)  # fmt: skip
    if kind.reward and not node.get("reward"):
        yield Problem("no_reward", f'The node "{name}" has no reward function.', "Name one.", node=name)
    if kind.over and node.get("over") not in [spec.get("name") for spec in node["signature"]["inputs"]]:
        yield Problem("no_over", f'"{name}" does not say which of its inputs it goes over.', "Name one.", node=name)
    if kind.name == "router" and not router_ports(str(node["on"]["type"])):
        yield Problem("bad_router", f'The router "{name}" decides by a field that is no literal and no bool.',
                      "Make it a literal.", node=name)  # fmt: skip
    if kind.name == "tool" and len(node["outputs"]) != 1:
        yield Problem("bad_tool", f'The tool "{name}" has more than one output.', "Keep one.", node=name)
    if kind.name == "retriever":
        yield from _retriever(node)


def _retriever(node: Json) -> Iterator[Problem]:
    name, corpus = node["id"], node["corpus"]
    if not corpus.strip() or corpus.startswith("/") or ".." in corpus or "\\" in corpus:
        yield Problem("bad_corpus", f'"{corpus}" of the node "{name}" is no corpus.', "Name files of the project.",
                      node=name)  # fmt: skip
    if node.get("method", "bm25") not in ("bm25", "embeddings"):
        yield Problem("bad_value", f'The retriever "{name}" has an unknown method.', "Use bm25 or embeddings.",
                      node=name)  # fmt: skip
    if node.get("method") == "embeddings" and not node.get("embedder"):
        yield Problem("no_embedder", f'The retriever "{name}" has no embedding model.', "Name the alias of one.",
                      node=name)  # fmt: skip


def _pinned(node: Json, linked: set[str]) -> Iterator[Problem]:
    pinned = node.get("pinned") or {}
    outputs = [spec["name"] for spec in node_outputs(node)]
    for name in pinned:
        if name not in outputs:
            yield Problem("bad_pin", f'"{name}" is pinned and no output of "{node["id"]}".', "Pin the node anew.",
                          node=node["id"])  # fmt: skip
    if pinned and node["kind"] != "router":
        for name in outputs:
            if name not in pinned and f"{node['id']}.{name}" in linked:
                yield Problem("bad_pin", f'The pinned node "{node["id"]}" has no value for "{name}".',
                              "Pin the node anew, or unpin it.", node=node["id"])  # fmt: skip
