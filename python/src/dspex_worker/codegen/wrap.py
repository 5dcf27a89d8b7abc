"""Long lines of generated Python broken at their brackets, in the manner of ``ruff format``."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Iterator
from itertools import pairwise

WIDTH = 100
"""Longest line in characters; a text that is longer by itself stays whole."""


def wrapped_source(source: str) -> str:
    """A whole file; the lines of long texts stay as they are."""
    within: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.start[0] < token.end[0]:
            within |= set(range(token.start[0], token.end[0] + 1))
    lines = source.split("\n")
    return "\n".join(line if number in within else wrapped(line) for number, line in enumerate(lines, 1))


def wrapped(line: str) -> str:
    """One logical line, broken where it is too long; comments at its end count and stay there."""
    if "\n" in line or len(line) <= WIDTH:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    pairs = list(_pairs(line))
    for start, end in reversed(pairs):
        head, body, tail = line[: start + 1], line[start + 1 : end], line[end:]
        if not body.strip() or (len(head) > WIDTH and (start, end) != pairs[0]):
            continue
        inner = f"{indent}    "
        if len(inner) + len(body) <= WIDTH:
            return "\n".join([head, f"{inner}{body}", f"{indent}{tail}"])
        items = [wrapped(f"{inner}{item.strip()}") for item in _items(body)]
        if len(items) == 1 and line[start] == "[" and line[:start][-1:].isidentifier():  # X[Y,] is X[(Y,)]
            return "\n".join([head, *items, f"{indent}{tail}"])
        return "\n".join([head, *(f"{item}," for item in items), f"{indent}{tail}"])
    return line


def _brackets(text: str) -> Iterator[tuple[str, int]]:
    """Brackets and commas outside of texts, with their places."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(text.strip()).readline):
            if token.type == tokenize.OP and token.string in "()[]{},":
                yield token.string, token.start[1] + len(text) - len(text.lstrip())
    except (tokenize.TokenError, IndentationError):  # the end of an unfinished expression
        return


def _pairs(line: str) -> Iterator[tuple[int, int]]:
    """Outermost brackets."""
    depth, start = 0, 0
    for sign, place in _brackets(line):
        if sign in "([{":
            start = place if depth == 0 else start
            depth += 1
        elif sign in ")]}":
            depth -= 1
            if depth == 0:
                yield start, place


def _items(body: str) -> Iterator[str]:
    """What the outermost commas separate."""
    depth, cuts = 0, [-1]
    for sign, place in _brackets(body):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            cuts.append(place)
    cuts.append(len(body))
    yield from (body[before + 1 : after] for before, after in pairwise(cuts) if body[before + 1 : after].strip())
