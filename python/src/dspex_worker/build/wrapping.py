"""Modules that run another module several times."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Sequence
from typing import Any

import dspy

from dspex_worker.code import load_function, place_in
from dspex_worker.errors import WorkerError, log_text
from dspex_worker.rows import current_row
from dspex_worker.wire import Job


class BestOfN(dspy.BestOfN):  # type: ignore[misc]  # dspy is untyped
    """DSPy's, whose calls share no count of failures, and which fails when every attempt did."""

    def forward(self, **kwargs: Any) -> Any:
        return _kept(dspy.BestOfN.forward(copy.copy(self), **kwargs))


class Refine(dspy.Refine):  # type: ignore[misc]  # dspy is untyped
    """DSPy's, whose calls share no count of failures, and which fails when every attempt did."""

    def forward(self, **kwargs: Any) -> Any:
        return _kept(dspy.Refine.forward(copy.copy(self), **kwargs))


def reward_function(job: Job, reference: str) -> Callable[..., Any]:
    """The reward of ``code/file.py:name``, whose failures name its file and line.

    Raises:
        WorkerError: ``code_…`` when it cannot be loaded.
    """
    reward = load_function(job, reference)

    @functools.wraps(reward)  # Refine shows the LM the source of what is wrapped
    def checked(args: Any, pred: Any) -> Any:
        try:
            return reward(args, pred)
        except Exception as error:
            where = place_in(error, reward, job.project)
            raise WorkerError(
                "code_failed",
                f"The reward function failed: {type(error).__name__}: {error}",
                f"Open {where.file} at line {where.line}." if where.line else "",
                log=log_text(error),
                where=where,
            ) from error

    return checked


def _kept(best: Any) -> Any:
    if best is None:
        raise WorkerError(
            "no_attempt",
            "Every attempt failed, so that there is none to keep.",
            "The calls below the node say why; a reward function that raises fails its attempt too. A lower fail_count"
            " stops at the first such error.",
        )
    return best


class Comparison(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """Asks ``M`` times by a ChainOfThought, then has the LM compare the attempts."""

    def __init__(self, signature: Any, M: int, temperature: float, config: dict[str, Any]) -> None:  # noqa: N803
        super().__init__()
        self.attempt = dspy.ChainOfThought(signature, temperature=temperature, **config)
        self.compare = dspy.MultiChainComparison(signature, M=M, temperature=temperature, **config)

    def forward(self, **kwargs: Any) -> Any:
        rounds = range(self.compare.M)
        attempts = [self.attempt(**kwargs, config={"rollout_id": index + 1}) for index in rounds]
        return self.compare(attempts, **kwargs)


class Mapped(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """Runs a module for each item of one input by ``dspy.Parallel``; outputs are lists in the order of the items."""

    def __init__(self, module: dspy.Module, over: str, outputs: Sequence[str], num_threads: int | None) -> None:
        super().__init__()
        self.module = module
        self._over, self._outputs, self.num_threads = over, tuple(outputs), num_threads

    def forward(self, **kwargs: Any) -> Any:
        items = kwargs.pop(self._over)
        row = current_row.get()

        def one(**given: Any) -> Any:
            token = current_row.set(row)
            try:
                return self.module(**given)
            finally:
                current_row.reset(token)

        parallel = dspy.Parallel(
            num_threads=self.num_threads,
            max_errors=len(items) + 1,
            return_failed_examples=True,
            provide_traceback=False,
            disable_progress_bar=True,
            timeout=0,
            straggler_limit=0,
        )
        answers, _, errors = parallel([(one, {**kwargs, self._over: item}) for item in items])
        if errors:
            raise errors[0]
        return dspy.Prediction(**{name: [answer.get(name) for answer in answers] for name in self._outputs})
