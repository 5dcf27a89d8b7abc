"""What a rule did, in words for the person."""

from __future__ import annotations

from dspex_worker.streams.monitor import AnswerMonitor
from dspex_worker.streams.rules import Fired

_NAMES = {
    "repetition": "Repetition",
    "tail_run": "Words in a loop:",
    "script": "Script share",
    "logprob": "Log probability",
    "rate": "Tokens a second:",
    "judge": "Judge",
    "length": "Words:",
}


def why(fired: Fired, monitor: AnswerMonitor) -> str:
    """Why a rule fired, as one sentence."""
    rule = fired.rule
    if rule.metric == "schema":
        at, expected = monitor.broken(fired.field) or (None, "")
        return f'"{fired.field}" must be {expected or "valid"}: no text after character {at or 0} can make it valid.'
    if rule.metric == "first_chunk":
        return f"Nothing came for {fired.value:.1f} s."
    if rule.metric == "stall":
        return f"Nothing more came for {fired.value:.0f} times the usual gap."
    held = f" for {fired.words} words" if fired.words else ""
    return f"{_NAMES[rule.metric]} {fired.value:.3g}, {rule.compare} {rule.value:g}{held}."


def kept(tokens: int, saved: int | None) -> str:
    """What is kept of the text and what is not paid for."""
    left = "" if not saved else f", at most {saved} not paid for"
    return f"{tokens} tokens kept{left}."
