"""Answers within a conversation."""

import dspy


class Chat(dspy.Signature):
    """Answer the question, with the conversation so far in mind."""

    question: str = dspy.InputField()
    history: dspy.History = dspy.InputField()
    answer: str = dspy.OutputField(desc="one or two sentences")


class Chatbot(dspy.Module):
    def __init__(self):
        super().__init__()
        self.respond = dspy.Predict(Chat)

    def forward(self, question: str, history: dspy.History):
        return self.respond(question=question, history=history)


if __name__ == "__main__":
    dspy.configure(lm=dspy.LM("openai/gpt-4o-mini"))
    chatbot, history = Chatbot(), dspy.History(messages=[])
    while question := input("> "):
        reply = chatbot(question=question, history=history)
        print(reply.answer)
        history.messages.append({"question": question, **reply})
