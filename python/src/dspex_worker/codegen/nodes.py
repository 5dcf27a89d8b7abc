"""One node in the source: what ``__init__`` makes of it, how ``forward`` calls it, how its outputs are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dspex_worker.build import GENERATION
from dspex_worker.codegen.names import output_of
from dspex_worker.codegen.tools import Tools
from dspex_worker.kinds import KINDS
from dspex_worker.pytext import Names, keyword_arguments, literal
from dspex_worker.wire import Json

_WITH_CONFIG = ("Predict", "ChainOfThought")
"""Kinds whose constructor takes settings of the LM."""

_NOT_WRITTEN = ("MultiChainComparison", "BestOfN", "Refine", "Parallel", "retriever", "router")


def inputs_of(node: Json) -> list[Json]:
    """The input fields of a node."""
    return list((node.get("signature") or node.get("program") or node)["inputs"])


def task_outputs_of(node: Json) -> list[Json]:
    """The output fields of a node without those that its kind adds."""
    return list((node.get("signature") or node.get("program") or node)["outputs"])


def exportable(node: Json) -> bool:
    """Whether a node can be written as Python."""
    kind = str(node["kind"])
    if "inner" in node:
        return kind in ("BestOfN", "Refine") and node["inner"] in _WITH_CONFIG
    return kind not in _NOT_WRITTEN and "server" not in node


class NodeSource:
    """Writes nodes.

    Args:
        signatures: class name of the signature of each node, by its path.
        programs: class name of each inner program, by its path.
    """

    def __init__(self, tools: Tools, signatures: Mapping[str, str], programs: Mapping[str, str], names: Names) -> None:
        self._tools, self._signatures, self._programs, self._names = tools, signatures, programs, names
        self._functions: dict[str, str] = {}

    def made(self, node: Json, path: str) -> list[str]:
        """The lines of ``__init__``; none for a node that is a function."""
        name, kind = str(node["id"]), str(node["kind"])
        match kind:
            case "tool" | "code":
                return []
            case "program":
                return [f"self.{name} = {self._programs[path]}()"]
            case "imported":
                arguments = keyword_arguments((node.get("arguments") or {}).items())
                return [f"self.{name} = {self._tools.name(str(node['class']))}({arguments})"]
        made = self._module(node, path)
        config = _config(node)
        if kind in _WITH_CONFIG or "inner" in node or not config:
            return [f"self.{name} = {made}"]
        return [
            f"self.{name} = {made}",
            f"for predictor in self.{name}.predictors():",
            f"    predictor.update_config({keyword_arguments(config.items())})",
        ]

    def called(self, node: Json, path: str, arguments: str) -> str:
        """The call in ``forward``."""
        match node["kind"]:
            case "tool":
                return f"{self._tools.name(str(node['function']))}({arguments})"
            case "code":
                return f"{self._functions[path]}({arguments})"
        return f"self.{node['id']}({arguments})"

    def output(self, node: Json, result: str, field: str) -> str:
        """An output of the node, whose call's value has the name ``result``."""
        match node["kind"]:
            case "tool":
                return result
            case "code":
                return f"{result}[{literal(field)}]"
        return output_of(result, field)

    def function(self, node: Json, path: str) -> str:
        """The function that a code node becomes."""
        self._functions[path] = self._names.new(str(node["id"]) if self._names.free(str(node["id"])) else "run")
        source = str(node["source"]).strip("\n")
        return re.sub(r"^def run\b", f"def {self._functions[path]}", source, count=1, flags=re.MULTILINE)

    def _module(self, node: Json, path: str) -> str:
        kind, signature, given = str(node["kind"]), self._signatures[path], node.get("parameters") or {}
        own = {k: v for k, v in given.items() if v is not None and k not in GENERATION}
        if "inner" in node:
            config = keyword_arguments(_config(node).items())
            own = {"N": _default(kind, "N"), "threshold": _default(kind, "threshold")} | own
            inner = f"dspy.{node['inner']}({signature}{f', {config}' if config else ''})"
            arguments = [f"module={inner}", f"N={own.pop('N')}"]
            if node.get("reward"):
                arguments.append(f"reward_fn={self._tools.name(str(node['reward']))}")
            return f"dspy.{kind}({', '.join([*arguments, *_each(own)])})"
        arguments = [signature]
        if node.get("tools"):
            arguments.append(f"tools=[{', '.join(map(self._tools.name, node['tools']))}]")
        elif kind in ("ReAct", "ReActV2", "CodeAct"):
            arguments.append("tools=[]")
        arguments += _each(own)
        if kind in _WITH_CONFIG:
            arguments += _each(_config(node))
        return f"dspy.{kind}({', '.join(arguments)})"


def _config(node: Json) -> Json:
    given = node.get("parameters") or {}
    return {key: given[key] for key in GENERATION if given.get(key) is not None}


def _default(kind: str, parameter: str) -> Any:
    return KINDS[kind].parameters[parameter]["default"]


def _each(values: Json) -> list[str]:
    return [keyword_arguments([item]) for item in values.items()]
