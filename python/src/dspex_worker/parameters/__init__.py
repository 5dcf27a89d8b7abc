"""What of a live module can be tuned: found with its type and constraint, and set so that it reaches the LM.

for parameter in discover(program, lms):
    print(parameter.path, parameter.kind, parameter.value)
apply(program, "answer.react.temperature", 0.2)
"""

from __future__ import annotations

from dspex_worker.parameters.found import discover
from dspex_worker.parameters.parameter import Kind, Parameter
from dspex_worker.parameters.setting import apply, swap

__all__ = ["Kind", "Parameter", "apply", "discover", "swap"]
