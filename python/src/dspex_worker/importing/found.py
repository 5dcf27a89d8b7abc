"""What ``forward`` of a module class was found to do."""

from __future__ import annotations

from dataclasses import dataclass, field

from dspex_worker.importing.paths import Path
from dspex_worker.program import Port
from dspex_worker.wire import Json


@dataclass(frozen=True)
class Value:
    """A value that comes from a port.

    Attributes:
        through: the conversion that the source writes around it, if any.
        when: the path on which a name stands for it.
    """

    port: Port
    through: str = ""
    when: Path = ()


@dataclass(frozen=True)
class Result:
    """The prediction of a node."""

    node: str
    when: Path = ()


@dataclass(frozen=True)
class Results:
    """The predictions of a node that runs for each item of a list, in the order of the items."""

    node: str
    when: Path = ()


@dataclass(frozen=True)
class Nothing:
    """``None``: what a name stands for where no branch gives it a value."""

    when: Path = ()


Found = tuple[Value | Result | Results | Nothing, ...]
"""What a name may stand for, each on its path."""


@dataclass
class Flow:
    """The links that a body makes, and the outputs it gives, in order.

    Attributes:
        links: what each port is given; of several values one arrives.
        paths: when each node runs.
        ways: for nodes under conditions joined by ``or``, the paths of which one must hold.
        functions: nodes of the functions that are called, by id.
        maps: nodes that run for each item of a list, to the input that takes the item.
        whole: the nodes whose predictions are returned as they are, with the paths of the returns.
    """

    links: dict[Port, tuple[Value, ...]] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    ways: dict[str, tuple[Path, ...]] = field(default_factory=dict)
    functions: dict[str, Json] = field(default_factory=dict)
    maps: dict[str, str] = field(default_factory=dict)
    whole: list[tuple[str, Path]] = field(default_factory=list)

    @property
    def called(self) -> list[str]:
        """The nodes in the order in which they run."""
        return list(self.paths)
