"""What ``forward`` of a module class does, as links between nodes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dspex_worker.importing.findings import NotReadError
from dspex_worker.importing.names import node_id
from dspex_worker.program import END, START, Port
from dspex_worker.wire import Json


@dataclass(frozen=True)
class Value:
    """A value that comes from a port; ``through`` is the conversion the source writes around it, if any."""

    port: Port
    through: str = ""


@dataclass(frozen=True)
class Result:
    """The prediction of a node."""

    node: str


@dataclass
class Flow:
    """The links that a body makes, target to source, and the outputs it gives, in order.

    Attributes:
        functions: nodes of the functions that are called, by id.
        whole: the node whose prediction is returned as it is, None where outputs are given one by one.
    """

    links: dict[Port, Value] = field(default_factory=dict)
    functions: dict[str, Json] = field(default_factory=dict)
    outputs: list[str] = field(default_factory=list)
    whole: str | None = None
    called: list[str] = field(default_factory=list)


class FlowReader:
    """Follows the statements of a straight-line body.

    Args:
        outputs: the outputs of each node that may be called, by attribute name.
        is_prediction: whether an expression names ``dspy.Prediction``.
        converts: whether a name is that of the function ``as_text`` that exports carry.
        functions: the node of a function of the files, None for other names.
        told: takes a note for the person.
    """

    def __init__(
        self,
        outputs: Mapping[str, list[str]],
        is_prediction: Callable[[ast.expr], bool],
        converts: Callable[[str], bool],
        functions: Callable[[ast.expr], Json | None],
        told: Callable[[str, int | None], None],
    ) -> None:
        self._outputs, self._is_prediction, self._converts = dict(outputs), is_prediction, converts
        self._functions, self._told = functions, told
        self._assigned: str | None = None
        self._names: dict[str, Value | Result] = {}
        self._flow = Flow()

    def read(self, function: ast.FunctionDef | ast.AsyncFunctionDef, inputs: list[str], catch_all: str | None) -> Flow:
        """Follows a function. Raises NotReadError at the first statement that is no straight composition."""
        self._names = {name: Value(Port(START, name)) for name in inputs}
        self._inputs, self._catch_all = inputs, catch_all
        for statement in function.body:
            match statement:
                case ast.Expr(ast.Constant()) | ast.Pass():
                    pass
                case ast.Assign([ast.Name(name)], value) | ast.AnnAssign(ast.Name(name), _, ast.expr() as value):
                    self._assigned = name
                    self._names[name] = self._expression(value)
                case ast.Return(ast.expr() as value):
                    self._assigned = None
                    self._return(value)
                    return self._flow
                case ast.Expr(ast.Call(ast.Name("print"))):
                    self._told("a print is left out", statement.lineno)
                case _:
                    raise NotReadError(f"forward has {_kind(statement)}", statement.lineno)
        raise NotReadError("forward returns nothing", function.lineno)

    def _expression(self, node: ast.expr) -> Value | Result:
        match node:
            case ast.Name(name) if name in self._names:
                return self._names[name]
            case ast.Call(ast.Attribute(ast.Name("self"), name), arguments, keywords):
                return self._call(name, arguments, keywords, node)
            case ast.Call(ast.Attribute(ast.Attribute(ast.Name("self"), name), "forward"), arguments, keywords):
                return self._call(name, arguments, keywords, node)
            case ast.Call(ast.Name(function), [inner], []) if function in ("str", "float") or self._converts(function):
                value = self._value(inner)
                if value.through:
                    raise NotReadError(f'forward works something out ("{ast.unparse(node)[:60]}")', node.lineno)
                return Value(value.port, "text" if function not in ("float", "str") else function)
            case ast.Call(ast.Name() | ast.Attribute() as name, arguments, keywords) if not self._of_self(name):
                return self._function(name, arguments, keywords, node)
            case ast.Attribute(owner, name):
                return self._output(owner, name, node)
            case ast.Subscript(owner, ast.Constant(str() as name)):
                if isinstance(owner, ast.Name) and owner.id == self._catch_all:
                    if name not in self._inputs:
                        self._inputs.append(name)
                    return Value(Port(START, name))
                return self._output(owner, name, node)
        raise NotReadError(f'forward works something out ("{ast.unparse(node)[:60]}")', node.lineno)

    def _value(self, node: ast.expr) -> Value:
        found = self._expression(node)
        if isinstance(found, Result):
            raise NotReadError("forward passes on a whole prediction", node.lineno)
        return found

    def _output(self, owner: ast.expr, name: str, node: ast.expr) -> Value:
        found = self._expression(owner)
        if not isinstance(found, Result) or name not in self._outputs[found.node]:
            raise NotReadError(f'forward works something out ("{ast.unparse(node)[:60]}")', node.lineno)
        return Value(Port(found.node, name))

    def _call(self, name: str, arguments: list[ast.expr], keywords: list[ast.keyword], node: ast.expr) -> Result:
        if name not in self._outputs:
            raise NotReadError(f'forward calls "self.{name}", which is no module', node.lineno)
        if name in self._flow.called:
            raise NotReadError(f'forward calls "self.{name}" more than once', node.lineno)
        if arguments:
            raise NotReadError(f'"self.{name}" is called without the names of its inputs', node.lineno)
        for keyword in keywords:
            if keyword.arg is None:
                raise NotReadError(f'"self.{name}" takes its inputs from elsewhere', node.lineno)
            self._flow.links[Port(name, keyword.arg)] = self._value(keyword.value)
        self._flow.called.append(name)
        return Result(name)

    def _of_self(self, name: ast.expr) -> bool:
        while isinstance(name, ast.Attribute):
            name = name.value
        return not isinstance(name, ast.Name) or name.id == "self" or name.id in self._names

    def _function(
        self, name: ast.expr, arguments: list[ast.expr], keywords: list[ast.keyword], node: ast.expr
    ) -> Value | Result:
        """A call of a function of the files: a node of its own, named as what it is assigned to."""
        assigned, self._assigned = self._assigned, None
        made = self._functions(name)
        if made is None:
            raise NotReadError(f'forward works something out ("{ast.unparse(node)[:60]}")', node.lineno)
        fields = [str(f["name"]) for f in made["inputs"]]
        if len(arguments) > len(fields) or any(k.arg is None for k in keywords):
            raise NotReadError(f'"{ast.unparse(name)[:60]}" takes its arguments from elsewhere', node.lineno)
        given = dict(zip(fields, arguments, strict=False)) | {str(k.arg): k.value for k in keywords}
        values = {field: self._value(value) for field, value in given.items()}
        made["inputs"] = [f for f in made["inputs"] if f["name"] in given]  # those left out have defaults
        wanted = (assigned or ast.unparse(name).rpartition(".")[2]).removesuffix("_result")
        id_ = node_id(wanted, {*self._outputs, *self._flow.functions})
        self._flow.functions[id_] = made
        self._outputs[id_] = [str(f["name"]) for f in made["outputs"]]
        self._flow.links |= {Port(id_, field): value for field, value in values.items()}
        self._flow.called.append(id_)
        return Result(id_) if made["kind"] == "code" else Value(Port(id_, self._outputs[id_][0]))

    def _return(self, node: ast.expr) -> None:
        if isinstance(node, ast.Call) and self._is_prediction(node.func):
            if node.args:
                raise NotReadError("forward builds its prediction from elsewhere", node.lineno)
            for keyword in node.keywords:
                if keyword.arg is None:
                    raise NotReadError("forward builds its prediction from elsewhere", node.lineno)
                self._flow.links[Port(END, keyword.arg)] = self._value(keyword.value)
                self._flow.outputs.append(keyword.arg)
            return
        found = self._expression(node)
        if not isinstance(found, Result):
            raise NotReadError("forward returns no prediction", node.lineno)
        self._flow.whole = found.node


def _kind(statement: ast.stmt) -> str:
    """What a statement is, for the person."""
    match statement:
        case ast.For() | ast.AsyncFor() | ast.While():
            return "a loop"
        case ast.If() | ast.Match():
            return "a condition"
        case ast.Try():
            return "a try"
        case ast.With() | ast.AsyncWith():
            return "a with block"
        case ast.Raise() | ast.Assert():
            return "a check of its own"
        case ast.FunctionDef() | ast.ClassDef():
            return "a function of its own"
    return f'a step that is no call of a module ("{ast.unparse(statement).split(chr(10))[0][:60]}")'
