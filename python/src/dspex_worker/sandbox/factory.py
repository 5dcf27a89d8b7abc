"""Makes sandboxes, with every guard that the system offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import dspy

from dspex_worker.sandbox.availability import engaged
from dspex_worker.sandbox.inside.library import OFFERED
from dspex_worker.sandbox.interpreter import SandboxInterpreter
from dspex_worker.sandbox.limits import Limits
from dspex_worker.sandbox.tools import Tool

_LIMITS = Limits()


@dataclass(frozen=True)
class SandboxFactory:
    """Called without arguments, gives a new sandbox that has not started. Any thread may call it.

    Copies of a module share it.
    """

    engaged: frozenset[str]
    tools: Mapping[str, Tool]
    seed: int

    execution_instructions: ClassVar[str] = (
        "Code runs as Python in a sandbox without network, files, processes or threads. Names, functions and imports "
        f"persist for this session. Available modules: {', '.join(OFFERED)}. Tools and SUBMIT are global functions. "
        f"One execution may take {_LIMITS.seconds:g} seconds."
    )
    """Tells RLM's LM what it can write."""

    @classmethod
    def of(cls, seed: int, tools: Sequence[Any]) -> SandboxFactory:
        """Raises WorkerError ``sandbox_unavailable``."""
        made = [tool if isinstance(tool, dspy.Tool) else dspy.Tool(tool) for tool in tools]
        return cls(engaged(), {str(tool.name): tool for tool in made}, seed)

    def __call__(self) -> SandboxInterpreter:
        return SandboxInterpreter(self.engaged, dict(self.tools), seed=self.seed)

    def __deepcopy__(self, memo: object) -> SandboxFactory:
        return self
