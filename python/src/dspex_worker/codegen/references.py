"""The project's own code that nodes use."""

from __future__ import annotations

from collections.abc import Iterator

from dspex_worker.server_tools import is_server_tool, parse
from dspex_worker.wire import Json


def code_of(node: Json) -> list[str]:
    """References ``code/file.py:name`` of a node, without those of the nodes within it and of tools of servers."""
    named = (node.get("reward"), node.get("function"), node.get("class"))
    every = [str(reference) for reference in (*(node.get("tools") or ()), *named) if reference]
    return [reference for reference in every if not is_server_tool(reference)]


def all_nodes(program: Json, path: str = "") -> Iterator[tuple[str, Json]]:
    """Every node of a program and of the programs within it, by its path such as ``outer.inner``."""
    for node in program["nodes"]:
        yield f"{path}{node['id']}", node
        if "program" in node:
            yield from all_nodes(node["program"], f"{path}{node['id']}.")


def served(node: Json) -> list[Json]:
    """The tools of servers that a node uses, as records with ``server`` and ``tool``."""
    if "server" in node:
        return [{"server": node["server"], "tool": node["tool"]}]
    parsed = [parse(str(reference)) for reference in node.get("tools") or () if is_server_tool(str(reference))]
    return [{"server": server, "tool": tool} for server, tool in parsed]
