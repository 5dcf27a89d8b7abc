"""Fields of signatures and records: their Python types, and values brought to them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

import pydantic

from dspex_worker import types
from dspex_worker.errors import Where, WorkerError
from dspex_worker.wire import Json, plain


@dataclass(frozen=True)
class FieldSpec:
    """One field: its type, what it is for, and its constraints (``ge``, ``max_length``, …)."""

    name: str
    type: types.Type
    python: Any
    description: str = ""
    constraints: Mapping[str, Any] = field(default_factory=dict)
    comment: str = ""

    @cached_property
    def adapter(self) -> pydantic.TypeAdapter[Any]:
        """Checks values against type and constraints."""
        kind = self.python
        if self.constraints:
            kind = Annotated[kind, pydantic.Field(**self.constraints)]
        return pydantic.TypeAdapter(kind, config=_config(self.python))

    def input(self, value: Any, project: Path, node: str | None = None) -> Any:
        """A value from a file or a form as this field's type. Raises WorkerError ``input_invalid``."""
        return self._checked(_prepared(self.type, value, project), "input_invalid", node)

    def output(self, value: Any, node: str | None = None) -> Any:
        """A produced value, checked. Raises WorkerError ``output_invalid``."""
        return self._checked(value, "output_invalid", node)

    def _checked(self, value: Any, code: str, node: str | None) -> Any:
        try:
            return self.adapter.validate_python(value)
        except pydantic.ValidationError as error:
            what = "input" if code == "input_invalid" else "output"
            of = f' of "{node}"' if node else ""
            raise WorkerError(
                code,
                f'The {what} "{self.name}"{of} {_reason(error)}.',
                "Change the value, or the type or the constraints of the field."
                if code == "input_invalid"
                else "Make the instruction clearer, loosen the constraint, or use another LM.",
                log=f"{self.name}: {error}",
                where=Where(node=node, field=self.name),
            ) from error


def _config(python: Any) -> pydantic.ConfigDict | None:
    if isinstance(python, type) and issubclass(python, pydantic.BaseModel):
        return None  # a model brings its own configuration
    return pydantic.ConfigDict(arbitrary_types_allowed=True)


def _reason(error: pydantic.ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    text = str(first["msg"])
    told = f"is not valid: {text[:1].lower()}{text[1:]}"
    return f"{told} (at {place})" if place else told


def _prepared(kind: types.Type, value: Any, project: Path) -> Any:
    """Texts of CSV files and forms as data, and paths as media, where the type asks for that."""
    import dspy

    if not isinstance(value, str):
        return value
    match kind:
        case types.OptionalOf(_) if value == "":
            return None
        case types.OptionalOf(item):
            return _prepared(item, value, project)
        case types.ListOf(_) | types.DictOf(_) | types.RecordOf(_) | types.Simple("history"):
            return _json(value)
        case types.LiteralOf(values):
            return next((v for v in values if str(plain(v)).lower() == value.lower() and not isinstance(v, str)), value)
        case types.Simple("image"):
            return dspy.Image(_located(value, project))
        case types.Simple("audio"):
            return dspy.Audio.from_url(value) if "://" in value else dspy.Audio.from_file(_located(value, project))
        case types.Simple("file"):
            return dspy.File.from_path(_located(value, project))
        case types.Simple("code"):
            return dspy.Code(code=value)
    return value


def _located(value: str, project: Path) -> str:
    return str(project / value) if (project / value).is_file() else value


def _json(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


class Records:
    """The named records of a program as Pydantic models.

    Raises:
        WorkerError: ``type_invalid`` for an unknown type or records that contain each other.
    """

    def __init__(self, specs: Sequence[Json]) -> None:
        self._specs = {str(spec["name"]): spec for spec in specs}
        self.models: dict[str, Any] = {}
        for name in self._specs:
            self._model(name, ())

    @property
    def names(self) -> list[str]:
        """Names in an order in which each record stands after those it uses."""
        return list(self.models)

    def field(self, spec: Json, node: str | None = None) -> FieldSpec:
        """A field record as a spec."""
        name = str(spec["name"])
        kind = self._parse(str(spec["type"]), node, name)
        return FieldSpec(
            name,
            kind,
            types.python_type(kind, self.models),
            str(spec.get("description") or ""),
            dict(spec.get("constraints") or {}),
            str(spec.get("comment") or ""),
        )

    def fields_of(self, record: str) -> list[FieldSpec]:
        return [self.field(spec, record) for spec in self._specs[record].get("fields") or ()]

    def description_of(self, record: str) -> str:
        return str(self._specs[record].get("description") or "")

    def comment_of(self, record: str) -> str:
        return str(self._specs[record].get("comment") or "")

    def _parse(self, text: str, node: str | None, name: str) -> types.Type:
        try:
            return types.parse(text, list(self._specs))
        except types.BadTypeError as error:
            raise WorkerError(
                "type_invalid",
                f'The type of the field "{name}" cannot be used: {error}.',
                where=Where(node=node, field=name),
            ) from error

    def _model(self, name: str, above: tuple[str, ...]) -> None:
        if name in self.models:
            return
        if name in above:
            raise WorkerError("type_invalid", f"The record types {', '.join(above)} contain each other.")
        spec = self._specs[name]
        for entry in spec.get("fields") or ():
            for used in types.record_names(self._parse(str(entry["type"]), name, str(entry["name"]))):
                self._model(used, (*above, name))
        members: dict[str, Any] = {}
        for member in self.fields_of(name):
            optional = isinstance(member.type, types.OptionalOf)
            info = pydantic.Field(
                default=None if optional else ..., description=member.description or None, **member.constraints
            )
            members[member.name] = (member.python, info)
        self.models[name] = pydantic.create_model(name, __doc__=spec.get("description") or None, **members)
