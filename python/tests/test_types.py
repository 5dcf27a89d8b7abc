"""The type grammar."""

from __future__ import annotations

from typing import Any, Literal, Optional

import dspy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dspex_worker import types
from dspex_worker.types import BadTypeError, DictOf, ListOf, LiteralOf, OptionalOf, RecordOf, Simple


@pytest.mark.parametrize(
    ("text", "kind", "python"),
    [
        ("str", Simple("str"), str),
        ("any", Simple("any"), Any),
        ("image", Simple("image"), dspy.Image),
        ("list[int]", ListOf(Simple("int")), list[int]),
        ("dict[str, list[bool]]", DictOf(ListOf(Simple("bool"))), dict[str, list[bool]]),
        ("optional[float]", OptionalOf(Simple("float")), Optional[float]),  # noqa: UP045
        ("literal['a', 'b\\'c', 3, true]", LiteralOf(("a", "b'c", 3, True)), Literal["a", "b'c", 3, True]),
        ("list[Thing]", ListOf(RecordOf("Thing")), list[dict]),
    ],
)
def test_reads(text: str, kind: types.Type, python: Any) -> None:
    assert types.parse(text, ["Thing"]) == kind
    assert types.python_type(kind, {"Thing": dict}) == python
    assert (
        eval(types.source(kind), {"dspy": dspy, "Any": Any, "Literal": Literal, "Optional": Optional, "Thing": dict})
        == python
    )


@pytest.mark.parametrize(
    "text",
    ["", "string", "list", "list[", "list[str", "list[str]]", "dict[int, str]", "dict[str]", "literal[]", "literal['a'",
     "literal['a\\n']", "str str", "os.system", "__import__('os')", "literal[1.5]", "Thing"],
)  # fmt: skip
def test_refuses(text: str) -> None:
    with pytest.raises(BadTypeError) as refused:
        types.parse(text)
    assert str(refused.value)


@given(st.lists(st.text(max_size=10) | st.integers() | st.booleans(), min_size=1, max_size=4))
def test_literals_survive_their_text(values: list[str | int | bool]) -> None:
    def written(value: str | int | bool) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        return str(value) if isinstance(value, int) else "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"

    text = f"literal[{', '.join(map(written, values))}]"
    parsed = types.parse(text)
    assert isinstance(parsed, LiteralOf)
    assert [(type(v), v) for v in parsed.values] == [(type(v), v) for v in values]


@pytest.mark.parametrize(
    ("origin", "target", "fits"),
    [("str", "str", True), ("int", "any", True), ("list[int]", "str", True), ("int", "optional[int]", True),
     ("int", "float", True), ("float", "int", False), ("optional[int]", "int", False), ("str", "int", False)],
)  # fmt: skip
def test_links(origin: str, target: str, fits: bool) -> None:
    assert types.linkable(types.parse(origin), types.parse(target)) is fits
