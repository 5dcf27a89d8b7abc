"""When each node of a program with routers runs, and what feeds it: the program without its routers.

Python says this with ``if`` and ``match``; exports write it so, and imports make routers of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from dspex_worker.program import END, Port, order_of, router_ports, sources_of
from dspex_worker.validate.branches import Branches
from dspex_worker.wire import Json

Cube = tuple[tuple[Port, frozenset[str]], ...]
"""Deciding ports in the order in which they are known, each with the router outputs that its value may stand for."""
Guard = frozenset[Cube]
"""The cubes of which one must hold."""

ALWAYS: Guard = frozenset({()})

_MOST = 20_000
"""Beyond this many choices two guards are compared as they are written."""


@dataclass(frozen=True)
class Feed:
    """One way in which a target gets its value.

    Attributes:
        origin: a port of a node that is no router.
        path: the targets that the value passes on its way through routers.
        guard: when it arrives.
    """

    origin: Port
    path: tuple[Port, ...]
    guard: Guard


class Guards:
    """Reads one level of a valid program."""

    def __init__(self, program: Json) -> None:
        self._nodes = {str(node["id"]): node for node in program["nodes"]}
        self._sources = sources_of(program)
        self.order = order_of(list(self._nodes), self._sources)
        self._branches = Branches(program)
        self._outputs = {
            n: list(router_ports(r["on"]["type"])) for n, r in self._nodes.items() if r["kind"] == "router"
        }
        self.choices: dict[Port, tuple[str, ...]] = {}
        self._rank: dict[Port, int] = {}
        self._keys: dict[str, Port] = {}
        for rank, name in enumerate(self.order):
            if name in self._outputs:
                key = self._key(Port(name, str(self._nodes[name]["on"]["name"])))
                self._keys[name] = key
                self._rank.setdefault(key, rank)
                self.choices.setdefault(key, tuple(self._outputs[name]))

    def is_router(self, name: str) -> bool:
        return name in self._outputs

    def knows(self, name: str) -> bool:
        return name in self._nodes

    def targets(self) -> Iterable[Port]:
        """The ports that links lead to."""
        return self._sources.keys()

    def values(self, key: Port) -> Mapping[str, Any]:
        """The values that a deciding port may have, by the router output that stands for each."""
        router = next(name for name, own in self._keys.items() if own == key)
        return router_ports(str(self._nodes[router]["on"]["type"]))

    def of_node(self, name: str) -> Guard:
        """When a node runs."""
        return self._guard(self._branches.runs(name))

    def of_port(self, port: Port) -> Guard:
        """When a port has a value."""
        return self._guard(self._branches.ways(port))

    def fed(self, target: Port) -> list[Feed]:
        """What feeds a port, in the order of the links."""
        return list(self._feeds(target, (target,), ALWAYS))

    def _feeds(self, target: Port, path: tuple[Port, ...], guard: Guard) -> Iterator[Feed]:
        for origin in self._sources.get(target, ()):
            arrives = self.both(guard, self.of_port(origin))
            if origin.node in self._outputs:
                carried = Port(origin.node, str(self._nodes[origin.node]["carries"]["name"]))
                yield from self._feeds(carried, (carried, *path), arrives)
            else:
                yield Feed(origin, path, arrives)

    def _key(self, target: Port) -> Port:
        """The port that decides: what feeds a router, or the router's own input where several may."""
        feeds = self.fed(target)
        return feeds[0].origin if len(feeds) == 1 else target

    def _guard(self, ways: Iterable[tuple[tuple[str, str], ...]]) -> Guard:
        cubes = (self._cube(way) for way in ways)
        return self._lean({cube for cube in cubes if cube is not None})

    def _cube(self, way: tuple[tuple[str, str], ...]) -> Cube | None:
        return self.cube([(self._keys[router], frozenset({output})) for router, output in way])

    def cube(self, decisions: Iterable[tuple[Port, frozenset[str]]]) -> Cube | None:
        """Decisions that all hold, in order; None where one value would have to be two."""
        found: dict[Port, frozenset[str]] = {}
        for key, outputs in decisions:
            found[key] = found.get(key, outputs) & outputs
        if not all(found.values()):
            return None
        return tuple(sorted(found.items(), key=lambda item: self._rank[item[0]]))

    def union(self, guards: Iterable[Guard]) -> Guard:
        """When any of several guards holds."""
        return self._lean({cube for guard in guards for cube in guard})

    def both(self, a: Guard, b: Guard) -> Guard:
        """When two guards hold together; none at all where they never do."""
        joined = (self.cube([*x, *y]) for x in a for y in b)
        return self._lean({cube for cube in joined if cube is not None})

    def covers(self, a: Guard, b: Guard) -> bool:
        """Whether ``a`` holds whenever ``b`` does."""
        keys = sorted({key for cube in (*a, *b) for key, _ in cube})
        if prod(len(self.choices[key]) for key in keys) > _MOST:
            return a in (b, ALWAYS)
        decisions = (dict(zip(keys, chosen, strict=True)) for chosen in product(*(self.choices[key] for key in keys)))
        return all(_holds(a, decided) or not _holds(b, decided) for decided in decisions)

    def _lean(self, cubes: set[Cube]) -> Guard:
        """Joins cubes that differ in one decision, and leaves out a decision of which every choice is there."""
        found = sorted(cubes, key=repr)
        while True:
            found = [a for a in found if not any(a != b and _implies(a, b) for b in found)]
            joined = next((done for done in self._joined(found) if len(done) < len(found)), None)
            if joined is None:
                return frozenset(found)
            found = joined

    def _joined(self, cubes: list[Cube]) -> Iterator[list[Cube]]:
        """The cubes, those that differ only in the decision at some place made one; for each place."""
        for place in range(max(map(len, cubes), default=0)):
            groups: dict[Any, tuple[Cube, frozenset[str]]] = {}
            for cube in cubes:
                if place >= len(cube):
                    groups[cube] = cube, frozenset()
                    continue
                key, values = cube[place]
                same = (cube[:place], key, cube[place + 1 :])
                groups[same] = cube, values | groups.get(same, (cube, values))[1]
            yield [self._decided(cube, place, values) for cube, values in groups.values()]

    def _decided(self, cube: Cube, place: int, values: frozenset[str]) -> Cube:
        if not values:
            return cube
        key = cube[place][0]
        every = values == set(self.choices[key])
        return (*cube[:place], *(() if every else ((key, values),)), *cube[place + 1 :])


