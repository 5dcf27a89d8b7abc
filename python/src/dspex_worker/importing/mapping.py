"""Comprehensions over the items of a list: ``[self.x(text=item).label for item in items]`` is a map."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from dspex_worker.importing.findings import NotReadError
from dspex_worker.kinds import KINDS, SEVERAL
from dspex_worker.wire import Json


@dataclass(frozen=True)
class Item:
    """What a comprehension does with each item.

    Attributes:
        each: the name of the item.
        items: what it goes over.
        call: the call of a module for each item; None where it reads an output of each prediction of a list.
        output: the output that it takes of each prediction, empty for the predictions themselves.
    """

    each: str
    items: ast.expr
    call: ast.Call | None
    output: str


def item_of(node: ast.ListComp) -> Item:
    """Reads a comprehension. Raises NotReadError for one that is no map."""
    match node.generators:
        case [ast.comprehension(ast.Name(each), items, [], 0)]:
            pass
        case [ast.comprehension(_, _, [_, *_], _)]:
            raise NotReadError("forward leaves items of a list out", node.lineno)
        case _:
            raise NotReadError("forward goes over more than the items of one list", node.lineno)
    element, output = node.elt, ""
    match element:
        case ast.Attribute(owner, name) if not _is_self(owner):
            element, output = owner, name
        case ast.Subscript(owner, ast.Constant(str() as name)):
            element, output = owner, name
    match element:
        case ast.Name(name) if name == each and output:
            return Item(each, items, None, output)
        case ast.Call(ast.Attribute(ast.Name("self"), _)):
            return Item(each, items, element, output)
    raise NotReadError(f'forward works something out for each item ("{ast.unparse(node)[:60]}")', node.lineno)


def mapped_call(item: Item) -> tuple[str, str, list[ast.keyword]]:
    """The module that is called for each item, the input that takes the item, and the inputs with the whole list.

    Raises:
        NotReadError: where the item goes to no input as it is, to several, or is worked on.
    """
    call = item.call
    assert call is not None
    assert isinstance(call.func, ast.Attribute)
    name = call.func.attr
    takes = [k for k in call.keywords if isinstance(k.value, ast.Name) and k.value.id == item.each]
    others = [k for k in call.keywords if k not in takes]
    if call.args:
        raise NotReadError(f'"self.{name}" is called without the names of its inputs', call.lineno)
    if len(takes) != 1 or takes[0].arg is None:
        raise NotReadError(f'each item of the list does not go to one input of "self.{name}"', call.lineno)
    if any(isinstance(n, ast.Name) and n.id == item.each for k in others for n in ast.walk(k.value)):
        raise NotReadError(f'"self.{name}" is given something worked out of each item', call.lineno)
    over = ast.keyword(arg=takes[0].arg, value=item.items)
    return name, takes[0].arg, [over, *others]


def mapped(node: Json, over: str, line: int) -> Json:
    """The node that runs a node for each item of an input. Raises NotReadError where there is no such node."""
    kind = KINDS[node["kind"]]
    if not kind.signature or kind.inner or node["kind"] in SEVERAL:
        raise NotReadError(f'"{node["id"]}" runs for each item of a list, and is no plain DSPy module', line)
    if all(field["name"] != over for field in node["signature"]["inputs"]):
        raise NotReadError(f'"self.{node["id"]}" has no input "{over}"', line)
    return {**node, "kind": "Parallel", "inner": node["kind"], "over": over}


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"
