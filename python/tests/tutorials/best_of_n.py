"""Tries several times: the best of some capitals, and a headline refined until it is short."""

import dspy


def one_word(args, pred):
    """1.0 for an answer of one word."""
    return 1.0 if len(pred.capital.split()) == 1 else 0.0


def short_enough(args, pred):
    """The fewer words over eight, the better."""
    return 1.0 / max(1, len(pred.headline.split()) - 7)


class Headline(dspy.Signature):
    """Write a headline about the capital for a travel magazine."""

    capital: str = dspy.InputField()
    headline: str = dspy.OutputField(desc="at most eight words")


class TravelDesk(dspy.Module):
    def __init__(self, attempts=3):
        super().__init__()
        guess = dspy.ChainOfThought("country -> capital")
        self.find_capital = dspy.BestOfN(module=guess, N=attempts, reward_fn=one_word, threshold=1.0)
        self.write = dspy.Refine(module=dspy.Predict(Headline), N=3, reward_fn=short_enough, threshold=0.5)

    def forward(self, country: str):
        capital = self.find_capital(country=country).capital
        return dspy.Prediction(capital=capital, headline=self.write(capital=capital).headline)


if __name__ == "__main__":
    dspy.configure(lm=dspy.LM("openai/gpt-4o-mini"))
    print(TravelDesk()(country="Belgium"))
