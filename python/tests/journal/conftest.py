"""A server of runs that can be killed, for the tests that kill."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from journal.killing import Server, servers


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    yield from servers()
