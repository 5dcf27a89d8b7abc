"""Statements that run under conditions, as nested ``if`` and ``match`` blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from dspex_worker.guards import Guard, Guards, conflict
from dspex_worker.program import Port
from dspex_worker.pytext import literal

_Step = tuple[Port, frozenset[str]] | Guard
"""What a block asks: one decision, or a guard of several cubes."""


@dataclass(frozen=True)
class Statement:
    """A line of source and when it runs."""

    guard: Guard
    text: str


class Blocks:
    """Writes statements.

    Args:
        guards: of the program.
        value: the source of a deciding port.
    """

    def __init__(self, guards: Guards, value: Callable[[Port], str]) -> None:
        self._guards, self._value = guards, value

    def lines(self, statements: Sequence[Statement]) -> Iterator[str]:
        """The lines, indented from nothing. Those of one branch stand together where nothing hinders it."""
        together: list[Statement] = []
        for statement in statements:
            places = [len(together)]
            while places[-1] and conflict(together[places[-1] - 1].guard, statement.guard):
                places.append(places[-1] - 1)
            best = max(places, key=lambda place: (_shared(together[:place], statement), place))
            together.insert(best, statement)
        yield from self._level([(_path(s.guard), s.text) for s in together])

    def _level(self, statements: Sequence[tuple[list[_Step], str]]) -> Iterator[str]:
        at = 0
        while at < len(statements):
            path, text = statements[at]
            if not path:
                yield text
                at += 1
                continue
            chain = _chain(statements[at:])
            at += sum(len(part) for _, part in chain)
            yield from self._chained(chain)

    def _chained(self, chain: list[tuple[_Step, list[tuple[list[_Step], str]]]]) -> Iterator[str]:
        steps = [step for step, _ in chain]
        heads = self._matched(steps) if _is_match(steps) else list(self._asked(steps))
        indent = "        " if _is_match(steps) else "    "
        if _is_match(steps):
            yield f"match {self._value(steps[0][0])}:"  # type: ignore[index]
        for head, (_, part) in zip(heads, chain, strict=True):
            yield f"{indent[4:]}{head}:"
            yield from (f"{indent}{line}" for line in self._level([(path[1:], text) for path, text in part]))

    def _asked(self, steps: list[_Step]) -> Iterator[str]:
        left: set[str] | None = None
        for number, step in enumerate(steps):
            if isinstance(step, tuple):
                left = set(self._guards.choices[step[0]]) if left is None else left
                left -= step[1]
            if number and left == set():
                yield "else"
            else:
                yield f"{'elif' if number else 'if'} {self._condition(step)}"

    def _condition(self, step: _Step) -> str:
        if isinstance(step, frozenset):
            cubes = sorted(step, key=repr)
            return " or ".join(" and ".join(self._condition(atom) for atom in cube) for cube in cubes)
        key, outputs = step
        value, known = self._value(key), self._guards.values(key)
        wanted = [known[name] for name in known if name in outputs]
        if wanted in ([True], [False]) and len(known) == 2:
            return value if wanted[0] else f"not {value}"
        if len(wanted) == 1:
            return f"{value} == {literal(wanted[0])}"
        return f"{value} in ({', '.join(map(literal, wanted))})"

    def _matched(self, steps: list[_Step]) -> list[str]:
        heads = []
        for step in steps:
            known = self._guards.values(step[0])  # type: ignore[index]
            wanted = [literal(known[name]) for name in known if name in step[1]]  # type: ignore[index]
            heads.append(f"case {' | '.join(wanted)}")
        return heads


def _path(guard: Guard) -> list[_Step]:
    if len(guard) == 1:
        (cube,) = guard
        return list(cube)
    return [guard]


def _shared(before: Sequence[Statement], statement: Statement) -> int:
    """How many of its blocks a statement shares with the one before it."""
    pairs = zip(_path(before[-1].guard), _path(statement.guard), strict=False) if before else ()
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _chain(statements: Sequence[tuple[list[_Step], str]]) -> list[tuple[_Step, list[tuple[list[_Step], str]]]]:
    """The statements at the front that one ``if`` or ``match`` takes, by branch."""
    chain: list[tuple[_Step, list[tuple[list[_Step], str]]]] = []
    for path, text in statements:
        if not path:
            break
        step = path[0]
        if chain and chain[-1][0] == step:
            chain[-1][1].append((path, text))
        elif not chain or all(_exclusive(step, other) for other, _ in chain):
            chain.append((step, [(path, text)]))
        else:
            break
    return chain


def _exclusive(a: _Step, b: _Step) -> bool:
    """Whether two decisions are by the same port and never both so."""
    return isinstance(a, tuple) and isinstance(b, tuple) and a[0] == b[0] and not a[1] & b[1]


def _is_match(steps: list[_Step]) -> bool:
    return len(steps) > 2
