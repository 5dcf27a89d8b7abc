"""ReAct and ReActV2 call the tools a question names, then finish with what they found."""

import warnings

import dspy
import pytest

ADAPTERS = [dspy.ChatAdapter, dspy.JSONAdapter, dspy.XMLAdapter]


def add(a: int, b: int) -> int:
    """Adds two numbers."""
    return a + b


def weather(city: str) -> str:
    """Tells the weather of a city."""
    return f"Sunny in {city}"


def capital(country: str) -> str:
    """Looks up the capital of a country."""
    return {"France": "Paris", "Norway": "Oslo"}[country]


QUESTIONS = [
    ("What is the weather in Oslo?", "Sunny in Oslo"),
    ("Please add 12 and 30.", "42"),
    ("Which capital does Norway have?", "Oslo"),
    ("What is the weather in Rome, and can you add 2 and 5?", "7; Sunny in Rome"),
]


@pytest.fixture(params=ADAPTERS, ids=lambda kind: kind.__name__)
def adapter(request, lm):
    with dspy.context(adapter=request.param()):
        yield


@pytest.mark.parametrize(("question", "answer"), QUESTIONS)
def test_react(adapter, question, answer):
    found = dspy.ReAct("question -> answer", tools=[add, weather, capital])(question=question)
    assert sorted(found.answer.split("; ")) == sorted(answer.split("; "))
    assert [value for key, value in found.trajectory.items() if key.startswith("tool_name")][-1] == "finish"


@pytest.mark.parametrize(("question", "answer"), QUESTIONS)
def test_react_v2(adapter, question, answer):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ReActV2 is marked experimental
        found = dspy.ReActV2("question -> answer", tools=[add, weather, capital])(question=question)
    assert sorted(found.answer.split("; ")) == sorted(answer.split("; "))
    assert found.termination_reason == "submit"


def test_a_typed_answer_is_read_from_the_observation(lm):
    assert dspy.ReAct("question -> total: int", tools=[add, weather])(question="Please add 12 and 30.").total == 42


def test_the_second_tool_may_be_asked_about_what_the_first_one_found(lm):
    found = dspy.ReAct("question -> answer", tools=[weather, capital])(
        question="How is the weather in the capital of France?"
    )
    assert "Sunny in Paris" in found.answer


def test_a_tool_that_fails_is_not_quoted(lm):
    def lookup(city: str) -> str:
        """Looks up the population of a city."""
        raise KeyError(city)

    found = dspy.ReAct("question -> answer", tools=[lookup])(question="What is the population of Rome?")
    assert "KeyError" not in found.answer
