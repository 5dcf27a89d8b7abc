"""The Practice LM as a ``dspy.LM``."""

from __future__ import annotations

from typing import Any

import dspy
from dspy.utils.callback import BaseCallback

from dspex_worker.practice.engine import ROLLOUT, AsyncPracticeEngine, PracticeEngine
from dspex_worker.practice.modes import Mode


class _TellRollout(BaseCallback):  # type: ignore[misc]
    """Lets the engine see the rollout id of the call, so that equal requests of different rollouts differ."""

    def on_lm_start(self, call_id: str, instance: Any, inputs: dict[str, Any]) -> None:  # noqa: ARG002
        given = (inputs.get("kwargs") or {}).get("rollout_id")
        ROLLOUT.set(given if given is not None else instance.kwargs.get("rollout_id"))


def practice_lm(seed: int = 7, pace: float | None = 0.0, mode: Mode = "steady", alias: str = "practice") -> Any:
    """A Practice LM: an honest little in-context learner with no network, no key and no knowledge of any data set.

    ``seed`` decides ties and draws. ``pace`` is in tokens per second, 0 for at once; a call that is not streamed takes
    as long as its tokens would. None lets only streamed calls take their time. ``mode`` makes it misbehave
    (``modes.MODES``). ``alias`` names it in histories and usage as ``practice/<alias>``. Answers are not cached.
    Raises ValueError for an unknown mode or a negative pace.
    """
    engine = PracticeEngine(seed, pace, mode)
    return dspy.LM(
        f"practice/{alias}",
        cache=False,
        engine=engine,
        async_engine=AsyncPracticeEngine(engine),
        callbacks=[_TellRollout()],
    )
