"""The type grammar of programs: text to types, types to Python types.

Never DSPy's string signatures: those import modules by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Optional

from dspex_worker.pytext import literal

SIMPLE = ("str", "int", "float", "bool", "any", "image", "audio", "file", "history", "code", "reasoning", "tool_calls")


class BadTypeError(ValueError):
    """A type text that is not of the grammar, or names an unknown record."""


@dataclass(frozen=True)
class Simple:
    name: str


@dataclass(frozen=True)
class ListOf:
    item: Type


@dataclass(frozen=True)
class DictOf:
    value: Type


@dataclass(frozen=True)
class OptionalOf:
    item: Type


@dataclass(frozen=True)
class LiteralOf:
    values: tuple[str | int | bool, ...]


@dataclass(frozen=True)
class RecordOf:
    name: str


Type = Simple | ListOf | DictOf | OptionalOf | LiteralOf | RecordOf

_TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^'\\]|\\.)*')|(?P<number>-?\d+)|(?P<name>[^\W\d]\w*)|(?P<sign>[\[\],]))")


class _Reader:
    def __init__(self, text: str, records: Sequence[str]) -> None:
        self._text, self._records = text, records
        self._at = 0

    def whole(self) -> Type:
        found = self.type()
        if self._text[self._at :].strip():
            raise BadTypeError(f'unexpected text "{self._text[self._at :].strip()}" in the type "{self._text}"')
        return found

    def type(self) -> Type:
        name = self._take("name")
        if name in ("list", "optional"):
            self._sign("[")
            item = self.type()
            self._sign("]")
            return ListOf(item) if name == "list" else OptionalOf(item)
        if name == "dict":
            self._sign("[")
            if self._take("name") != "str":
                raise BadTypeError(f'keys of a dict must be str in the type "{self._text}"')
            self._sign(",")
            value = self.type()
            self._sign("]")
            return DictOf(value)
        if name == "literal":
            return LiteralOf(self._values())
        if name in SIMPLE:
            return Simple(name)
        if name in self._records:
            return RecordOf(name)
        raise BadTypeError(f'unknown type "{name}"')

    def _values(self) -> tuple[str | int | bool, ...]:
        self._sign("[")
        values: list[str | int | bool] = []
        while True:
            values.append(self._value())
            if self._sign(",", "]") == "]":
                return tuple(values)

    def _value(self) -> str | int | bool:
        match = self._match()
        if match["text"] is not None:
            return re.sub(r"\\(.)", _unescape, match["text"][1:-1], flags=re.DOTALL)
        if match["number"] is not None:
            return int(match["number"])
        if match["name"] in ("true", "false"):
            return match["name"] == "true"
        raise BadTypeError(f'"{match[0].strip()}" is no literal value in the type "{self._text}"')

    def _sign(self, *expected: str) -> str:
        found = self._take("sign")
        if found not in expected:
            raise BadTypeError(f'expected "{expected[0]}" but found "{found}" in the type "{self._text}"')
        return found

    def _take(self, group: str) -> str:
        match = self._match()
        found = match[group]
        if found is None:
            raise BadTypeError(f'unexpected "{match[0].strip()}" in the type "{self._text}"')
        return str(found)

    def _match(self) -> re.Match[str]:
        match = _TOKEN.match(self._text, self._at)
        if match is None:
            raise BadTypeError(f'the type "{self._text}" is not complete')
        self._at = match.end()
        return match


def _unescape(match: re.Match[str]) -> str:
    if match[1] not in ("\\", "'"):
        raise BadTypeError(f'unknown escape "{match[0]}" in a literal')
    return match[1]


def parse(text: str, records: Sequence[str] = ()) -> Type:
    """Reads a type text. Raises BadTypeError with a message that quotes the text."""
    return _Reader(text, records).whole()


def python_type(kind: Type, records: Mapping[str, Any]) -> Any:
    """The Python type of a type; ``records`` holds the classes of the named records."""
    match kind:
        case Simple(name):
            return _simple(name)
        case ListOf(item):
            return list[python_type(item, records)]  # type: ignore[misc]
        case DictOf(value):
            return dict[str, python_type(value, records)]  # type: ignore[misc]
        case OptionalOf(item):
            return Optional[python_type(item, records)]  # noqa: UP045 - the type is a value here
        case LiteralOf(values):
            return Literal[values]
        case RecordOf(name):
            return records[name]


def _simple(name: str) -> Any:
    import dspy

    plain: dict[str, Any] = {"str": str, "int": int, "float": float, "bool": bool, "any": Any}
    if name in plain:
        return plain[name]
    return {
        "image": dspy.Image,
        "audio": dspy.Audio,
        "file": dspy.File,
        "history": dspy.History,
        "code": dspy.Code,
        "reasoning": dspy.Reasoning,
        "tool_calls": dspy.ToolCalls,
    }[name]


def source(kind: Type) -> str:
    """The type as Python source, for a file that imports ``dspy`` and from typing ``Any, Literal, Optional``."""
    return _shown(kind, _simple_source, "Optional", "Literal", literal)


def text(kind: Type) -> str:
    """The type as text of the grammar; ``parse`` reads it back."""
    return _shown(kind, str, "optional", "literal", _value_text)


def _shown(
    kind: Type,
    simple: Callable[[str], str],
    optional: str,
    one_of: str,
    value: Callable[[str | int | bool], str],
) -> str:
    def shown(inner: Type) -> str:
        return _shown(inner, simple, optional, one_of, value)

    match kind:
        case Simple(name):
            return simple(name)
        case RecordOf(name):
            return name
        case ListOf(item):
            return f"list[{shown(item)}]"
        case DictOf(item):
            return f"dict[str, {shown(item)}]"
        case OptionalOf(item):
            return f"{optional}[{shown(item)}]"
        case LiteralOf(values):
            return f"{one_of}[{', '.join(map(value, values))}]"


def _simple_source(name: str) -> str:
    if name in ("str", "int", "float", "bool"):
        return name
    return {"any": "Any", "tool_calls": "dspy.ToolCalls"}.get(name, f"dspy.{name.capitalize()}")


def _value_text(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def record_names(kind: Type) -> set[str]:
    """Names of the records that a type mentions."""
    match kind:
        case ListOf(inner) | DictOf(inner) | OptionalOf(inner):
            return record_names(inner)
        case RecordOf(name):
            return {name}
        case _:
            return set()


def typing_names(kind: Type) -> set[str]:
    """Names of the module ``typing`` that the source of a type needs."""
    match kind:
        case ListOf(inner) | DictOf(inner):
            return typing_names(inner)
        case OptionalOf(inner):
            return {"Optional"} | typing_names(inner)
        case LiteralOf(_):
            return {"Literal"}
        case Simple("any"):
            return {"Any"}
        case _:
            return set()


def linkable(origin: Type, target: Type) -> bool:
    """Whether a port of type ``origin`` may feed one of type ``target``."""
    if origin == target or target in (Simple("any"), Simple("str")):
        return True
    if isinstance(target, OptionalOf) and target.item == origin:
        return True
    return (origin, target) == (Simple("int"), Simple("float"))
