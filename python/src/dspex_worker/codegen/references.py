"""The project's own code that nodes use."""

from __future__ import annotations

from collections.abc import Iterator

from dspex_worker.wire import Json


def code_of(node: Json) -> list[str]:
    """References ``code/file.py:name`` of a node, without those of the nodes within it."""
    named = (node.get("reward"), node.get("function"), node.get("class"))
    return [str(reference) for reference in (*(node.get("tools") or ()), *named) if reference]


def all_nodes(program: Json, path: str = "") -> Iterator[tuple[str, Json]]:
    """Every node of a program and of the programs within it, by its path such as ``outer.inner``."""
    for node in program["nodes"]:
        yield f"{path}{node['id']}", node
        if "program" in node:
            yield from all_nodes(node["program"], f"{path}{node['id']}.")
