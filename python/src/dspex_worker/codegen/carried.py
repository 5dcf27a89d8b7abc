"""Modules that an exported program carries a copy of, where DSPy has none that does it in one call.

Their source goes into the export as it is, and an import knows them by it; so they use DSPy alone.
"""

from __future__ import annotations

import ast
import functools
import inspect
import re
from typing import Any

import dspy


class Comparison(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """Asks ``M`` times with reasoning, then has the LM compare the attempts."""

    def __init__(self, signature: type[dspy.Signature], M: int = 3, temperature: float = 0.7, **config: Any) -> None:  # noqa: N803
        super().__init__()
        self.attempt = dspy.ChainOfThought(signature, temperature=temperature, **config)
        self.compare = dspy.MultiChainComparison(signature, M=M, temperature=temperature, **config)

    def forward(self, **inputs: Any) -> dspy.Prediction:
        rollouts = range(1, self.compare.M + 1)
        attempts = [self.attempt(**inputs, config={"rollout_id": rollout}) for rollout in rollouts]
        return self.compare(attempts, **inputs)


class ForEach(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """Runs a module for each item of the input ``over``; its outputs are lists in their order."""

    def __init__(self, module: dspy.Module, over: str, outputs: list[str], num_threads: int | None = None) -> None:
        super().__init__()
        self.module, self.over, self.outputs, self.num_threads = module, over, outputs, num_threads

    def forward(self, **inputs: Any) -> dspy.Prediction:
        items = inputs.pop(self.over)
        parallel = dspy.Parallel(num_threads=self.num_threads, max_errors=1, timeout=0, disable_progress_bar=True)
        answers = parallel([(self.module, {**inputs, self.over: item}) for item in items])
        return dspy.Prediction(**{name: [answer[name] for answer in answers] for name in self.outputs})


CARRIED = {"MultiChainComparison": Comparison, "Parallel": ForEach}
"""The class that a kind of node needs."""


def plain_source(made: object) -> str:
    """The source of a class, function or module without what is said to our own tools."""
    return re.sub(r"  # (type: ignore|noqa).*", "", inspect.getsource(made)).rstrip()  # type: ignore[arg-type]


def same_source(found: ast.AST, made: object) -> bool:
    """Whether a class or function of a file is a copy of ours, whatever a class is called and how it is laid out."""
    if not isinstance(found, ast.ClassDef | ast.FunctionDef):
        return False
    own, text = _own(made)
    alike = type(found) is type(own) and len(found.body) == len(own.body)
    return alike and ast.get_docstring(found) == ast.get_docstring(own) and ast.dump(_unnamed(found)) == text


@functools.cache
def _own(made: object) -> tuple[ast.ClassDef | ast.FunctionDef, str]:
    node = ast.parse(plain_source(made)).body[0]
    assert isinstance(node, ast.ClassDef | ast.FunctionDef)
    return node, ast.dump(_unnamed(node))


def _unnamed(node: ast.ClassDef | ast.FunctionDef) -> ast.AST:
    if isinstance(node, ast.ClassDef):
        return ast.ClassDef("", node.bases, node.keywords, node.body, node.decorator_list)
    return node
