"""``multi_stream``: several programs on one input, each in a lane of its own, and one answer taken."""

from __future__ import annotations

import queue
import string
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextvars import copy_context
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from dspex_worker.streams.monitored import Session
from dspex_worker.streams.pick import Standing, Taken, best_of, leader, race, speculative
from dspex_worker.streams.plan import Pick
from dspex_worker.streams.rules import DEFAULT_RULES, Rule
from dspex_worker.streams.steps import Chunk, Fallback, Finished, Step, Won

if TYPE_CHECKING:
    import dspy

Judge = Callable[["dspy.Prediction"], float]


def multi_stream(
    programs: Mapping[str, dspy.Module] | Sequence[dspy.Module],
    *,
    pick: Pick = "race",
    gate: Judge | None = None,
    threshold: float = 0.5,
    judge: Judge | None = None,
    margin: float = 0.1,
    rules: Sequence[Rule] = DEFAULT_RULES,
    fallbacks: Sequence[Fallback] = (),
    **inputs: Any,
) -> Generator[Step | Won, None, None]:
    """Runs programs side by side on the same inputs. Every step says its lane; texts are never mixed.

    Args:
        programs: by the name of the lane; without names they are A, B, C, …
        pick: ``race``, ``best_of``, ``speculative`` or ``all``, as in the workbench.
        gate: scores a whole answer, 0 to 1; in a race it must reach ``threshold``.
        judge: scores whole answers where the best is taken; without it and a gate the quality of the text counts.

    Yields:
        What the lanes give, then one ``Won``. Lanes that cannot win any more are stopped; closing the generator stops
        all.

    Raises:
        WorkerError: ``cannot_stream``.
    """
    named = programs if isinstance(programs, Mapping) else dict(zip(string.ascii_uppercase, programs, strict=False))
    scored = gate if pick == "race" else judge or gate
    sessions = {name: Session(program, inputs, rules, fallbacks) for name, program in named.items()}
    lanes = {name: _Lane(name, session, scored) for name, session in sessions.items()}
    steps: queue.SimpleQueue[tuple[_Lane, Step | None]] = queue.SimpleQueue()
    threads = [
        threading.Thread(target=copy_context().run, args=(partial(lane.run, steps),), name=f"lane {name}", daemon=True)
        for name, lane in lanes.items()
    ]
    choose = _Choice(pick, None if gate is None else threshold, margin)
    try:
        for thread in threads:
            thread.start()
        taken: Taken | None = None
        while taken is None:
            lane, step = steps.get()
            if step is not None:
                yield step
            else:
                lane.over(len([other for other in lanes.values() if other.standing.ended is not None]))
            taken = choose.now([lane.standing for lane in lanes.values()])
    finally:
        for lane in lanes.values():
            lane.stop()
        for thread in threads:
            thread.join()
    prediction = None if taken.winner is None else lanes[taken.winner].finished.prediction
    scores = {
        name: lane.standing.score
        for name, lane in lanes.items()
        if lane.standing.ended is not None and lane.standing.score is not None
    }
    yield Won(taken.winner, taken.why, prediction, scores, {name: lane.finished for name, lane in lanes.items()})


class _Choice:
    def __init__(self, pick: Pick, threshold: float | None, margin: float) -> None:
        self._pick, self._threshold, self._margin = pick, threshold, margin
        self._leads: str | None = None

    def now(self, standing: Sequence[Standing]) -> Taken | None:
        match self._pick:
            case "race":
                return race(standing, self._threshold)
            case "best_of":
                return best_of(standing)
            case "speculative":
                self._leads = leader(standing, self._leads, self._margin)
                return speculative(standing, self._leads)
            case "all":
                running = any(lane.running for lane in standing)
                return None if running else Taken(None, "All answers stand side by side.")


class _Lane:
    """One lane; its thread runs the program, all else is read and changed by the thread that reads the steps."""

    def __init__(self, name: str, session: Session, scored: Judge | None) -> None:
        self.standing = Standing(name, True)
        self._session, self._scored = session, scored
        self._score: float | None = None
        self._stopped = threading.Event()

    @property
    def finished(self) -> Finished:
        return replace(self._session.finished, lane=self.standing.id)

    def run(self, steps: queue.SimpleQueue[tuple[_Lane, Step | None]]) -> None:
        try:
            for step in self._session.steps():
                if self._stopped.is_set():
                    break
                if isinstance(step, Chunk):
                    self.standing = replace(self.standing, score=self._session.quality())
                steps.put((self, replace(step, lane=self.standing.id)))
            self._rate()
        finally:
            self._session.close()
            steps.put((self, None))

    def _rate(self) -> None:
        """The score of a whole answer; where it cannot be had, ``Finished.error`` says why."""
        prediction = self._session.finished.prediction
        if prediction is None or self._scored is None:
            return
        try:
            self._score = float(self._scored(prediction))
        except Exception as error:
            self._session.finished = replace(self._session.finished, error=error)

    def over(self, place: int) -> None:
        """Its thread is done: ``place`` is its number among the lanes with an answer."""
        whole = self._session.finished.state == "done"
        score = self.standing.score if self._scored is None else self._score
        self.standing = replace(self.standing, running=False, ended=place if whole else None, score=score)

    def stop(self) -> None:
        self._stopped.set()
        self._session.stop()
