"""Practice LM: learns from the prompt alone, offline and deterministic, to try programs and optimizers with."""

from dspex_worker.practice.engine import AsyncPracticeEngine, PracticeEngine
from dspex_worker.practice.lm import practice_lm
from dspex_worker.practice.modes import MODES, Mode

__all__ = ["MODES", "AsyncPracticeEngine", "Mode", "PracticeEngine", "practice_lm"]
