"""Every adapter and every kind of field: values are read from the text the way the demonstrations show."""

import enum
from typing import Literal

import dspy
import pydantic
import pytest

ADAPTERS = [dspy.ChatAdapter, dspy.JSONAdapter, dspy.XMLAdapter]


class Order(pydantic.BaseModel):
    name: str
    amount: float
    day: str


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Read(dspy.Signature):
    """Read the order."""

    text: str = dspy.InputField()
    state: Literal["paid", "open"] = dspy.OutputField()
    paid: bool = dspy.OutputField()
    count: int = dspy.OutputField()
    tags: list[str] = dspy.OutputField()
    order: Order = dspy.OutputField()
    colour: Colour = dspy.OutputField()
    pieces: dict[str, int] = dspy.OutputField()
    amount: float | None = dspy.OutputField()
    buyer: str = dspy.OutputField()


class ReadAll(dspy.Signature):
    """List the orders."""

    text: str = dspy.InputField()
    orders: list[Order] = dspy.OutputField()


def text_of(name, amount, day, count, paid, colour):
    state = "already settled by card" if paid else "still waiting for money"
    return f"{name} ordered {count} {colour} lamps for ${amount} on {day}, {state}."


def demo(name, amount, day, count, paid, colour):
    return dspy.Example(
        text=text_of(name, amount, day, count, paid, colour),
        state="paid" if paid else "open",
        paid=paid,
        count=count,
        tags=["lamps", colour],
        order=Order(name=name, amount=amount, day=day),
        colour=Colour(colour),
        pieces={"lamps": count},
        amount=amount,
        buyer=name,
    ).with_inputs("text")


DEMOS = [
    demo("Anna Berg", 12.5, "2024-03-01", 3, True, "red"),
    demo("Tom Hill", 99.25, "2024-04-02", 2, False, "blue"),
    demo("Eva Lund", 20.75, "2023-01-09", 7, True, "red"),
    demo("Max Roth", 31.5, "2023-05-30", 4, False, "blue"),
]


@pytest.fixture(params=ADAPTERS, ids=lambda kind: kind.__name__)
def adapter(request, lm):
    with dspy.context(adapter=request.param()):
        yield request.param


def test_all_kinds_of_fields_follow_the_demonstrations(adapter):
    program = dspy.Predict(Read)
    program.demos = DEMOS
    found = program(text=text_of("Carl Moss", 45.5, "2025-06-07", 5, False, "blue"))
    assert (found.state, found.paid, found.count) == ("open", False, 5)
    assert sorted(found.tags) == ["blue", "lamps"]
    assert found.order == Order(name="Carl Moss", amount=45.5, day="2025-06-07")
    assert (found.colour, found.pieces, found.amount) == (Colour.BLUE, {"lamps": 5}, 45.5)
    assert found.buyer == "Carl Moss"


def test_without_demonstrations_the_names_and_types_of_fields_guide(adapter):
    found = dspy.Predict(Read)(text=text_of("Carl Moss", 45.5, "2025-06-07", 5, False, "blue"))
    assert found.order == Order(name="Carl Moss", amount=45.5, day="2025-06-07")
    assert (found.count, found.colour, found.buyer) == (5, Colour.BLUE, "Carl Moss")


def test_partly_supplied_demonstrations_teach_what_they_hold(adapter):
    program = dspy.Predict(Read)
    program.demos = [dspy.Example(text=row.text, buyer=row.buyer, colour=row.colour) for row in DEMOS]
    found = program(text=text_of("Carl Moss", 45.5, "2025-06-07", 5, False, "blue"))
    assert (found.buyer, found.colour) == ("Carl Moss", Colour.BLUE)


def test_lists_of_records_take_one_record_a_line(adapter):
    program = dspy.Predict(ReadAll)
    shown = [
        Order(name="Anna Berg", amount=12.5, day="2024-03-01"),
        Order(name="Tom Hill", amount=8.25, day="2024-04-02"),
    ]
    lines = [f"{order.name} ordered lamps for ${order.amount} on {order.day}." for order in shown]
    program.demos = [dspy.Example(text="Orders today.\n" + "\n".join(lines), orders=shown)]
    found = program(
        text="News first.\nCarl Moss ordered beds for $45.5 on 2025-06-07.\n"
        "Ida Noor ordered cups for $3.75 on 2025-06-08.\nThat is all."
    )
    assert found.orders == [
        Order(name="Carl Moss", amount=45.5, day="2025-06-07"),
        Order(name="Ida Noor", amount=3.75, day="2025-06-08"),
    ]


def test_limits_of_a_number_hold(lm):
    class Rate(dspy.Signature):
        """Rate the answer."""

        task: str = dspy.InputField()
        answer: str = dspy.InputField()
        score: int = dspy.OutputField(ge=1, le=5)

    rate = dspy.Predict(Rate)
    good = rate(task="name a red fruit", answer="a red fruit is the apple").score
    bad = rate(task="name a red fruit", answer="seventeen").score
    assert 1 <= bad < good <= 5


def test_a_question_is_answered_with_the_sentence_that_fits(lm):
    read = dspy.Predict("context, question -> answer")
    found = read(
        context="The tower was built in 1890. It is 300 metres high. Gustave designed it for the fair.",
        question="How high is it in metres?",
    )
    assert found.answer == "It is 300 metres high."


def test_a_user_s_own_summary_field_is_not_taken_for_a_proposer(lm):
    document = "Rain fell all day. The river rose and the river flooded the town after rain. Nobody was hurt."
    assert dspy.Predict("document -> summary")(document=document).summary in document


def test_reasoning_names_the_words_and_what_they_matched(lm):
    signature = dspy.Signature(
        {"text": (str, dspy.InputField()), "label": (Literal["billing", "shipping"], dspy.OutputField())},
        "refund, charge -> billing\nparcel -> shipping",
    )
    found = dspy.ChainOfThought(signature)(text="Where is the refund for that charge?")
    assert found.label == "billing"
    assert found.reasoning == "Words such as 'refund' and 'charge' point to billing, as the instruction says."
