"""A limit on the LM calls of one run of a pattern."""

from __future__ import annotations

import threading
from typing import Any

from dspex_worker.errors import WorkerError


class BudgetSpentError(WorkerError):
    """The calls that a pattern may make are made."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            "pattern_budget_spent",
            f"The pattern made all {limit} calls that it may make before it had an answer.",
            "Raise its budget, or make it smaller.",
        )


class Budget:
    """Counts the calls of predictors. Safe for any thread.

    A call is counted before it is made, so the limit is never passed.
    """

    def __init__(self, limit: int | None) -> None:
        self.limit, self.spent = limit, 0
        self._lock = threading.Lock()

    def left(self) -> int | None:
        """Calls that may still be made; None without a limit."""
        with self._lock:
            return None if self.limit is None else self.limit - self.spent

    def call(self, predictor: Any, **inputs: Any) -> Any:
        """Calls a predictor.

        Raises:
            BudgetSpentError: when no call is left; the predictor is not called.
        """
        with self._lock:
            if self.limit is not None and self.spent >= self.limit:
                raise BudgetSpentError(self.limit)
            self.spent += 1
        return predictor(**inputs)
