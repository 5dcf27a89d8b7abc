"""Which of several streams is taken. Pure: what stands is given, who won and why is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    """A lane as a choice sees it.

    Attributes:
        running: whether it may still give an answer.
        ended: its place among the lanes with a whole answer, from 0 in the order they ended; None without one.
        score: of the whole answer, or of the text so far; None while it is not known.
    """

    id: str
    running: bool
    ended: int | None = None
    score: float | None = None


@dataclass(frozen=True)
class Taken:
    """The choice: the winner, None where no lane gave a whole answer, and why."""

    winner: str | None
    why: str


def race(lanes: Sequence[Standing], threshold: float | None) -> Taken | None:
    """The first whole answer that passes; None while none did and some lane runs.

    Args:
        threshold: least score that passes; None: every whole answer passes.
    """
    for lane in sorted((lane for lane in lanes if lane.ended is not None), key=lambda lane: lane.ended or 0):
        if threshold is None:
            return Taken(lane.id, f"{lane.id} was whole first.")
        if lane.score is not None and lane.score >= threshold:
            return Taken(
                lane.id, f"{lane.id} was the first to pass the gate: {_shown(lane)} is at least {threshold:g}."
            )
    if any(lane.running for lane in lanes):
        return None
    best = best_of(lanes)
    if best is None or best.winner is None or threshold is None:
        return best
    return Taken(best.winner, f"No answer passed the gate of {threshold:g}. {best.why}")


def best_of(lanes: Sequence[Standing]) -> Taken | None:
    """The best whole answer once no lane runs; the first of equal ones."""
    if any(lane.running for lane in lanes):
        return None
    whole = [lane for lane in lanes if lane.ended is not None]
    if not whole:
        return Taken(None, "No lane gave a whole answer.")
    best = max(whole, key=_score)
    others = ", ".join(f"{lane.id} ({_shown(lane)})" for lane in whole if lane is not best)
    if not others:
        return Taken(best.id, f"{best.id} alone gave a whole answer.")
    equal = [lane.id for lane in whole if _score(lane) == _score(best)]
    if len(equal) > 1:
        rest = ", ".join(f"{lane.id} ({_shown(lane)})" for lane in whole if lane.id not in equal)
        return Taken(
            best.id,
            f"{', '.join(equal)} are equal with {_shown(best)}: the first is taken."
            + (f" The others: {rest}." if rest else ""),
        )
    return Taken(best.id, f"{best.id} scored {_shown(best)}, the others: {others}.")


def leader(lanes: Sequence[Standing], now: str | None, margin: float) -> str | None:
    """Who leads: the first with a text, until another is better by ``margin``, or who led cannot answer any more."""
    able = [lane for lane in lanes if lane.score is not None and (lane.running or lane.ended is not None)]
    if not able:
        return None
    best = max(able, key=_score)
    present = next((lane for lane in able if lane.id == now), None)
    if present is None or _score(best) >= _score(present) + margin:
        return best.id
    return present.id


def speculative(lanes: Sequence[Standing], leads: str | None) -> Taken | None:
    """The leader once its answer is whole."""
    first = next((lane for lane in lanes if lane.id == leads), None)
    if first is not None and first.ended is not None:
        return Taken(first.id, f"{first.id} led with {_shown(first)} when its answer was whole.")
    return None if any(lane.running for lane in lanes) else best_of(lanes)


def _score(lane: Standing) -> float:
    return -1.0 if lane.score is None else lane.score


def _shown(lane: Standing) -> str:
    return "no score" if lane.score is None else f"{lane.score:.2f}"
