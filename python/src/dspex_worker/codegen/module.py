"""The program's ``dspy.Module`` class as source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dspex_worker import types
from dspex_worker.build import GENERATION, ProgramTypes
from dspex_worker.codegen.declarations import Declarations
from dspex_worker.codegen.names import output_of
from dspex_worker.codegen.tools import Tools
from dspex_worker.program import END, START, Port, order_of, port_of
from dspex_worker.pytext import Names, docstring, keyword_arguments, literal
from dspex_worker.types import Simple
from dspex_worker.wire import Json

_USED = {"as_text", "dspy", "float"}
"""What ``forward`` needs from outside; an input of that name would hide it."""


class ModuleSource:
    """Writes the class: one attribute a node, and ``forward`` in the order in which the canvas runs."""

    def __init__(
        self,
        program: Json,
        ends: ProgramTypes,
        declarations: Declarations,
        tools: Tools,
        signatures: Mapping[str, str],
        names: Names,
    ) -> None:
        self._program, self._ends, self._declarations = program, ends, declarations
        self._tools, self._signatures = tools, signatures
        self._nodes = {str(node["id"]): node for node in program["nodes"]}
        self._links = {port_of(link["to"]): port_of(link["from"]) for link in program["links"]}
        self._results = {node: names.new(node if names.free(node) else f"{node}_result") for node in self._nodes}

    @property
    def renders_text(self) -> bool:
        """Whether the class needs the function ``as_text``."""
        return any(self._as_text(target, origin) for target, origin in self._links.items())

    def source(self, name: str) -> str:
        text = str(self._program.get("description") or "")
        lines = [f"class {name}(dspy.Module):"]
        lines += [docstring(text), ""] if text else []
        lines += ["    def __init__(self) -> None:", "        super().__init__()"]
        for node in self._nodes:
            lines += [f"        {line}" for line in self._node(node)]
        lines += ["", *self._forward()]
        return "\n".join(lines)

    def _node(self, node: str) -> Iterator[str]:
        record = self._nodes[node]
        given = record.get("parameters") or {}
        config = [(key, given[key]) for key in GENERATION if given.get(key) is not None]
        if record["kind"] == "ReAct":
            tools = ", ".join(self._tools.name(reference) for reference in record.get("tools") or ())
            most = f", max_iters={given['max_iters']!r}" if given.get("max_iters") is not None else ""
            yield f"self.{node} = dspy.ReAct({self._signatures[node]}, tools=[{tools}]{most})"
            if config:
                yield f"for predictor in self.{node}.predictors():"
                yield f"    predictor.update_config({keyword_arguments(config)})"
        else:
            rest = f", {keyword_arguments(config)}" if config else ""
            yield f"self.{node} = dspy.{record['kind']}({self._signatures[node]}{rest})"

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
        ports = [Port(node, str(s["name"])) for s in self._nodes[node]["signature"]["inputs"]]
        return f"self.{node}({', '.join(f'{port.field}={self._fed(port, own)}' for port in ports)})"

    def _gives_the_outputs(self, node: str) -> bool:
        """Whether a node's outputs are those of the program, name by name and unchanged."""
        names = [str(spec["name"]) for spec in self._nodes[node]["signature"]["outputs"]]
        if names != list(self._ends.outputs):
            return False
        ends = {Port(END, name): Port(node, name) for name in names}
        return all(
            self._links[end] == origin and self._type(end, inwards=True) == self._type(origin, inwards=False)
            for end, origin in ends.items()
        )

    def _fed(self, target: Port, own: Mapping[str, str]) -> str:
        origin = self._links[target]
        value = own[origin.field] if origin.node == START else output_of(self._results[origin.node], origin.field)
        if self._as_text(target, origin):
            return f"as_text({value})"
        if self._type(target, inwards=True) == Simple("float") and self._type(origin, inwards=False) == Simple("int"):
            return f"float({value})"
        return value

    def _as_text(self, target: Port, origin: Port) -> bool:
        text = Simple("str")
        return self._type(target, inwards=True) == text and self._type(origin, inwards=False) != text

    def _type(self, port: Port, inwards: bool) -> types.Type | None:
        if port.node in (START, END):
            specs = self._ends.inputs if port.node == START else self._ends.outputs
            return specs[port.field].type
        signature = self._nodes[port.node]["signature"]
        for record in signature["inputs" if inwards else "outputs"]:
            if record["name"] == port.field:
                return self._ends.records.field(record).type
        return Simple("str") if port.field == "reasoning" else None
