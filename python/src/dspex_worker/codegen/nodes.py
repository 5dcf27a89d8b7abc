"""One node in the source: what ``__init__`` makes of it, how ``forward`` calls it, how its outputs are read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from dspex_worker.build import GENERATION
from dspex_worker.codegen.carried import CARRIED, plain_source
from dspex_worker.codegen.code_nodes import CodeNodes
from dspex_worker.codegen.corpora import FILE, corpus_beside
from dspex_worker.codegen.names import output_of
from dspex_worker.codegen.references import served
from dspex_worker.codegen.server_tool import ServerTool, ToolServer
from dspex_worker.codegen.tools import Tools
from dspex_worker.errors import Where, WorkerError
from dspex_worker.kinds import KINDS, PATTERNS, SEVERAL, Kind, asking, member_settings, members_of, required
from dspex_worker.program import is_identifier, node_outputs
from dspex_worker.pytext import Names, keyword_arguments, literal
from dspex_worker.retrieval.corpus import TRAIN
from dspex_worker.server_tools import is_server_tool, parse
from dspex_worker.wire import Json, LmSpec

PACKAGE = "dspex_worker.patterns"
"""Where an exported program finds the patterns: the workbench's Python package."""

_WITH_CONFIG = ("Predict", "ChainOfThought", "MultiChainComparison")
"""Kinds whose constructor takes settings of the LM."""


