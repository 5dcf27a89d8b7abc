"""Whether what an LM wrote so far can still become a value of its field's type."""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, Protocol, Union, cast, get_args, get_origin

from dspex_worker.streams.prefix import END, BrokenError, Parser, Values, after_space


class Signature(Protocol):
    """What a check needs of a DSPy signature."""

    output_fields: Mapping[str, Any]


class Check:
    """Looks at one text as it arrives.

    Attributes:
        broken_at: the first character that no valid value has there; None while it can still become one.
        expected: what there must be instead; empty while nothing is broken.
    """

    def __init__(self, parser: Parser) -> None:
        self.broken_at: int | None = None
        self.expected = ""
        self._parser: Parser | None = parser
        self._at = 0
        next(parser)

    def take(self, text: str, done: bool = False) -> None:
        """A piece of the text; ``done`` says that it is the last."""
        for char in text:
            if self._parser is None:
                return
            self._send(char)
            self._at += 1
        if done and self._parser is not None:
            self._send(END)

    def _send(self, char: str) -> None:
        assert self._parser is not None
        try:
            self._parser.send(char)
        except StopIteration:
            self._parser = None
        except BrokenError as broken:
            self._parser, self.broken_at, self.expected = None, self._at, broken.expected


class AnswerCheck(Check):
    """A check of a whole answer that is one JSON object.

    Attributes:
        member: the field that is being written.
    """

    member = ""

    def __init__(self, signature: Signature) -> None:
        document = _document({name: info.annotation for name, info in signature.output_fields.items()})
        super().__init__(Values(document, self._began).first_object(document))

    def _began(self, name: str) -> None:
        self.member = name


def field_check(annotation: Any) -> Check | None:
    """A check of the text of one field; None where any text will do, or nobody can say."""
    parser = _parser_of(annotation)
    return None if parser is None else Check(parser())


@functools.lru_cache(maxsize=256)
def _parser_of(annotation: Any) -> Callable[[], Parser] | None:
    if _any_text(annotation):
        return None
    if get_origin(annotation) is Literal:
        forms = [form for value in get_args(annotation) for form in _written(value)]
        return lambda: _choice(forms)
    if isinstance(annotation, enum.EnumMeta):
        kind = cast("type[enum.Enum]", annotation)
        members = [form for member in kind for text in (member.name, member.value) for form in _written(text)]
        return lambda: _choice(members)
    schema = _schema(annotation)
    if schema is None:
        return None
    return lambda: Values(schema, python=True).among_text(schema)


def _any_text(annotation: Any) -> bool:
    """Whether DSPy takes any text for the type: text itself, its own types, and a choice between text and others."""
    import dspy

    if annotation in (str, Any):
        return True
    if isinstance(annotation, type):
        return issubclass(annotation, dspy.Type)
    several = get_origin(annotation) is Union or type(annotation).__name__ == "UnionType"
    return several and any(_any_text(part) for part in get_args(annotation))


def _schema(annotation: Any) -> Mapping[str, Any] | None:
    import pydantic

    try:
        schema: Mapping[str, Any] = pydantic.TypeAdapter(annotation).json_schema()
    except pydantic.errors.PydanticUserError:  # a type of the person's own that says nothing of its JSON
        return None
    return schema


def _document(annotations: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of an object with these members. Text fields take any value: DSPy makes text of it."""
    properties: dict[str, Any] = {}
    definitions: dict[str, Any] = {}
    for name, annotation in annotations.items():
        schema = None if _any_text(annotation) else _schema(annotation)
        definitions |= {} if schema is None else schema.get("$defs") or {}
        properties[name] = schema or {}
    return {"type": "object", "properties": properties, "required": list(annotations), "$defs": definitions}


def _written(value: object) -> Sequence[str]:
    return [str(value), f"'{value}'", f'"{value}"']


def _choice(forms: Sequence[str]) -> Parser:
    """One of the texts, with space around it."""
    char = yield from after_space()
    text = ""
    shown = ", ".join(forms[::3][:4])
    while char != END:
        text += char
        if not any(form.startswith(text) or form == text.rstrip() for form in forms):
            raise BrokenError(f"one of {shown}" if len(forms) > 3 else shown)
        char = yield
    if text.rstrip() not in forms:
        raise BrokenError(f"one of {shown}" if len(forms) > 3 else shown)
    return None
