"""What a job may do with its run's journal, and what it may use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dspex_worker.errors import WorkerError
from dspex_worker.journal.ledger import Bounds, Cap
from dspex_worker.wire import Json, LmSpec


@dataclass(frozen=True)
class Terms:
    """What a job may do with its run's journal.

    Attributes:
        folder: of the run.
        scope: name of the part of the run that the job belongs to; calls of different parts share no answers.
        replay: whether calls are answered from the journal only, and nothing is written.
        branched: whether calls that the journal does not expect are no sign of a run gone astray.
        cap: the most that the whole run may use.
        hold: how much of the cap is kept for later parts of the run.
        pause_after: LM calls of the whole run after which it stops.
        at_once: LM calls of the whole run that may be under way at a time; None for as many as its threads make.
        paused: whether the person has paused it: no call is made any more.
        ended_at: what ended a run that is replayed, cap or pause; where the journal ends, the replay ends so.
    """

    folder: Path
    scope: str = ""
    replay: bool = False
    branched: bool = False
    cap: Cap = field(default_factory=dict)
    hold: Cap = field(default_factory=dict)
    pause_after: int | None = None
    at_once: int | None = None
    paused: bool = False
    ended_at: str | None = None

    @staticmethod
    def of(record: Json) -> Terms:
        return Terms(
            folder=Path(record["folder"]),
            scope=str(record.get("scope") or ""),
            replay=record.get("mode") == "replay",
            branched=bool(record.get("branched")),
            cap=limits_of(record.get("cap")),
            hold=limits_of(record.get("hold")),
            pause_after=record.get("pause_after"),
            at_once=record.get("at_once"),
            ended_at=record.get("ended_at"),
        )

    def left(self) -> Cap:
        """The cap as it is for this job."""
        return {kind: most - self.hold.get(kind, 0) for kind, most in self.cap.items()}

    def pauses_first(self) -> bool:
        """Whether the run pauses before its calls are at the cap."""
        return self.pause_after is not None and self.pause_after < self.left().get("calls", float("inf"))

    def bounds(self) -> Bounds:
        """What the next call must keep to."""
        cap = dict(self.left())
        if self.pause_after is not None and self.pauses_first():
            cap["calls"] = float(self.pause_after)
        return Bounds(cap, self.at_once)


def limits_of(record: Json | None) -> Cap:
    """A cap as messages have it: without those that are no limit."""
    return {kind: float(most) for kind, most in (record or {}).items() if most is not None}


def check_prices(cap: Cap, lms: Sequence[LmSpec]) -> None:
    """Raises WorkerError ``price_unknown`` when a cap in dollars cannot be kept."""
    unknown = sorted(spec.alias for spec in lms if spec.practice is None and spec.price is None)
    if "usd" in cap and unknown:
        raise WorkerError(
            "price_unknown",
            f"The price of {', '.join(unknown)} is not known, so a cap in dollars cannot be kept.",
            "Enter the price in the LM settings, or cap calls or tokens.",
        )


def paused(calls: int | None = None) -> WorkerError:
    after = "" if calls is None else f" after {calls} LM calls"
    return WorkerError("paused", f"The run was paused{after}.", "It can be resumed.")


def ended(at: str) -> WorkerError:
    """How a replay ends where the run ended, at its ``cap`` or by a ``pause``."""
    if at == "cap":
        return WorkerError("cap_reached", "The run was ended here by its cap.")
    return WorkerError("paused", "The run was ended here by its pause.")


def reached(terms: Terms, kind: str) -> WorkerError:
    held = "" if not terms.hold else " What is left is kept for the comparison."
    return WorkerError(
        "cap_reached",
        f"The next call could go beyond the cap of {amount(kind, terms.cap[kind])}.{held}",
        "Raise the cap to go on.",
    )


def amount(kind: str, most: float) -> str:
    return f"${most:g}" if kind == "usd" else f"{most:.0f} {'LM calls' if kind == 'calls' else kind}"
