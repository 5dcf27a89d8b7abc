"""A function that an LM wrote, with its tests, as the source of a code node."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from dspex_worker import types
from dspex_worker.errors import WorkerError
from dspex_worker.wire import Json

RESULT = "result"
"""The one output of such a node."""


@dataclass(frozen=True)
class Head:
    """Name and arguments of a function, as ``double(x: float) -> float`` says them.

    Attributes:
        inputs: the arguments as field records; what has no type of programs is ``any``.
        output: what it returns, a field record.
    """

    name: str
    inputs: tuple[Json, ...]
    output: Json

    @classmethod
    def read(cls, text: str) -> Head:
        """Raises WorkerError ``scaffold_invalid``."""
        try:
            (made,) = ast.parse(f"def {text.strip().removeprefix('def ').rstrip(': ')}: ...").body
        except (SyntaxError, ValueError) as error:
            raise _invalid(f'"{text.strip()}" is no function with its arguments.') from error
        if not isinstance(made, ast.FunctionDef):
            raise _invalid(f'"{text.strip()}" is no function with its arguments.')
        given = made.args
        if given.vararg or given.kwarg or given.posonlyargs or given.kwonlyargs or given.defaults or not given.args:
            raise _invalid("The function needs plain arguments, at least one.")
        if made.name in ("run", "test"):
            raise _invalid(f'"{made.name}" is a name that the node uses itself.')
        inputs = tuple(_field(argument.arg, argument.annotation) for argument in given.args)
        return cls(made.name, inputs, _field(RESULT, made.returns))

    def problem(self, code: str) -> str:
        """Why the code does not define the function with these arguments; empty where it does, or is no Python."""
        try:
            body = ast.parse(code).body
        except (SyntaxError, ValueError):
            return ""
        wanted = [str(field["name"]) for field in self.inputs]
        for statement in body:
            if isinstance(statement, ast.FunctionDef) and statement.name == self.name:
                named = [argument.arg for argument in statement.args.args]
                return "" if named == wanted else f"{self.name} takes {', '.join(named)}, not {', '.join(wanted)}."
        return f"The code defines no function {self.name}."

    def source(self, code: str, tests: Sequence[str]) -> str:
        """The code, the ``run`` of the node, and the tests as a function that nothing calls by itself."""
        names = [str(field["name"]) for field in self.inputs]
        call = f"{self.name}({', '.join(names)})"
        checks = "\n".join(f"    {line}" for test in tests for line in test.strip().splitlines())
        return (
            f'{code.strip()}\n\n\ndef run({", ".join(names)}):\n    return {{"{RESULT}": {call}}}\n'
            f"\n\ndef test_{self.name}():\n{checks}\n"
        )


def _field(name: str, annotation: ast.expr | None) -> Json:
    text = ast.unparse(annotation) if annotation is not None else "any"
    try:
        kind = types.text(types.parse(text))
    except (WorkerError, ValueError):
        kind = "any"
    return {"name": name, "type": kind, "description": ""}


def _invalid(message: str) -> WorkerError:
    return WorkerError("scaffold_invalid", message, "Write it as double(x: float) -> float.")
