"""What optimizers show of the program to the LM that writes instructions: its own Python, as exported."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from types import SimpleNamespace
from unittest.mock import patch

from dspex_worker.codegen import classes_of
from dspex_worker.errors import WorkerError
from dspex_worker.wire import Job


@contextlib.contextmanager
def program_shown(job: Job) -> Iterator[None]:
    """Within it, MIPROv2 and SIMBA show the exported program instead of the class that interprets it here."""
    from dspy.propose import grounded_proposer
    from dspy.teleprompt import simba_utils

    try:
        source = source_of(job)
    except WorkerError:  # code that cannot be exported is run all the same; DSPy then shows what it finds
        yield
        return
    with (
        patch.object(grounded_proposer, "get_dspy_source_code", lambda _: source),
        patch.object(simba_utils, "inspect", SimpleNamespace(getsource=lambda _: source)),
    ):
        yield


def source_of(job: Job) -> str:
    """The program's classes as Python, without what builds and starts it."""
    return classes_of(job)
