"""A Python file as a syntax tree. Nothing of it is run, compiled or imported."""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from dspex_worker.errors import Where, WorkerError

MAX_BYTES = 250_000
"""Largest file that is read: a program is far smaller, and a larger one takes over two seconds."""
_MAX_DEPTH = 150
"""Deepest nesting of expressions and blocks that is read."""


class Comment(NamedTuple):
    """A comment without its sign; ``alone`` where nothing stands before it on its line."""

    text: str
    column: int
    alone: bool


@dataclass(frozen=True)
class Source:
    """The text of a file, its tree, and the name the person knows it by."""

    name: str
    text: str
    tree: ast.Module

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def length(self) -> int:
        """Number of lines."""
        return len(self._lines)

    def is_blank(self, line: int) -> bool:
        return not self._lines[line - 1].strip()

    @cached_property
    def comments(self) -> dict[int, Comment]:
        """The comments by line."""
        found: dict[int, Comment] = {}
        if "#" not in self.text:
            return found
        try:
            for token in tokenize.generate_tokens(io.StringIO(self.text, newline="\n").readline):
                if token.type == tokenize.COMMENT:
                    line, column = token.start
                    text = token.string[1:].removeprefix(" ").rstrip()
                    found[line] = Comment(text, column, not token.line[:column].strip())
        except (tokenize.TokenError, SyntaxError):  # what ast reads and tokenize does not: without its comments
            return found
        return found

    def segment(self, node: ast.stmt) -> str:
        """The lines of a statement with its decorators and the comments right above it."""
        lines = self._lines
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
        while first > 1 and lines[first - 2].startswith("#"):
            first -= 1
        return "\n".join(lines[first - 1 : node.end_lineno])


def read_source(path: Path, shown_as: str | None = None) -> Source:
    """Reads a file. Raises WorkerError ``import_unreadable``, or as ``parse_source``."""
    name = shown_as or path.name
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(name)
        content = path.read_bytes()
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        return parse_source(content.decode(encoding), name)
    except (OSError, UnicodeError, SyntaxError, LookupError) as error:
        raise WorkerError(
            "import_unreadable",
            f"The file {name} cannot be read.",
            "Check that it exists and is a text file in UTF-8.",
            log=f"{type(error).__name__}: {error}",
            where=Where(file=name),
        ) from error


def parse_source(text: str, name: str) -> Source:
    """Parses Python. Raises WorkerError ``import_too_large`` or ``import_syntax`` with the line."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise _too_large(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a file's doubtful escapes are no matter of ours
            tree = ast.parse(text, name)
    except SyntaxError as error:
        raise _bad_syntax(name, error.msg, error.lineno, error) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise _bad_syntax(name, str(error) or "it is nested too deeply", None, error) from error
    _check_depth(tree, name)
    return Source(name, text, tree)


def _check_depth(tree: ast.AST, name: str) -> None:
    """Refuses what is nested so deeply that reading it would take all of the stack."""
    level: list[ast.AST] = [tree]
    for _ in range(_MAX_DEPTH):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return
    raise _bad_syntax(name, "it is nested too deeply", getattr(level[0], "lineno", None))


def _too_large(name: str) -> WorkerError:
    return WorkerError(
        "import_too_large",
        f"The file {name} is larger than {MAX_BYTES // 1000} kB.",
        "Put the program into a file of its own.",
        where=Where(file=name),
    )


def _bad_syntax(name: str, why: str, line: int | None, error: BaseException | None = None) -> WorkerError:
    place = f" at line {line}" if line else ""
    return WorkerError(
        "import_syntax",
        f"{name} is no valid Python{place}: {why}.",
        "Correct the file, then import it again.",
        log=f"{type(error).__name__}: {error}" if error else why,
        where=Where(file=name, line=line),
    )
