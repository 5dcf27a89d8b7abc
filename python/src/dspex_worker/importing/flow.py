"""What ``forward`` of a module class does, as links between nodes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace

from dspex_worker.importing.findings import NotReadError
from dspex_worker.importing.found import Flow, Found, Nothing, Result, Results, Value
from dspex_worker.importing.mapping import item_of, mapped_call
from dspex_worker.importing.names import node_id
from dspex_worker.importing.paths import Choice, Path, case_values, condition, together, ways, without
from dspex_worker.program import END, START, Port
from dspex_worker.wire import Json

_MOST_WAYS = 60
"""Beyond this many values of one name the branches are no drawing any more."""
_DEEPEST = 12
"""Most decisions one within the other."""


class FlowReader:
    """Follows the statements of a body without loops; its branches must be choices between constants.

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
        self._names: dict[str, Found] = {}
        self._path: Path = ()
        self._ways: tuple[Path, ...] = ()
        self._flow = Flow()

    def read(self, function: ast.FunctionDef | ast.AsyncFunctionDef, inputs: list[str], catch_all: str | None) -> Flow:
        """Follows a function. Raises NotReadError at the first statement that is no composition of modules."""
        self._names = {name: (Value(Port(START, name)),) for name in inputs}
        self._inputs, self._catch_all = inputs, catch_all
        if not self._block(function.body):
            raise NotReadError("forward returns nothing", function.lineno)
        return self._flow

    def _block(self, statements: list[ast.stmt]) -> bool:
        """Whether every way through the statements returns; those behind a way that does run on the others."""
        before = self._path
        try:
            return any(self._statement(statement) for statement in statements)
        finally:
            self._path = before

    def _statement(self, statement: ast.stmt) -> bool:
        match statement:
            case ast.Expr(ast.Constant()) | ast.Pass():
                pass
            case ast.Assign([ast.Name(name)], value) | ast.AnnAssign(ast.Name(name), _, ast.expr() as value):
                self._assigned = name
                self._assign(name, self._expression(value))
            case ast.Return(ast.expr() as value):
                self._assigned = None
                self._return(value)
                return True
            case ast.If(ast.BoolOp(ast.Or()) as test, body, []):
                return self._either(ways(test, self._deciding), body)
            case ast.If(test, body, orelse):
                choices = condition(test, self._deciding)
                if len(choices) > 1 and orelse:
                    raise NotReadError("forward has an else of several conditions", statement.lineno)
                inverse = (choices[0].inverse(),) if len(choices) == 1 else None
                return self._branches([(tuple(choices), body), (inverse, orelse)])
            case ast.Match(subject, cases):
                return self._branches(self._cases(subject, cases))
            case ast.Expr(ast.Call(ast.Name("print"))):
                self._told("a print is left out", statement.lineno)
            case ast.Expr(ast.Call() as call):
                self._assigned = None
                self._expression(call)
            case _:
                raise NotReadError(f"forward has {_kind(statement)}", statement.lineno)
        return False

    def _cases(self, subject: ast.expr, cases: list[ast.match_case]) -> list[tuple[Path | None, list[ast.stmt]]]:
        """The branches of a ``match``, with an empty one for values of no case."""
        port, seen = self._deciding(subject), Choice(self._deciding(subject), frozenset(), negated=True)
        found: list[tuple[Path | None, list[ast.stmt]]] = []
        rest: list[ast.stmt] = []
        for case in cases:
            values = case_values(case.pattern)
            if case.guard is not None:
                raise NotReadError("forward has a case with a condition", case.guard.lineno)
            if values is None:
                rest = case.body
                break
            found.append(((Choice(port, values - seen.values),), case.body))
            seen = Choice(port, seen.values | values, negated=True)
        return [*found, ((seen,), rest)]

    def _branches(self, branches: list[tuple[Path | None, list[ast.stmt]]]) -> bool:
        """Follows each branch; what comes after them runs where none of them has returned."""
        before, returned = self._path, []
        for path, body in branches:
            reached = None if path is None else together(before, path)
            if reached is None:
                continue
            if len(reached) > _DEEPEST:
                raise NotReadError("its branches are nested too deeply", branches[0][1][0].lineno)
            self._path = reached
            if self._block(body):
                returned.append(reached)
        self._path = before
        for path in returned:
            left = without(self._path, path)
            if not left:
                return True
            if len(left) > 1:
                raise NotReadError("forward returns under several conditions", branches[0][1][0].lineno)
            self._path = left[0]
        return False

    def _either(self, paths: list[Path], body: list[ast.stmt]) -> bool:
        """Follows a body that runs on any of several paths; there are only calls in it."""
        simple = all(isinstance(statement, ast.Assign | ast.AnnAssign | ast.Expr) for statement in body)
        if self._ways or not simple:
            raise NotReadError("forward has branches within conditions joined by or", body[0].lineno)
        self._ways = tuple(way for path in paths if (way := together(self._path, path)) is not None)
        self._block(body)
        self._ways = ()
        return False

    def _deciding(self, node: ast.expr) -> Port:
        values = [found for found in self._expression(node) if isinstance(found, Value)]
        if len(values) != 1 or values[0].through:
            raise NotReadError(f'forward decides by something worked out ("{ast.unparse(node)[:60]}")', node.lineno)
        return values[0].port

    def _assign(self, name: str, found: Found) -> None:
        """A name stands for something from here on; where this path is not taken, for what it stood for before."""
        paths = self._ways or (self._path,)
        left = list(self._names.get(name, ()))
        for path in paths:
            left = [replace(old, when=when) for old in left for when in without(old.when, path)]
        here = [replace(n, when=when) for n in found for path in paths if (when := together(n.when, path)) is not None]
        if len(left) + len(here) > _MOST_WAYS:
            raise NotReadError(f'"{name}" is given values on too many ways', None)
        self._names[name] = (*left, *here)

    def _expression(self, node: ast.expr) -> Found:
        match node:
            case ast.Constant(None):
                return (Nothing(self._path),)
            case ast.Name(name) if name in self._names:
                paths = self._ways or (self._path,)
                return tuple(f for f in self._names[name] if any(together(f.when, p) is not None for p in paths))
            case ast.Call(ast.Attribute(ast.Name("self"), name), arguments, keywords):
                return (self._call(name, arguments, keywords, node),)
            case ast.Call(ast.Attribute(ast.Attribute(ast.Name("self"), name), "forward"), arguments, keywords):
                return (self._call(name, arguments, keywords, node),)
            case ast.Call(ast.Name(function), [inner], []) if function in ("str", "float") or self._converts(function):
                return tuple(self._converted(value, function, node) for value in self._values(inner))
            case ast.Call(ast.Name() | ast.Attribute() as name, arguments, keywords) if not self._of_self(name):
                return (self._function(name, arguments, keywords, node),)
            case ast.ListComp(
                ast.Attribute(ast.Name(item), "passage"), [ast.comprehension(ast.Name(each), owner, [], 0)]
            ) if item == each:
                return self._output(owner, "passages", node)
            case ast.ListComp():
                return self._for_each(node)
            case ast.Attribute(owner, name):
                return self._output(owner, name, node)
            case ast.Subscript(owner, ast.Constant(str() as name)):
                if isinstance(owner, ast.Name) and owner.id == self._catch_all:
                    if name not in self._inputs:
                        self._inputs.append(name)
                    return (Value(Port(START, name)),)
                return self._output(owner, name, node)
        raise NotReadError(f'forward works something out ("{ast.unparse(node)[:60]}")', node.lineno)

    def _converted(self, value: Value, function: str, node: ast.expr) -> Value:
        if value.through:
            raise NotReadError(f'forward works something out ("{ast.unparse(node)[:60]}")', node.lineno)
        return replace(value, through="text" if function not in ("float", "str") else function)

    def _values(self, node: ast.expr) -> tuple[Value, ...]:
        found = self._expression(node)
        values = tuple(value for value in found if isinstance(value, Value))
        if len(values) + sum(isinstance(value, Nothing) for value in found) < len(found) or not values:
            raise NotReadError("forward passes on a whole prediction", node.lineno)
        return values

    def _output(self, owner: ast.expr, name: str, node: ast.expr) -> Found:
        found = self._expression(owner)
        results = [result for result in found if isinstance(result, Result) and name in self._outputs[result.node]]
        if len(results) != len(found) or not results:
            raise NotReadError(f'forward works something out ("{ast.unparse(node)[:60]}")', node.lineno)
        return tuple(Value(Port(result.node, name), when=result.when) for result in results)

    def _for_each(self, node: ast.ListComp) -> Found:
        """A module that is called for each item of a list, or what its predictions hold."""
        item = item_of(node)
        if item.call is None:
            found = self._expression(item.items)
            results = [r for r in found if isinstance(r, Results) and item.output in self._outputs[r.node]]
            if len(results) != len(found) or not results:
                raise NotReadError(f'forward works something out ("{ast.unparse(node)[:60]}")', node.lineno)
            return tuple(Value(Port(r.node, item.output), when=r.when) for r in results)
        name, over, keywords = mapped_call(item)
        made = self._call(name, item.call.args, keywords, node)
        self._flow.maps[name] = over
        self._told(f'"self.{name}" runs for several items of "{over}" at the same time', node.lineno)
        if not item.output:
            return (Results(name, made.when),)
        if item.output not in self._outputs[name]:
            raise NotReadError(f'"self.{name}" has no output "{item.output}"', node.lineno)
        return (Value(Port(name, item.output), when=made.when),)

    def _call(self, name: str, arguments: list[ast.expr], keywords: list[ast.keyword], node: ast.expr) -> Result:
        if name not in self._outputs:
            raise NotReadError(f'forward calls "self.{name}", which is no module', node.lineno)
        if name in self._flow.paths:
            raise NotReadError(f'forward calls "self.{name}" more than once', node.lineno)
        if arguments:
            raise NotReadError(f'"self.{name}" is called without the names of its inputs', node.lineno)
        for keyword in keywords:
            if keyword.arg is None:
                raise NotReadError(f'"self.{name}" takes its inputs from elsewhere', node.lineno)
            self._flow.links[Port(name, keyword.arg)] = self._values(keyword.value)
        self._ran(name)
        return Result(name, self._path)

    def _ran(self, node: str) -> None:
        self._flow.paths[node] = self._path
        if self._ways:
            self._flow.ways[node] = self._ways

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
        if "server" in made:
            made["inputs"] = [{"name": str(k.arg), "type": "any", "description": ""} for k in keywords]
        fields = [str(f["name"]) for f in made["inputs"]]
        if len(arguments) > len(fields) or any(k.arg is None for k in keywords):
            raise NotReadError(f'"{ast.unparse(name)[:60]}" takes its arguments from elsewhere', node.lineno)
        given = dict(zip(fields, arguments, strict=False)) | {str(k.arg): k.value for k in keywords}
        values = {field: self._values(value) for field, value in given.items()}
        made["inputs"] = [f for f in made["inputs"] if f["name"] in given]  # those left out have defaults
        wanted = (assigned or ast.unparse(name).rpartition(".")[2]).removesuffix("_result")
        id_ = node_id(wanted, {*self._outputs, *self._flow.functions})
        self._flow.functions[id_] = made
        self._outputs[id_] = [str(f["name"]) for f in made["outputs"]]
        self._flow.links |= {Port(id_, field): value for field, value in values.items()}
        self._ran(id_)
        if made["kind"] == "code":
            return Result(id_, self._path)
        return Value(Port(id_, self._outputs[id_][0]), when=self._path)

    def _return(self, node: ast.expr) -> None:
        if isinstance(node, ast.Call) and self._is_prediction(node.func):
            if node.args:
                raise NotReadError("forward builds its prediction from elsewhere", node.lineno)
            for keyword in node.keywords:
                if keyword.arg is None:
                    raise NotReadError("forward builds its prediction from elsewhere", node.lineno)
                self._give(keyword.arg, self._values(keyword.value))
            return
        for found in self._expression(node):
            if not isinstance(found, Result):
                raise NotReadError("forward returns no prediction", node.lineno)
            path = together(found.when, self._path)
            if path is not None:
                self._flow.whole.append((found.node, path))

    def _give(self, output: str, values: tuple[Value, ...]) -> None:
        """An output of the program, on the path of this return."""
        given = [replace(v, when=when) for v in values if (when := together(v.when, self._path)) is not None]
        target = Port(END, output)
        self._flow.links[target] = (*self._flow.links.get(target, ()), *given)


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
