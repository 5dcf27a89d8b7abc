"""Answers questions about a company's handbook in two hops of search."""

import re
from collections import Counter

import dspy

PASSAGES = [
    "Desks: every desk has two screens; a third one is ordered from the facilities team.",
    "Facilities: the facilities team sits on the second floor and is led by Mira Holt.",
    "Holidays: each employee has thirty days; requests go to the lead of the team.",
    "Travel: trips over two hundred kilometres are booked by rail; the travel desk is Jonas Brand.",
]


def words(text: str) -> Counter:
    """How often each word stands in a text."""
    return Counter(re.findall(r"\w+", text.lower()))


def search(query: str) -> list[str]:
    """The two passages that share the most words with the query."""
    asked = words(query)
    ranked = sorted(PASSAGES, key=lambda passage: -sum((words(passage) & asked).values()))
    return ranked[:2]


class NextQuery(dspy.Signature):
    """Write what to search for next, to answer the question."""

    question: str = dspy.InputField()
    passages: list[str] = dspy.InputField(desc="what was found so far")
    query: str = dspy.OutputField()


class Answer(dspy.Signature):
    """Answer the question from the passages."""

    question: str = dspy.InputField()
    first: list[str] = dspy.InputField(desc="found with the question itself")
    second: list[str] = dspy.InputField(desc="found with the second query")
    answer: str = dspy.OutputField(desc="a few words")


class MultiHop(dspy.Module):
    """Searches twice, then answers."""

    def __init__(self):
        super().__init__()
        self.next_query = dspy.ChainOfThought(NextQuery)
        self.answer = dspy.ChainOfThought(Answer)

    def forward(self, question: str):
        first = search(question)
        query = self.next_query(question=question, passages=first).query
        second = search(query)
        answer = self.answer(question=question, first=first, second=second)
        return dspy.Prediction(answer=answer.answer, query=query)


if __name__ == "__main__":
    dspy.configure(lm=dspy.LM("openai/gpt-4o-mini"))
    print(MultiHop()(question="Who leads the team that orders a third screen?"))
