"""Keeps the noise of libraries off the output while an optimizer runs, and makes hidden chance seeded.

What DSPy logs still becomes ``log`` events; progress bars and dumps of prompts do not. The changes
are to the process, so one run at a time may use them: a worker has one job at a time.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import random
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch


@contextlib.contextmanager
def no_progress_bars() -> Iterator[None]:
    """tqdm bars made within it show nothing."""
    tqdm: Any = importlib.import_module("tqdm")
    made = tqdm.tqdm.__init__

    def silent(self: Any, *args: Any, **kwargs: Any) -> None:
        made(self, *args, **{**kwargs, "disable": True})

    with patch.object(tqdm.tqdm, "__init__", silent):
        yield


OWN = ("max_depth", "previous_instructions", "'tip'", "_reward_value", "_reward_info", "module_names")
"""Fields of DSPy's own prompts that it warns about, whatever the program is."""


@contextlib.contextmanager
def no_false_alarms() -> Iterator[None]:
    """DSPy's warnings about the prompts of its own optimizers are left out of the log."""

    def relevant(record: logging.LogRecord) -> bool:
        text = record.getMessage()
        return not (text.startswith(("Input contains fields", "Type mismatch")) and any(name in text for name in OWN))

    logger = logging.getLogger("dspy.predict.predict")
    logger.addFilter(relevant)
    try:
        yield
    finally:
        logger.removeFilter(relevant)


@contextlib.contextmanager
def no_prompt_dumps() -> Iterator[None]:
    """``inspect_history`` of LMs, which COPRO calls in its log lines, prints nothing."""
    from dspy.clients.base_lm import BaseLM

    with patch.object(BaseLM, "inspect_history", lambda *_, **__: ""):
        yield


@contextlib.contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Global generators and Optuna samplers start from ``seed``; the state before is restored."""
    before = random.getstate()
    random.seed(seed)
    try:
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(ImportError):
                stack.enter_context(_seeded_numpy(seed))
            with contextlib.suppress(ImportError):
                stack.enter_context(_seeded_optuna(seed))
            yield
    finally:
        random.setstate(before)


@contextlib.contextmanager
def _seeded_numpy(seed: int) -> Iterator[None]:
    import numpy

    before = numpy.random.get_state()
    numpy.random.seed(seed % 2**32)
    try:
        yield
    finally:
        numpy.random.set_state(before)


@contextlib.contextmanager
def _seeded_optuna(seed: int) -> Iterator[None]:
    import optuna

    create = optuna.create_study

    def seeded_study(*args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("sampler", optuna.samplers.TPESampler(seed=seed))
        return create(*args, **kwargs)

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    with patch.object(optuna, "create_study", seeded_study):
        yield


@contextlib.contextmanager
def lms_kept() -> Iterator[None]:
    """``Predict.reset`` within it clears what was learned but keeps the LM of a node.

    DSPy forgets the LM as well, so that candidates would answer with another one than the program.
    """
    import dspy

    reset = dspy.Predict.reset

    def keeping(self: Any) -> None:
        lm = getattr(self, "lm", None)
        reset(self)
        self.lm = lm

    with patch.object(dspy.Predict, "reset", keeping):
        yield


@contextlib.contextmanager
def rows_marked() -> Iterator[None]:
    """Within it, what a teacher does for a training row knows the row's id (``current_row``)."""
    from dspy import BootstrapFewShot

    from dspex_worker.rows import current_row, row_of

    bootstrap = BootstrapFewShot._bootstrap_one_example

    def marked(self: Any, example: Any, *rest: Any, **named: Any) -> Any:
        token = current_row.set(row_of(example))
        try:
            return bootstrap(self, example, *rest, **named)
        finally:
            current_row.reset(token)

    with patch.object(BootstrapFewShot, "_bootstrap_one_example", marked):
        yield
