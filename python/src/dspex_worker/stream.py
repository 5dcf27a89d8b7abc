"""Tokens of an answer, told apart by output field while the answer arrives."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from dspex_worker.boundary import LmCall
from dspex_worker.chat_stream import ChatPieces, without_tail
from dspex_worker.wire import Json

CHAT = "ChatAdapter"
_PART_OF_ENTITY = re.compile(r"&[#\w]*$")


class FieldSplitter(Protocol):
    """Splits one answer into fields."""

    def values(self, text: str, done: bool) -> Mapping[str, str]:
        """The fields so far: each value is a prefix of its final one."""


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
            value = value[:end] if end >= 0 else _PART_OF_ENTITY.sub("", without_tail(value, f"</{name}>"))
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


_SPLITTERS: dict[str, Callable[[Sequence[str]], FieldSplitter]] = {
    "XMLAdapter": _Xml,
    "JSONAdapter": _JsonObject,
}


class FieldPieces:
    """Splits one answer into pieces of its fields as it arrives.

    The texts of a text field joined are the field's value as the adapter will read it; of any
    other field, its value as the LM wrote it.
    """

    def __init__(self, adapter: str, fields: Sequence[str]) -> None:
        self._text = ""
        self._chat = ChatPieces(fields) if adapter == CHAT else None
        self._splitter = None if adapter == CHAT else _SPLITTERS[adapter](fields)
        self._sent: dict[str, str] = {}
        self._ended: set[str] = set()

    def take(self, text: str) -> list[tuple[str, str, bool]]:
        """What a piece of the answer adds: field, text, and whether the field is whole; an empty piece ends the
        answer."""
        if self._chat is not None:
            return self._chat.take(text)
        assert self._splitter is not None
        self._text += text
        done = text == ""
        values = self._splitter.values(self._text, done)
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
    return adapter == CHAT or adapter in _SPLITTERS


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