def conflict(a: Guard, b: Guard) -> bool:
    """Whether two guards never hold together."""
    return all(any(not values & dict(y).get(key, values) for key, values in x) for x in a for y in b)


def _implies(a: Cube, b: Cube) -> bool:
    return all(key in dict(a) and dict(a)[key] <= values for key, values in b)


def _holds(guard: Guard, decided: Mapping[Port, str]) -> bool:
    return any(all(decided[key] in values for key, values in cube) for cube in guard)


def same_flow(a: Guards, b: Guards) -> bool:
    """Whether two programs that differ in nothing but their routers run and feed the same nodes alike.

    ``a`` may decide by more; what it decides so must not matter.
    """
    nodes, targets = set(a.order) | set(b.order), {*a.targets(), *b.targets()}
    names = [name for name in nodes if not (a.is_router(name) or b.is_router(name))]
    if not b.choices.items() <= a.choices.items() or not all(a.knows(name) and b.knows(name) for name in names):
        return False
    return all(_same(a, a.of_node(name), b.of_node(name)) for name in names) and all(
        _same_feeds(a, b, target) for target in targets if target.node in (*names, END)
    )


def _same(guards: Guards, a: Guard, b: Guard) -> bool:
    return guards.covers(a, b) and guards.covers(b, a)


def _same_feeds(a: Guards, b: Guards, target: Port) -> bool:
    """Whether the same arrives when the node runs."""
    runs = ALWAYS if target.node == END else a.of_node(target.node)
    both = []
    for guards in (a, b):
        found: dict[Port, Guard] = {}
        for feed in guards.fed(target):
            found[feed.origin] = a.union([found.get(feed.origin, frozenset()), a.both(runs, feed.guard)])
        both.append(found)
    return both[0].keys() == both[1].keys() and all(_same(a, both[0][o], both[1][o]) for o in both[0])
