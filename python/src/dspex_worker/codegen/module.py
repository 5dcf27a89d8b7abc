"""The program's ``dspy.Module`` class as source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dspex_worker import types
from dspex_worker.build import ProgramTypes
from dspex_worker.codegen.declarations import Declarations
from dspex_worker.codegen.nodes import NodeSource, inputs_of, task_outputs_of
from dspex_worker.program import END, START, Port, order_of, port_of
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
        self._links = {port_of(link["to"]): port_of(link["from"]) for link in program["links"]}
        own = names.within()
        self._results = {
            node: own.new(node if own.free(node) and not node.endswith("_result") else f"{node}_result")
            for node in self._nodes
        }

    @property
    def renders_text(self) -> bool:
        """Whether the class needs the function ``as_text``."""
        return any(self._as_text(target, origin) for target, origin in self._links.items())

    def source(self, name: str) -> str:
        text = str(self._program.get("description") or "")
        lines = [f"class {name}(dspy.Module):"]
        lines += [docstring(text), ""] if text else []
        made = [line for node in self._nodes.values() for line in self._source.made(node, self._path + node["id"])]
        if made:
            lines += ["    def __init__(self) -> None:", "        super().__init__()"]
            lines += [*(f"        {line}" for line in made), ""]
        return "\n".join([*lines, *self._forward()])

    def _forward(self) -> Iterator[str]:
        inputs = self._ends.inputs
        if _USED & inputs.keys():
            yield "    def forward(self, **inputs) -> dspy.Prediction:"
            own = {name: f"inputs[{literal(name)}]" for name in inputs}
        else:
            given = "".join(f", {name}: {self._declarations.type(spec.type)}" for name, spec in inputs.items())
            yield f"    def forward(self{given}) -> dspy.Prediction:"
            own = {name: name for name in inputs}
        *before, last = order_of(list(self._nodes), self._links)
        for node in before:
            yield f"        {self._results[node]} = {self._call(node, own)}"
        if self._gives_the_outputs(last):
            yield f"        return {self._call(last, own)}"
            return
        yield f"        {self._results[last]} = {self._call(last, own)}"
        results = ", ".join(f"{name}={self._fed(Port(END, name), own)}" for name in self._ends.outputs)
        yield f"        return dspy.Prediction({results})"

    def _call(self, node: str, own: Mapping[str, str]) -> str:
        ports = [Port(node, str(field["name"])) for field in inputs_of(self._nodes[node])]
        arguments = ", ".join(f"{port.field}={self._fed(port, own)}" for port in ports)
        return self._source.called(self._nodes[node], self._path + node, arguments)

    def _gives_the_outputs(self, node: str) -> bool:
        """Whether a node's outputs are those of the program, name by name and unchanged."""
        names = [str(spec["name"]) for spec in task_outputs_of(self._nodes[node])]
        if names != list(self._ends.outputs) or self._nodes[node]["kind"] in ("tool", "code"):
            return False
        ends = {Port(END, name): Port(node, name) for name in names}
        return all(
            self._links[end] == origin and self._type(end, inwards=True) == self._type(origin, inwards=False)
            for end, origin in ends.items()
        )

    def _fed(self, target: Port, own: Mapping[str, str]) -> str:
        origin = self._links[target]
        value = own[origin.field] if origin.node == START else self._output(origin)
        if self._as_text(target, origin):
            return f"as_text({value})"
        if self._type(target, inwards=True) == Simple("float") and self._type(origin, inwards=False) == Simple("int"):
            return f"float({value})"
        return value

    def _output(self, origin: Port) -> str:
        return self._source.output(self._nodes[origin.node], self._results[origin.node], origin.field)

    def _as_text(self, target: Port, origin: Port) -> bool:
        text = Simple("str")
        return self._type(target, inwards=True) == text and self._type(origin, inwards=False) != text

    def _type(self, port: Port, inwards: bool) -> types.Type | None:
        if port.node in (START, END):
            specs = self._ends.inputs if port.node == START else self._ends.outputs
            return specs[port.field].type
        node = self._nodes[port.node]
        for record in inputs_of(node) if inwards else task_outputs_of(node):
            if record["name"] == port.field:
                return self._ends.records.field(record).type
        return Simple("str") if port.field == "reasoning" else None
