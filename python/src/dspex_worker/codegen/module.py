"""The program's ``dspy.Module`` class as source."""

from __future__ import annotations

from dspex_worker import types
from dspex_worker.build import ProgramTypes
from dspex_worker.codegen.blocks import Blocks, Statement
from dspex_worker.codegen.declarations import Declarations
from dspex_worker.codegen.nodes import NodeSource
from dspex_worker.guards import ALWAYS, Guard, Guards
from dspex_worker.program import END, START, Port, node_inputs, node_outputs, port_of, task_outputs
from dspex_worker.pytext import Names, docstring, literal
from dspex_worker.types import Simple
from dspex_worker.wire import Json

_USED = {"as_text", "dspy", "float"}
"""What ``forward`` needs from outside; an input of that name would hide it."""


class ModuleSource:
    """Writes the class: one attribute a node, and ``forward`` in the order in which the canvas runs.

    Args:
        path: where the program stands within others: empty, or such as ``outer.``.
    """

    def __init__(
        self,
        program: Json,
        ends: ProgramTypes,
        declarations: Declarations,
        nodes: NodeSource,
        names: Names,
        path: str = "",
    ) -> None:
        self._program, self._ends, self._declarations = program, ends, declarations
        self._source, self._path = nodes, path
        self._nodes = {str(node["id"]): node for node in program["nodes"]}
        self._guards = Guards(program)
        own = names.within()
        self._results = {
            node: own.new(node if own.free(node) and not node.endswith("_result") else f"{node}_result")
            for node in self._nodes
            if not self._guards.is_router(node)
        }
        self._own: dict[str, str] = {name: name for name in ends.inputs}
        if _USED & ends.inputs.keys():
            self._own = {name: f"inputs[{literal(name)}]" for name in ends.inputs}
        fed = [Port(node, str(f["name"])) for node in self._results for f in node_inputs(self._nodes[node])]
        fed += [Port(END, name) for name in ends.outputs]
        deciding = [key for key in self._guards.choices if self._guards.is_router(key.node)]
        merged = [target for target in (*deciding, *fed) if self._is_merged(target)]
        self._variables = {target: own.new(_wanted(target)) for target in merged}
        guards = [self._guards.of_node(node) for node in self._results]
        guards += [feed.guard for target in merged for feed in self._guards.fed(target)]
        self._used = {key.node for guard in guards for cube in guard for key, _ in cube}
        self._used |= {feed.origin.node for target in (*deciding, *fed) for feed in self._guards.fed(target)}

    @property
    def renders_text(self) -> bool:
        """Whether the class needs the function ``as_text``."""
        links = [(port_of(link["to"]), port_of(link["from"])) for link in self._program["links"]]
        return any(self._is_text(target, self._type(origin, False)) for target, origin in links)

    def source(self, name: str) -> str:
        text = str(self._program.get("description") or "")
        lines = [f"class {name}(dspy.Module):"]
        lines += [docstring(text), ""] if text else []
        made = [line for node in self._nodes.values() for line in self._source.made(node, self._path + node["id"])]
        if made:
            lines += ["    def __init__(self) -> None:", "        super().__init__()"]
            lines += [*(f"        {line}" for line in made), ""]
        given = "".join(f", {n}: {self._declarations.type(spec.type)}" for n, spec in self._ends.inputs.items())
        if _USED & self._ends.inputs.keys():
            given = ", **inputs"
        lines.append(f"    def forward(self{given}) -> dspy.Prediction:")
        blocks = Blocks(self._guards, lambda key: self._variables.get(key) or self._output(key))
        return "\n".join([*lines, *(f"        {line}" for line in blocks.lines(self._statements()))])

    def _statements(self) -> list[Statement]:
        done = [Statement(ALWAYS, f"{self._variables[target]} = None") for target in self._may_lack()]
        done += self._assigned(START)
        last = self._guards.order[-1]
        for node in self._guards.order:
            if not self._guards.is_router(node):
                guard = self._guards.of_node(node)
                if node == last and guard == ALWAYS and self._gives_the_outputs(node):
                    return [*done, Statement(ALWAYS, f"return {self._call(node)}")]
                result = f"{self._results[node]} = " if node in self._used else ""
                done.append(Statement(guard, f"{result}{self._call(node)}"))
            done += self._assigned(node)
        results = ", ".join(f"{name}={self._fed(Port(END, name))}" for name in self._ends.outputs)
        return [*done, Statement(ALWAYS, f"return dspy.Prediction({results})")]

    def _assigned(self, node: str) -> list[Statement]:
        """What is given to the variables that wait for a node alone."""
        return [
            Statement(feed.guard, f"{name} = {self._text(feed.origin, feed.path)}")
            for target, name in self._variables.items()
            for feed in self._guards.fed(target)
            if self._last_of([feed.origin, *(key for cube in feed.guard for key, _ in cube)]) == node
        ]

    def _last_of(self, ports: list[Port]) -> str:
        rank = {node: number for number, node in enumerate(self._guards.order)}
        return max((port.node for port in ports), key=lambda node: rank.get(node, -1))

    def _is_merged(self, target: Port) -> bool:
        """Whether a port needs a variable: several values may arrive, or none."""
        feeds = self._guards.fed(target)
        if len({(feed.origin, feed.path[:-1]) for feed in feeds}) > 1:
            return True
        return not self._guards.covers(self._guards.union(f.guard for f in feeds), self._runs(target))

    def _may_lack(self) -> list[Port]:
        """Targets of variables that not every branch gives a value."""
        return [
            target
            for target in self._variables
            if not self._guards.covers(
                self._guards.union(feed.guard for feed in self._guards.fed(target)), self._runs(target)
            )
        ]

    def _runs(self, target: Port) -> Guard:
        return ALWAYS if target.node == END else self._guards.of_node(target.node)

    def _call(self, node: str) -> str:
        ports = [Port(node, str(field["name"])) for field in node_inputs(self._nodes[node])]
        arguments = ", ".join(f"{port.field}={self._fed(port)}" for port in ports)
        return self._source.called(self._nodes[node], self._path + node, arguments)

    def _gives_the_outputs(self, node: str) -> bool:
        """Whether a node's outputs are those of the program, name by name and unchanged."""
        names = [str(spec["name"]) for spec in task_outputs(self._nodes[node])]
        if names != list(self._ends.outputs) or self._nodes[node]["kind"] in ("tool", "code", "retriever"):
            return False
        return all(
            [feed.origin for feed in self._guards.fed(Port(END, name))] == [Port(node, name)]
            and self._type(Port(END, name), inwards=True) == self._type(Port(node, name), inwards=False)
            for name in names
        )

    def _fed(self, target: Port) -> str:
        """The value that a port is given."""
        if target in self._variables:
            return self._variables[target]
        feed = self._guards.fed(target)[0]
        return self._text(feed.origin, feed.path)

    def _text(self, origin: Port, path: tuple[Port, ...]) -> str:
        """A value on its way through ports, with the conversions there."""
        kind, text = self._type(origin, inwards=False), self._output(origin)
        for target in path:
            wanted = self._type(target, inwards=True)
            if self._is_text(target, kind):
                text = f"as_text({text})"
            elif wanted == Simple("float") and kind == Simple("int"):
                text = f"float({text})"
            kind = wanted
        return text

    def _output(self, origin: Port) -> str:
        if origin.node == START:
            return self._own[origin.field]
        return self._source.output(self._nodes[origin.node], self._results[origin.node], origin.field)

    def _is_text(self, target: Port, given: types.Type | None) -> bool:
        """Whether a value must be made text there; a choice of texts is text, but no output of the type says so."""
        if self._type(target, inwards=True) != Simple("str") or given == Simple("str"):
            return False
        words = isinstance(given, types.LiteralOf) and all(isinstance(value, str) for value in given.values)
        return not words or target.node == END

    def _type(self, port: Port, inwards: bool) -> types.Type | None:
        if port.node in (START, END):
            specs = self._ends.inputs if port.node == START else self._ends.outputs
            return specs[port.field].type
        node = self._nodes[port.node]
        for record in node_inputs(node) if inwards else node_outputs(node):
            if record["name"] == port.field:
                return self._ends.records.field(record).type
        return None


def _wanted(target: Port) -> str:
    """The name of a variable for a port."""
    return target.field if target.node == END else f"{target.node}_{target.field}"
