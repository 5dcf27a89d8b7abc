"""Pydantic models as record types, enumerations as literals."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

from dspex_worker import types
from dspex_worker.importing import comments
from dspex_worker.importing.annotations import Annotations, Told
from dspex_worker.importing.constants import Constants
from dspex_worker.importing.fields import field_arguments, field_record
from dspex_worker.importing.findings import NotReadError
from dspex_worker.importing.scope import Scope
from dspex_worker.wire import Json

_ENUMS = {"enum.Enum", "enum.StrEnum", "enum.IntEnum"}


class Models:
    """The record types that a program needs, each after those it uses.

    Attributes:
        records: as in program JSON.
    """

    def __init__(self, constants: Constants, told: Told) -> None:
        self._constants, self._told = constants, told
        self.annotations = Annotations(constants, self.type_of, told)
        self.records: list[Json] = []
        self._known: dict[str, tuple[Scope, ast.ClassDef]] = {}
        self._open: list[str] = []

    def type_of(self, scope: Scope, node: ast.ClassDef) -> types.Type:
        """The type that a class means in an annotation. Raises NotReadError for a class that is no data."""
        if is_enum(scope, node):
            return self._enum(scope, node)
        if not is_model(scope, node):
            raise NotReadError(f"{node.name} is no Pydantic model", node.lineno)
        self._record(scope, node)
        return types.RecordOf(node.name)

    def _record(self, scope: Scope, node: ast.ClassDef) -> None:
        known = self._known.get(node.name)
        if node.name in self._open:
            raise NotReadError(f"{node.name} contains itself", node.lineno)
        if known is not None:
            if known != (scope, node):
                raise NotReadError(f"there are two classes {node.name}", node.lineno)
            return
        self._open.append(node.name)
        fields = {str(record["name"]): record for record in self._fields(scope, node, 8)}
        self._open.pop()
        self._known[node.name] = (scope, node)
        text = ast.get_docstring(node, clean=False)
        description = inspect.cleandoc(text) if text else ""
        record = {"name": node.name, "description": description, "fields": list(fields.values())}
        comment = comments.above(scope.source, node)
        self.records.append({**record, "comment": comment} if comment else record)

    def _fields(self, scope: Scope, node: ast.ClassDef, depth: int) -> Iterator[Json]:
        for origin, base in scope.bases(node) if depth else ():
            yield from self._fields(origin, base, depth - 1)
        said = comments.of_members(scope.source, node)
        for statement in node.body:
            match statement:
                case ast.AnnAssign(ast.Name("model_config")) | ast.Assign([ast.Name("model_config")]):
                    self._told(f"the configuration of {node.name} is left out", statement.lineno)
                case ast.AnnAssign(ast.Name(name), annotation, value):
                    yield self._field(name, annotation, value, scope, said.get(statement.lineno, ""))
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    self._told(f"{node.name}.{statement.name} is left out: a record has no methods", statement.lineno)
                case ast.Expr(ast.Constant()) | ast.Pass():
                    pass
                case _:
                    raise NotReadError(f"{node.name} has more than fields", statement.lineno)

    def _field(self, name: str, annotation: ast.expr, value: ast.expr | None, scope: Scope, comment: str) -> Json:
        kind = self.annotations.type(annotation, scope)
        description, default = "", value is not None
        constraints: Json = {}
        if isinstance(value, ast.Call) and scope.dotted(value.func) in ("pydantic.Field", "pydantic.fields.Field"):
            description, constraints, default = field_arguments(value, self._constants, scope, self._told)
        if default and not isinstance(kind, types.OptionalOf):
            self._told(f'the default of "{name}" is left out: the LM must give a value', annotation.lineno)
        return field_record(name, kind, description, constraints, comment)

    def _enum(self, scope: Scope, node: ast.ClassDef) -> types.Type:
        values: list[str | int | bool] = []
        for statement in node.body:
            match statement:
                case ast.Assign([ast.Name(_)], value):
                    found = self._constants.value(value, scope)
                    if not isinstance(found, (str, int)):
                        raise NotReadError(f"{node.name} has values that are no text and no number", statement.lineno)
                    values.append(found)
        if not values:
            raise NotReadError(f"{node.name} has no values that are written out", node.lineno)
        self._told(f"the enumeration {node.name} is read as a literal of its values", node.lineno)
        return types.LiteralOf(tuple(dict.fromkeys(values)))


def is_model(scope: Scope, node: ast.ClassDef) -> bool:
    """Whether a class is a Pydantic model."""
    return _descends(scope, node, {"pydantic.BaseModel", "pydantic.main.BaseModel"})


def is_enum(scope: Scope, node: ast.ClassDef) -> bool:
    return _descends(scope, node, _ENUMS)


def _descends(scope: Scope, node: ast.ClassDef, roots: set[str], depth: int = 8) -> bool:
    for base in node.bases:
        if scope.dotted(base) in roots:
            return True
        found = scope.find(base) if depth else None
        if found is None or not isinstance(found.node, ast.ClassDef) or found.node is node:
            continue
        if _descends(found.scope, found.node, roots, depth - 1):
            return True
    return False
