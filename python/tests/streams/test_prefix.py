"""Every beginning of a valid value is accepted, and the first character that no valid value has is named."""

from __future__ import annotations

import enum
import json
from typing import Any, Literal

import dspy
import pydantic
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dspex_worker.streams.typed import AnswerCheck, field_check

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


class Stop(pydantic.BaseModel):
    place: str
    minutes: int
    kind: Literal["hub", "door"] = "hub"


class Color(enum.Enum):
    RED = "red"
    BLUE = "blue"


def broken_at(annotation: Any, text: str, done: bool = True) -> int | None:
    check = field_check(annotation)
    assert check is not None
    for char in text:
        check.take(char)
    check.take("", done)
    return check.broken_at


@settings(max_examples=120, deadline=None)
@given(value=json_values, indent=st.sampled_from([None, 0, 2]))
def test_every_beginning_of_valid_json_can_be_completed(value: Any, indent: int | None) -> None:
    text = json.dumps({"v": value}, indent=indent)
    assert broken_at(dict[str, Any], text) is None
    for size in range(len(text)):
        check = field_check(dict[str, Any])
        assert check is not None
        check.take(text[:size])
        assert check.broken_at is None


@settings(max_examples=120, deadline=None)
@given(value=json_values, at=st.integers(0, 200), char=st.sampled_from('{}[]",:x1-.tn\x01'))
def test_what_is_called_broken_is_no_json(value: Any, at: int, char: str) -> None:
    text = json.dumps({"v": value})
    at %= len(text)
    changed = text[:at] + char + text[at + 1 :]
    try:
        valid = isinstance(json.loads(changed, strict=False), dict)
    except ValueError:
        valid = False
    assert (broken_at(dict[str, Any], changed) is None) == valid


@pytest.mark.parametrize(
    ("annotation", "text", "at"),
    [
        (bool, "true", None),
        (bool, " True\n", None),
        (bool, "maybe", 0),
        (bool, "trust", 3),
        (int, "42", None),
        (int, "-7.0", None),
        (int, "4.2", 2),
        (int, "12 apples", 3),
        (float, "1e-3", None),
        (float, "1.2.3", 3),
        (float, ".5", 0),
        (Literal["low", "high"], "hi", 2),
        (Literal["low", "high"], "'high'  ", None),
        (Literal["low", "high"], "highway", 4),
        (Literal[1, 2], "2", None),
        (Color, "BLUE", None),
        (Color, "green", 0),
        (list[int], "[1, 2, 3]", None),
        (list[int], '[1, "2"]', 4),
        (list[int], "```json\n[1]\n```", None),
        (list[str], '["a", "b"', 9),
        (int | None, "null", None),
        (int | None, "12", None),
        (int | None, "nil", 1),
        (Stop, '{"place": "Graz", "minutes": 12}', None),
        (Stop, '{"place": "Graz", "minutes": "soon"}', 29),
        (Stop, '{"place": "Graz"}', 16),
        (Stop, '{"place": "Graz", "minutes": 1, "kind": "house"}', 42),
        (list[Stop], '[{"place": "Graz", "minutes": 1}, 5]', 34),
    ],
)
def test_the_first_character_that_no_valid_value_has_is_named(annotation: Any, text: str, at: int | None) -> None:
    assert broken_at(annotation, text) == at


@pytest.mark.parametrize("annotation", [str, Any, str | None, dspy.Code])
def test_any_text_will_do_for_text(annotation: Any) -> None:
    assert field_check(annotation) is None


REPLY = dspy.make_signature(
    {"ticket": (str, dspy.InputField()), "reply": (str, dspy.OutputField()), "refund": (bool, dspy.OutputField())}
)


def test_an_answer_in_json_is_checked_by_the_types_of_its_fields() -> None:
    check = AnswerCheck(REPLY)
    head = 'Here it is:\n```json\n{"reply": "We {looked} into it \\"again\\"", "refund": '
    check.take(head)
    assert check.broken_at is None
    assert check.member == "refund"
    check.take("maybe")
    assert check.broken_at == len(head)
    assert check.expected == "true or false"


def test_a_field_that_is_missing_breaks_the_answer_where_the_object_ends() -> None:
    check = AnswerCheck(REPLY)
    check.take('{"reply": "Yes."}')
    assert check.broken_at == 16
    assert "refund" in check.expected
    whole = AnswerCheck(REPLY)
    whole.take('{"refund": false, "reply": 7} and more', done=True)
    assert whole.broken_at is None
