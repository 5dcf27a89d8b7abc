"""Several modules answer; their votes decide."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, Literal

import dspy

from dspex_worker.errors import WorkerError, to_worker_error
from dspex_worker.patterns.steps import Record, Step

CAP = 3.0
"""Most log-odds that one member's past can give its vote, either way."""

_THOUGHTS = frozenset(("reasoning", "trajectory"))
"""Outputs that say how a member came to its answer."""

Rule = Literal["plurality", "weighted"]


@dataclass(frozen=True)
class Member:
    """A voter.

    Attributes:
        right: how many of its past answers were right, of ``seen``.
    """

    module: dspy.Module
    name: str = ""
    right: int = 0
    seen: int = 0

    def weight(self) -> float:
        """Log-odds of its Laplace-smoothed accuracy, within ``CAP``."""
        share = (self.right + 1) / (self.seen + 2)
        return max(-CAP, min(CAP, math.log(share / (1 - share))))


@dataclass(frozen=True)
class Ballot:
    """What a member said.

    Attributes:
        answer: its values of the fields that are voted on; None where it failed or was too slow.
        reason: why it has no answer.
    """

    member: str
    answer: Mapping[str, Any] | None
    weight: float
    seconds: float
    reason: str = ""


class Consensus(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """Asks its members and gives the answer with the most weight.

    Equal answers are one choice: texts count as equal but for case and space. Under ``plurality`` each member has one
    vote; under ``weighted`` the log-odds of its past accuracy, with which a member that is mostly wrong counts against
    what it says. With less than ``quorum`` of the weight that was cast behind it, or with more members missing than
    ``1 - quorum`` of them, there is no consensus: the leading answer is given with ``agreed`` false. The prediction has
    ``agreed``, ``share``, ``tied`` and ``ballots``.

    Args:
        module: the members; or one module or signature, of which ``N`` copies are asked. Each is asked with a draw
            of its own; a member with a ``rollout_id`` or the temperature 0 keeps it.
        fields: the output fields that are voted on; the outputs of its signature, but for its reasoning, where none is
            given.
        seed: of the draw among tied answers.
        timeout: seconds after which a member that has not answered is left out; None to wait for all.
        threads: members that are asked at the same time.
    """

    def __init__(
        self,
        module: Any,
        N: int = 3,  # noqa: N803  # as DSPy has it
        fields: Sequence[str] = (),
        rule: Rule = "plurality",
        quorum: float = 0.5,
        seed: int = 0,
        timeout: float | None = None,
        threads: int = 4,
    ) -> None:
        super().__init__()
        several = isinstance(module, (list, tuple))
        made = [m if isinstance(m, Member) else Member(m) for m in (module if several else _copies(module, N))]
        if several:
            _draw_apart([m.module for m in made])
        self.members = [m.module for m in made]
        self._names = [m.name or f"member {i}" for i, m in enumerate(made, 1)]
        self._weights = [1.0 if rule == "plurality" else m.weight() for m in made]
        self.fields, self.rule, self.quorum = tuple(fields), rule, quorum
        self._seed, self.timeout, self.threads = seed, timeout, threads

    def forward(self, **inputs: Any) -> Any:
        """The answer with the most weight, from the first member that gave it.

        Raises:
            WorkerError: ``no_ballot`` when every member failed or was too slow.
        """
        record = Record()
        answers, ballots, steps = self._asked(inputs, record)
        if not answers:
            raise WorkerError(
                "no_ballot",
                "No member of the consensus gave an answer.",
                "; ".join(f"{ballot.member}: {ballot.reason}" for ballot in ballots),
            )
        tally = tallied(ballots)
        best = max(tally.values())
        leaders = sorted(key for key, weight in tally.items() if math.isclose(weight, best))
        key = random.Random(f"{self._seed}/{leaders}").choice(leaders)
        chosen = next(i for i, ballot in enumerate(ballots) if ballot.answer is not None and _key(ballot.answer) == key)
        for ballot, step in zip(ballots, steps, strict=True):
            if ballot.answer is not None and _key(ballot.answer) == key:
                record.end(step, "chosen")
        cast = sum(abs(ballot.weight) for ballot in ballots if ballot.answer is not None)
        share = tally[key] / cast if cast else 0.0
        enough = sum(ballot.answer is not None for ballot in ballots) >= self.quorum * len(ballots)
        answer = answers[chosen]
        answer["agreed"] = enough and share >= self.quorum and len(leaders) == 1
        answer["share"], answer["tied"], answer["ballots"] = share, len(leaders) > 1, ballots
        return answer

    def _asked(self, inputs: dict[str, Any], record: Record) -> tuple[dict[int, Any], list[Ballot], list[Step]]:
        steps = [record.add("ballot", name) for name in self._names]
        since = time.monotonic()
        pool = ThreadPoolExecutor(max(1, min(self.threads, len(self.members))))
        try:
            waiting = [
                pool.submit(copy_context().run, _timed(member, record, step), inputs)
                for member, step in zip(self.members, steps, strict=True)
            ]
            wait(waiting, self.timeout)
            answers: dict[int, Any] = {}
            ballots = []
            for index, (one, step) in enumerate(zip(waiting, steps, strict=True)):
                ballot = self._ballot(index, one, time.monotonic() - since, answers)
                ballots.append(ballot)
                _told(record, step, ballot)
            return answers, ballots, steps
        finally:
            pool.shutdown(wait=self.timeout is None, cancel_futures=True)

    def _ballot(self, index: int, one: Future[Any], waited: float, answers: dict[int, Any]) -> Ballot:
        name, weight = self._names[index], self._weights[index]
        if not one.done() or one.cancelled():
            one.cancel()
            return Ballot(name, None, weight, waited, f"no answer within {self.timeout:g} s")
        failure = one.exception()
        if failure is not None:
            if not isinstance(failure, Exception):
                raise failure
            return Ballot(name, None, weight, waited, to_worker_error(failure).message)
        prediction, seconds = one.result()
        answers[index] = prediction
        fields = self.fields or tuple(name for name in list(prediction) if name not in _THOUGHTS)
        return Ballot(name, {field: prediction.get(field) for field in fields}, weight, seconds)


def _copies(module: Any, count: int) -> list[dspy.Module]:
    """Copies of a module that are asked with draws of their own, at temperature 1 where the module has none."""
    asked = module if isinstance(module, dspy.Module) else dspy.ChainOfThought(module)
    copies = []
    for number in range(count):
        copy = asked.deepcopy()
        for predictor in copy.predictors():
            predictor.config = {"temperature": 1.0, **predictor.config, "rollout_id": number + 1}
        copies.append(copy)
    return copies


def _draw_apart(members: Sequence[dspy.Module]) -> None:
    """Keeps members that ask the same from being given the same answer out of the cache."""
    for number, member in enumerate(members, 1):
        for predictor in member.predictors():
            if predictor.config.get("temperature") != 0:
                predictor.config = {"rollout_id": number, **predictor.config}


def tallied(ballots: Sequence[Ballot]) -> dict[str, float]:
    """The weight behind each answer."""
    tally: dict[str, float] = {}
    for ballot in ballots:
        if ballot.answer is not None:
            key = _key(ballot.answer)
            tally[key] = tally.get(key, 0.0) + ballot.weight
    return tally


def _key(answer: Mapping[str, Any]) -> str:
    """Equal for answers that are the same but for case and space."""
    return json.dumps({name: _plain(value) for name, value in answer.items()}, sort_keys=True, default=str)


def _plain(value: Any) -> Any:
    return " ".join(value.casefold().split()) if isinstance(value, str) else value


def _timed(member: dspy.Module, record: Record, step: Step) -> Callable[[dict[str, Any]], tuple[Any, float]]:
    def asked(inputs: dict[str, Any]) -> tuple[Any, float]:
        since = time.monotonic()
        with record.asking(step):
            return member(**inputs), time.monotonic() - since

    return asked


def _told(record: Record, step: Step, ballot: Ballot) -> None:
    said = "; ".join(f"{name}: {value}" for name, value in (ballot.answer or {}).items())
    state = "failed" if ballot.answer is None else "kept"
    record.end(step, state, ballot.reason or said, ballot.weight)  # type: ignore[arg-type]
