"""Python source for values and names: everything that a person typed is escaped here."""

from __future__ import annotations

import builtins
import inspect
import json
import keyword
import re
import unicodedata
from collections.abc import Iterable
from typing import Any


def literal(value: Any) -> str:
    """A JSON-like value as a Python expression; printable text in double quotes where it has none."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(k)}: {literal(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(literal, value)) + "]"
    return repr(value)


def _text(value: str) -> str:
    if not value.isprintable():
        return repr(value)
    if '"' in value and "'" not in value:
        return repr(value)
    return json.dumps(value, ensure_ascii=False)


def docstring(text: str, indent: str = "    ") -> str:
    """A docstring line (or lines) that Python and DSPy read back as ``text``, cleaned of its indentation."""
    lines = text.split("\n")
    plain = "\n".join([lines[0], *(f"{indent}{line}" if line.strip() else "" for line in lines[1:])])
    if len(lines) > 1:
        plain += f"\n{indent}"
    simple = "\\" not in plain and '"""' not in plain and not plain.endswith('"')
    if simple and plain.replace("\n", "").isprintable() and inspect.cleandoc(plain) == inspect.cleandoc(text):
        return f'{indent}"""{plain}"""'
    return f"{indent}{literal(text)}"


def comment(text: str, indent: str = "") -> list[str]:
    """Lines of a comment, none for an empty one; what a file cannot hold is replaced."""
    lines = re.split(r"\r\n|\r|\n", text) if text else []
    return [f"{indent}# {''.join(map(_held, line))}".rstrip() for line in lines]


def _held(sign: str) -> str:
    if "\ud800" <= sign < "\ue000":
        return "\ufffd"
    return sign if sign >= " " or sign == "\t" else " "


def class_name(text: str, fallback: str) -> str:
    """Words of a text as a class name."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text))  # as Python reads names
    name = "".join(word[:1].upper() + word[1:] for word in words)
    return name if name.isidentifier() and not keyword.iskeyword(name) else fallback


def keyword_arguments(given: Iterable[tuple[str, Any]]) -> str:
    return ", ".join(f"{name}={literal(value)}" for name, value in given)


class Names:
    """Hands out names that are not in use."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken) | set(dir(builtins))

    def within(self) -> Names:
        """The names of a function: those in use around it count, what it takes does not last."""
        return Names(self._taken)

    def free(self, name: str) -> bool:
        """Whether a name could be used as it is."""
        return name not in self._taken and not keyword.iskeyword(name)

    def new(self, wanted: str) -> str:
        """``wanted``, or with the first number that makes it free."""
        name, number = wanted, 2
        while not self.free(name):
            name, number = f"{wanted}_{number}", number + 1
        self._taken.add(name)
        return name
