"""Patterns of reasoning as modules of DSPy, for programs of the workbench and for plain Python alike.

Each is a ``dspy.Module`` whose predictors every optimizer sees, with a limit on its calls and a record of its steps
that ``watching`` shows while it runs.
"""

from __future__ import annotations

from dspex_worker.patterns.consensus import Ballot, Consensus, Member
from dspex_worker.patterns.correction import SelfCorrecting
from dspex_worker.patterns.scaffolding import SelfScaffolding
from dspex_worker.patterns.steps import Step, watching
from dspex_worker.patterns.thoughts import TreeOfThoughts
from dspex_worker.patterns.validators import Fields, Judge, Predicate, SecondChain, Verdict

__all__ = [
    "Ballot",
    "Consensus",
    "Fields",
    "Judge",
    "Member",
    "Predicate",
    "SecondChain",
    "SelfCorrecting",
    "SelfScaffolding",
    "Step",
    "TreeOfThoughts",
    "Verdict",
    "watching",
]
