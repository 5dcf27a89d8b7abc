"""Rewrites a text until a critic is content: a module with a loop of its own."""

import dspy

MOST_ROUNDS = 3


class Rewrite(dspy.Signature):
    """Rewrite the text so that it answers the remark."""

    text: str = dspy.InputField()
    remark: str = dspy.InputField()
    better: str = dspy.OutputField()


class Judge(dspy.Signature):
    """Say what is still wrong with the text, or that it is good."""

    text: str = dspy.InputField()
    remark: str = dspy.OutputField()
    good: bool = dspy.OutputField()


class Editor(dspy.Module):
    """Edits a text in rounds."""

    def __init__(self, rounds=MOST_ROUNDS):
        super().__init__()
        self.rounds = rounds
        self.judge = dspy.Predict(Judge)
        self.rewrite = dspy.Predict(Rewrite)

    def forward(self, text: str):
        for done in range(self.rounds):
            verdict = self.judge(text=text)
            if verdict.good:
                break
            text = self.rewrite(text=text, remark=verdict.remark).better
        return dspy.Prediction(better=text, rounds=done + 1)


if __name__ == "__main__":
    dspy.configure(lm=dspy.LM("openai/gpt-4o-mini"))
    print(Editor()(text="Their going too the shop."))
