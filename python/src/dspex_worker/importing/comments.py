"""Comments that stand with the classes and fields of a file."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dspex_worker.importing.source import Source


def above(source: Source, node: ast.ClassDef) -> str:
    """What is said of a class: the comments between it and the statement before it, and behind its name."""
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    found: list[str] = []
    for line in range(first - 1, 0, -1):
        comment = source.comments.get(line)
        if not source.is_blank(line) and not (comment and comment.alone):
            break
        if comment and comment.column == node.col_offset:
            found.insert(0, comment.text)
    behind = source.comments.get(node.lineno)
    return "\n".join([*found, *([behind.text] if behind else [])])


def of_members(source: Source, node: ast.ClassDef) -> dict[int, str]:
    """What is said of each field of a class, by the line where the field begins.

    A comment belongs to the field that it stands behind or within, else to the next one, after the last to the last.
    """
    fields = [s for s in node.body if isinstance(s, ast.Assign | ast.AnnAssign)]
    found: dict[int, str] = {}
    before = node.lineno
    for field in fields:
        end = field.end_lineno or field.lineno
        last = _end_of_block(source, end, field.col_offset) if field is fields[-1] else end
        said = between(source, before, last)
        if said:
            found[field.lineno] = said
        before = end
    return found


def between(source: Source, first: int, last: int) -> str:
    """The comments from the line after ``first`` up to the line ``last``."""
    return "\n".join(_texts(source, first + 1, last))


def _texts(source: Source, first: int, last: int) -> Iterator[str]:
    for line in range(first, last + 1):
        if line in source.comments:
            yield source.comments[line].text


def _end_of_block(source: Source, line: int, column: int) -> int:
    """The last line after ``line`` with a comment that is indented as the block, with nothing else between."""
    last = line
    following = line + 1
    while following <= source.length:
        comment = source.comments.get(following)
        if comment and comment.alone and comment.column >= column:
            last = following
        elif not source.is_blank(following):
            break
        following += 1
    return last
