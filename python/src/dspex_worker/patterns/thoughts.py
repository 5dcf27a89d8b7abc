"""Tree of thoughts: several next steps at each point, valued, the best followed."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Hashable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import dspy

from dspex_worker.patterns.budget import Budget, BudgetSpentError
from dspex_worker.patterns.steps import Record, Step

STEPS = "steps_so_far"
NEXT = "next_steps"
COUNT = "how_many"
VALUE = "value"

Search = Literal["breadth_first", "depth_first"]
Thoughts = tuple[str, ...]
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Thought:
    """A state of the search: the steps that led to it, and what they are worth."""

    steps: Thoughts
    step: Step | None
    value: float = 0.0


class TreeOfThoughts(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """Searches through steps of reasoning (Yao et al. 2023).

    At each point the LM proposes ``breadth`` next steps, each new state is valued by ``votes`` calls from 0 to 1, and
    the search goes on from the best: breadth first keeps ``beam`` states of a level, depth first goes down the best
    and comes back. The answer is made from the best path; the prediction has its ``path`` and ``value``.

    Breadth first makes at most ``calls()`` LM calls.

    Args:
        breadth: proposals for each state.
        depth: most steps of a path.
        beam: states of a level that are gone on from, breadth first.
        votes: calls that value a state; their mean counts.
        threshold: states that are worth less are pruned.
        max_nodes: most states that are valued, depth first.
        budget: most LM calls in all; the best path so far makes the answer when it is spent.
        threads: siblings that are proposed and valued at the same time.
        evaluate: values a state instead of the LM: from the inputs and the steps, 0 to 1.
        done: says whether a state is a solution; without it a path ends at ``depth``.
        same: what makes states equal, so that one of them is dropped; without it their steps, but for case and space.
    """

    def __init__(
        self,
        signature: Any,
        breadth: int = 3,
        depth: int = 3,
        beam: int = 3,
        votes: int = 3,
        search: Search = "breadth_first",
        threshold: float = 0.0,
        max_nodes: int = 100,
        budget: int | None = None,
        threads: int = 1,
        evaluate: Callable[[dict[str, Any], Thoughts], float] | None = None,
        done: Callable[[dict[str, Any], Thoughts], bool] | None = None,
        same: Callable[[dict[str, Any], Thoughts], Hashable] | None = None,
        **config: Any,
    ) -> None:
        super().__init__()
        signature = dspy.ensure_signature(signature)
        self.breadth, self.depth, self.beam, self.votes = breadth, depth, beam, votes
        self.search, self.threshold, self.max_nodes = search, threshold, max_nodes
        self.budget, self.threads = budget, threads
        self.evaluate, self.done, self.same = evaluate, done, same
        self.propose = dspy.Predict(_proposing(signature), **config)
        self.value = None if evaluate else dspy.Predict(_valuing(signature), **config)
        self.answer = dspy.Predict(_answering(signature), **config)

    def calls(self) -> int:
        """The most LM calls that a breadth-first search makes, the answer included."""
        each = 1 + self.breadth * (0 if self.evaluate else self.votes)
        levels = [1] + [self.beam] * (self.depth - 1)
        return sum(levels) * each + 1

    def forward(self, **inputs: Any) -> Any:
        """The answer from the best path.

        Raises:
            BudgetSpentError: when the budget does not reach for an answer.
        """
        budget = Budget(None if self.budget is None else max(0, self.budget - 1))  # one call is kept for the answer
        if self.budget is not None and self.budget < 1:
            raise BudgetSpentError(self.budget)
        run = _Search(self, inputs, budget)
        best = run.deep() if self.search == "depth_first" else run.wide()
        if best.step is not None:
            run.choose(best)
        answer = self.answer(**inputs, **{STEPS: list(best.steps)})
        answer["path"], answer[VALUE] = list(best.steps), best.value
        return answer


class _Search:
    """One search. Its results do not depend on the number of threads."""

    def __init__(self, module: TreeOfThoughts, inputs: dict[str, Any], budget: Budget) -> None:
        self._module, self._inputs, self._budget = module, inputs, budget
        self._record = Record()
        self._seen: set[Hashable] = set()
        self._path: dict[Thoughts, Step] = {}
        self._spent = False

    def wide(self) -> Thought:
        """Breadth first: the best solution, else the best of the last level."""
        frontier = [Thought((), None, 1.0)]
        for _level in range(self._module.depth):
            found = [thought for thoughts in self._many(self._grown, frontier) for thought in thoughts]
            if not found:
                break
            ranked = sorted(found, key=lambda thought: -thought.value)
            solved = next((thought for thought in ranked if self._solves(thought)), None)
            good = [thought for thought in ranked if thought.value >= self._module.threshold]
            kept = [solved] if solved else good[: self._module.beam]
            self._prune(ranked, kept)
            if solved or not kept:
                return solved or frontier[0]
            frontier = kept
            if self._spent:
                break
        return frontier[0]

    def deep(self) -> Thought:
        """Depth first: the first solution, else the best path that was seen."""
        best = Thought((), None)
        stack = [best]
        while stack and len(self._path) < self._module.max_nodes and not self._spent:
            thought = stack.pop()
            if len(thought.steps) == self._module.depth:
                continue
            found = sorted(self._grown(thought), key=lambda one: -one.value)
            kept = [one for one in found if one.value >= self._module.threshold]
            self._prune(found, kept)
            for one in kept:
                if self._solves(one):
                    return one
            best = max([best, *kept], key=lambda one: (len(one.steps), one.value))
            stack += reversed(kept)
        return best

    def choose(self, best: Thought) -> None:
        """Marks the steps of a path."""
        for length in range(1, len(best.steps) + 1):
            self._record.end(self._path[best.steps[:length]], "chosen")

    def _grown(self, thought: Thought) -> list[Thought]:
        """The valued states after one; none when the budget is spent."""
        try:
            with self._record.asking(thought.step):
                said = self._budget.call(
                    self._module.propose,
                    **self._inputs,
                    **{STEPS: list(thought.steps), COUNT: self._module.breadth},
                )
        except BudgetSpentError:
            self._spent = True
            return []
        fresh = self._fresh(thought, said.get(NEXT) or [])
        return [one for one in self._many(self._valued, fresh) if one is not None]

    def _fresh(self, thought: Thought, proposed: Sequence[Any]) -> list[Thought]:
        made = []
        for text in map(str, proposed[: self._module.breadth]):
            steps = (*thought.steps, text)
            key = self._module.same(self._inputs, steps) if self._module.same else _plain(steps)
            step = self._record.add("thought", text, thought.step)
            if key in self._seen:
                self._record.end(step, "pruned", "Another thought says the same.")
                continue
            self._seen.add(key)
            self._path[steps] = step
            made.append(Thought(steps, step))
        return made

    def _valued(self, thought: Thought) -> Thought | None:
        assert thought.step is not None
        if self._module.evaluate:
            value = float(self._module.evaluate(self._inputs, thought.steps))
            return Thought(thought.steps, self._record.end(thought.step, "open", score=value), value)
        votes = []
        for vote in range(self._module.votes):
            try:
                with self._record.asking(thought.step):
                    said = self._budget.call(
                        self._module.value,
                        **self._inputs,
                        **{STEPS: list(thought.steps)},
                        config=self._draw(vote),
                    )
            except BudgetSpentError:
                self._spent = True
                break
            votes.append(min(1.0, max(0.0, float(said.get(VALUE)))))
        if not votes:
            self._record.end(thought.step, "pruned", "The budget is spent.")
            return None
        value = statistics.fmean(votes)
        shown = ", ".join(f"{vote:g}" for vote in votes)
        step = self._record.end(thought.step, "open", f"Votes: {shown}.", value, calls=len(votes))
        return Thought(thought.steps, step, value)

    def _draw(self, vote: int) -> dict[str, Any]:
        """Several votes are draws of their own, at temperature 1 where nothing else is said."""
        if self._module.votes == 1 or self._module.value is None:
            return {}
        said = self._module.value.config.get("temperature")
        return {"rollout_id": vote + 1, "temperature": 1.0 if said is None else said}

    def _solves(self, thought: Thought) -> bool:
        return self._module.done is not None and self._module.done(self._inputs, thought.steps)

    def _prune(self, ranked: Iterable[Thought], kept: Sequence[Thought]) -> None:
        for rank, thought in enumerate(ranked, 1):
            assert thought.step is not None
            if thought in kept:
                self._record.end(thought.step, "kept")
            elif thought.value < self._module.threshold:
                limit = self._module.threshold
                self._record.end(thought.step, "pruned", f"Its value {thought.value:.2f} is below {limit:g}.")
            else:
                self._record.end(thought.step, "pruned", f"Rank {rank}; the beam keeps {self._module.beam}.")

    def _many(self, do: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        """Does the same with each, in their order or at the same time."""
        if self._module.threads <= 1 or len(items) <= 1:
            return [do(item) for item in items]
        with ThreadPoolExecutor(self._module.threads) as pool:
            waiting = [pool.submit(copy_context().run, do, item) for item in items]
            return [one.result() for one in waiting]


def _proposing(signature: Any) -> Any:
    made = _inputs_of(signature, "Propose next steps towards the task, each different from the others, none final yet"
                      " unless it solves the task.")  # fmt: skip
    made = made.append(COUNT, dspy.InputField(desc="How many to propose"), int)
    return made.append(NEXT, dspy.OutputField(desc="One step an item, in a sentence or a line"), list[str])


def _valuing(signature: Any) -> Any:
    made = _inputs_of(signature, "Value how likely the steps so far lead to a right answer.")
    made = made.append("reason", dspy.OutputField(desc="One sentence"), str)
    return made.append(VALUE, dspy.OutputField(desc="From 0, hopeless, to 1, certain"), float)


def _answering(signature: Any) -> Any:
    desc = "Steps of reasoning that were found best"
    return signature.append(STEPS, dspy.InputField(desc=desc), list[str])


def _inputs_of(signature: Any, instruction: str) -> Any:
    made = dspy.Signature({}, f"{instruction}\nThe task: {signature.instructions}")
    for name, field in signature.input_fields.items():
        desc = (field.json_schema_extra or {}).get("desc")
        made = made.append(name, dspy.InputField(desc=desc), field.annotation)
    return made.append(STEPS, dspy.InputField(desc="Steps so far; empty at the start"), list[str])


def _plain(steps: Thoughts) -> Thoughts:
    return tuple(" ".join(step.casefold().split()) for step in steps)