class NodeSource:
    """Writes nodes.

    Args:
        nodes: all that the file has.
        signatures: class name of the signature of each node, by its path.
        programs: class name of each inner program, by its path.
    """

    def __init__(
        self,
        nodes: Collection[Json],
        models: Mapping[str, LmSpec],
        tools: Tools,
        code: CodeNodes,
        signatures: Mapping[str, str],
        programs: Mapping[str, str],
        names: Names,
    ) -> None:
        self._tools, self._signatures, self._programs, self._names = tools, signatures, programs, names
        self._models, self._code = models, code
        used = {str(node["kind"]) for node in nodes}
        self._carried = {kind: names.new(made.__name__) for kind, made in CARRIED.items() if kind in used}
        self._servers: dict[str, str] = {}
        for tool in (tool for node in nodes for tool in served(node)):
            if _call_of(tool) not in self._servers:
                self._servers[_call_of(tool)] = names.new(_name_of(str(tool["tool"])))
        self._server_tool = names.new(ServerTool.__name__) if self._servers else ""
        self._server = names.new(ToolServer.__name__) if self._servers else ""
        self._patterns = {kind: names.new(kind) for kind in sorted(PATTERNS & used)}
        self._retrieval = {name: names.new(name) for name in _retrieval_names(nodes)}

    def carried(self) -> Iterator[str]:
        """The source of what DSPy does not have: modules, and tools of servers."""
        for kind, name in self._carried.items():
            own = CARRIED[kind].__name__
            yield plain_source(CARRIED[kind]).replace(f"class {own}(", f"class {name}(", 1)

        if self._servers:
            for made in (ToolServer, ServerTool):
                own = plain_source(made).replace(ToolServer.__name__, self._server)
                yield own.replace(f"class {ServerTool.__name__}:", f"class {self._server_tool}:", 1)
            yield "\n".join(f"{name} = {self._server_tool}({call})" for call, name in self._servers.items())

    def imports(self) -> Iterator[str]:
        """The lines that import patterns, and what finds passages, where a node needs them."""
        if self._patterns:
            yield f"from {PACKAGE} import {_named(self._patterns)}"
        if self._retrieval:
            yield f"from {FILE} import {_named(self._retrieval)}"

    def made(self, node: Json, path: str) -> list[str]:
        """The lines of ``__init__``; none for a node that is a function."""
        name, kind = str(node["id"]), str(node["kind"])
        match kind:
            case "tool" | "code" | "router":
                return []
            case "program":
                return [f"self.{name} = {self._programs[path]}()"]
            case "retriever":
                return [f"self.{name} = {self._retriever(node)}"]
            case "imported":
                arguments = keyword_arguments((node.get("arguments") or {}).items())
                return [f"self.{name} = {self._tools.name(str(node['class']))}({arguments})"]
        made = f"self.{name} = {self._module(node, path)}"
        if kind in SEVERAL:
            return [made]
        members = [(KINDS[m.get("kind") or "Predict"], member_settings(m, _given(node))) for m in members_of(node)]
        asked = [(f".members[{at}]", *member) for at, member in enumerate(members)] or [
            ("", asking(node), _given(node))
        ]
        return [made, *(line for at, k, given in asked for line in _configured(f"self.{name}{at}", k, given))]

    def called(self, node: Json, path: str, arguments: str) -> str:
        """The call in ``forward``."""
        match node["kind"]:
            case "tool" if "server" in node:
                return f"{self._servers[_call_of(node)]}({arguments})"
            case "tool":
                return f"{self._tools.name(str(node['function']))}({arguments})"
            case "code":
                return f"{self._code.name(path)}({arguments})"
        return f"self.{node['id']}({arguments})"

    def output(self, node: Json, result: str, field: str) -> str:
        """An output of the node, whose call's value has the name ``result``."""
        match node["kind"]:
            case "tool":
                return result
            case "code":
                return f"{result}[{literal(field)}]"
            case "retriever" if _is_knn(node):
                return f"[example.passage for example in {result}]"
        return output_of(result, field)

    def _retriever(self, node: Json) -> str:
        corpus = literal(corpus_beside(node))
        if node.get("method") != "embeddings":
            passages = f"{self._retrieval['passages_of']}({corpus})"
            return f"{self._retrieval['BM25']}({', '.join([passages, *_each(_given(node))])})"
        k = {**required(node), **_given(node)}["k"]
        if node["corpus"] == TRAIN:
            examples = f"{self._retrieval['examples_of']}({corpus})"
            return f"dspy.KNN(k={k}, trainset={examples}, vectorizer={self._embedder(node)})"
        passages = f"{self._retrieval['passages_of']}({corpus})"
        return f"dspy.retrievers.Embeddings({passages}, embedder={self._embedder(node)}, k={k})"

    def _embedder(self, node: Json) -> str:
        """DSPy's embedder of an alias; its key comes from the environment."""
        spec = self._models.get(str(node["embedder"]))
        model = spec.model if spec is not None else str(node["embedder"])
        address = _each({"api_base": spec.api_base}) if spec is not None and spec.api_base else []
        return f"dspy.Embedder({', '.join([literal(model), *address])})"

    def _module(self, node: Json, path: str) -> str:
        kind, signature = str(node["kind"]), self._signatures[path]
        own = _own(_given(node))
        outer = {k: own.pop(k) for k in KINDS[kind].parameters if k in own} if KINDS[kind].inner else {}
        match kind:
            case "MultiChainComparison":
                return f"{self._carried[kind]}({', '.join([signature, *_each(own), *_each(_config(_given(node)))])})"
            case "Parallel":
                names = [str(field["name"]) for field in node_outputs(node)]
                settings = {"over": node["over"], "outputs": names, **outer}
                return f"{self._carried[kind]}({', '.join([self._asking(node, signature, own), *_each(settings)])})"
            case "TreeOfThoughts":
                return f"{self._patterns[kind]}({', '.join([signature, *_each(own), *_each(_config(_given(node)))])})"
            case "Consensus" if members_of(node):
                members = ", ".join(self._member(node, member, signature) for member in members_of(node))
                return f"{self._patterns[kind]}({', '.join([f'[{members}]', *_each(outer)])})"
            case "SelfCorrecting" | "Consensus":
                arguments = [self._asking(node, signature, own)]
                if node.get("reward"):
                    arguments.append(f"reward_fn={self._tools.name(str(node['reward']))}")
                return f"{self._patterns[kind]}({', '.join([*arguments, *_each(outer)])})"
            case "BestOfN" | "Refine":
                settings = {**required(node), **outer}
                arguments = [f"module={self._asking(node, signature, own)}", f"N={settings.pop('N')}"]
                arguments.append(f"reward_fn={self._tools.name(str(node['reward']))}")
                return f"dspy.{kind}({', '.join([*arguments, *_each(settings)])})"
        return self._asking(node, signature, own)

    def _member(self, node: Json, member: Json, signature: str) -> str:
        """One module of a node that asks several."""
        given, kind = member_settings(member, _given(node)), KINDS[member.get("kind") or "Predict"]
        return self._asked(kind, node, signature, _own(given), _config(given))

    def _asking(self, node: Json, signature: str, own: Json) -> str:
        """The module that asks the LM: the node's own kind, or the one it wraps."""
        return self._asked(asking(node), node, signature, own, _config(_given(node)))

    def _asked(self, kind: Kind, node: Json, signature: str, own: Json, config: Json) -> str:
        arguments = [signature]
        if kind.tools and (node.get("tools") or kind.name != "RLM"):
            arguments.append(f"tools=[{', '.join(self._agent_tool(kind, node, r) for r in node.get('tools') or ())}]")
        arguments += _each(own)
        if kind.name in _WITH_CONFIG:
            arguments += _each(config)
        return f"dspy.{kind.name}({', '.join(arguments)})"

    def _agent_tool(self, kind: Kind, node: Json, reference: str) -> str:
        """A tool of an agent. Raises WorkerError ``export_unsupported`` for one of a server that CodeAct would send."""
        if not is_server_tool(reference):
            return self._tools.name(reference)
        if kind.name == "CodeAct":
            raise WorkerError(
                "export_unsupported",
                f'"{node["id"]}" is a CodeAct with a tool of a server, which runs in the workbench only.',
                "CodeAct gives its sandbox the source of each tool. Use ReAct, or a function of the project.",
                where=Where(node=str(node["id"])),
            )
        server, tool = parse(reference)
        return f"{self._servers[_call_of({'server': server, 'tool': tool})]}.described()"


