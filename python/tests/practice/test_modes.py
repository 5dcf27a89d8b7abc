"""The modes misbehave as they say, and stay usable."""

from typing import Literal

import dspy
import pytest

from dspex_worker.practice import PracticeEngine, practice_lm
from dspex_worker.practice.modes import FLAKY_SHARE

from .synthetic import request_of

ADAPTERS = [dspy.ChatAdapter, dspy.JSONAdapter, dspy.XMLAdapter]
SIGNATURE = dspy.Signature(
    {"text": (str, dspy.InputField()), "label": (Literal["billing", "shipping"], dspy.OutputField())},
    "refund, charge -> billing\nparcel -> shipping",
)


def ask(program, mode, number, **settings):
    with dspy.context(lm=practice_lm(mode=mode).copy(**settings)):
        return program(text=f"Where is the refund for charge {number}?")


def test_flaky_fails_a_share_of_requests_with_retryable_errors():
    errors = []
    for number in range(200):
        try:
            ask(dspy.Predict(SIGNATURE), "flaky", number, num_retries=0)
        except dspy.LMError as error:
            errors.append(error)
    assert len(errors) == pytest.approx(200 * FLAKY_SHARE, abs=25)
    assert all(dspy.is_retryable_lm_error(error) for error in errors)
    assert {error.status for error in errors} == {429, 500}
    assert all(error.retry_after == 0.2 for error in errors)


def test_flaky_fails_the_same_requests_again_but_not_their_retries():
    engines = [PracticeEngine(mode="flaky") for _ in range(2)]
    request = request_of(dspy.Predict(SIGNATURE), text="refund")

    def outcomes(engine):
        found = []
        for _ in range(40):
            try:
                engine.complete(request)
                found.append("ok")
            except Exception as error:
                found.append(type(error).__name__)
        return found

    first, second = map(outcomes, engines)
    assert first == second
    assert {"ok", "RateLimitError", "ServerError"} == set(first)


@pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda kind: kind.__name__)
def test_rambling_talks_at_length_before_the_fields_and_is_still_parsed(adapter):
    with dspy.context(adapter=adapter()):
        steady = ask(dspy.ChainOfThought(SIGNATURE), "steady", 1)
        lm = practice_lm(mode="rambling")
        with dspy.context(lm=lm):
            rambling = dspy.ChainOfThought(SIGNATURE)(text="Where is the refund for charge 1?")
    assert rambling.label == steady.label
    assert lm.history[-1]["outputs"][0].startswith("Let me think about this at some length")
    assert lm.history[-1]["usage"]["completion_tokens"] > 100


@pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda kind: kind.__name__)
def test_repetitive_loops_the_reasoning_and_is_still_parsed(adapter):
    with dspy.context(adapter=adapter()):
        found = ask(dspy.ChainOfThought(SIGNATURE), "repetitive", 1)
    words = found.reasoning.split()
    assert found.label == "billing"
    assert words[-4:] * 10 == words[-40:]


def test_unknown_modes_and_paces_are_refused():
    with pytest.raises(ValueError, match="mode must be one of steady"):
        practice_lm(mode="drunk")
    with pytest.raises(ValueError, match="pace must be 0"):
        practice_lm(pace=-1)


def test_a_program_with_its_lm_is_saved_and_loaded(tmp_path):
    program = dspy.Predict(SIGNATURE)
    program.lm = practice_lm(seed=9, mode="rambling")
    program.save(tmp_path / "program.json")
    loaded = dspy.Predict(SIGNATURE)
    loaded.load(tmp_path / "program.json", allow_unsafe_lm_state=True)
    assert loaded(text="refund").label == "billing"
    assert loaded.lm.engine.dump_state() == {"seed": 9, "pace": 0.0, "mode": "rambling"}
