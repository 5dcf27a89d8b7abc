"""Search over the values of variables: one ``ask`` for every sampler, without a state of its own.

What is asked next follows from the space, the seed, the number of the trial and the trials before it
alone, so that a study that was stopped goes on as if it had not been.
"""

from dspex_worker.search.ask import ask, samplers
from dspex_worker.search.history import Objective, Suggestion, Trial
from dspex_worker.search.space import Dimension, Space

__all__ = ["Dimension", "Objective", "Space", "Suggestion", "Trial", "ask", "samplers"]
