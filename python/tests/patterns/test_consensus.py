"""Several modules answer; their votes decide."""

from __future__ import annotations

import itertools
import random
import threading
from typing import Any

import dspy
import pytest

from dspex_worker.errors import WorkerError
from dspex_worker.patterns import Consensus, Member, Step, watching
from dspex_worker.patterns.consensus import Ballot, tallied
from patterns.scripted import lm


class Says(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """Gives this answer, or fails."""

    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.said = answer

    def forward(self, **_: Any) -> Any:
        if isinstance(self.said, Exception):
            raise self.said
        return dspy.Prediction(answer=self.said)


class Waits(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """Answers when it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()

    def forward(self, **_: Any) -> Any:
        self.go.wait()
        return dspy.Prediction(answer="late")


def ask(*answers: Any, **options: Any) -> Any:
    return Consensus([Says(answer) for answer in answers], **options)(question="?")


def test_the_most_votes_win_and_case_and_space_do_not_count() -> None:
    found = ask("Paris", "Rome", " paris ")
    assert (found.answer, found.agreed, found.tied) == ("Paris", True, False)
    assert found.share == pytest.approx(2 / 3)
    assert [(b.member, dict(b.answer)) for b in found.ballots][1] == ("member 2", {"answer": "Rome"})


def test_less_than_the_quorum_is_no_consensus() -> None:
    found = ask("a", "a", "b", "c", "d", quorum=0.5)
    assert (found.answer, found.agreed) == ("a", False)


def test_a_tie_is_drawn_by_the_seed_and_said() -> None:
    drawn = {seed: ask("a", "b", seed=seed).answer for seed in range(20)}
    assert set(drawn.values()) == {"a", "b"}
    assert drawn == {seed: ask("a", "b", seed=seed).answer for seed in range(20)}
    assert ask("a", "b").tied
    assert not ask("a", "b").agreed


def test_members_that_fail_are_named_and_the_others_decide() -> None:
    found = ask("a", ValueError("no key"), "a")
    assert (found.answer, found.agreed) == ("a", True)
    assert found.ballots[1].answer is None
    assert "no key" in found.ballots[1].reason
    assert not ask("a", ValueError("x"), ValueError("x"), quorum=0.5).agreed
    with pytest.raises(WorkerError, match="No member"):
        ask(ValueError("x"))


def test_a_member_that_is_too_slow_is_left_out() -> None:
    slow = Waits()
    try:
        found = Consensus([Says("a"), slow, Says("a")], timeout=0.05)(question="?")
        assert found.answer == "a"
        assert found.ballots[1].reason == "no answer within 0.05 s"
    finally:
        slow.go.set()


def test_the_vote_of_a_member_weighs_as_much_as_its_past() -> None:
    good, poor = Member(Says("right"), "good", 90, 100), Member(Says("wrong"), "poor", 55, 100)
    found = Consensus([good, poor, poor, poor], rule="weighted")(question="?")
    assert found.answer == "right"
    assert Consensus([good, poor, poor, poor])(question="?").answer == "wrong"
    assert Member(Says(""), right=10**6, seen=10**6).weight() == 3.0
    assert Member(Says(""), right=0, seen=10**6).weight() == -3.0


def share_right(accuracies: list[float], rule: Any, rounds: int = 1500) -> float:
    """How often members of these accuracies are right together, among four options."""
    draw = random.Random(7)
    right = 0
    for number in range(rounds):
        said = ["0" if draw.random() < a else str(draw.randint(1, 3)) for a in accuracies]
        past = [round(a * 1000) for a in accuracies]
        members = [Member(Says(""), right=p, seen=1000) for p in past]
        weights = [1.0 if rule == "plurality" else m.weight() for m in members]
        tally = tallied([Ballot("", {"answer": s}, w, 0.0) for s, w in zip(said, weights, strict=True)])
        best = max(tally.values())
        leaders = sorted(key for key, weight in tally.items() if weight == best)
        right += random.Random(number).choice(leaders) == '{"answer": "0"}'
    return right / rounds


def test_weights_use_the_better_voter() -> None:
    accuracies = [0.9, 0.55, 0.55, 0.55, 0.55]
    weighted, plain = share_right(accuracies, "weighted"), share_right(accuracies, "plurality")
    assert weighted >= 0.89
    assert plain == pytest.approx(0.841, abs=0.03)
    assert share_right([0.6] * 5, "weighted") == share_right([0.6] * 5, "plurality")


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_the_winner_has_the_most_votes_whatever_is_said(count: int) -> None:
    for said in itertools.product("abc", repeat=count):
        found = ask(*said)
        most = max(said.count(one) for one in said)
        assert said.count(found.answer) == most
        assert found.tied == (len({one for one in said if said.count(one) == most}) > 1)


def test_ballots_are_told_as_steps() -> None:
    steps: dict[int, Step] = {}
    with watching(lambda step: steps.__setitem__(step.id, step)):
        ask("a", ValueError("no key"))
    assert [(step.kind, step.text, step.state) for step in steps.values()] == [
        ("ballot", "member 1", "chosen"),
        ("ballot", "member 2", "failed"),
    ]


def test_copies_of_a_module_draw_for_themselves() -> None:
    answers = iter(["4", "5", "4"])
    model, engine = lm(lambda *_: {"answer": next(answers), "reasoning": "so"})
    with dspy.context(lm=model):
        module = Consensus("question -> answer", N=3, threads=1)
        found = module(question="?")
    assert (found.answer, found.share) == ("4", pytest.approx(2 / 3))
    assert len(engine.prompts) == 3
    assert [predictor.config["rollout_id"] for predictor in module.predictors()] == [1, 2, 3]
