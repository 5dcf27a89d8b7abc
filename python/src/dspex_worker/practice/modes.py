"""Ways to misbehave on purpose, to see how a program and its monitoring cope."""

from __future__ import annotations

from typing import Literal, get_args

from dspy.lm15 import RateLimitError, ServerError

from dspex_worker.practice.text import telling_words, unit

Mode = Literal["steady", "slow", "flaky", "rambling", "repetitive"]
MODES: tuple[Mode, ...] = get_args(Mode)

FLAKY_SHARE = 0.25
"""The share of requests that fail in flaky mode; each retry is drawn anew."""
_RETRY_AFTER = 0.2
_LOOPS = 24
_LOOP_WORDS = 4


def fail_sometimes(salt: str, attempt: int) -> None:
    """Raise a retryable error for a fixed share of (request, attempt): half rate limits, half server errors."""
    draw = unit(salt, "fail", attempt)
    if draw < FLAKY_SHARE / 2:
        raise RateLimitError(
            "The Practice LM is in flaky mode and refused this request as one too many.",
            provider="practice",
            status=429,
            retry_after=_RETRY_AFTER,
        )
    if draw < FLAKY_SHARE:
        raise ServerError(
            "The Practice LM is in flaky mode and failed this request.",
            provider="practice",
            status=500,
            retry_after=_RETRY_AFTER,
        )


def ramble(asked: str, text: str) -> str:
    """The text after a long-winded opening about the words of the question."""
    topics = telling_words(asked, 6) or ["the question"]
    thoughts = [f"Well, {topic} could mean several things, and it is worth dwelling on {topic}." for topic in topics]
    opening = "Let me think about this at some length before I answer."
    closing = "Having gone over all of that once more, and without any hurry, I arrive at the following."
    return " ".join([opening, *thoughts, "On the other hand, one may look at it differently.", closing]) + f"\n\n{text}"


def repeat(text: str) -> str:
    """The text with its last words said over and over, as a model caught in a loop does."""
    loop = " ".join(text.split()[-_LOOP_WORDS:])
    return f"{text} {' '.join([loop] * _LOOPS)}" if loop else text
