"""Pieces of the fields of one answer by the ChatAdapter, at the same cost however long the answer is."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADER = re.compile(r"^[^\S\n]*\[\[ ## (\w+) ## \]\]", re.MULTILINE)
_MARK = "[[ ## "
_LONGEST_HEADER = 80


class ChatPieces:
    """Splits an answer at its ``[[ ## field ## ]]`` headers; of a field that comes twice the first counts."""

    def __init__(self, fields: Sequence[str]) -> None:
        self._open = set(fields)
        self._field: str | None = None
        self._begun = False
        self._rest = ""
        self._new_line = True

    def take(self, text: str) -> list[tuple[str, str, bool]]:
        """What a piece of the answer adds: field, text, and whether the field is whole; an empty piece ends the
        answer."""
        pieces: list[tuple[str, str, bool]] = []
        self._rest += text
        while (head := self._head()) is not None:
            self._add(pieces, self._rest[: head.start()].rstrip(), True)
            self._field = head[1] if head[1] in self._open else None
            self._open.discard(head[1])
            self._begun = self._new_line = False
            self._rest = self._rest[head.end() :]
        if text == "":
            self._add(pieces, self._rest.rstrip(), True)
            self._field = None
            return pieces
        sure = without_tail(self._rest, _MARK).rstrip()
        if sure:
            self._add(pieces, sure, False)
            self._rest = self._rest[len(sure) :]
            self._new_line = False
        return pieces

    def _head(self) -> re.Match[str] | None:
        """The first header of the rest, which may begin within a line."""
        if "[[" not in self._rest:
            return None
        heads = _HEADER.finditer(self._rest)
        return next((head for head in heads if head.start() > 0 or self._new_line), None)

    def _add(self, pieces: list[tuple[str, str, bool]], text: str, last: bool) -> None:
        if self._field is None:
            return
        value = text if self._begun else text.lstrip()
        self._begun = self._begun or value != ""
        if value or last:
            pieces.append((self._field, value, last))


def without_tail(value: str, mark: str) -> str:
    """``value`` without an end that may become ``mark``, and without a header that is not complete."""
    at = value.rfind(mark[:2] if mark.startswith("[[") else "</")
    if at >= 0 and len(value) - at <= _LONGEST_HEADER and (mark.startswith(value[at:]) or value[at:].startswith(mark)):
        return value[:at]
    for size in range(min(len(mark), len(value)), 0, -1):
        if mark.startswith(value[-size:]):
            return value[:-size]
    return value
