"""Job kind ``stream``: a program in several lanes on one input, watched by rules, one answer taken."""

from __future__ import annotations

import contextlib
import queue
import threading
from functools import partial
from typing import TYPE_CHECKING

from dspex_worker.boundary import LmCall
from dspex_worker.errors import WorkerError
from dspex_worker.jobs.context import Cancelled, JobContext
from dspex_worker.journal.scope import current_scope
from dspex_worker.stream import can_stream
from dspex_worker.streams.lane import SETTING, Lane
from dspex_worker.streams.pick import Standing, Taken, best_of, leader, race, speculative
from dspex_worker.streams.plan import StreamPlan
from dspex_worker.streams.programs import built, first_temperature
from dspex_worker.streams.score import Scores, in_context
from dspex_worker.wire import Job, Json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dspex_worker.streams.attempt import Attempt

LOOK = 0.05
"""Seconds between two looks at who leads."""
ENDING = 5.0
"""Seconds that lanes have to end once they were stopped."""


def run_stream(job: Job, context: JobContext) -> Json:
    """Runs the lanes and takes an answer.

    Raises:
        WorkerError: ``cannot_stream``, ``streams_invalid``, ``rule_invalid``, or what is wrong with a lane's program
            or the metric, each before an LM is asked.
    """
    require_streaming(job.adapter)
    return _Streams(StreamPlan.of(job.body), context).run()


def require_streaming(adapter: str) -> None:
    """Raises WorkerError ``cannot_stream`` for an adapter whose answers cannot be told apart while they arrive."""
    if not can_stream(adapter):
        raise WorkerError(
            "cannot_stream",
            f"Answers by the {adapter} cannot be streamed: its fields are known only once the answer is whole.",
            "Use the ChatAdapter, JSONAdapter or XMLAdapter, or run the program without streaming.",
        )


