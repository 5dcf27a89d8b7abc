"""Names of programs, nodes and fields made from names of Python."""

from __future__ import annotations

import re
from collections.abc import Collection

from dspex_worker.validate import reserved_nodes


def node_id(name: str, taken: Collection[str] = ()) -> str:
    """A node id as near to a name as can be."""
    wanted = name.lstrip("_") or "step"
    number, found = 2, wanted
    while found in reserved_nodes() or found in taken or not found.isidentifier():
        found, number = f"{wanted}_{number}", number + 1
    return found


def snake(name: str) -> str:
    """``MultiHopSearch`` as ``multi_hop_search``."""
    words = re.sub(r"([a-z0-9])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])", r"\1\2_", name)
    return words.lower().strip("_") or "module"


def program_name(text: str) -> str:
    """A name of a program: ASCII letters, digits, ``_`` and ``-``, starting with a letter."""
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", text).strip("-_")
    return name if name[:1].isalpha() else f"program-{name}".rstrip("-")
