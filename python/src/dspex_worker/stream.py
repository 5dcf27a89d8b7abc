"""Tokens of an answer, told apart by output field while the answer arrives."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Protocol

from dspex_worker.boundary import LmCall
from dspex_worker.wire import Json

_HEADER = re.compile(r"^[^\S\n]*\[\[ ## (\w+) ## \]\]", re.MULTILINE)
_PART_OF_ENTITY = re.compile(r"&[#\w]*$")
_LONGEST_HEADER = 80


class FieldSplitter(Protocol):
    """Splits one answer into fields."""

    def values(self, text: str, done: bool) -> Mapping[str, str]:
        """The fields so far: each value is a prefix of its final one."""


class _Chat:
    """``[[ ## field ## ]]`` headers."""

    def __init__(self, fields: Sequence[str]) -> None:
        self._fields = fields

    def values(self, text: str, done: bool) -> Mapping[str, str]:
        found: dict[str, str] = {}
        heads = list(_HEADER.finditer(text))
        for head, following in zip_longest(heads, heads[1:]):
            value = text[head.end() : following.start() if following else len(text)]
            if following is None and not done:
                value = _without_tail(value, "[[ ## ")
            if head[1] in self._fields and head[1] not in found:
                found[head[1]] = value.strip()
        return found


class _Xml:
    """``<field>`` and ``</field>`` tags; text without its escapes, nested elements as they are written."""

    def __init__(self, fields: Sequence[str]) -> None:
        self._fields = fields

    def values(self, text: str, done: bool) -> Mapping[str, str]:  # noqa: ARG002
        found: dict[str, str] = {}
        for name in self._fields:
            start = text.find(f"<{name}>")
            if start < 0:
                continue
            value = text[start + len(name) + 2 :]
            end = value.find(f"</{name}>")
            value = value[:end] if end >= 0 else _PART_OF_ENTITY.sub("", _without_tail(value, f"</{name}>"))
            found[name] = value.strip() if "<" in value else html.unescape(value).strip()
        return found


class _JsonObject:
    """The members of one JSON object; text values without their quotes and escapes."""

    def __init__(self, fields: Sequence[str]) -> None:
        self._fields = fields

    def values(self, text: str, done: bool) -> Mapping[str, str]:
        from pydantic_core import from_json

        start = text.find("{")
        if start < 0:
            return {}
        try:
            parsed = from_json(text[start:].rstrip("`\n "), allow_partial="trailing-strings")
        except ValueError:
            return {}
        if not isinstance(parsed, dict):
            return {}
        # a member that is no text is told once it is whole
        names = list(parsed)
        whole = names if done else names[:-1]
        return {
            name: value.strip() if isinstance(value, str) else _compact(value)
            for name, value in parsed.items()
            if name in self._fields and (isinstance(value, str) or name in whole)
        }


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _without_tail(value: str, mark: str) -> str:
    """``value`` without an end that may become ``mark``, and without a header that is not complete."""
    at = value.rfind(mark[:2] if mark.startswith("[[") else "</")
    if at >= 0 and len(value) - at <= _LONGEST_HEADER and (mark.startswith(value[at:]) or value[at:].startswith(mark)):
        return value[:at]
    for size in range(min(len(mark), len(value)), 0, -1):
        if mark.startswith(value[-size:]):
            return value[:-size]
    return value


_SPLITTERS: dict[str, Callable[[Sequence[str]], FieldSplitter]] = {
    "ChatAdapter": _Chat,
    "XMLAdapter": _Xml,
    "JSONAdapter": _JsonObject,
}


class FieldPieces:
    """Splits one answer into pieces of its fields as it arrives.

    The texts of a text field joined are the field's value as the adapter will read it; of any
    other field, its value as the LM wrote it.

    Attributes:
        text: the answer so far.
    """

    def __init__(self, adapter: str, fields: Sequence[str]) -> None:
        self.text = ""
        self._splitter = _SPLITTERS[adapter](fields)
        self._sent: dict[str, str] = {}
        self._ended: set[str] = set()

    def take(self, text: str) -> list[tuple[str, str, bool]]:
        """What a piece of the answer adds: field, text, and whether the field is whole; an empty piece ends the
        answer."""
        self.text += text
        done = text == ""
        values = self._splitter.values(self.text, done)
        names = list(values)
        pieces = []
        for name, value in values.items():
            last = done or name != names[-1]
            before = self._sent.get(name, "")
            if name in self._ended or not value.startswith(before) or (value == before and not last):
                continue
            self._sent[name] = value
            if last:
                self._ended.add(name)
            pieces.append((name, value[len(before) :], last))
        return pieces


def can_stream(adapter: str) -> bool:
    """Whether the fields of an adapter's answers can be told apart while they arrive."""
    return adapter in _SPLITTERS


class TokenStream:
    """Turns pieces of answers into ``token`` events. One instance serves the calls of one job, or of a lane of it."""

    def __init__(self, adapter: str, emit: Callable[[Json], None], lane: str | None = None) -> None:
        self._adapter, self._emit, self._lane = adapter, emit, lane
        self._answers: dict[str, FieldPieces] = {}

    def receive(
        self,
        call: str,
        about: LmCall,
        text: str,
        logprobs: Sequence[float] = (),  # noqa: ARG002 - as a text sink is called
    ) -> list[tuple[str, str, bool]]:
        """A piece of the answer of a call, and what it adds to the fields; an empty one ends it."""
        answer = self._answers.get(call)
        if answer is None:
            fields = list(getattr(about.signature, "output_fields", ()))
            answer = self._answers[call] = FieldPieces(self._adapter, fields)
        pieces = answer.take(text)
        for field, piece, last in pieces:
            self._emit(
                {
                    "type": "token",
                    "id": call,
                    "node": about.node,
                    "field": field,
                    "text": piece,
                    "last": last,
                    "lane": self._lane,
                }
            )
        if text == "":
            del self._answers[call]
        return pieces
