"""Scripted LMs that stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from streams.stream_lm import Script, StreamLm


@pytest.fixture
def stream_lm() -> Iterator[Callable[[Script], StreamLm]]:
    """Starts scripted LMs and closes them."""
    started: list[StreamLm] = []

    def start(script: Script) -> StreamLm:
        started.append(StreamLm(script))
        return started[-1]

    yield start
    for lm in started:
        lm.close()
