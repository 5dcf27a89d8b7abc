"""Whether a text can still become a value of a JSON schema, decided one character at a time.

A parser is a generator that is sent characters. It returns the character that no longer belongs to its value, or
None, and raises ``BrokenError`` at the first character that no valid value has there. What a schema says of lengths and
sizes is not looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any

Parser = Generator[None, str, str | None]
Schema = Mapping[str, Any]

_SPACE = frozenset(" \t\n\r")
_DIGITS = frozenset("0123456789")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_KEYWORDS = {"true": True, "false": False, "null": None}
_PYTHON = {"True": True, "False": False, "None": None}
END = ""
"""Sent once after the last character."""


class BrokenError(Exception):
    """No valid value has this character here.

    Attributes:
        expected: what there must be instead, for the person.
    """

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


class Values:
    """Parsers of the values of one schema document.

    Args:
        on_member: told the name of each member of the outermost object as it begins.
        python: whether ``True``, ``False`` and ``None`` do as well, as DSPy's adapters read them.
    """

    def __init__(
        self, document: Schema, on_member: Callable[[str], None] = lambda _: None, python: bool = False
    ) -> None:
        self._definitions: Mapping[str, Schema] = document.get("$defs") or {}
        self._on_member = on_member
        self._keywords = {**_KEYWORDS, **(_PYTHON if python else {})}

    def among_text(self, schema: Schema) -> Parser:
        """The one value of a field: space and a fence of code around it are no part of it."""
        char = yield from after_space()
        if char == "`":
            while char not in ("\n", END):
                char = yield
            char = yield from after_space()
        back = yield from self._value(self._resolved(schema), char, 0)
        char = back if back is not None else (yield)
        while char in _SPACE or char == "`":
            char = yield
        if char != END:
            raise BrokenError("nothing more")
        return None

    def first_object(self, schema: Schema) -> Parser:
        """The object that the answer begins with; what stands before and after it does not matter."""
        char = yield
        while char not in ("{", END):
            char = yield
        return (yield from self._value(self._resolved(schema), char, 0))

    def _resolved(self, schema: Schema) -> Schema:
        while True:
            if "$ref" in schema:
                schema = self._definitions.get(str(schema["$ref"]).rpartition("/")[2], {})
            elif len(schema.get("allOf") or ()) == 1:
                schema = schema["allOf"][0]
            else:
                return schema

    def _value(self, schema: Schema, char: str, depth: int) -> Parser:
        several = schema.get("anyOf") or schema.get("oneOf")
        if several:
            return (yield from self._any(several, char, depth))
        kinds = _kinds(schema)
        if char == '"' and "string" in kinds:
            return (yield from _string(_texts(schema)))
        if char == "{" and "object" in kinds:
            return (yield from self._object(schema, depth))
        if char == "[" and "array" in kinds:
            return (yield from self._array(schema, depth))
        if (char in _DIGITS or char == "-") and kinds & {"integer", "number"}:
            return (yield from _number(char, "number" not in kinds, _constants(schema)))
        for word in self._words(schema, kinds):
            if word[0] == char:
                return (yield from _word(word))
        raise BrokenError(expected(schema))

    def _words(self, schema: Schema, kinds: set[str]) -> list[str]:
        allowed = _constants(schema)
        return [
            word
            for word, value in self._keywords.items()
            if _kind(value) in kinds and (allowed is None or json.dumps(value) in allowed)
        ]

    def _any(self, several: Sequence[Schema], char: str, depth: int) -> Parser:
        """All alternatives at once. JSON itself says where a value ends, so that those that live end together."""
        alive: list[Parser] = []
        told: list[str] = []
        for schema in several:
            parser = self._value(self._resolved(schema), char, depth)
            try:
                next(parser)
            except BrokenError as broken:
                told.append(broken.expected)
            except StopIteration as ended:
                return ended.value  # type: ignore[no-any-return]
            else:
                alive.append(parser)
        while alive:
            char = yield
            left = []
            for parser in alive:
                try:
                    parser.send(char)
                    left.append(parser)
                except BrokenError as broken:
                    told.append(broken.expected)
                except StopIteration as ended:
                    return ended.value  # type: ignore[no-any-return]
            alive = left
        raise BrokenError(" or ".join(dict.fromkeys(told)))

    def _object(self, schema: Schema, depth: int) -> Parser:
        properties: Mapping[str, Schema] = schema.get("properties") or {}
        more = schema.get("additionalProperties", True)
        required = set(schema.get("required") or ())
        names = None if more is not False else list(properties)
        char = yield from after_space()
        if char != "}":
            while True:
                if char != '"':
                    raise BrokenError('a name in quotes, or "}"' if not required else "a name in quotes")
                name = yield from _text(names)
                if depth == 0:
                    self._on_member(name)
                required.discard(name)
                if (yield from after_space()) != ":":
                    raise BrokenError('":"')
                inner = properties.get(name, more if isinstance(more, Mapping) else {})
                char = yield from after_space()
                back = yield from self._value(self._resolved(inner), char, depth + 1)
                char = back if back is not None else (yield)
                while char in _SPACE:
                    char = yield
                if char == "}":
                    break
                if char != ",":
                    raise BrokenError('"," or "}"')
                char = yield from after_space()
        if required:
            raise BrokenError(f'"{sorted(required)[0]}", which is missing')
        return None

    def _array(self, schema: Schema, depth: int) -> Parser:
        items = schema.get("items")
        item: Schema = items if isinstance(items, Mapping) else {}
        char = yield from after_space()
        if char == "]":
            return None
        while True:
            back = yield from self._value(self._resolved(item), char, depth + 1)
            char = back if back is not None else (yield)
            while char in _SPACE:
                char = yield
            if char == "]":
                return None
            if char != ",":
                raise BrokenError('"," or "]"')
            char = yield from after_space()


def after_space() -> Generator[None, str, str]:
    char = yield
    while char in _SPACE:
        char = yield
    return char


def _string(allowed: Sequence[str] | None) -> Parser:
    yield from _text(allowed)
    return None


def _text(allowed: Sequence[str] | None) -> Generator[None, str, str]:
    """A JSON text after its first quote; one of ``allowed`` where that is given."""
    text = ""
    while True:
        char = yield
        if char == END:
            raise BrokenError("the end of the text in quotes")
        if char == '"':
            if allowed is not None and text not in allowed:
                raise BrokenError(_one_of(allowed))
            return text
        text += (yield from _escaped()) if char == "\\" else char
        if allowed is None:
            text = text if len(text) < 256 else ""  # only short texts are names
        elif not any(value.startswith(text) for value in allowed):
            raise BrokenError(_one_of(allowed))


def _escaped() -> Generator[None, str, str]:
    char = yield
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char != "u":
        raise BrokenError("an escape that JSON knows")
    digits = ""
    for _ in range(4):
        char = yield
        if char == END or char not in "0123456789abcdefABCDEF":
            raise BrokenError("four hexadecimal digits")
        digits += char
    return chr(int(digits, 16))


def _number(char: str, whole: bool, constants: Sequence[str] | None) -> Parser:
    """A JSON number; a whole one may have zeros after its point."""
    what = "a whole number" if whole else "a number"
    text, state = char, "sign" if char == "-" else "zero" if char == "0" else "integer"
    while True:
        char = yield
        if char in _DIGITS and state != "zero" and not (whole and state in ("point", "fraction") and char != "0"):
            state = {
                "sign": "zero" if char == "0" else "integer",
                "point": "fraction",
                "e": "power",
                "e sign": "power",
            }.get(state, state)
        elif char == "." and state in ("integer", "zero"):
            state = "point"
        elif char in ("e", "E") and state in ("integer", "zero", "fraction") and not whole:
            state = "e"
        elif char in ("+", "-") and state == "e":
            state = "e sign"
        elif state in ("integer", "zero", "fraction", "power") and not (char.isalnum() or char == "."):
            if constants is not None and text not in constants:
                raise BrokenError(_one_of(constants))
            return char
        else:
            raise BrokenError(what)
        text += char
        if constants is not None and not any(value.startswith(text) for value in constants):
            raise BrokenError(_one_of(constants))


def _word(word: str) -> Parser:
    for wanted in word[1:]:
        if (yield) != wanted:
            raise BrokenError(word)
    return None


def _kinds(schema: Schema) -> set[str]:
    if "const" in schema or "enum" in schema:
        return {_kind(value) for value in schema.get("enum", [schema.get("const")])}
    kind = schema.get("type")
    if kind is None:
        return {"string", "object", "array", "number", "boolean", "null"}
    return {kind} if isinstance(kind, str) else set(kind)


def _kind(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    return "string" if isinstance(value, str) else "integer" if isinstance(value, int) else "number"


def _constants(schema: Schema) -> list[str] | None:
    """The values that are allowed and are no texts, as JSON writes them; None where the schema names none."""
    if "const" not in schema and "enum" not in schema:
        return None
    return [json.dumps(value) for value in schema.get("enum", [schema.get("const")]) if _kind(value) != "string"]


def _texts(schema: Schema) -> list[str] | None:
    if "const" not in schema and "enum" not in schema:
        return None
    return [value for value in schema.get("enum", [schema.get("const")]) if isinstance(value, str)]


def expected(schema: Schema) -> str:
    """What a schema wants, for the person."""
    kinds = _kinds(schema)
    if "const" in schema or "enum" in schema:
        return _one_of([str(value) for value in schema.get("enum", [schema.get("const")])])
    names = {
        "string": "a text in quotes",
        "object": "an object",
        "array": "a list",
        "integer": "a whole number",
        "number": "a number",
        "boolean": "true or false",
        "null": "null",
    }
    return "a JSON value" if len(kinds) > 2 else " or ".join(names[kind] for kind in names if kind in kinds)


def _one_of(allowed: Sequence[str]) -> str:
    shown = ", ".join(allowed[:4])
    return f"one of {shown}{', …' if len(allowed) > 4 else ''}" if len(allowed) > 1 else shown
