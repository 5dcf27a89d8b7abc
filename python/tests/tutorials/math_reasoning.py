"""Solves word problems step by step."""

import dspy

solve = dspy.ChainOfThought("question -> answer: float")

if __name__ == "__main__":
    dspy.configure(lm=dspy.LM("openai/gpt-4o-mini"))
    print(solve(question="Two dice are tossed. What is the chance that the sum is two?"))
