"""A value of a type, as source: what the exported file calls the program with."""

from __future__ import annotations

from dspex_worker import types
from dspex_worker.fields import Records
from dspex_worker.pytext import literal
from dspex_worker.types import Simple

_SIMPLE = {"int": "1", "float": "1.0", "bool": "True", "any": "None", "history": "dspy.History(messages=[])"}


def example_of(kind: types.Type, records: Records) -> str:
    """The simplest value that the type allows; texts are left to fill in."""
    match kind:
        case Simple("code"):
            return 'dspy.Code(code="…")'
        case Simple("image" | "audio" | "file" as name):
            return f'dspy.{name.capitalize()}("…")'
        case Simple(name):
            return _SIMPLE.get(name, '"…"')
        case types.ListOf(_):
            return "[]"
        case types.DictOf(_):
            return "{}"
        case types.OptionalOf(_):
            return "None"
        case types.LiteralOf(values):
            return literal(values[0])
        case types.RecordOf(name):
            needed = [f for f in records.fields_of(name) if not isinstance(f.type, types.OptionalOf)]
            return f"{name}({', '.join(f'{f.name}={example_of(f.type, records)}' for f in needed)})"
