"""On which choices of the routers a port has a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dspex_worker.program import START, Port, node_inputs, node_outputs, order_of, sources_of
from dspex_worker.wire import Json

Way = tuple[tuple[str, str], ...]
"""Routers with the output that each takes, sorted."""

_MOST = 256
"""Beyond this many ways into a port nothing is said about it."""

_ALWAYS: frozenset[Way] = frozenset({()})


class Branches:
    """The ways to each port of one level of a program. A node runs when all its inputs that are not optional arrive."""

    def __init__(self, program: Json) -> None:
        self._ways: dict[Port, frozenset[Way]] = {Port(START, s["name"]): _ALWAYS for s in program["inputs"]}
        self._runs: dict[str, frozenset[Way]] = {}
        nodes = {node["id"]: node for node in program["nodes"]}
        sources = sources_of(program)
        for name in order_of(list(nodes), sources):
            self._add(nodes[name], sources)

    def _add(self, node: Json, sources: Mapping[Port, tuple[Port, ...]]) -> None:
        runs = _ALWAYS
        for spec in node_inputs(node):
            feeding = sources.get(Port(node["id"], spec["name"]), ())
            if feeding and not str(spec["type"]).startswith("optional["):
                arriving = (way for port in feeding for way in self.ways(port))
                runs = _both(runs, arriving)
        self._runs[node["id"]] = runs
        for spec in node_outputs(node):
            port = Port(node["id"], spec["name"])
            taken: Way = ((node["id"], spec["name"]),)
            self._ways[port] = _both(runs, (taken,)) if node["kind"] == "router" else runs

    def runs(self, node: str) -> frozenset[Way]:
        """The ways on which a node runs."""
        return self._runs[node]

    def ways(self, port: Port) -> frozenset[Way]:
        """The ways on which a port has a value."""
        return self._ways.get(port, _ALWAYS)

    def exclusive(self, a: Port, b: Port) -> bool:
        """Whether at most one of two ports can have a value in a run."""
        return all(_conflict(one, other) for one in self.ways(a) for other in self.ways(b))


def _both(first: Iterable[Way], second: Iterable[Way]) -> frozenset[Way]:
    second = list(second)
    found = {tuple(sorted({**dict(a), **dict(b)}.items())) for a in first for b in second if not _conflict(a, b)}
    return _ALWAYS if len(found) > _MOST else frozenset(found)


def _conflict(a: Way, b: Way) -> bool:
    """Whether a router would have to take two outputs."""
    taken = dict(a)
    return any(taken.get(router, output) != output for router, output in b)
