"""The links of a program, with routers where its Python has branches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dspex_worker import types
from dspex_worker.guards import ALWAYS, Guard, Guards
from dspex_worker.importing.ends import Ports
from dspex_worker.importing.findings import NotReadError
from dspex_worker.importing.found import Flow, Value
from dspex_worker.importing.names import node_id
from dspex_worker.importing.paths import Path, together
from dspex_worker.program import END, Port, router_ports
from dspex_worker.wire import Json


class Routing:
    """Makes the links of a flow, and the routers that its branches need.

    Attributes:
        routers: the nodes made, in the order in which they run.
        links: in the order of the nodes that they feed.
    """

    def __init__(self, flow: Flow, ports: Ports, inputs: Mapping[str, Json], taken: Sequence[str]) -> None:
        self._flow, self._ports, self._inputs, self._taken = flow, ports, inputs, set(taken)
        self._known: dict[tuple[str, tuple[str, ...]], str] = {}
        self._linked: set[tuple[str, str]] = set()
        self.routers: list[Json] = []
        self.links: list[Json] = []
        for node, path in flow.paths.items():
            self._feed(node, path)
        for target, values in flow.links.items():
            if target.node == END:
                for value in values:
                    self._link(target, value, value.when)

    def whole(self, node: str, output: str, path: Path) -> None:
        """Links an output of a prediction that is returned as it is."""
        self._link(Port(END, output), Value(Port(node, output), when=path), path)

    def check(self, nodes: Sequence[Json]) -> Guards:
        """Refuses what does not run just as the Python does. Raises NotReadError."""
        guards = Guards({"inputs": list(self._inputs.values()), "nodes": list(nodes), "links": self.links})
        for node, path in self._flow.paths.items():
            runs = guards.of_node(self._id(node))
            wanted = guards.union(self._guard(guards, way) for way in self._flow.ways.get(node, (path,)))
            if not (guards.covers(runs, wanted) and guards.covers(wanted, runs)):
                raise NotReadError(f'the branch of "{node}" cannot be drawn', None)
        return guards

    def _feed(self, node: str, path: Path) -> None:
        values = {target: given for target, given in self._flow.links.items() if target.node == node}
        gate = self._gate(node, path, values)
        for target, given in values.items():
            for value in given:
                wanted = value.when if len(given) > 1 else self._defined(value)
                if gate is not None and (value.port, value.through) in gate:
                    both = together(wanted, path)
                    wanted = path if both is None else both
                self._link(target, value, wanted)

    def _gate(self, node: str, path: Path, values: Mapping[Port, tuple[Value, ...]]) -> set[tuple[Port, str]] | None:
        """What must come through routers so that a node runs on its path alone; None where it does so anyway."""
        runs = self._decided(path)
        if not runs or node in self._flow.ways:
            return None
        needed = [given for target, given in values.items() if self._is_needed(target)]
        for given in needed:
            arrives = [value.when if len(given) > 1 else self._defined(value) for value in given]
            if all(self._decided(together(when, path) or path) == self._decided(when) for when in arrives):
                return None
        if not needed:
            raise NotReadError(f'nothing that "{node}" needs can come by its branch', None)
        chosen = min(needed, key=len)
        return {(value.port, value.through) for value in chosen}

    def _is_needed(self, target: Port) -> bool:
        field = self._ports.input(target)
        return field is not None and not str(field["type"]).startswith("optional[")

    def _defined(self, value: Value) -> Path:
        """When the port of a value has it."""
        return self._flow.paths.get(value.port.node, ())

    def _decided(self, path: Path) -> dict[Port, tuple[str, ...]]:
        """The outputs that the routers of a path may take, by deciding port."""
        found = {}
        for choice in path:
            known = router_ports(str(self._ports.output(choice.port, self._inputs)["type"]))
            if not known:
                raise NotReadError(f'forward decides by "{choice.port.field}", which is no literal and no bool', None)
            names = [n for n, value in known.items() if ((type(value), value) in choice.values) != choice.negated]
            if not names:
                raise NotReadError("forward has a branch that is never taken", None)
            if len(names) < len(known):
                found[choice.port] = tuple(names)
        return found

    def _link(self, target: Port, value: Value, wanted: Path) -> None:
        have = self._decided(self._defined(value))
        origins = [self._ports.text(value.port)]
        if wanted in self._flow.ways.get(value.port.node, ()):
            wanted = self._defined(value)
        for key, names in self._decided(wanted).items():
            if have.get(key) != names:
                router = self._router(key, origins, value)
                origins = [f"{router}.{name}" for name in names]
        ends = dict.fromkeys((origin, self._ports.text(target)) for origin in origins)
        self.links += [{"from": origin, "to": end} for origin, end in ends if (origin, end) not in self._linked]
        self._linked |= ends.keys()

    def _router(self, key: Port, origins: Sequence[str], value: Value) -> str:
        on = self._ports.output(key, self._inputs)
        given = (self._ports.text(key), tuple(origins))
        if given in self._known:
            return self._known[given]
        carried = self._ports.output(value.port, self._inputs)
        kind = {"": str(carried["type"]), "float": "float"}.get(value.through, "str")
        name = str(carried["name"]) if carried["name"] != on["name"] else f"{carried['name']}_value"
        router = node_id(f"route_{on['name']}", self._taken)
        self._taken.add(router)
        self._known[given] = router
        self.routers.append(
            {
                "id": router,
                "kind": "router",
                "on": {"name": on["name"], "type": on["type"], "description": ""},
                "carries": {"name": name, "type": kind, "description": ""},
            }
        )
        self.links.append({"from": given[0], "to": f"{router}.{on['name']}"})
        self.links += [{"from": origin, "to": f"{router}.{name}"} for origin in origins]
        return router

    def _guard(self, guards: Guards, path: Path) -> Guard:
        decisions = [
            (Port(self._id(key.node), key.field), frozenset(names)) for key, names in self._decided(path).items()
        ]
        cube = guards.cube(decisions) if all(key in guards.choices for key, _ in decisions) else None
        return ALWAYS if not decisions else frozenset({cube} if cube is not None else ())

    def _id(self, node: str) -> str:
        return self._ports.text(Port(node, "")).removesuffix(".")


def may_lack(guards: Guards, output: str) -> bool:
    """Whether an output of the program gets no value on some way."""
    feeds = guards.fed(Port(END, output))
    return not guards.covers(guards.union(feed.guard for feed in feeds), ALWAYS)


def optional(kind: types.Type) -> types.Type:
    return kind if isinstance(kind, types.OptionalOf) else types.OptionalOf(kind)
