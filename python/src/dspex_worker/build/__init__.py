"""Program JSON to one ``dspy.Module`` whose attributes are the node ids."""

from __future__ import annotations

from dspex_worker.build.graph import assign_lms, build_program, module_at, name_of
from dspex_worker.build.modules import signature_class
from dspex_worker.build.plan import Plan, ProgramTypes, Step
from dspex_worker.build.running import Program
from dspex_worker.kinds import GENERATION

__all__ = [
    "GENERATION",
    "Plan",
    "Program",
    "ProgramTypes",
    "Step",
    "assign_lms",
    "build_program",
    "module_at",
    "name_of",
    "signature_class",
]
