from collections.abc import Iterator
from typing import Any

import dspy
import pytest

from dspex_worker.practice import practice_lm


@pytest.fixture
def lm() -> Iterator[Any]:
    """A steady Practice LM, in use for the test."""
    made = practice_lm()
    with dspy.context(lm=made, adapter=dspy.ChatAdapter()):
        yield made
