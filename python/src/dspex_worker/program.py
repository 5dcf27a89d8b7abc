"""The shape of a program: ports, links and the order of its nodes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

START, END = "input", "output"
"""Reserved node ids: the program's own two ends."""

AUTO_OUTPUTS: dict[str, dict[str, str]] = {
    "Predict": {},
    "ChainOfThought": {"reasoning": "str"},
    "ReAct": {"trajectory": "dict[str, any]"},
}
"""Kinds of nodes, with the outputs each adds by itself and their types."""


class Port(NamedTuple):
    """One end of a link."""

    node: str
    field: str


def port_of(text: str) -> Port:
    node, _, field = text.partition(".")
    return Port(node, field)


def order_of(nodes: Sequence[str], links: Mapping[Port, Port]) -> list[str]:
    """Node ids so that each stands after those that feed it; ties keep the order of the file.

    Args:
        links: target port to source port.

    Raises:
        CycleError: when nodes feed each other; its second argument lists them.
    """
    sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(nodes, ()))
    for target, origin in links.items():
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


__all__ = ["AUTO_OUTPUTS", "END", "START", "CycleError", "Port", "order_of", "port_of"]
