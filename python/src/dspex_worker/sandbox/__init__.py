"""The sandbox in which LM-written code runs: ProgramOfThought, CodeAct and RLM.

The sandboxed process loads this package too, so what needs DSPy is imported when it is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dspex_worker.sandbox.factory import SandboxFactory
    from dspex_worker.wire import Job


def interpreter_factory(job: Job, tools: Sequence[Any] = ()) -> SandboxFactory:
    """Makes the sandboxes of a node: the ``interpreter_factory`` of its DSPy module.

    Args:
        job: gives the seed of the code's random numbers.
        tools: the node's tools, for CodeAct, which does not hand them to its interpreter but sends their text;
            they are called in this process nevertheless. RLM hands its tools over itself.

    Raises:
        WorkerError: ``sandbox_unavailable``, naming the required guard that this system does not offer and what can
            be done. No code is ever run without it.
    """
    from dspex_worker.sandbox.factory import SandboxFactory

    return SandboxFactory.of(job.seed, tools)
