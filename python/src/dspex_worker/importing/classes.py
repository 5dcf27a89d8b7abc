"""A module class as a program: a graph where it is a straight composition, else one ``imported`` node."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dspex_worker import types
from dspex_worker.astext import as_text
from dspex_worker.importing.constants import Constants
from dspex_worker.importing.ends import Ports, around, extraction, named, outputs_of, type_of
from dspex_worker.importing.extract import CodeFiles
from dspex_worker.importing.fields import field_record
from dspex_worker.importing.findings import Finding, NotReadError, Severity
from dspex_worker.importing.flow import FlowReader
from dspex_worker.importing.found import Flow, Value
from dspex_worker.importing.functions import Functions, known_types
from dspex_worker.importing.mapping import mapped
from dspex_worker.importing.members import ClassMember, MemberReader, ModuleMember
from dspex_worker.importing.models import Models
from dspex_worker.importing.names import node_id, snake
from dspex_worker.importing.opaque import opaque_node
from dspex_worker.importing.routing import Routing, may_lack, optional
from dspex_worker.importing.scope import Scope
from dspex_worker.importing.signatures import Signatures
from dspex_worker.program import END, START, Port, order_of
from dspex_worker.validate import problems
from dspex_worker.wire import Json

_DEEPEST = 6
_PLAIN = (types.Simple("str"), types.Simple("int"), types.Simple("float"))


@dataclass
class ClassReader:
    """Reads the module classes of one program.

    Attributes:
        kept: what the side file of an export holds, nothing for other files.
        findings: what was left out, and which classes are kept as they are and why.
    """

    entry: str
    kept: Json = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    _file: str | None = None

    def __post_init__(self) -> None:
        self._fresh()

    def _fresh(self) -> None:
        self.constants, self.code = Constants(), CodeFiles()
        self.models = Models(self.constants, self.told)
        self.signatures = Signatures(self.constants, self.models, self.told)

    def told(self, message: str, line: int | None, severity: Severity = "info") -> None:
        finding = Finding(severity, f"{message[:1].upper()}{message[1:]}.", self._file, line, self.entry)
        if finding not in self.findings:
            self.findings.append(finding)

    def program(self, scope: Scope, node: ast.ClassDef) -> tuple[Json, bool]:
        """The body of a program and whether it is a graph (else it is one ``imported`` node)."""
        self._file = scope.source.name
        before = list(self.findings)
        try:
            body = self._graph(scope, node, 0, self.kept)
            self._check(body)
            return body, True
        except NotReadError as error:
            why, line = error.why, error.line
        except RecursionError:
            why, line = "it is nested too deeply", node.lineno
        self.findings = before
        self._fresh()
        self.told(f"{node.name} is kept as it is, because {why}", line, "warning")
        members = MemberReader(self.signatures, self.constants, self.code)
        opaque = opaque_node(scope, node, members, self.models, self.told)
        return around(opaque, self.models.records, node), False

    def predictor(self, name: str, call: ast.Call, scope: Scope) -> Json:
        """A program of the one module that a call makes. Raises NotReadError."""
        self._file = scope.source.name
        made = MemberReader(self.signatures, self.constants, self.code).module(call, scope)
        if made is None:
            raise NotReadError(f"{name} is no DSPy module", call.lineno)
        node = named({"id": node_id(name), **made.record})
        body = around(node, self.models.records, None)
        self._check(body)
        return body

    def signature(self, scope: Scope, node: ast.ClassDef) -> Json:
        """A program that asks for a signature once. Raises NotReadError."""
        self._file = scope.source.name
        record = self.signatures.of_class(scope, node)
        body = around(
            {"id": node_id(snake(node.name)), "kind": "Predict", "signature": record}, self.models.records, None
        )
        self._check(body)
        return body

    def model(self, scope: Scope, node: ast.ClassDef) -> Json:
        """A program that reads a Pydantic model out of a text. Raises NotReadError."""
        self._file = scope.source.name
        self.models.type_of(scope, node)
        return extraction(node.name, self.models.records)

    def _check(self, body: Json) -> None:
        found = [p for p in problems({"format": 1, "name": "program", **body}) if p.severity == "error"]
        if found:
            raise NotReadError(found[0].message[:1].lower() + found[0].message[1:].rstrip("."), None)

    def _graph(self, scope: Scope, node: ast.ClassDef, depth: int, kept: Json) -> Json:
        if depth > _DEEPEST:
            raise NotReadError("its modules are nested too deeply", node.lineno)
        if len(node.bases) != 1 or scope.dspy(node.bases[0]) != "Module" or node.keywords:
            raise NotReadError("it inherits from a class of its own", node.lineno)
        forward = _forward(node)
        members = MemberReader(self.signatures, self.constants, self.code).members(scope, node)
        nodes: dict[str, Json] = {}
        ids: set[str] = set()
        for name, member in members.items():
            made: Json
            if isinstance(member, ModuleMember):
                made = dict(member.record)
            elif isinstance(member, ClassMember):
                made = self._within(
                    member, depth, _record(_record(_record(kept.get("nodes")).get(name)).get("program"))
                )
            else:
                continue
            nodes[name] = named({"id": node_id(name, ids), **made})
            ids.add(nodes[name]["id"])
            if nodes[name]["id"] != name:
                self.told(f'"{name}" cannot be the id of a node and becomes "{nodes[name]["id"]}"', node.lineno)
        return self._linked(scope, node, forward, nodes, kept)

    def _within(self, member: ClassMember, depth: int, kept: Json) -> Json:
        """The node of another module class: a program within, or the class as it is."""
        try:
            if member.arguments:
                raise NotReadError("it is given arguments", member.line)
            program = self._graph(member.scope, member.node, depth + 1, kept)
            return {"kind": "program", "program": {k: v for k, v in program.items() if k != "types"}}
        except NotReadError as error:
            self.told(f"{member.node.name} is kept as it is, because {error.why}", error.line, "warning")
        members = MemberReader(self.signatures, self.constants, self.code)
        made = opaque_node(member.scope, member.node, members, self.models, self.told)
        del made["id"]
        return {**made, "arguments": member.arguments} if member.arguments else made

    def _linked(
        self, scope: Scope, node: ast.ClassDef, forward: ast.FunctionDef, nodes: dict[str, Json], kept: Json
    ) -> Json:
        given, catch_all = _parameters(forward)
        reader = FlowReader(
            {name: list(outputs_of(made)) for name, made in nodes.items()},
            lambda expression: scope.dspy(expression) == "Prediction",
            lambda function: _is_as_text(scope, function),
            Functions(scope, self.models, self.code).node,
            self.told,
        )
        names = [argument.arg for argument, _ in given]
        flow = reader.read(forward, names, catch_all)
        nodes |= {name: mapped(nodes[name], over, forward.lineno) for name, over in flow.maps.items()}
        for name in set(nodes) - set(flow.called):
            raise NotReadError(f'"self.{name}" is made but not called', node.lineno)
        records = [str(record["name"]) for record in self.models.records]
        for name, made in flow.functions.items():
            known_types(made, _record(_record(kept.get("nodes")).get(name)), records)
            nodes[name] = {"id": name, **made}
        ports = Ports({made["id"]: made for made in nodes.values()}, {name: nodes[name]["id"] for name in nodes})
        inputs = self._inputs(scope, names, given, flow, ports)
        known = {str(f["name"]): f for f in inputs}
        _infer(flow, ports, known)
        for target, values in flow.links.items():
            for value in values if target.node != END else ():
                self._compare(value, type_of(ports.output(value.port, known)), target, ports, forward)
        routing = Routing(flow, ports, known, [made["id"] for made in nodes.values()])
        outputs = self._outputs(flow, ports, known, routing)
        every = [*_in_order(nodes, flow), *routing.routers]
        guards = routing.check(every) if routing.routers else None
        for output in outputs if guards else ():
            if guards is not None and may_lack(guards, str(output["name"])):
                output["type"] = types.text(optional(type_of(output)))
        docs = ast.get_docstring(node, clean=False)
        return {
            "description": inspect.cleandoc(docs) if docs else "",
            "types": self.models.records,
            "inputs": inputs,
            "outputs": outputs,
            "nodes": every,
            "links": routing.links,
        }

    def _inputs(
        self,
        scope: Scope,
        names: list[str],
        given: list[tuple[ast.arg, ast.expr | None]],
        flow: Flow,
        ports: Ports,
    ) -> list[Json]:
        annotations = {argument.arg: argument.annotation for argument, _ in given}
        for argument, default in given:
            if default is not None:
                self.told(f'the input "{argument.arg}" has a default, which is left out', argument.lineno)
        made = []
        for name in names:
            first = next((t for t, vs in flow.links.items() if Port(START, name) in [v.port for v in vs]), None)
            target = ports.input(first) if first is not None else None
            annotation = annotations.get(name)
            if annotation is not None:
                kind = self.models.annotations.type(annotation, scope)
            else:
                kind = type_of(target) if target else types.Simple("str")
            described = str(target.get("description") or "") if target else ""
            made.append(field_record(name, kind, described, {}))
        return made

    def _outputs(self, flow: Flow, ports: Ports, inputs: Mapping[str, Json], routing: Routing) -> list[Json]:
        outputs: dict[str, Json] = {}
        for target, values in flow.links.items():
            if target.node == END:
                origin = ports.output(values[0].port, inputs)
                through = {"": type_of(origin), "float": types.Simple("float")}
                kind = through.get(values[0].through, types.Simple("str"))
                outputs[target.field] = field_record(target.field, kind, str(origin.get("description") or ""), {})
        for node, path in flow.whole:
            for name, origin in ports.task_outputs(node):
                outputs.setdefault(name, {k: v for k, v in origin.items() if k != "constraints"})
                routing.whole(node, name, path)
        return list(outputs.values())

    def _compare(self, value: Value, origin: types.Type, target: Port, ports: Ports, forward: ast.FunctionDef) -> None:
        """Refuses a conversion that the workbench does not make, and tells of one that it makes in its own way."""
        found = ports.input(target)
        if found is None:
            raise NotReadError(f'"self.{target.node}" has no input "{target.field}"', forward.lineno)
        wanted = type_of(found)
        if value.through and wanted != types.Simple("float" if value.through == "float" else "str"):
            raise NotReadError(f'forward changes what it gives to "{target.field}"', forward.lineno)
        plain = isinstance(origin, types.LiteralOf) or origin in _PLAIN
        if wanted == types.Simple("str") and value.through != "text" and not plain:
            message = f'"{target.field}" is text and is given {types.text(origin)}, which is sent as JSON'
            self.told(message, forward.lineno, "warning")


def _infer(flow: Flow, ports: Ports, inputs: Mapping[str, Json]) -> None:
    """Gives the ends of functions that say no type the type of what they are linked to."""
    for target, value in ((target, value) for target, values in flow.links.items() for value in values):
        origin, field = ports.output(value.port, inputs), ports.input(target)
        if field is None or value.through:
            continue
        if value.port.node in flow.functions and origin["type"] == "any":
            origin["type"] = field["type"]
        elif target.node in flow.functions and field["type"] == "any":
            field["type"] = origin["type"]


def _in_order(nodes: Mapping[str, Json], flow: Flow) -> list[Json]:
    """Nodes as ``__init__`` makes them, functions last, where they then run in the order of the calls; else in that."""
    sources = {target: [value.port for value in values] for target, values in flow.links.items()}
    names = list(nodes) if order_of(list(nodes), sources) == flow.called else flow.called
    return [nodes[name] for name in names]


def _record(value: Any) -> Json:
    return value if isinstance(value, dict) else {}


def _forward(node: ast.ClassDef) -> ast.FunctionDef:
    found = None
    for statement in node.body:
        match statement:
            case ast.FunctionDef("forward"):
                found = statement
            case ast.FunctionDef("__init__") | ast.Pass() | ast.Expr(ast.Constant()):
                pass
            case ast.FunctionDef(name) | ast.AsyncFunctionDef(name):
                raise NotReadError(f"it has the method {name}", statement.lineno)
            case _:
                raise NotReadError("it has more than methods", statement.lineno)
    if found is None:
        raise NotReadError("it has no forward", node.lineno)
    return found


def _parameters(forward: ast.FunctionDef) -> tuple[list[tuple[ast.arg, ast.expr | None]], str | None]:
    own = forward.args
    if own.vararg or own.posonlyargs or not own.args or forward.decorator_list:
        raise NotReadError("forward takes arguments that are not known", forward.lineno)
    plain = own.args[1:]
    defaults: list[ast.expr | None] = [None] * (len(plain) - len(own.defaults)) + list(own.defaults)
    given = [*zip(plain, defaults[-len(plain) :] if plain else [], strict=False)]
    given += [*zip(own.kwonlyargs, own.kw_defaults, strict=True)]
    if own.kwarg and given:
        raise NotReadError("forward takes arguments that are not known", forward.lineno)
    return given, own.kwarg.arg if own.kwarg else None


def _is_as_text(scope: Scope, function: str) -> bool:
    """Whether a name is the function that exports carry, unchanged."""
    found = scope.functions.get(function)
    if found is None or function != as_text.__name__:
        return False
    own = ast.parse(inspect.getsource(as_text)).body[0]
    return ast.dump(found) == ast.dump(own)
