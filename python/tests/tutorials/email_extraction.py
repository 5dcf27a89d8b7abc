"""Takes structured facts out of e-mails, then summarises what is to be done."""

from __future__ import annotations

from typing import Literal, Optional

import dspy
from pydantic import BaseModel, Field


class Person(BaseModel):
    name: str
    address: Optional[str] = None


class Order(BaseModel):
    """One order that the mail is about"""

    number: str = Field(description="as written in the mail")
    total: float | None = Field(default=None, description="sum to pay", ge=0)


class EmailFacts(BaseModel):
    sender: Person
    orders: list[Order]
    urgency: Literal["low", "medium", "high"]


class ExtractFacts(dspy.Signature):
    """Extract the facts from the e-mail.

    Copy numbers as they are written.
    """

    subject: str = dspy.InputField()
    body: str = dspy.InputField(desc="text of the mail")
    facts: EmailFacts = dspy.OutputField()


class PlanReply(dspy.Signature):
    """Say what a person must do about the e-mail."""

    body: str = dspy.InputField()
    facts: EmailFacts = dspy.InputField()
    actions: list[str] = dspy.OutputField(desc="one sentence each")


class EmailProcessor(dspy.Module):
    """Facts and to-dos of an e-mail."""

    def __init__(self):
        super().__init__()
        self.extract = dspy.Predict(ExtractFacts)
        self.plan = dspy.ChainOfThought(PlanReply)

    def forward(self, subject: str, body: str):
        facts = self.extract(subject=subject, body=body).facts
        plan = self.plan(body=body, facts=facts)
        return dspy.Prediction(facts=facts, actions=plan.actions)


if __name__ == "__main__":
    dspy.configure(lm=dspy.LM("openai/gpt-4o-mini"))
    print(EmailProcessor()(subject="Order A-17", body="Where is order A-17? Ann"))
