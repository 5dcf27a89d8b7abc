"""Identity of candidates."""

from __future__ import annotations

from typing import Any

import dspy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dspex_worker.optimize.candidates import Candidates, loadable, state_of


class Program(dspy.Module):
    def __init__(self, instructions: str = "Answer.", demos: tuple[dict[str, Any], ...] = ()) -> None:
        super().__init__()
        self.step = dspy.Predict(dspy.Signature("question -> answer", instructions))
        self.step.demos = [dspy.Example(**demo) for demo in demos]


def test_equal_content_is_the_same_candidate() -> None:
    candidates = Candidates()
    first, new = candidates.add(Program("Answer.", ({"question": "a", "answer": "b"},)))
    again, known = candidates.add(Program("Answer.", ({"question": "a", "answer": "b"},)), ("c0",))

    assert (first.id, new, known) == ("c0", True, False)
    assert again is first


texts = st.text(max_size=12)
demos = st.lists(st.fixed_dictionaries({"question": texts, "answer": texts}), max_size=3)


@settings(max_examples=15, deadline=None)
@given(st.tuples(texts, demos), st.tuples(texts, demos))
def test_ids_tell_contents_apart(one: tuple[str, Any], other: tuple[str, Any]) -> None:
    candidates = Candidates()
    made = [candidates.add(Program(text or "x", tuple(shown)))[0].id for text, shown in (one, other)]
    same = ((one[0] or "x"), one[1]) == ((other[0] or "x"), other[1])

    # DSPy reads an instruction with its indentation taken off, so different texts may be one.
    assert made[0] == made[1] if same else (made[0] != made[1] or one[1] == other[1])


def test_a_state_is_kept_as_it_was() -> None:
    candidates, program = Candidates(), Program()
    candidate, _ = candidates.add(program)
    program.step.demos = [dspy.Example(question="a", answer="b")]

    assert candidate.state["step"]["demos"] == []
    assert candidates.find(program) is None


def test_a_state_carries_no_lm() -> None:
    program = Program()
    program.set_lm(dspy.LM("openai/any", api_key="secret-secret"))

    assert state_of(program)["step"]["lm"] is None
    assert program.step.lm is not None
    assert "secret" not in str(state_of(program))


def test_changed_prefixes_are_left_out() -> None:
    candidates, seed = Candidates(), Program()
    candidates.add(seed)
    other = Program("Answer well.")
    other.step.signature = other.step.signature.with_updated_fields("answer", prefix="So:")

    candidate, _ = candidates.add(other)

    assert candidate.state["step"]["signature"]["fields"] == state_of(seed)["step"]["signature"]["fields"]


def test_a_loadable_state_is_read_by_dspy(tmp_path: Any) -> None:
    import orjson

    path = tmp_path / "state.json"
    path.write_bytes(orjson.dumps(loadable(state_of(Program("Answer well.", ({"question": "a", "answer": "b"},))))))
    program = Program()
    program.load(path)

    assert program.step.signature.instructions == "Answer well."
    assert len(program.step.demos) == 1
    with pytest.raises(KeyError):
        Program().load_state({})
