"""Fields of signature classes and Pydantic models: the arguments of ``InputField`` and ``Field``."""

from __future__ import annotations

import ast
from typing import Any

from dspex_worker import types
from dspex_worker.importing.annotations import Told
from dspex_worker.importing.constants import Constants
from dspex_worker.importing.findings import NotReadError
from dspex_worker.importing.scope import Scope
from dspex_worker.validate import CONSTRAINTS
from dspex_worker.wire import Json

_IGNORED = {"prefix", "format", "parser", "json_schema_extra", "title", "examples", "alias", "frozen", "kw_only"}


def field_record(name: str, kind: types.Type, description: str, constraints: Json, comment: str = "") -> Json:
    """A field of program JSON."""
    record: Json = {"name": name, "type": types.text(kind), "description": description}
    if constraints:
        record["constraints"] = constraints
    return {**record, "comment": comment} if comment else record


def field_arguments(call: ast.Call, constants: Constants, scope: Scope, told: Told) -> tuple[str, Json, bool]:
    """Description, constraints, and whether the field has a default, of a call such as ``dspy.InputField(…)``.

    Raises:
        NotReadError: for arguments that change what the field is and that the workbench does not know.
    """
    description, constraints, default = "", {}, False
    for argument in call.args:
        default = default or not (isinstance(argument, ast.Constant) and argument.value is ...)
    for keyword in call.keywords:
        match keyword.arg:
            case None:
                raise NotReadError("a field takes its arguments from elsewhere", call.lineno)
            case "desc" | "description":
                description = constants.text(keyword.value, scope)
            case "default" | "default_factory":
                default = not (isinstance(keyword.value, ast.Constant) and keyword.value.value is ...)
            case key if key in CONSTRAINTS:
                constraints[key] = _number_or_text(constants.value(keyword.value, scope), key, call)
            case key:
                if key not in _IGNORED:
                    raise NotReadError(f'the workbench does not know "{key}" of a field', call.lineno)
                told(f'"{key}" of a field is left out', call.lineno)
    return description, constraints, default


def _number_or_text(value: Any, key: str, call: ast.Call) -> Any:
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return value
    raise NotReadError(f'the constraint "{key}" is no number and no text', call.lineno)
