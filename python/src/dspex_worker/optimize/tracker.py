"""Tells the run live what the optimizer does: candidates, trials, the best so far, what it has cost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from dspex_worker.optimize.candidates import Candidate, Candidates, loadable
from dspex_worker.wire import Json

if TYPE_CHECKING:
    from dspex_worker.jobs.context import JobContext

PAUSE = 0.25
"""Shortest time between two ``budget`` events, and between two steps of a progress, in seconds."""


class Tracker:
    """Keeps the score board of one run and emits its events. Safe to use from any thread.

    The best is the candidate with the highest score over all validation rows; among equals the
    earlier one, so the seed stays when nothing beats it.

    Attributes:
        split: which rows full scores are on: ``validation``, or ``training`` where there are no others.
        parents: ids that the next new candidate was made from, as far as the optimizer tells.
        settings: what the optimizer chose for the next new candidate.
        judges: whether a full score decides what becomes of a candidate. An optimizer that says so
            itself (GEPA keeps a candidate that is best on any one row) sets it to False.
        as_kept: what another run begins with that branches from a candidate's state: ``state``, and ``values`` of the
            variables where there are any.
    """

    def __init__(self, context: JobContext, split: str = "validation") -> None:
        self._context, self.split = context, split
        self._lock = threading.RLock()
        self._candidates = Candidates()
        self._status: dict[str, str] = {}
        self._scores: dict[str, float] = {}
        self._partial: dict[str, str] = {}
        self._trials = 0
        self._best: Candidate | None = None
        self._budget_at = self._progress_at = 0.0
        self.parents: Sequence[str] = ()
        self.settings: Json = {}
        self.judges = True
        self.as_kept: Callable[[Json], Json] = lambda state: {"state": loadable(state)}

    # -- candidates

    def seed(self, program: Any) -> Candidate:
        """Registers the program that the optimizer starts from, as ``c0``."""
        with self._lock:
            candidate, _ = self._candidates.add(program)
            self._keep(candidate)
            self.parents = (candidate.id,)
            self._set(candidate, "seed", "The program as it is.")
            return candidate

    def seen(self, program: Any) -> Candidate:
        """The candidate equal to ``program``; a new one is announced as running."""
        with self._lock:
            candidate, new = self._candidates.add(program, self.parents, self.settings)
            if new:
                self._keep(candidate)
                self._set(candidate, "running", None)
            return candidate

    def _keep(self, candidate: Candidate) -> None:
        """A branch can start from any candidate."""
        journal = self._context.boundary.journal
        if journal is not None:
            journal.keep_candidate(candidate.id, **self.as_kept(candidate.state))

    def find(self, program: Any) -> Candidate | None:
        """The candidate equal to ``program`` if there is one; announces nothing."""
        return self._candidates.find(program)

    def accept(self, candidate: Candidate, reason: str) -> None:
        """The optimizer keeps the candidate."""
        self._decide(candidate, "accepted", reason)

    def reject(self, candidate: Candidate, reason: str) -> None:
        """The optimizer drops the candidate."""
        self._decide(candidate, "rejected", reason)

    def fail(self, candidate: Candidate, reason: str) -> None:
        """The candidate could not be scored."""
        self._decide(candidate, "failed", reason)

    def _decide(self, candidate: Candidate, status: str, reason: str) -> None:
        with self._lock:
            if self._status.get(candidate.id) not in ("seed", status):
                self._set(candidate, status, reason)

    def _set(self, candidate: Candidate, status: str, reason: str | None) -> None:
        self._status[candidate.id] = status
        self._context.emit(
            {
                "type": "candidate",
                "id": candidate.id,
                "parents": list(candidate.parents),
                "status": status,
                "reason": reason,
                "score": self._scores.get(candidate.id),
                "instructions": dict(candidate.instructions),
                "demos": dict(candidate.demos),
                "settings": candidate.settings,
                "calls": self._context.usage().calls,
            }
        )

    # -- scores

    def scored(self, candidate: Candidate, score: float, n: int, full: bool, split: str = "validation") -> None:
        """A candidate was scored on ``n`` rows of a split; ``full`` when these are all validation rows."""
        with self._lock:
            if full:
                self._score_in_full(candidate, score)
            else:
                self._partial[candidate.id] = f"{score:.3f} on {n} {split} rows"
            self._trials += 1
            usage = self._context.usage()
            self._context.emit(
                {
                    "type": "trial",
                    "number": self._trials,
                    "candidate": candidate.id,
                    "full": full,
                    "score": score,
                    "n": n,
                    "best": self.best_score,
                    "calls": usage.calls,
                    "prompt_tokens": usage.prompt_tokens,
                    "completion_tokens": usage.completion_tokens,
                    "usd": usage.usd,
                }
            )
        self.budget()

    def _score_in_full(self, candidate: Candidate, score: float) -> None:
        before, known = self.best_score, self._scores.get(candidate.id)
        # A candidate scored twice keeps its first score: taking the better of two draws would favour it.
        score = score if known is None else known
        self._scores[candidate.id] = score
        better = before is None or score > before
        if better:
            self._best = candidate
        if self._status.get(candidate.id) == "seed":
            self._set(candidate, "seed", f"The program as it is scores {score:.3f} on the {self.split} rows.")
        elif known is not None:
            return
        elif not self.judges:
            self._set(candidate, self._status.get(candidate.id, "running"), None)
        elif better:
            than = "" if before is None else f" is better than {before:.3f}"
            self.accept(candidate, f"{score:.3f} on the {self.split} rows{than}.")
        else:
            self.reject(candidate, f"{score:.3f} on the {self.split} rows is not better than {before:.3f}.")

    def score_of(self, candidate: Candidate) -> float | None:
        """Its score over all validation rows, if it has one."""
        return self._scores.get(candidate.id)

    @property
    def best(self) -> Candidate | None:
        """The best fully scored candidate so far."""
        return self._best

    @property
    def best_score(self) -> float | None:
        return None if self._best is None else self._scores[self._best.id]

    @property
    def count(self) -> int:
        """Number of distinct candidates seen, with the seed."""
        return len(self._candidates)

    def candidate(self, id: str) -> Candidate:
        """The candidate of an id. Raises StopIteration for an unknown one."""
        return next(c for c in self._candidates if c.id == id)

    # -- other events

    def front(self, members: Sequence[str], dominators: Sequence[str]) -> None:
        """The candidates that are best on some validation row, and those that no other one covers."""
        self._context.emit({"type": "front", "members": list(members), "dominators": list(dominators)})

    def status(self, text: str, done: int | None = None, total: int | None = None) -> None:
        """What is going on now, in words."""
        self._context.emit({"type": "status", "text": text, "done": done, "total": total})

    def progress(self, text: str, done: int, total: int | None) -> None:
        """A status that comes often: left out when the last one is younger than a quarter of a second."""
        now = time.monotonic()
        with self._lock:
            if now - self._progress_at < PAUSE and done != total:
                return
            self._progress_at = now
        self.status(text, done, total)

    def note(self, text: str, level: str = "info") -> None:
        """Something that the person should be able to look up later."""
        self._context.emit({"type": "log", "level": level, "logger": "dspex.optimize", "text": text})

    def budget(self) -> None:
        """What the run has used; left out when the last one is younger than a quarter of a second."""
        now = time.monotonic()
        with self._lock:
            if now - self._budget_at >= PAUSE:
                self._budget_at = now
                self._send_budget()

    def _send_budget(self) -> None:
        usage = self._context.usage()
        self._context.emit(
            {
                "type": "budget",
                "calls": usage.calls,
                "prompt_tokens": usage.prompt_tokens,
                "completion_tokens": usage.completion_tokens,
                "usd": usage.usd,
                "unknown_prices": sorted(usage.unknown_prices),
                "cap": None,
            }
        )

    def close(self, stopped: bool) -> None:
        """Gives every candidate still running its end, names the best, and sends the final budget."""
        with self._lock:
            for candidate in self._candidates:
                if self._status[candidate.id] == "running":
                    self.reject(candidate, self._why_unfinished(candidate, stopped))
            best = self._best
            if best is not None:
                self._set(best, "best", f"Best on the {self.split} rows: {self._scores[best.id]:.3f}.")
            self._send_budget()

    def _why_unfinished(self, candidate: Candidate, stopped: bool) -> str:
        if candidate.id in self._partial:
            return f"Scored {self._partial[candidate.id]}, too little to be scored on all {self.split} rows."
        return "The run was stopped before it was scored." if stopped else "It was never scored."