class _Streams:
    def __init__(self, plan: StreamPlan, context: JobContext) -> None:
        self._plan, self._context = plan, context
        self._inputs: Json = dict(context.job.body.get("inputs") or {})
        self._scores = Scores(plan, self._inputs, dict(context.job.body.get("expected") or {}), context)
        scope = current_scope()
        batch = scope.batch()
        self._lanes = [
            Lane(
                lane,
                built(context, lane),
                self._inputs,
                plan.rules,
                context,
                scope.item(batch, lane.id),
                first_temperature(context.job, lane),
            )
            for lane in plan.lanes
        ]
        self._ended: queue.SimpleQueue[Lane] = queue.SimpleQueue()
        self._whole = 0
        journal = context.boundary.journal
        replayed = journal is not None and journal.terms.replay
        self._at_once = replayed and not context.job.body.get("replay_pace")
        self._over = threading.Event()
        self._lock = threading.Lock()

    def run(self) -> Json:
        boundary = self._context.boundary
        boundary.text_sink, boundary.watch, boundary.played = _receive, _watch, _played
        boundary.emit = self._followed
        for lane in self._lanes:
            lane.tell("waiting")
        threads = [in_context(partial(self._run, lane), f"lane {lane.id}") for lane in self._lanes]
        if self._scores.runs:
            threads += [in_context(partial(self._judge, lane), f"judge {lane.id}") for lane in self._lanes]
        try:
            for thread in threads:
                thread.start()
            taken = self._taken()
        finally:
            self._over.set()
            for lane in self._lanes:
                if lane.running:
                    lane.stop("Another lane won.")
            for thread in threads:
                thread.join(ENDING)
        return self._result(taken)

    def _run(self, lane: Lane) -> None:
        try:
            with contextlib.suppress(Cancelled):  # the job says so
                lane.run(self._has_answer)
        finally:
            self._ended.put(lane)

    def _judge(self, lane: Lane) -> None:
        with contextlib.suppress(Cancelled):
            self._scores.watch(lane, lambda: self._over.is_set() or not lane.running)

    def _has_answer(self, lane: Lane) -> None:
        lane.score = self._scores.of(lane)
        with self._lock:
            if self._over.is_set():
                lane.tell("lost", "Another lane won.")
                return
            lane.ended, self._whole = self._whole, self._whole + 1
            lane.tell("done")

    def _taken(self) -> Taken:
        """Waits until one of the lanes is taken, or none can be."""
        leads: str | None = None
        waiting = len(self._lanes)
        while True:
            try:
                lane = self._ended.get(timeout=LOOK)
                waiting -= 1
                if lane.halt is not None:
                    raise lane.halt
            except queue.Empty:
                pass
            self._context.check()
            if self._at_once and not self._settled():
                continue
            if self._plan.pick == "speculative":
                leads = self._lead(leads)
            taken = self._choice(leads)
            if taken is not None or waiting == 0:
                return taken or Taken(None, "All answers stand side by side.")

    def _settled(self) -> bool:
        """Whether the recording has nothing more to say: who came first does not depend on this computer then."""
        return all(not lane.running or lane.parked for lane in self._lanes)

    def _choice(self, leads: str | None) -> Taken | None:
        standing = self._standing()
        match self._plan.pick:
            case "race":
                return race(standing, None if self._plan.gate is None else self._plan.threshold)
            case "best_of":
                return best_of(standing)
            case "speculative":
                return speculative(standing, leads)
            case "all":
                return None

    def _standing(self) -> list[Standing]:
        with self._lock:
            whole = [lane for lane in self._lanes if lane.ended is not None]
            whole.sort(key=lambda lane: (lane.recorded() if self._at_once else 0.0, lane.ended or 0))
            places = {lane.id: place for place, lane in enumerate(whole)}
            return [Standing(lane.id, lane.running, places.get(lane.id), _score(lane)) for lane in self._lanes]

    def _lead(self, before: str | None) -> str | None:
        standing = [lane for lane in self._standing() if lane.ended is not None or not self._at_once]
        now = leader(standing, before, self._plan.margin)
        if now == before:
            return now
        with self._lock:
            for lane in self._lanes:
                if lane.running and lane.id == now:
                    lane.tell("leads", "" if before is None else f"It is better than {before} by the margin.")
                elif lane.running and lane.id == before:
                    lane.tell("running", f"{now} leads.")
        return now

    def _followed(self, event: Json) -> None:
        """LM calls are counted with the lane that makes them."""
        attempt = _attempt()
        if attempt is not None and event["type"] == "lm_started":
            attempt.started(event)
        self._context.emit(event)
        if attempt is not None and event["type"] == "lm_ended":
            attempt.ended(event)

    def _result(self, taken: Taken) -> Json:
        winner = next((lane for lane in self._lanes if lane.id == taken.winner), None)
        for lane in self._lanes:
            if lane is winner:
                lane.tell("won", taken.why)
            elif winner is not None and lane.state == "done":
                lane.tell("lost", taken.why)
            if winner is not None and lane.state == "lost" and lane.ended is None:
                lane.lost_to(winner.used.completion)
        scores = {lane.id: lane.score for lane in self._lanes if lane.ended is not None and lane.score is not None}
        failed = [lane.error for lane in self._lanes if lane.error is not None]
        return {
            "outputs": {} if winner is None else winner.outputs,
            "winner": taken.winner,
            "why": taken.why,
            "scores": scores,
            "lanes": [lane.record() for lane in self._lanes],
            "error": failed[0] if len(failed) == len(self._lanes) else None,
        }


def _score(lane: Lane) -> float | None:
    """Of the answer, of the running judge, or of the text so far."""
    if lane.score is not None or lane.attempt is None:
        return lane.score
    return lane.attempt.quality()


def _attempt() -> Attempt | None:
    """The attempt that the running code belongs to."""
    import dspy

    found: Attempt | None = dspy.settings.get(SETTING)
    return found


def _receive(id: str, about: LmCall, text: str, logprobs: Sequence[float]) -> None:
    attempt = _attempt()
    if attempt is not None:
        attempt.receive(id, about, text, logprobs)


def _played(id: str, at: float, stopped: bool) -> None:
    attempt = _attempt()
    if attempt is not None:
        attempt.played(id, at, stopped)


def _watch() -> None:
    attempt = _attempt()
    if attempt is not None:
        attempt.check()