def _named(names: Mapping[str, str]) -> str:
    """What is imported, with the names that the file gives it."""
    return ", ".join(own if own == name else f"{own} as {name}" for own, name in names.items())


def _is_knn(node: Json) -> bool:
    return node.get("method") == "embeddings" and node.get("corpus") == TRAIN


def _retrieval_names(nodes: Iterable[Json]) -> list[str]:
    """What of ``retrieval.py`` the nodes need."""
    used: dict[str, None] = {}
    for node in nodes:
        if _is_knn(node):
            used["examples_of"] = None
        elif node["kind"] == "retriever":
            used |= dict.fromkeys(["passages_of"] if node.get("method") == "embeddings" else ["BM25", "passages_of"])
    return sorted(used)


def _call_of(node: Json) -> str:
    """The arguments that make the tool of a server."""
    return f"{literal(str(node['tool']))}, {keyword_arguments(node['server'].items())}"


def _name_of(tool: str) -> str:
    name = re.sub(r"\W+", "_", tool).strip("_").lower()
    return name if is_identifier(name) else "server_tool"


def _given(node: Json) -> Json:
    return {key: value for key, value in (node.get("parameters") or {}).items() if value is not None}


def _own(given: Json) -> Json:
    return {key: value for key, value in given.items() if key not in GENERATION}


def _config(given: Json) -> Json:
    return {key: given[key] for key in GENERATION if key in given}


def _configured(module: str, kind: Kind, given: Json) -> list[str]:
    """The lines that set up the LM calls of a module whose constructor does not take their settings."""
    config = {} if kind.name in _WITH_CONFIG else _config(given)
    if not config:
        return []
    update = f"    predictor.update_config({keyword_arguments(config.items())})"
    return [f"for predictor in {module}.predictors():", update]


def _each(values: Json) -> list[str]:
    return [keyword_arguments([item]) for item in values.items()]
