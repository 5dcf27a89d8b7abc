"""The most that a call can cost, known before it is made."""

from __future__ import annotations

import dataclasses
from typing import Any

from dspex_worker.errors import WorkerError
from dspex_worker.journal.ledger import Amount, Cap
from dspex_worker.wire import LmSpec, dumps

MOST_TOKENS = 4096
"""Limit of an answer's tokens under a cap on tokens or dollars, where the LM's settings name none."""
_PER_MESSAGE = 16
"""Tokens that a provider may put around a message."""


def limited(request: Any, cap: Cap) -> Any:
    """The request as it is sent: under a cap on tokens or dollars every answer has a limit."""
    if not _measured(cap) or request.config.max_tokens is not None:
        return request
    return dataclasses.replace(request, config=dataclasses.replace(request.config, max_tokens=MOST_TOKENS))


def worst_case(request: Any, spec: LmSpec, cap: Cap) -> Amount:
    """One call, its tokens and its dollars at most. A token is at least one byte of the prompt.

    Without a cap on tokens or dollars an answer may be longer than is charged here: then it is what a cap that is
    given while the call is under way has to reckon with.

    Raises:
        WorkerError: ``cap_unbounded`` for what is in the prompt as an address only, whose tokens nobody knows.
    """
    from dspy._vendor.lm15.serde import request_to_dict

    record = request_to_dict(request)
    record.pop("config", None)
    if _measured(cap) and _by_address(record):
        raise WorkerError(
            "cap_unbounded",
            "The prompt has an image or a file by its address, so its tokens cannot be known before the call.",
            "Put the file itself into the data, or use a cap on calls.",
        )
    prompt = len(dumps(record).encode()) + _PER_MESSAGE * (len(request.messages) + 1)
    answer = request.config.max_tokens or MOST_TOKENS
    return Amount(1, prompt + answer, usd_of(spec, prompt, answer) or 0.0)


def usd_of(spec: LmSpec, prompt: int | None, completion: int | None) -> float | None:
    """USD of a call by the price of the LM record; the Practice LM is free, an unknown price is None."""
    if spec.practice is not None:
        return 0.0
    if spec.price is None or prompt is None or completion is None:
        return None
    return (prompt * spec.price.input + completion * spec.price.output) / 1e6


def _measured(cap: Cap) -> bool:
    return "tokens" in cap or "usd" in cap


def _by_address(value: Any) -> bool:
    if isinstance(value, dict):
        return "url" in value or "file_id" in value or any(_by_address(item) for item in value.values())
    return isinstance(value, list) and any(_by_address(item) for item in value)
