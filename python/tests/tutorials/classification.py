"""Sorts customer messages into intents."""

from typing import Literal

import dspy

INTENTS = ["card_arrival", "lost_card", "exchange_rate", "top_up_failed"]


class ClassifyIntent(dspy.Signature):
    """Classify the intent of a bank customer's message."""

    message: str = dspy.InputField(desc="what the customer wrote")
    intent: Literal[tuple(INTENTS)] = dspy.OutputField()
    confidence: float = dspy.OutputField(desc="between 0 and 1", ge=0, le=1)


classify = dspy.ChainOfThought(ClassifyIntent, temperature=0.2)


if __name__ == "__main__":
    dspy.configure(lm=dspy.LM("openai/gpt-4o-mini"))
    print(classify(message="My card has not come yet."))
